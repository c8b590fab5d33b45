import { IconReceipt } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import { exponentOf, toDecimal } from "../lib/money.ts";
import type { LedgerAccount, LedgerEntry } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Facts, Page } from "../ui/page.tsx";
import { EmptyState, ErrorState, Lines } from "../ui/states.tsx";
import type { Column } from "../ui/table/columns.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { AccountName } from "./account-name.tsx";
import { useLedgerWords } from "./labels.ts";
import { accountOptions, entriesOf } from "./queries.ts";
import { TransactionSheet } from "./transaction-sheet.tsx";

/** Statement of an account: newest first, with the balance after each entry. */
export function AccountPage() {
  const { t } = useTranslation("ledger");
  const communityId = useCommunityId();
  const { accountId = "" } = useParams({ strict: false });
  const account = useQuery(accountOptions(communityId, accountId));
  if (account.isPending)
    return (
      <Page title={t("title")}>
        <Lines />
      </Page>
    );
  if (!account.data) return <ErrorState error={account.error} onRetry={() => void account.refetch()} />;
  return <Statement communityId={communityId} account={account.data} />;
}

function Statement({ communityId, account }: { communityId: string; account: LedgerAccount }) {
  const { t } = useTranslation("ledger");
  const words = useLedgerWords();
  const { search, set } = useFilters();
  const list = useInfiniteQuery(
    entriesOf(communityId, account.id, { label: search["label"], sourceId: search["sourceId"] }),
  );
  const { currency } = account;
  const kind = words.type(account.accountType);
  const branch = words.branch(account.code.split("/")[0] ?? account.code);
  const name = words.account(account.code, account.name);
  return (
    <Page
      title={name ?? branch}
      trail={
        <Link to="/c/$communityId/books" params={{ communityId }}>
          {t("title")}
        </Link>
      }
      lead={<AccountName code={account.code} name={name ? branch : null} />}
    >
      <section className="card" aria-label={t("accounts.balance")}>
        <Money money={{ amount: account.posted, currency }} size="hero" />
        <Facts
          facts={[
            [t("accounts.type"), kind],
            [t("accounts.normal"), words.side(account.normalSide)],
            [t("accounts.heldLong"), <Money key="held" money={{ amount: account.held, currency }} />],
            [t("accounts.available"), <Money key="available" money={{ amount: account.available, currency }} />],
          ]}
        />
      </section>
      <DataTable
        name={t("entries.title")}
        list={list}
        columns={useEntryColumns(account)}
        rowKey={({ id }) => id}
        onOpen={({ transactionId }) => set({ open: transactionId })}
        exportName={account.code.replaceAll("/", "-")}
        empty={<EmptyState icon={IconReceipt} title={t("entries.none")} />}
      />
      <TransactionSheet
        communityId={communityId}
        transactionId={search["open"] ?? null}
        onClose={() => set({ open: undefined })}
      />
    </Page>
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
      cell: (entry) => words.label(entry.label),
      csv: (entry) => words.label(entry.label),
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
