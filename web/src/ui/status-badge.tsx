import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClock,
  type TablerIcon,
} from "@tabler/icons-react";
import styles from "./status-badge.module.css";

export type Tone = "good" | "warn" | "bad" | "busy" | "plain";

const ICONS: Readonly<Record<Tone, TablerIcon>> = {
  good: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconCircleX,
  busy: IconClock,
  plain: IconCircleDashed,
};

/** A state in a word with a sign; the colour only repeats what both say. */
export function StatusBadge({ tone, children }: { tone: Tone; children: string }) {
  const Icon = ICONS[tone];
  return (
    <span className={styles.badge} data-tone={tone}>
      <Icon aria-hidden size="1.1em" stroke={2} />
      {children}
    </span>
  );
}
