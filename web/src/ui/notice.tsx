import type { ReactNode } from "react";
import styles from "./notice.module.css";

/** A remark beside the matter. Bad news is read out at once. */
export function Notice({ tone, children }: { tone: "plain" | "good" | "warn" | "bad"; children: ReactNode }) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === "bad" ? "alert" : undefined}>
      {children}
    </div>
  );
}
