import type { ReactNode } from "react";
import styles from "./bars.module.css";

export interface Bar {
  id: string;
  name: ReactNode;
  size: number;
  value: ReactNode;
  /** A data colour of the tokens, such as `--flow-green`. */
  colour: string;
}

/** A few figures with their lengths. A list, so that it reads the same without the bars. */
export function Bars({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ size }) => size));
  return (
    <ul className={styles.bars} aria-label={title}>
      {bars.map((bar) => (
        <li key={bar.id}>
          <span className="spread">
            <span>{bar.name}</span>
            {bar.value}
          </span>
          <span
            aria-hidden
            className={styles.bar}
            style={{ inlineSize: `${(bar.size / most) * 100}%`, background: `var(${bar.colour})` }}
          />
        </li>
      ))}
    </ul>
  );
}
