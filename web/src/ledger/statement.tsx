import { IconReceipt } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { exponentOf, toDecimal } from "../lib/money.ts";
import type { LedgerAccount, LedgerEntry } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Section } from "../ui/page.tsx";
import { EmptyState } from "../ui/states.tsx";
import type { Column } from "../ui/table/columns.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { FilterFold } from "./filter-fold.tsx";
import { useLedgerWords } from "./labels.ts";
import styles from "./ledger.module.css";
import { OrderFilter } from "./order-filter.tsx";
import { entriesOf } from "./queries.ts";
import { TextFilter } from "./text-filter.tsx";
import { TransactionSheet } from "./transaction-sheet.tsx";

const NARROWS = ["text", "label", "sourceId", "effectiveFrom", "effectiveTo"] as const;

/** The statement of an account from either end, with the balance after each entry. */
export function Statement({ communityId, account }: { communityId: string; account: LedgerAccount }) {
  const { t } = useTranslation("ledger");
  const { search, set } = useFilters();
  const narrowed = Object.fromEntries([...NARROWS, "order"].map((name) => [name, search[name]]));
  const list = useInfiniteQuery(entriesOf(communityId, account.id, narrowed));
  const isNarrowed = NARROWS.some((name) => search[name] !== undefined);
  return (
    <Section title={t("entries.statement")}>
      <div className="stack">
        <StatementFilters />
        <DataTable
          name={t("entries.title")}
          list={list}
          columns={useEntryColumns(account)}
          rowKey={({ id }) => id}
          onOpen={({ transactionId }) => set({ open: transactionId })}
          exportName={account.code.replaceAll("/", "-")}
          empty={
            isNarrowed ? (
              <EmptyState icon={IconReceipt} title={t("filter.none")} text={t("filter.noneText")} />
            ) : (
              <EmptyState icon={IconReceipt} title={t("entries.none")} text={t("entries.noneText")} />
            )
          }
        />
      </div>
      <TransactionSheet
        communityId={communityId}
        transactionId={search["open"] ?? null}
        onClose={() => set({ open: undefined })}
      />
    </Section>
  );
}

function StatementFilters() {
  const { t } = useTranslation("ledger");
  const { search, set } = useFilters();
  return (
    <FilterFold isNarrowed={[...NARROWS, "order"].some((name) => search[name] !== undefined)}>
      <TextFilter label={t("filter.text")} type="search" value={search["text"]} onChange={(text) => set({ text })} />
      <TextFilter
        label={t("filter.from")}
        type="date"
        value={search["effectiveFrom"]}
        onChange={(effectiveFrom) => set({ effectiveFrom })}
      />
      <TextFilter
        label={t("filter.to")}
        type="date"
        value={search["effectiveTo"]}
        onChange={(effectiveTo) => set({ effectiveTo })}
      />
      <OrderFilter />
    </FilterFold>
  );
}

/** What makes the balance grow is a plus, whichever side that is. */
function signed(entry: LedgerEntry, account: LedgerAccount): number {
  return entry.entryType === account.normalSide ? entry.amount : -entry.amount;
}

function useEntryColumns(account: LedgerAccount): Column<LedgerEntry>[] {
  const { t } = useTranslation("ledger");
  const words = useLedgerWords();
  const plain = (amount: number) => toDecimal(BigInt(amount), exponentOf(account.currency));
  return [
    {
      id: "what",
      head: t("entries.what"),
      card: "title",
      cell: (entry) => (
        <span className={styles.what}>
          {words.label(entry.label)}
          {entry.description ? <span className="soft small">{entry.description}</span> : null}
        </span>
      ),
      csv: (entry) => [words.label(entry.label), ...(entry.description ? [entry.description] : [])].join(": "),
      code: (entry) => entry.label,
    },
    {
      id: "date",
      head: t("transaction.date"),
      cell: (entry) => <DateText at={entry.effectiveDate} />,
      csv: (entry) => entry.effectiveDate,
    },
    {
      id: "recorded",
      head: t("transaction.recorded"),
      cell: (entry) => (
        <span className="soft small">
          <DateText at={entry.createdAt} style="short" />
        </span>
      ),
      csv: (entry) => entry.createdAt,
    },
    {
      id: "side",
      head: t("entries.side"),
      cell: (entry) => words.side(entry.entryType),
      csv: (entry) => words.side(entry.entryType),
      code: (entry) => entry.entryType,
    },
    {
      id: "amount",
      head: t("entries.amount"),
      isFigure: true,
      card: "figure",
      cell: (entry) => <Money money={{ amount: signed(entry, account), currency: entry.currency }} sign="always" />,
      csv: (entry) => plain(signed(entry, account)),
    },
    {
      id: "balance",
      head: t("entries.balance"),
      isFigure: true,
      cell: (entry) => <Money money={{ amount: entry.balanceAfter, currency: entry.currency }} />,
      csv: (entry) => plain(entry.balanceAfter),
    },
  ];
}
