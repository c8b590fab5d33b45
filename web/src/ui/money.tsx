import { useTranslation } from "react-i18next";
import { formatMoney, moneyParts } from "../lib/format.ts";
import { useReader } from "../lib/reader.ts";
import type { Money as Amount } from "../lib/wire.ts";
import styles from "./money.module.css";

interface MoneyProps {
  money: Amount;
  size?: "hero" | "big" | "text" | "small";
  sign?: "auto" | "always" | "never";
  /** Whole amounts without decimals: targets and presets. */
  short?: boolean;
  /** Words that say what the sign means: "you owe". Shown before the amount. */
  words?: string;
  /** Opens what makes the figure. */
  onOpen?: () => void;
  struck?: boolean;
}

/** Every amount on every page. The currency is small and always there; a figure from the books opens to its entries. */
export function Money({ onOpen, words, size = "text", ...shown }: MoneyProps) {
  const { t } = useTranslation("ui");
  const { language } = useReader();
  const figure = <Figure {...shown} size={size} />;
  const body = words ? (
    <span className={styles.worded}>
      <span className={styles.words}>{words}</span> {figure}
    </span>
  ) : (
    figure
  );
  if (!onOpen) return body;
  const text = formatMoney(shown.money, language, shown);
  return (
    <button
      type="button"
      data-inline
      className={styles.open}
      onClick={onOpen}
      aria-label={`${words ? `${words} ` : ""}${text}: ${t("money.open")}`}
    >
      {body}
    </button>
  );
}

function Figure({ money, size, sign = "auto", short = false, struck }: Omit<MoneyProps, "onOpen" | "words">) {
  const { language } = useReader();
  const parts = moneyParts(money, language, { sign, short });
  return (
    <bdi className={styles.money} data-size={size} data-struck={struck || undefined}>
      {parts.map((part) => (
        <span key={`${part.kind} ${part.text}`} className={part.kind === "currency" ? styles.currency : undefined}>
          {part.text}
        </span>
      ))}
    </bdi>
  );
}
