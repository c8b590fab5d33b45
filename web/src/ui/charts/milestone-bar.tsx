import { formatMoney, formatShare } from "../../lib/format.ts";
import { useReader } from "../../lib/reader.ts";
import type { Money as Amount } from "../../lib/wire.ts";
import styles from "./milestone-bar.module.css";

export interface BarPart {
  id: string;
  title: string;
  amount: Amount;
}

interface MilestoneBarProps {
  raised: Amount;
  target: Amount;
  /** Marks where each milestone is paid for. */
  parts: readonly BarPart[];
  /** Names the bar: "58 % of KES 600,000 raised". */
  label: (share: string, target: string) => string;
}

/** How far a goal has come, with a notch where each milestone is paid for. */
export function MilestoneBar({ raised, target, parts, label }: MilestoneBarProps) {
  const { language } = useReader();
  const whole = Math.max(target.amount, 1);
  const share = Math.min(1, raised.amount / whole);
  let sum = 0;
  const notches = parts.slice(0, -1).map((part) => {
    sum += part.amount.amount;
    return { id: part.id, at: Math.min(1, sum / whole) };
  });
  const name = label(formatShare(raised.amount, whole, language), formatMoney(target, language, { short: true }));
  return (
    <div className={styles.bar} role="img" aria-label={name}>
      <div className={styles.filled} data-full={share >= 1 || undefined} style={{ inlineSize: `${share * 100}%` }} />
      {notches.map((notch) => (
        <span key={notch.id} className={styles.notch} style={{ insetInlineStart: `${notch.at * 100}%` }} />
      ))}
    </div>
  );
}

interface TallyBarProps {
  yes: number;
  no: number;
  total: number;
  /** Least part that must be cast, in basis points. */
  quorumBps: number;
  name: string;
}

/** Votes cast: yes from one end, no from the other, silence between; a notch where the quorum is. */
export function TallyBar({ yes, no, total, quorumBps, name }: TallyBarProps) {
  const whole = Math.max(total, 1);
  return (
    <div className={styles.bar} role="img" aria-label={name}>
      <div className={styles.filled} style={{ inlineSize: `${(yes / whole) * 100}%` }} />
      <div className={styles.against} style={{ inlineSize: `${(no / whole) * 100}%` }} />
      <span className={styles.notch} style={{ insetInlineStart: `${quorumBps / 100}%` }} />
    </div>
  );
}
