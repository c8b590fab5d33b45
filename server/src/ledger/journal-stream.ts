import { sql } from "kysely";
import type { Db, Tx } from "../platform/db.ts";
import {
  type JournalAccount,
  journalAccount,
  journalEnd,
  journalHead,
  journalName,
  journalTransaction,
} from "./journal.ts";
import { type JournalFilter, journalAccounts, journalCurrencies, journalPage } from "./journal-queries.ts";

const PAGE = 500;

export interface JournalOptions extends JournalFilter {
  at: Date;
  /** Opens the transaction's door; the operator's owner needs none. */
  enter?: (tx: Tx) => Promise<void>;
  onPage?: (transactions: number) => void;
}

/**
 * The journal of a community, a page at a time and from one snapshot: what is posted meanwhile is not in it, so that every
 * account's balance is of one moment. Whoever stops reading ends the database's transaction too.
 */
export async function* streamJournal(db: Db, options: JournalOptions): AsyncGenerator<string> {
  const tx = await db.startTransaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute();
  try {
    await sql`set local statement_timeout = '60s'`.execute(tx);
    await sql`set local idle_in_transaction_session_timeout = '60s'`.execute(tx);
    await options.enter?.(tx);
    yield journalHead({ ...options, currencies: await journalCurrencies(tx, options.communityId) });
    yield* accounts(tx, options.communityId);
    yield* transactions(tx, options);
  } finally {
    await tx.rollback().execute();
  }
}

async function* accounts(tx: Tx, communityId: string): AsyncGenerator<string> {
  let last: JournalAccount | null = null;
  let lastName = "";
  for (;;) {
    const page: JournalAccount[] = await journalAccounts(tx, communityId, last, PAGE);
    let text = "";
    for (const account of page) {
      // The same code in a second currency is one account there.
      const name = journalName(account);
      if (name !== lastName) text += journalAccount(account);
      lastName = name;
    }
    if (text) yield text;
    last = page.at(-1) ?? null;
    if (page.length < PAGE) return;
  }
}

async function* transactions(tx: Tx, options: JournalOptions): AsyncGenerator<string> {
  let last: string | null = null;
  let count = 0;
  for (;;) {
    const page = await journalPage(tx, options, last, PAGE);
    count += page.length;
    if (page.length > 0) yield page.map(journalTransaction).join("");
    options.onPage?.(count);
    last = page.at(-1)?.id ?? last;
    if (page.length < PAGE) break;
  }
  yield journalEnd(count);
}
