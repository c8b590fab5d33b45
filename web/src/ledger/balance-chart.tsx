import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { formatDate, formatMoney } from "../lib/format.ts";
import { useReader } from "../lib/reader.ts";
import type { LedgerAccount } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Section } from "../ui/page.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import tableStyles from "../ui/table/data-table.module.css";
import { type BalancePoint, monthEnds, sampled, shapeOf } from "./balance-shape.ts";
import styles from "./chart.module.css";
import { dayBefore, today } from "./days.ts";
import { balancesOn, movedDaysOf } from "./queries.ts";

const MONTHS = 12;
const MOST_DAYS = 14;
/** Stretched to the room there is; lines keep their thickness. */
const FRAME = { width: 1_000, height: 140 };

/** How the balance came to be what it is, by the days that count: each of them where they are few, else some of them. */
export function BalanceChart({ communityId, account }: { communityId: string; account: LedgerAccount }) {
  const { t } = useTranslation("ledger");
  const moved = useQuery(movedDaysOf(communityId, account.id));
  const days = moved.data ? sampled(moved.data, MOST_DAYS) : monthEnds(today(), MONTHS);
  const balances = useQuery({ ...balancesOn(communityId, account.id, days), enabled: moved.data !== undefined });
  const asked = moved.isError ? moved : balances;
  if (moved.data?.length === 0) return null;
  const isEach = moved.data !== null && moved.data?.length === days.length;
  const lead = moved.data === null ? t("chart.byMonth") : isEach ? t("chart.byDay") : t("chart.bySome");
  return (
    <Section title={t("chart.title")} lead={lead} card>
      {balances.data ? (
        <Chart
          points={isEach ? aroundDays(balances.data) : balances.data}
          told={balances.data}
          currency={account.currency}
          isStepped={isEach}
        />
      ) : asked.isError ? (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : (
        <Lines count={3} />
      )}
    </Section>
  );
}

/** From nothing before the first day to now. */
function aroundDays(days: readonly BalancePoint[]): BalancePoint[] {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const before = { at: dayBefore(first.at, 1), balance: 0 };
  return [before, ...days, ...(last.at < today() ? [{ ...last, at: today() }] : [])];
}

interface ChartProps {
  points: readonly BalancePoint[];
  /** Those that the table tells. */
  told: readonly BalancePoint[];
  currency: string;
  isStepped: boolean;
}

function Chart({ points, told, currency, isStepped }: ChartProps) {
  const { t } = useTranslation("ledger");
  const { language, isMirrored } = useReader();
  const id = useId();
  const shape = shapeOf(points, { ...FRAME, mirrored: isMirrored, isStepped });
  const say = (point: BalancePoint) => formatMoney({ amount: point.balance, currency }, language);
  const [first, last] = [points[0], points.at(-1)];
  return (
    <figure className={styles.figure}>
      {shape ? (
        <div className={styles.room}>
          <svg
            viewBox={`0 0 ${FRAME.width} ${FRAME.height}`}
            preserveAspectRatio="none"
            role="img"
            aria-labelledby={id}
          >
            <title id={id}>
              {t("chart.told", {
                lowest: say(shape.lowest),
                highest: say(shape.highest),
                now: last ? say(last) : "",
              })}
            </title>
            <path d={shape.area} className={styles.area} />
            <line x1="0" x2={FRAME.width} y1={shape.zero} y2={shape.zero} className={styles.zero} />
            <path d={shape.line} className={styles.line} />
          </svg>
          <span
            aria-hidden
            className={styles.end}
            style={{ insetBlockStart: `${(shape.end / FRAME.height) * 100}%` }}
          />
        </div>
      ) : null}
      {first && last ? (
        <div className={`${styles.axis} soft small`} aria-hidden>
          <span>{formatDate(first.at, language)}</span>
          <span>{formatDate(last.at, language)}</span>
        </div>
      ) : null}
      <Points points={told} currency={currency} />
    </figure>
  );
}

/** The same as a table, for who does not see the picture or wants the figures. */
function Points({ points, currency }: Pick<ChartProps, "points" | "currency">) {
  const { t } = useTranslation("ledger");
  return (
    <details className={styles.told}>
      <summary>{t("chart.table")}</summary>
      <div className={styles.scroll}>
        <table className={tableStyles.table}>
          <caption className="sr">{t("chart.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("transaction.date")}</th>
              <th scope="col" data-figure>
                {t("accounts.balance")}
              </th>
            </tr>
          </thead>
          <tbody>
            {points.toReversed().map(({ at, balance }) => (
              <tr key={at}>
                <td>
                  <DateText at={at} />
                </td>
                <td data-figure>
                  <Money money={{ amount: balance, currency }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
