import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import type { BookAccount } from "./books.ts";
import { type BooksFilter, bookAccounts, bookCurrencies, bookPage } from "./books-queries.ts";
import type { BooksWriter, Part } from "./books-writer.ts";
import { createWriter, type ExchangeFormat } from "./formats.ts";

const PAGE = 500;

export interface BooksOptions extends BooksFilter {
  format: ExchangeFormat;
  at: Date;
  /** Opens the transaction's door; the operator's owner needs none. */
  enter?: (tx: Tx) => Promise<void>;
  onPage?: (transactions: number) => void;
}

/**
 * The books of a community in a format, a page at a time and from one snapshot: what is posted meanwhile is not in it, so
 * that every account's balance is of one moment. Whoever stops reading ends the database's transaction too.
 */
export async function* streamBooks(db: Db, options: BooksOptions): AsyncGenerator<Part> {
  const writer = createWriter(options.format);
  const tx = await db.startTransaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute();
  try {
    await sql`set local statement_timeout = '60s'`.execute(tx);
    await sql`set local idle_in_transaction_session_timeout = '60s'`.execute(tx);
    await options.enter?.(tx);
    const currencies = await bookCurrencies(tx, options.communityId);
    for await (const part of parts(tx, writer, { ...options, currencies })) if (part.length > 0) yield part;
  } finally {
    await tx.rollback().execute();
  }
}

async function* parts(
  tx: Tx,
  writer: BooksWriter,
  options: BooksOptions & { currencies: readonly string[] },
): AsyncGenerator<Part> {
  yield writer.head(options);
  let account: BookAccount | null = null;
  for (;;) {
    const page: BookAccount[] = await bookAccounts(tx, options.communityId, account, PAGE);
    yield writer.accounts(page);
    account = page.at(-1) ?? null;
    if (page.length < PAGE) break;
  }
  let transaction: string | null = null;
  let count = 0;
  for (;;) {
    const page = await bookPage(tx, options, transaction, PAGE);
    count += page.length;
    yield writer.transactions(page);
    options.onPage?.(count);
    transaction = page.at(-1)?.id ?? transaction;
    if (page.length < PAGE) break;
  }
  yield writer.end(count);
}
