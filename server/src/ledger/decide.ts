import type { Side } from "./posting.ts";

/** An account as its row tells it, locked or remembered; `used` is what its limits count up to now, today and this month. */
export interface LockedAccount {
  readonly communityId: string;
  readonly accountId: string;
  /** Where its row lies: for the door that writes. */
  readonly place: string;
  readonly currency: string;
  readonly normalSide: Side;
  /** A product's rules alone move what stands on it. */
  readonly byProduct: boolean;
  readonly closed: boolean;
  readonly refusesDebit: boolean;
  readonly refusesCredit: boolean;
  /** The least that posted − held may be; null: none. */
  readonly floor: bigint | null;
  readonly dayLimit: bigint | null;
  readonly monthLimit: bigint | null;
  readonly posted: bigint;
  readonly held: bigint;
  readonly seq: bigint;
  readonly dayUsed: bigint;
  readonly monthUsed: bigint;
}

export interface PostingLine {
  accountId: string;
  side: Side;
  amount: bigint;
  currency: string;
  label: string;
}

/** A transaction whose accounts are known by id. `requireWhole` has seen to its shape. */
export interface Posting {
  communityId: string;
  id: string;
  kind: string;
  reference: string | null;
  source: { kind: string; id: string } | null;
  effectiveDate: string;
  actorId: string | null;
  description: string | null;
  metadata: Readonly<Record<string, unknown>>;
  reverses: string | null;
  /** Somebody who may post asked for it, and no product. */
  byHand?: boolean;
  lines: readonly PostingLine[];
}

export type RefusalCode =
  | "unknown_account"
  | "account_not_open"
  | "account_frozen"
  | "account_is_products"
  | "currency_mismatch"
  | "insufficient_funds"
  | "limit_exceeded"
  | "balance_out_of_range"
  | "period_closed"
  | "already_posted"
  | "linked_refused";

/** An entry to be written: its account's next number, and the balance after it. */
export interface DecidedEntry extends PostingLine {
  seq: bigint;
  balanceAfter: bigint;
}

export interface Accepted {
  posting: Posting;
  entries: readonly DecidedEntry[];
}

/** `line`: the entry to blame, from 0. `linked_refused`: it was sound, one that it is linked with was not. */
export interface Refused {
  code: RefusalCode;
  line: number | null;
}

export type Decision = { accepted: Accepted } | { refused: Refused };

/** What is decided on beside the accounts. */
export interface Books {
  /** By id. */
  accounts: ReadonlyMap<string, LockedAccount>;
  /** Last day of the closed periods, by community. */
  closedThrough: ReadonlyMap<string, string>;
  /** References that are taken, as `referenceKey` writes them. */
  taken: ReadonlySet<string>;
}

export const MAX_BALANCE = 9_007_199_254_740_991n;

export function referenceKey(communityId: string, reference: string): string {
  return `${communityId} ${reference}`;
}

interface State {
  posted: bigint;
  seq: bigint;
  dayUsed: bigint;
  monthUsed: bigint;
}

interface Change {
  account: LockedAccount;
  state: State;
  debits: bigint;
  line: number;
}

/**
 * Decides groups of transactions in their order: each is accepted or refused with its own reason, and sees what those before
 * it did. Those of a group stand or fall together. Pure: what it answers is all that a batch does.
 */
export function decide(books: Books, groups: readonly (readonly Posting[])[]): Decision[][] {
  const desk = new Desk(books);
  return groups.map((group) => decideGroup(desk, group));
}

function decideGroup(desk: Desk, group: readonly Posting[]): Decision[] {
  const decisions: Decision[] = [];
  const undo: (() => void)[] = [];
  for (const posting of group) {
    const decision = desk.decide(posting, undo);
    decisions.push(decision);
    if ("refused" in decision) break;
  }
  const fails = decisions.some((decision) => "refused" in decision);
  if (!fails) return decisions;
  for (const step of undo.reverse()) step();
  const linked: Decision = { refused: { code: "linked_refused", line: null } };
  return group.map((_, index) => {
    const decision = decisions[index];
    return decision && "refused" in decision ? decision : linked;
  });
}

