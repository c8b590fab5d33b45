import type { ReactNode } from "react";
import styles from "./bars.module.css";

export interface Bar {
  id: string;
  name: ReactNode;
  size: number;
  value: ReactNode;
  colour?: string;
}

/** A few figures side by side; a table that also shows its lengths. */
export function Bars({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ size }) => size));
  return (
    <table className={styles.bars}>
      <caption className="sr">{title}</caption>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.id}>
            <th scope="row">{bar.name}</th>
            <td className={styles.track} aria-hidden>
              <span
                className={styles.bar}
                style={{ inlineSize: `${(bar.size / most) * 100}%`, background: `var(${bar.colour ?? "--flow-blue"})` }}
              />
            </td>
            <td className={styles.value}>{bar.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
