import type { Accepted, LockedAccount } from "../decide.ts";
import type { LockedBooks, WrittenRow } from "../doors.ts";
import { AccountTable } from "./account-table.ts";

/** So many accounts are remembered at most; then all are forgotten. */
const MOST = 120_000;
/** After what was remembered proved wrong, one batch asks; the next time three, seven and so on, at most so many. */
const MOST_DOUBT = 64;

/**
 * Accounts as this process read them or left them by its own postings, and the database's clock. The door that writes finds a row
 * where it is remembered to lie or not at all, and checks everything else that was decided: a memory that is wrong costs a second
 * attempt and nothing else. It is never a reason to refuse. What limits have been used, which goes with the time, is left to the door.
 */
export class Memory {
  readonly #accounts = new AccountTable(MOST);
  /** The database's clock less ours, in milliseconds. */
  #offset: number | null = null;
  #lastRecordedMs = 0;
  #doubt = 0;
  #toAsk = 0;

  /** Those of the accounts that are remembered. None for a while, where others write to the same ones. */
  recall(ids: Iterable<string>): Map<string, LockedAccount> {
    const found = new Map<string, LockedAccount>();
    if (this.#toAsk > 0) {
      this.#toAsk--;
      return found;
    }
    for (const id of ids) {
      const account = this.#accounts.get(id);
      if (account) found.set(id, account);
    }
    return found;
  }

  /**
   * What the database's clock says now, as it was told last, and not before anything that this process has recorded. Null: it was
   * never told.
   */
  clockMs(): number | null {
    return this.#offset === null ? null : Math.max(Math.floor(performance.now() + this.#offset), this.#lastRecordedMs);
  }

  /** What was committed: each account is as its last entry left it. */
  keep(books: LockedBooks, accepted: readonly Accepted[], written: WrittenRow): void {
    this.#offset = Number(written.clock_ms) - performance.now();
    // An account whose last entry lies ahead of the clock keeps its time to itself.
    if (books.clockMs > Number(written.clock_ms)) {
      this.forget(books.accounts.keys());
      return;
    }
    this.#lastRecordedMs = Math.max(this.#lastRecordedMs, books.clockMs);
    const last = new Map(accepted.flatMap(({ entries }) => entries.map((entry) => [entry.accountId, entry] as const)));
    const places = written.places.match(/\(\d+,\d+\)/g) ?? [];
    let index = 0;
    for (const [id, { seq, balanceAfter }] of last) {
      const account = books.accounts.get(id);
      const place = places[index++];
      if (account && place) this.#accounts.set({ ...account, place, posted: balanceAfter, seq });
    }
  }

  /** What was read meanwhile; what a posting has left since is newer. */
  learn({ accounts, clockMs }: LockedBooks): void {
    if (accounts.size > 0) this.#offset = clockMs - performance.now();
    for (const account of accounts.values()) if (!this.#accounts.has(account.accountId)) this.#accounts.set(account);
  }

  has(id: string): boolean {
    return this.#accounts.has(id);
  }

  forget(ids: Iterable<string>): void {
    for (const id of ids) this.#accounts.delete(id);
  }

  /** What was remembered was so. */
  trust(): void {
    this.#doubt = 0;
  }

  /** What was remembered was not so. */
  doubt(): void {
    this.#doubt = Math.min(2 * this.#doubt + 1, MOST_DOUBT);
    this.#toAsk = this.#doubt;
  }
}
