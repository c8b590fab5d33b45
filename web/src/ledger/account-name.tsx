import { shortId } from "../lib/ids.ts";
import styles from "./ledger.module.css";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The account's name where it has one, and its code, ids cut short. */
export function AccountName({ code, name }: { code: string; name?: string | null | undefined }) {
  const short = code.replace(UUID, shortId);
  return (
    <span className={styles.account}>
      {name ? <bdi>{name}</bdi> : null}
      <code dir="ltr" title={code}>
        {short}
      </code>
    </span>
  );
}