/** Balances and references as they become while a batch is decided. */
class Desk {
  readonly #books: Books;
  readonly #states = new Map<LockedAccount, State>();
  readonly #references = new Set<string>();

  constructor(books: Books) {
    this.#books = books;
  }

  decide(posting: Posting, undo: (() => void)[]): Decision {
    const closed = this.#books.closedThrough.get(posting.communityId);
    if (closed !== undefined && posting.effectiveDate <= closed) return refused("period_closed", null);
    const reference = posting.reference === null ? null : referenceKey(posting.communityId, posting.reference);
    if (reference !== null && (this.#books.taken.has(reference) || this.#references.has(reference)))
      return refused("already_posted", null);
    const weighed = this.#weigh(posting);
    if ("refused" in weighed) return weighed;
    for (const { account, state } of weighed.changes.values()) this.#keep(account, state, undo);
    if (reference !== null) {
      this.#references.add(reference);
      undo.push(() => this.#references.delete(reference));
    }
    return { accepted: { posting, entries: weighed.entries } };
  }

  /** The entries and what they make of the accounts, or why not. Changes nothing. */
  #weigh(posting: Posting): { changes: Map<string, Change>; entries: DecidedEntry[] } | { refused: Refused } {
    const changes = new Map<string, Change>();
    const entries: DecidedEntry[] = [];
    for (const [index, line] of posting.lines.entries()) {
      const change = changes.get(line.accountId) ?? this.#begin(posting.communityId, line.accountId, index);
      if (!change) return refused("unknown_account", index);
      const fault = faultOf(change.account, line, posting.byHand ?? false);
      if (fault) return refused(fault, index);
      changes.set(line.accountId, change);
      const { account, state } = change;
      state.posted += line.side === account.normalSide ? line.amount : -line.amount;
      state.seq += 1n;
      if (line.side === "debit") change.debits += line.amount;
      entries.push({ ...line, seq: state.seq, balanceAfter: state.posted });
    }
    for (const change of changes.values()) {
      const fault = overdoes(change);
      if (fault) return refused(fault, change.line);
    }
    return { changes, entries };
  }

  #begin(communityId: string, accountId: string, line: number): Change | null {
    const account = this.#books.accounts.get(accountId);
    if (account?.communityId !== communityId) return null;
    const { posted, seq, dayUsed, monthUsed } = this.#states.get(account) ?? account;
    return { account, state: { posted, seq, dayUsed, monthUsed }, debits: 0n, line };
  }

  #keep(account: LockedAccount, state: State, undo: (() => void)[]): void {
    const before = this.#states.get(account);
    this.#states.set(account, state);
    undo.push(() => void (before ? this.#states.set(account, before) : this.#states.delete(account)));
  }
}

function refused(code: RefusalCode, line: number | null): { refused: Refused } {
  return { refused: { code, line } };
}

/** What is wrong with the line before its amount is looked at. */
function faultOf(account: LockedAccount, line: PostingLine, byHand: boolean): RefusalCode | null {
  if (byHand && account.byProduct) return "account_is_products";
  if (account.closed) return "account_not_open";
  if (account.currency !== line.currency) return "currency_mismatch";
  if (line.side === "debit" ? account.refusesDebit : account.refusesCredit) return "account_frozen";
  return null;
}

/** Weighs the account after the whole transaction: only what it makes together counts. */
function overdoes({ account, state, debits }: Change): RefusalCode | null {
  if (state.posted > MAX_BALANCE || state.posted < -MAX_BALANCE) return "balance_out_of_range";
  if (account.floor !== null && state.posted - account.held < account.floor) return "insufficient_funds";
  state.dayUsed += debits;
  state.monthUsed += debits;
  if (debits === 0n) return null;
  const isOver = (used: bigint, limit: bigint | null) => limit !== null && used > limit;
  return isOver(state.dayUsed, account.dayLimit) || isOver(state.monthUsed, account.monthLimit)
    ? "limit_exceeded"
    : null;
}
