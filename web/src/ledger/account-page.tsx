import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCommunityId, useMay } from "../lib/community.ts";
import type { LedgerAccount } from "../lib/wire.ts";
import { Page } from "../ui/page.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { AccountFigures } from "./account-figures.tsx";
import { AccountFlow } from "./account-flow.tsx";
import { AccountName, shortCode } from "./account-name.tsx";
import { AccountProofs } from "./account-proofs.tsx";
import { AccountSettings } from "./account-settings.tsx";
import { BalanceChart } from "./balance-chart.tsx";
import { BooksTrail } from "./books-page.tsx";
import { Holds } from "./holds.tsx";
import { useLedgerWords } from "./labels.ts";
import styles from "./ledger.module.css";
import { accountOptions } from "./queries.ts";
import { Statement } from "./statement.tsx";

/** One account: what stands on it, how it came to be, and every entry. */
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
  if (!account.data)
    return (
      <Page title={t("title")} trail={<BooksTrail communityId={communityId} />}>
        <ErrorState error={account.error} onRetry={() => void account.refetch()} />
      </Page>
    );
  return <Account key={accountId} communityId={communityId} account={account.data} />;
}

function Account({ communityId, account }: { communityId: string; account: LedgerAccount }) {
  const may = useMay(communityId);
  const words = useLedgerWords();
  const branch = words.branch(account.code.split("/")[0] ?? account.code);
  const name = words.account(account.code, account.name);
  return (
    <Page
      title={name ?? shortCode(account.code)}
      trail={<BooksTrail communityId={communityId} />}
      lead={<AccountName code={account.code} name={branch} />}
      actions={may("ledger.manage") ? <AccountSettings communityId={communityId} account={account} /> : null}
    >
      <div className={styles.overview}>
        <AccountFigures account={account} />
        <BalanceChart communityId={communityId} account={account} />
      </div>
      <Holds communityId={communityId} accountId={account.id} />
      <Statement communityId={communityId} account={account} />
      <AccountFlow communityId={communityId} account={account} />
      <AccountProofs communityId={communityId} account={account} />
    </Page>
  );
}
