import { useElementSize } from "@mantine/hooks";
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
import { type BalancePoint, monthEnds, shapeOf } from "./balance-shape.ts";
import styles from "./chart.module.css";
import { today } from "./days.ts";
import { balancesOn, fewEntriesOf } from "./queries.ts";

const MONTHS = 12;
const HEIGHT = 140;

/** How the balance came to be what it is: entry by entry where they are few, else by month's ends. */
export function BalanceChart({ communityId, account }: { communityId: string; account: LedgerAccount }) {
  const { t } = useTranslation("ledger");
  const entries = useQuery(fewEntriesOf(communityId, account.id));
  const months = useQuery({
    ...balancesOn(communityId, account.id, monthEnds(today(), MONTHS)),
    enabled: entries.data === null,
  });
  const error = entries.error ?? months.error;
  const points = entries.data ? pointsOf(entries.data) : months.data;
  if (points?.length === 0) return null;
  return (
    <Section title={t("chart.title")} lead={entries.data === null ? t("chart.byMonth") : t("chart.byEntry")} card>
      {points ? (
        <Chart points={points} currency={account.currency} isStepped={entries.data !== null} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void (entries.error ? entries : months).refetch()} />
      ) : (
        <Lines count={3} />
      )}
    </Section>
  );
}

/** From nothing over each entry to now. */
function pointsOf(entries: readonly { createdAt: string; balanceAfter: number }[]): BalancePoint[] {
  const points = entries.map(({ createdAt, balanceAfter }) => ({ at: createdAt, balance: balanceAfter })).reverse();
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  return [{ ...first, balance: 0 }, ...points, { ...last, at: new Date().toISOString() }];
}

interface ChartProps {
  points: readonly BalancePoint[];
  currency: string;
  isStepped: boolean;
}

function Chart({ points, currency, isStepped }: ChartProps) {
  const { t } = useTranslation("ledger");
  const { language, isMirrored } = useReader();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const id = useId();
  const shape = width > 0 ? shapeOf(points, { width, height: HEIGHT, mirrored: isMirrored, isStepped }) : null;
  const told = (point: BalancePoint) => formatMoney({ amount: point.balance, currency }, language);
  const [first, last] = [points[0], points.at(-1)];
  return (
    <figure className={styles.figure}>
      <div ref={ref} className={styles.room}>
        {shape ? (
          <svg
            viewBox={`0 -4 ${width} ${HEIGHT + 8}`}
            width={width}
            height={HEIGHT + 8}
            role="img"
            aria-labelledby={id}
          >
            <title id={id}>
              {t("chart.told", {
                lowest: told(shape.lowest),
                highest: told(shape.highest),
                now: last ? told(last) : "",
              })}
            </title>
            <path d={shape.area} className={styles.area} />
            <line x1="0" x2={width} y1={shape.zero} y2={shape.zero} className={styles.zero} />
            <path d={shape.line} className={styles.line} />
            <circle cx={shape.end.x} cy={shape.end.y} r="4" className={styles.end} />
          </svg>
        ) : null}
      </div>
      {first && last ? (
        <div className={`${styles.axis} soft small`} aria-hidden>
          <span>{formatDate(first.at.slice(0, 10), language)}</span>
          <span>{formatDate(last.at.slice(0, 10), language)}</span>
        </div>
      ) : null}
      <Points points={isStepped ? points.slice(1, -1) : points} currency={currency} />
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
            {points.toReversed().map(({ at, balance }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: several entries have one instant, and none of them moves.
              <tr key={`${at} ${index}`}>
                <td>
                  <DateText at={at} style="short" />
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
