import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatDate } from "../lib/format.ts";
import { useReader } from "../lib/reader.ts";
import type { LedgerTransaction } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { type Fact, Facts } from "../ui/page.tsx";
import { AccountName } from "./account-name.tsx";
import { useLedgerWords } from "./labels.ts";
import styles from "./ledger.module.css";

/** A transaction whole: what it is, who is debited, who is credited. */
export function TransactionCard({ communityId, transaction }: { communityId: string; transaction: LedgerTransaction }) {
  const { t } = useTranslation("ledger");
  const { language } = useReader();
  const words = useLedgerWords();
  const { reference, description, reverses, reversedBy } = transaction;
  const facts: Fact[] = [
    [t("transaction.kind"), words.kind(transaction.kind)],
    [t("transaction.date"), formatDate(transaction.effectiveDate, language)],
    [t("transaction.recorded"), <DateText key="recorded" at={transaction.recordedAt} style="instant" />],
    [
      t("transaction.reference"),
      reference === null ? null : (
        <code key="reference" dir="ltr">
          {reference}
        </code>
      ),
    ],
    [t("transaction.description"), description === null ? null : <bdi key="description">{description}</bdi>],
    [
      t("transaction.reverses"),
      reverses === null ? null : (
        <TransactionLink key="reverses" communityId={communityId} transactionId={reverses}>
          {t("transaction.other")}
        </TransactionLink>
      ),
    ],
    [
      t("transaction.reversedBy"),
      reversedBy.length === 0 ? null : <Reversals key="by" communityId={communityId} ids={reversedBy} />,
    ],
  ];
  return (
    <>
      <Facts facts={facts} />
      <Entries communityId={communityId} entries={transaction.entries} />
    </>
  );
}

function Reversals({ communityId, ids }: { communityId: string; ids: readonly string[] }) {
  const { t } = useTranslation("ledger");
  return (
    <ul className="plain-list">
      {ids.map((id, index) => (
        <li key={id}>
          <TransactionLink communityId={communityId} transactionId={id}>
            {ids.length === 1 ? t("transaction.other") : t("transaction.nth", { count: index + 1 })}
          </TransactionLink>
        </li>
      ))}
    </ul>
  );
}

interface TransactionLinkProps {
  communityId: string;
  transactionId: string;
  children: ReactNode;
}

export function TransactionLink({ communityId, transactionId, children }: TransactionLinkProps) {
  return (
    <Link to="/c/$communityId/books/transactions/$transactionId" params={{ communityId, transactionId }}>
      {children}
    </Link>
  );
}

function Entries({ communityId, entries }: Pick<LedgerTransaction, "entries"> & { communityId: string }) {
  const { t } = useTranslation("ledger");
  const words = useLedgerWords();
  return (
    <ul className={styles.entries} aria-label={t("entries.title")}>
      {entries.map((entry) => (
        <li key={entry.id} className={styles.entry}>
          <span className="stack-tight">
            <span className={styles.side}>{words.side(entry.entryType)}</span>
            <Link to="/c/$communityId/books/accounts/$accountId" params={{ communityId, accountId: entry.accountId }}>
              <AccountName code={entry.accountCode} name={entry.accountName} />
            </Link>
            <span className="soft small">{words.label(entry.label)}</span>
          </span>
          <span className={styles.leafEnd}>
            <Money money={{ amount: entry.amount, currency: entry.currency }} />
            <span className="soft small">
              {t("entries.balance")}{" "}
              <Money money={{ amount: entry.balanceAfter, currency: entry.currency }} size="small" />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
