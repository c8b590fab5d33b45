import { shortId } from "../lib/ids.ts";
import { useLedgerWords } from "./labels.ts";
import styles from "./ledger.module.css";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** A code with its ids cut short. */
export function shortCode(code: string): string {
  return code.replace(UUID, shortId);
}

/** What the account is called, where it is called something, and its code, ids cut short. */
export function AccountName({ code, name }: { code: string; name?: string | null | undefined }) {
  const short = shortCode(code);
  const told = useLedgerWords().account(code, name);
  return (
    <span className={styles.account}>
      {told ? <bdi>{told}</bdi> : null}
      <code dir="ltr" title={code}>
        {short}
      </code>
    </span>
  );
}
