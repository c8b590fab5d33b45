import { IconBook2 } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import type { LedgerAccount } from "../lib/wire.ts";
import { Money } from "../ui/money.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState, ErrorState, Lines } from "../ui/states.tsx";
import { FilterBar } from "../ui/table/filter-bar.tsx";
import { More } from "../ui/table/more.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { AccountName } from "./account-name.tsx";
import { branchesOf } from "./account-tree.ts";
import { BooksNav } from "./books-nav.tsx";
import { useLedgerWords } from "./labels.ts";
import styles from "./ledger.module.css";
import { accountsOf } from "./queries.ts";

const TYPES = ["ESCROW", "GOAL", "USER", "REVENUE", "EXPENSE", "CLEARING", "SUSPENSE", "RECEIVABLE"] as const;

export function AccountsPage() {
  const { t } = useTranslation("ledger");
  const communityId = useCommunityId();
  const words = useLedgerWords();
  return (
    <Page title={t("title")} lead={t("lead")} actions={<BooksNav communityId={communityId} />}>
      <FilterBar
        choices={[
          {
            name: "accountType",
            label: t("accounts.type"),
            options: TYPES.map((value) => ({ value, label: words.type(value) })),
          },
        ]}
      />
      <Accounts communityId={communityId} />
    </Page>
  );
}

function Accounts({ communityId }: { communityId: string }) {
  const { t } = useTranslation("ledger");
  const { search } = useFilters();
  const words = useLedgerWords();
  const list = useInfiniteQuery(accountsOf(communityId, { accountType: search["accountType"] }));
  if (list.isPending) return <Lines count={8} />;
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const accounts = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (accounts.length === 0)
    return <EmptyState icon={IconBook2} title={t("accounts.none")} text={t("accounts.noneText")} />;
  return (
    <div className="stack-tight">
      {branchesOf(accounts).map((branch) => (
        <details key={branch.name} className={styles.branch} open>
          <summary>
            {words.branch(branch.name)}{" "}
            <span className="soft small">{t("accounts.count", { count: branch.accounts.length })}</span>
          </summary>
          <ul className={styles.leaves}>
            {branch.accounts.map((account) => (
              <li key={account.id}>
                <Leaf communityId={communityId} account={account} />
              </li>
            ))}
          </ul>
        </details>
      ))}
      <More list={list} />
    </div>
  );
}

function Leaf({ communityId, account }: { communityId: string; account: LedgerAccount }) {
  const { t } = useTranslation("ledger");
  const { currency } = account;
  return (
    <Link
      to="/c/$communityId/books/accounts/$accountId"
      params={{ communityId, accountId: account.id }}
      className={styles.leaf ?? ""}
    >
      <AccountName code={account.code} name={account.name} />
      <span className={styles.leafEnd}>
        <Money money={{ amount: account.posted, currency }} />
        {account.held > 0 ? (
          <span className="soft small">
            {t("accounts.held")} <Money money={{ amount: account.held, currency }} size="small" />
          </span>
        ) : null}
      </span>
    </Link>
  );
}
