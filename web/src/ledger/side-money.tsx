import { Money } from "../ui/money.tsx";
import { useLedgerWords } from "./labels.ts";
import styles from "./tree.module.css";

/** Debits less credits, told as an amount and the side on which it stands: no sign has to be understood. */
export function SideMoney({ balance, currency }: { balance: number; currency: string }) {
  const words = useLedgerWords();
  const side = balance === 0 ? null : balance > 0 ? "DEBIT" : "CREDIT";
  return (
    <span className={styles.sided}>
      <Money money={{ amount: Math.abs(balance), currency }} />
      <span className="soft small">{side ? words.side(side) : null}</span>
    </span>
  );
}
