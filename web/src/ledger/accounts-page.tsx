import { IconBook2, IconSearch, IconSearchOff } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import type { LedgerAccount } from "../lib/wire.ts";
import { Money } from "../ui/money.tsx";
import { EmptyState, ErrorState, Lines } from "../ui/states.tsx";
import { FilterBar } from "../ui/table/filter-bar.tsx";
import { More } from "../ui/table/more.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { AccountBranches } from "./account-branches.tsx";
import { AccountName } from "./account-name.tsx";
import { ACCOUNT_TYPES } from "./account-types.ts";
import { BooksActions } from "./books-actions.tsx";
import { BooksPage } from "./books-page.tsx";
import { useLedgerWords } from "./labels.ts";
import styles from "./ledger.module.css";
import { accountsOf, foundAccounts } from "./queries.ts";
import { TextFilter } from "./text-filter.tsx";

const LEAST_LETTERS = 2;

/** The chart of accounts: a tree; what one looks for or one type of them as a list. */
export function AccountsPage() {
  const { t } = useTranslation("ledger");
  const communityId = useCommunityId();
  const words = useLedgerWords();
  const { search, set } = useFilters();
  const text = search["q"] ?? "";
  return (
    <BooksPage
      communityId={communityId}
      title={t("title")}
      lead={t("lead")}
      actions={<BooksActions communityId={communityId} />}
    >
      <search className={`${styles.filters} no-print`}>
        <TextFilter
          label={t("accounts.find")}
          type="search"
          value={search["q"]}
          onChange={(q) => set({ q, accountType: undefined })}
          icon={<IconSearch aria-hidden size="1.25em" />}
        />
        <FilterBar
          choices={[
            {
              name: "accountType",
              label: t("accounts.type"),
              options: ACCOUNT_TYPES.map((value) => ({ value, label: words.type(value) })),
            },
          ]}
        />
      </search>
      {search["accountType"] ? (
        <OfType communityId={communityId} accountType={search["accountType"]} />
      ) : text.length >= LEAST_LETTERS ? (
        <Found communityId={communityId} text={text} />
      ) : (
        <AccountBranches communityId={communityId} />
      )}
    </BooksPage>
  );
}

function OfType({ communityId, accountType }: { communityId: string; accountType: string }) {
  const { t } = useTranslation("ledger");
  const list = useInfiniteQuery(accountsOf(communityId, { accountType }));
  if (list.isPending) return <Lines count={8} />;
  if (!list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const accounts = list.data.pages.flatMap((page) => page.items);
  if (accounts.length === 0) return <EmptyState icon={IconBook2} title={t("accounts.noneOfType")} />;
  return (
    <>
      <ul className={styles.leaves} aria-label={t("accounts.title")}>
        {accounts.map((account) => (
          <li key={account.id}>
            <Leaf communityId={communityId} account={{ ...account, accountId: account.id, balance: account.posted }}>
              <Held account={account} />
            </Leaf>
          </li>
        ))}
      </ul>
      <More list={list} count={accounts.length} />
    </>
  );
}

function Held({ account: { held, currency } }: { account: LedgerAccount }) {
  const { t } = useTranslation("ledger");
  if (held === 0) return null;
  return (
    <span className="soft small">
      {t("accounts.held")} <Money money={{ amount: held, currency }} size="small" />
    </span>
  );
}

function Found({ communityId, text }: { communityId: string; text: string }) {
  const { t } = useTranslation("ledger");
  const found = useQuery(foundAccounts(communityId, text));
  if (found.isPending) return <Lines count={4} />;
  if (!found.data) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data.length === 0)
    return <EmptyState icon={IconSearchOff} title={t("accounts.notFound")} text={t("accounts.notFoundText")} />;
  return (
    <ul className={styles.leaves} aria-label={t("accounts.title")}>
      {found.data.map((account) => (
        <li key={account.accountId}>
          <Leaf communityId={communityId} account={account} />
        </li>
      ))}
    </ul>
  );
}

interface LeafProps {
  communityId: string;
  account: { accountId: string; code: string; name: string | null; balance: number; currency: string };
  children?: React.ReactNode;
}

function Leaf({ communityId, account: { accountId, code, name, balance, currency }, children }: LeafProps) {
  return (
    <Link
      to="/c/$communityId/books/accounts/$accountId"
      params={{ communityId, accountId }}
      className={styles.leaf ?? ""}
    >
      <AccountName code={code} name={name} />
      <span className={styles.leafEnd}>
        <Money money={{ amount: balance, currency }} />
        {children}
      </span>
    </Link>
  );
}
