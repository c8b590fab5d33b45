import { useTranslation } from "react-i18next";
import { Money } from "../ui/money.tsx";
import { Notice } from "../ui/notice.tsx";
import { type Balance, balancesOf, type TypedLine } from "./imbalance.ts";
import styles from "./ledger.module.css";

/** Both sides while one types: what is missing and on which side, or that they are equal. */
export function TypedBalance({ lines }: { lines: readonly TypedLine[] }) {
  return (
    <div className="stack-tight" aria-live="polite">
      {balancesOf(lines).map((balance) => (
        <OneBalance key={balance.currency} balance={balance} />
      ))}
    </div>
  );
}

function OneBalance({ balance: { currency, debit, credit } }: { balance: Balance }) {
  const { t } = useTranslation("ledger");
  const money = (amount: bigint) => <Money money={{ amount: Number(amount), currency }} />;
  const isEmpty = debit === 0n && credit === 0n;
  const missing = debit > credit ? debit - credit : credit - debit;
  return (
    <Notice tone={isEmpty ? "plain" : missing === 0n ? "good" : "warn"}>
      <span className={styles.sides}>
        <span>
          <span className="soft small">{t("side.DEBIT")}</span> {money(debit)}
        </span>
        <span>
          <span className="soft small">{t("side.CREDIT")}</span> {money(credit)}
        </span>
        <strong>
          {missing === 0n ? (
            isEmpty ? (
              t("post.nothing")
            ) : (
              t("trial.even")
            )
          ) : (
            <>
              {t(debit > credit ? "post.missingCredit" : "post.missingDebit")} {money(missing)}
            </>
          )}
        </strong>
      </span>
    </Notice>
  );
}
