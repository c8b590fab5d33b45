import { IconReceipt } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import { formatDate } from "../lib/format.ts";
import { exponentOf, toDecimal } from "../lib/money.ts";
import { useReader } from "../lib/reader.ts";
import type { LedgerTransaction } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { EmptyState } from "../ui/states.tsx";
import type { Column } from "../ui/table/columns.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { AccountName } from "./account-name.tsx";
import { BooksActions } from "./books-actions.tsx";
import { BooksPage } from "./books-page.tsx";
import { JournalFilters, NARROWING, useNarrowed } from "./journal-filters.tsx";
import { useLedgerWords } from "./labels.ts";
import styles from "./ledger.module.css";
import { transactionsOf } from "./queries.ts";
import { TransactionSheet } from "./transaction-sheet.tsx";

/** The journal, from either end. */
export function TransactionsPage() {
  const { t } = useTranslation("ledger");
  const communityId = useCommunityId();
  const { search, set } = useFilters();
  const list = useInfiniteQuery(transactionsOf(communityId, useNarrowed(communityId)));
  const isNarrowed = NARROWING.some((name) => search[name] !== undefined);
  return (
    <BooksPage
      communityId={communityId}
      title={t("transactions.title")}
      actions={<BooksActions communityId={communityId} />}
    >
      <JournalFilters communityId={communityId} />
      <DataTable
        name={t("transactions.title")}
        list={list}
        columns={useColumns()}
        rowKey={({ id }) => id}
        onOpen={({ id }) => set({ open: id })}
        openKey={search["open"]}
        exportName="transactions"
        empty={
          isNarrowed ? (
            <EmptyState icon={IconReceipt} title={t("filter.none")} text={t("filter.noneText")} />
          ) : (
            <EmptyState icon={IconReceipt} title={t("transactions.none")} text={t("transactions.noneText")} />
          )
        }
      />
      <TransactionSheet
        communityId={communityId}
        transactionId={search["open"] ?? null}
        onClose={() => set({ open: undefined })}
      />
    </BooksPage>
  );
}

function useColumns(): Column<LedgerTransaction>[] {
  const { t } = useTranslation("ledger");
  const { language } = useReader();
  const words = useLedgerWords();
  return [
    {
      id: "kind",
      head: t("transaction.kind"),
      card: "title",
      cell: ({ kind, description }) => (
        <span className={styles.what}>
          {words.kind(kind)}
          {description ? <bdi className="soft small">{description}</bdi> : null}
        </span>
      ),
      csv: ({ kind }) => words.kind(kind),
      code: ({ kind }) => kind,
    },
    {
      id: "date",
      head: t("transaction.date"),
      cell: ({ effectiveDate }) => formatDate(effectiveDate, language),
      csv: ({ effectiveDate }) => effectiveDate,
    },
    {
      id: "when",
      head: t("transaction.recorded"),
      cell: ({ recordedAt }) => <DateText at={recordedAt} style="short" />,
      csv: ({ recordedAt }) => recordedAt,
    },
    {
      id: "entries",
      head: t("entries.title"),
      cell: ({ entries }) => <Lines entries={entries} />,
      csv: ({ entries }) => entries.map(plainly).join("; "),
    },
  ];
}

/** For a sheet: `DEBIT clearing/… 1500.00 KES`. */
function plainly({ entryType, accountCode, amount, currency }: LedgerTransaction["entries"][number]): string {
  return `${entryType} ${accountCode} ${toDecimal(BigInt(amount), exponentOf(currency))} ${currency}`;
}

function Lines({ entries }: Pick<LedgerTransaction, "entries">) {
  const words = useLedgerWords();
  return (
    <span className={styles.lines}>
      {entries.map((entry) => (
        <span key={entry.id} className={styles.line}>
          <span className="soft">{words.side(entry.entryType)}</span>
          <AccountName code={entry.accountCode} name={entry.accountName} />
          <Money money={{ amount: entry.amount, currency: entry.currency }} size="small" />
        </span>
      ))}
    </span>
  );
}
