import type { BookAccount, BookFacts, BookTransaction } from "./books.ts";

export type Part = string | Uint8Array;

/** One format: what it writes at the head, for accounts, for transactions, and last. An empty part is not written. */
export interface BooksWriter {
  /** The head, and each account once by its code: the same code in a second currency comes right behind. */
  head(facts: BookFacts): Part;
  accounts(page: readonly BookAccount[]): Part;
  transactions(page: readonly BookTransaction[]): Part;
  /** Given the number of transactions. */
  end(transactions: number): Part;
}
