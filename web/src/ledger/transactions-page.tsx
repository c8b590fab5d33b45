import { IconReceipt } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import { formatDate } from "../lib/format.ts";
import { exponentOf, toDecimal } from "../lib/money.ts";
import { useReader } from "../lib/reader.ts";
import type { LedgerTransaction } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState } from "../ui/states.tsx";
import type { Column } from "../ui/table/columns.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { AccountName } from "./account-name.tsx";
import { useLedgerWords } from "./labels.ts";
import styles from "./ledger.module.css";
import { transactionsOf } from "./queries.ts";
import { TransactionSheet } from "./transaction-sheet.tsx";

/** The journal, newest first. */
export function TransactionsPage() {
  const { t } = useTranslation("ledger");
  const communityId = useCommunityId();
  const { search, set } = useFilters();
  const list = useInfiniteQuery(transactionsOf(communityId, { kind: search["kind"], sourceId: search["sourceId"] }));
  return (
    <Page
      title={t("transactions.title")}
      trail={
        <Link to="/c/$communityId/books" params={{ communityId }}>
          {t("title")}
        </Link>
      }
    >
      <DataTable
        name={t("transactions.title")}
        list={list}
        columns={useColumns()}
        rowKey={({ id }) => id}
        onOpen={({ id }) => set({ open: id })}
        openKey={search["open"]}
        exportName="transactions"
        empty={<EmptyState icon={IconReceipt} title={t("transactions.none")} />}
      />
      <TransactionSheet
        communityId={communityId}
        transactionId={search["open"] ?? null}
        onClose={() => set({ open: undefined })}
      />
    </Page>
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
      cell: ({ kind }) => words.kind(kind),
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
        <Fragment key={entry.id}>
          <span className="soft">{words.side(entry.entryType)}</span>
          <AccountName code={entry.accountCode} name={entry.accountName} />
          <Money money={{ amount: entry.amount, currency: entry.currency }} size="small" />
        </Fragment>
      ))}
    </span>
  );
}
