import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { EntryFilter } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { AccountName } from "./account-name.tsx";
import { useLedgerWords } from "./labels.ts";
import styles from "./ledger.module.css";
import { entriesOf } from "./queries.ts";

interface EntriesSheetProps {
  communityId: string;
  title: string;
  /** What makes the figure; null: closed. */
  filters: readonly EntryFilter[] | null;
  onClose: () => void;
}

/** The ledger entries behind a figure, beside it. */
export function EntriesSheet({ communityId, title, filters, onClose }: EntriesSheetProps) {
  return (
    <Sheet opened={filters !== null} onClose={onClose} title={title}>
      {(filters ?? []).map((filter) => (
        <FilteredEntries
          key={`${filter.accountId} ${filter.label} ${filter.sourceId}`}
          communityId={communityId}
          filter={filter}
        />
      ))}
    </Sheet>
  );
}

function FilteredEntries({ communityId, filter }: { communityId: string; filter: EntryFilter }) {
  const { t } = useTranslation("ledger");
  const words = useLedgerWords();
  const { accountId, accountCode, label, sourceId, name } = filter;
  const narrowed = { ...(label ? { label } : {}), ...(sourceId ? { sourceId } : {}) };
  const list = useInfiniteQuery(entriesOf(communityId, accountId, narrowed));
  if (list.isPending) return <Lines />;
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (entries.length === 0) return null;
  return (
    <section>
      <h3>
        {label ? words.label(label) : t("entries.all")}
        {name ? (
          <>
            {" · "}
            <bdi>{name}</bdi>
          </>
        ) : null}
      </h3>
      <Link to="/c/$communityId/books/accounts/$accountId" params={{ communityId, accountId }} search={narrowed}>
        <AccountName code={accountCode} name={entries[0]?.accountName} />
      </Link>
      <ul className={styles.entries}>
        {entries.map((entry) => (
          <li key={entry.id} className={styles.entry}>
            <span className="stack-tight">
              <Link
                to="/c/$communityId/books/transactions/$transactionId"
                params={{ communityId, transactionId: entry.transactionId }}
              >
                {words.label(entry.label)}
              </Link>
              <span className="soft small">
                {words.side(entry.entryType)} · <DateText at={entry.effectiveDate} />
              </span>
            </span>
            <Money money={{ amount: entry.amount, currency: entry.currency }} />
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("ui:table.more")}
        </Button>
      ) : null}
    </section>
  );
}
