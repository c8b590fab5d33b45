import styles from "./wordmark.module.css";

/** The mark, two halves held by one clasp as debit and credit are, and the name. */
export function Wordmark() {
  return (
    <span className={styles.mark}>
      <svg viewBox="0 0 64 64" className={styles.sign} aria-hidden>
        <path d="M30 23C16 24 8 33 8 42.5 8 51 15 56 30 56Z" className={styles.debit} />
        <path d="M34 23C48 24 56 33 56 42.5 56 51 49 56 34 56Z" className={styles.credit} />
        <circle cx="26" cy="12.5" r="6" className={styles.debit} />
        <circle cx="38" cy="12.5" r="6" className={styles.credit} />
      </svg>
      Commonpurse
    </span>
  );
}
