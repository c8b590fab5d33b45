import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import type { TrialBalance } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Page } from "../ui/page.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import tableStyles from "../ui/table/data-table.module.css";
import { AccountName } from "./account-name.tsx";
import styles from "./ledger.module.css";
import { trialBalanceOf } from "./queries.ts";

/** Every account on its side; both sides come to the same. */
export function TrialBalancePage() {
  const { t } = useTranslation("ledger");
  const communityId = useCommunityId();
  const trial = useQuery(trialBalanceOf(communityId));
  return (
    <Page
      title={t("trial.title")}
      trail={
        <Link to="/c/$communityId/books" params={{ communityId }}>
          {t("title")}
        </Link>
      }
      lead={trial.data ? <DateText at={trial.data.at} style="instant" /> : null}
    >
      {trial.isPending ? <Lines count={8} /> : null}
      {trial.isError && !trial.data ? <ErrorState error={trial.error} onRetry={() => void trial.refetch()} /> : null}
      {trial.data?.totals.map((total) => (
        <Balance key={total.currency} communityId={communityId} trial={trial.data} total={total} />
      ))}
    </Page>
  );
}

function Balance({
  communityId,
  trial,
  total,
}: {
  communityId: string;
  trial: TrialBalance;
  total: TrialBalance["totals"][number];
}) {
  const { t } = useTranslation("ledger");
  const { currency } = total;
  const isEven = total.debit === total.credit;
  return (
    <section className="stack-tight">
      <div className="row-tight">
        <h2>{currency}</h2>
        <StatusBadge tone={isEven ? "good" : "bad"}>{isEven ? t("trial.even") : t("trial.uneven")}</StatusBadge>
      </div>
      <div className={`${tableStyles.scroll} ${styles.tables}`}>
        <table className={tableStyles.table}>
          <caption className="sr">
            {t("trial.title")} {currency}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t("trial.account")}</th>
              <th scope="col" data-figure>
                {t("side.DEBIT")}
              </th>
              <th scope="col" data-figure>
                {t("side.CREDIT")}
              </th>
            </tr>
          </thead>
          <tbody>
            {trial.items
              .filter((line) => line.currency === currency)
              .map((line) => (
                <tr key={line.accountId}>
                  <td>
                    <Link
                      to="/c/$communityId/books/accounts/$accountId"
                      params={{ communityId, accountId: line.accountId }}
                    >
                      <AccountName code={line.code} name={line.name} />
                    </Link>
                  </td>
                  <td data-figure>{line.debit === 0 ? null : <Money money={{ amount: line.debit, currency }} />}</td>
                  <td data-figure>{line.credit === 0 ? null : <Money money={{ amount: line.credit, currency }} />}</td>
                </tr>
              ))}
          </tbody>
          <tfoot className={styles.total}>
            <tr>
              <th scope="row">{t("trial.total")}</th>
              <td data-figure>
                <Money money={{ amount: total.debit, currency }} />
              </td>
              <td data-figure>
                <Money money={{ amount: total.credit, currency }} />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}
