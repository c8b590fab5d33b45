import { useTranslation } from "react-i18next";
import { formatMoney } from "../lib/format.ts";
import { useReader } from "../lib/reader.ts";
import type { LedgerAccount } from "../lib/wire.ts";
import { Money } from "../ui/money.tsx";
import { type Fact, Facts } from "../ui/page.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import chartStyles from "./chart.module.css";
import { useLedgerWords } from "./labels.ts";
import styles from "./ledger.module.css";

/** As many letters as the largest size has room for on a phone. */
const MOST_HERO = 14;

/** What stands on an account, what of it may be used, and how far it may go. */
export function AccountFigures({ account }: { account: LedgerAccount }) {
  const { t } = useTranslation("ledger");
  const words = useLedgerWords();
  const { language } = useReader();
  const { currency, floor } = account;
  const posted = { amount: account.posted, currency };
  const told = formatMoney(posted, language);
  const money = (amount: number) => <Money money={{ amount, currency }} />;
  const facts: Fact[] = [
    [t("accounts.type"), words.type(account.accountType)],
    [t("accounts.normal"), words.side(account.normalSide)],
    [t("accounts.heldLong"), money(account.held)],
    [t("accounts.available"), money(account.available)],
    [t("settings.floor"), floor === null ? t("settings.floors.none") : money(floor)],
  ];
  return (
    <section className="card stack" aria-label={t("accounts.balance")}>
      <States account={account} />
      {told.length > MOST_HERO ? (
        <span className={styles.balance}>
          <Money money={posted} />
        </span>
      ) : (
        <Money money={posted} size="hero" />
      )}
      <Facts facts={facts} />
      <Use
        name={t("limits.today")}
        used={account.usedToday}
        limit={account.dayLimit}
        currency={currency}
        zone={account.timeZone}
      />
      <Use
        name={t("limits.month")}
        used={account.usedThisMonth}
        limit={account.monthLimit}
        currency={currency}
        zone={account.timeZone}
      />
    </section>
  );
}

/** Closed, or frozen in a direction: why nothing can be posted. */
function States({ account: { closedAt, refusesDebit, refusesCredit } }: { account: LedgerAccount }) {
  const { t } = useTranslation("ledger");
  if (closedAt === null && !refusesDebit && !refusesCredit) return null;
  return (
    <div className="row-tight">
      {closedAt === null ? null : <StatusBadge tone="plain">{t("state.closed")}</StatusBadge>}
      {refusesDebit ? <StatusBadge tone="warn">{t("state.noDebit")}</StatusBadge> : null}
      {refusesCredit ? <StatusBadge tone="warn">{t("state.noCredit")}</StatusBadge> : null}
    </div>
  );
}

interface UseProps {
  name: string;
  used: number;
  limit: number | null;
  currency: string;
  zone: string | null;
}

/** How much of a limit is used; without a limit there is nothing to tell. */
function Use({ name, used, limit, currency, zone }: UseProps) {
  const { t } = useTranslation("ledger");
  if (limit === null) return null;
  const share = limit > 0 ? Math.min(1, used / limit) : 1;
  return (
    <div className={chartStyles.use}>
      <span className="spread">
        <span>{name}</span>
        <span>
          <Money money={{ amount: used, currency }} /> <span className="soft">{t("limits.of")}</span>{" "}
          <Money money={{ amount: limit, currency }} />
        </span>
      </span>
      {zone ? <span className="soft small">{t("limits.zone", { zone })}</span> : null}
      <span aria-hidden>
        <span style={{ inlineSize: `${share * 100}%` }} />
      </span>
    </div>
  );
}
