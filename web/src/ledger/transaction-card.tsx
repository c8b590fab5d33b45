import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { formatDate } from "../lib/format.ts";
import { useReader } from "../lib/reader.ts";
import type { LedgerTransaction } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Facts } from "../ui/page.tsx";
import { AccountName } from "./account-name.tsx";
import { useLedgerWords } from "./labels.ts";
import styles from "./ledger.module.css";

/** A transaction whole: who is debited, who is credited, and why. */
export function TransactionCard({ communityId, transaction }: { communityId: string; transaction: LedgerTransaction }) {
  const { t } = useTranslation("ledger");
  const { language } = useReader();
  const words = useLedgerWords();
  return (
    <>
      <Facts
        facts={[
          [t("transaction.kind"), words.kind(transaction.kind)],
          [t("transaction.date"), formatDate(transaction.effectiveDate, language)],
          [t("transaction.recorded"), <DateText key="recorded" at={transaction.recordedAt} style="instant" />],
          [
            t("transaction.reference"),
            <code key="reference" dir="ltr">
              {transaction.reference}
            </code>,
          ],
          ...(transaction.description ? ([[t("transaction.description"), transaction.description]] as const) : []),
          ...(transaction.reverses
            ? ([
                [
                  t("transaction.reverses"),
                  <Link
                    key="reverses"
                    to="/c/$communityId/books/transactions/$transactionId"
                    params={{ communityId, transactionId: transaction.reverses }}
                  >
                    {t("transaction.other")}
                  </Link>,
                ],
              ] as const)
            : []),
        ]}
      />
      <ul className={styles.entries} aria-label={t("entries.title")}>
        {transaction.entries.map((entry) => (
          <li key={entry.id} className={styles.entry}>
            <span className="stack-tight">
              <span className={styles.side}>{words.side(entry.entryType)}</span>
              <Link to="/c/$communityId/books/accounts/$accountId" params={{ communityId, accountId: entry.accountId }}>
                <AccountName code={entry.accountCode} name={entry.accountName} />
              </Link>
              <span className="soft small">{words.label(entry.label)}</span>
            </span>
            <Money money={{ amount: entry.amount, currency: entry.currency }} />
          </li>
        ))}
      </ul>
    </>
  );
}
