import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TrialBalance } from "../lib/wire.ts";
import { Money } from "../ui/money.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import tableStyles from "../ui/table/data-table.module.css";
import { AccountName } from "./account-name.tsx";
import styles from "./ledger.module.css";

interface TrialSidesProps {
  communityId: string;
  trial: TrialBalance;
  total: TrialBalance["totals"][number];
}

/** One currency of a trial balance, and whether its sides are equal. */
export function TrialSides({ communityId, trial, total }: TrialSidesProps) {
  const { t } = useTranslation("ledger");
  const { currency } = total;
  const isEven = total.debit === total.credit;
  return (
    <section className="stack-tight">
      <div className="row-tight">
        <h2>{currency}</h2>
        <StatusBadge tone={isEven ? "good" : "bad"}>{isEven ? t("trial.even") : t("trial.uneven")}</StatusBadge>
      </div>
      <Sides communityId={communityId} trial={trial} total={total} />
    </section>
  );
}

function Sides({ communityId, trial, total }: TrialSidesProps) {
  const { t } = useTranslation("ledger");
  const { currency } = total;
  const all = trial.items.filter((line) => line.currency === currency);
  const lines = all.filter(({ debit, credit }) => debit !== 0 || credit !== 0);
  return (
    <>
      <SidesTable communityId={communityId} lines={lines} total={total} />
      {all.length > lines.length ? (
        <p className="soft small">{t("trial.zero", { count: all.length - lines.length })}</p>
      ) : null}
    </>
  );
}

interface SidesTableProps extends Pick<TrialSidesProps, "communityId" | "total"> {
  lines: TrialBalance["items"];
}

function SidesTable({ communityId, lines, total }: SidesTableProps) {
  const { t } = useTranslation("ledger");
  const { currency } = total;
  return (
    <div className={`${tableStyles.scroll} ${styles.tables}`}>
      <table className={tableStyles.table}>
        <caption className="sr">
          {t("trial.title")} {currency}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("trial.account")}</th>
            <Figure head>{t("side.DEBIT")}</Figure>
            <Figure head>{t("side.CREDIT")}</Figure>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ accountId, code, name, debit, credit }) => (
            <tr key={accountId}>
              <td>
                <Link to="/c/$communityId/books/accounts/$accountId" params={{ communityId, accountId }}>
                  <AccountName code={code} name={name} />
                </Link>
              </td>
              <Figure>{debit === 0 ? null : <Money money={{ amount: debit, currency }} />}</Figure>
              <Figure>{credit === 0 ? null : <Money money={{ amount: credit, currency }} />}</Figure>
            </tr>
          ))}
        </tbody>
        <tfoot className={styles.total}>
          <tr>
            <th scope="row">{t("trial.total")}</th>
            <Figure>{<Money money={{ amount: total.debit, currency }} />}</Figure>
            <Figure>{<Money money={{ amount: total.credit, currency }} />}</Figure>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Figure({ head = false, children }: { head?: boolean; children: ReactNode }) {
  if (head) {
    return (
      <th scope="col" data-figure>
        {children}
      </th>
    );
  }
  return <td data-figure>{children}</td>;
}
