/**
 * The books as the README describes them, with no regard for speed: a list of what was posted, a list of holds, and every figure
 * counted from them anew. It shares nothing with the engine, so that a mistake would have to be made twice to stay unseen.
 */

type Side = "debit" | "credit";

export interface RefAccount {
  /** Code and currency, `bank KES`: one account for ever. */
  key: string;
  side: Side;
  floor: bigint | null;
  /** By whose days its debits are counted, and from which transaction on: from when it has a zone. */
  zone: string | null;
  countsFrom: number;
  dayLimit: bigint | null;
  monthLimit: bigint | null;
  refusesDebit: boolean;
  refusesCredit: boolean;
  isClosed: boolean;
  version: number;
}

export interface RefLine {
  account: string;
  currency: string;
  side: Side;
  amount: bigint;
}

export interface RefDraft {
  reference: string | null;
  effective: string;
  lines: readonly RefLine[];
  /** Which lines of which transaction it takes back, and how much of them. */
  reverses?: { of: RefPosted; parts: readonly RefPart[] };
  /** A product's, who alone may take it back. */
  isProducts?: boolean;
}

export interface RefPart {
  line: number;
  amount: bigint;
}

/** `id` and `recordedAt` are the engine's, filled in from its answer. */
export interface RefPosted extends RefDraft {
  id: string;
  recordedAt: string;
  at: Date;
}

export interface RefHold {
  id: string;
  account: string;
  amount: bigint;
  captures: bigint[];
  expiresAt: Date | null;
  ended: "captured" | "released" | null;
}

/** `at`: the field to blame, or the number of the line. */
export class Refused {
  readonly code: string;
  readonly at: string | number | null;
  constructor(code: string, at: string | number | null = null) {
    this.code = code;
    this.at = at;
  }
}

const MOST = 2n ** 53n - 1n;
const DEBIT_SIDE = ["EXPENSE", "CLEARING", "RECEIVABLE", "ASSET"];
export const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
const other = (side: Side): Side => (side === "debit" ? "credit" : "debit");

/** Making one costs more than all else here. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function localDay(at: Date, timeZone: string): string {
  const calendar = calendars.get(timeZone) ?? new Intl.DateTimeFormat("en-CA", { timeZone });
  calendars.set(timeZone, calendar);
  return calendar.format(at);
}

export class Reference {
  readonly accounts = new Map<string, RefAccount>();
  posted: RefPosted[] = [];
  holds: RefHold[] = [];
  closedThrough = "";

  /** Does all of it or nothing. */
  attempt<T>(work: () => T): T | Refused {
    const { posted, accounts } = this;
    const before = { posted: [...posted], accounts: [...accounts.keys()], holds: structuredClone(this.holds) };
    try {
      return work();
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      this.posted = before.posted;
      this.holds = before.holds;
      for (const key of accounts.keys()) if (!before.accounts.includes(key)) accounts.delete(key);
      return refused;
    }
  }

  open(key: string, type: string, more: Partial<RefAccount> = {}): RefAccount {
    const known = { key, side: DEBIT_SIDE.includes(type) ? ("debit" as const) : ("credit" as const), version: 1 };
    const free = {
      floor: null,
      zone: null,
      countsFrom: 0,
      dayLimit: null,
      monthLimit: null,
      refusesDebit: false,
      refusesCredit: false,
    };
    const account = { ...known, ...free, isClosed: false, ...more };
    this.accounts.set(key, account);
    return account;
  }

  balance(key: string, moment: { knownAt?: string; effectiveOn?: string } = {}): bigint {
    const { knownAt = "9999", effectiveOn = "9999" } = moment;
    const counted = this.posted.filter((one) => one.recordedAt <= knownAt && one.effective <= effectiveOn);
    const lines = counted.flatMap((one) => one.lines).filter(({ account }) => account === key);
    const grows = this.accounts.get(key)?.side;
    return sum(lines.map(({ side, amount }) => (side === grows ? amount : -amount)));
  }

  /** The entries as they stand in the books: each with its account's next number and the balance after it. */
  entriesOf(posted: RefPosted): (RefLine & { seq: number; balanceAfter: bigint })[] {
    const before = this.posted.slice(0, this.posted.indexOf(posted)).flatMap(({ lines }) => lines);
    return posted.lines.map((line, index) => {
      const all = [...before, ...posted.lines.slice(0, index + 1)].filter(({ account }) => account === line.account);
      const grows = this.accounts.get(line.account)?.side;
      const balanceAfter = sum(all.map(({ side, amount }) => (side === grows ? amount : -amount)));
      return { ...line, seq: all.length, balanceAfter };
    });
  }

  statusOf({ ended, expiresAt }: RefHold, now: Date): string {
    return ended ?? (expiresAt && expiresAt <= now ? "expired" : "held");
  }

  leftOf(hold: RefHold, now: Date): bigint {
    return this.statusOf(hold, now) === "held" ? hold.amount - sum(hold.captures) : 0n;
  }

  held(key: string, now: Date): bigint {
    return sum(this.holds.filter(({ account }) => account === key).map((hold) => this.leftOf(hold, now)));
  }

  /** Debits of the local day and of the local month. */
  used(key: string, now: Date): { day: bigint; month: bigint } {
    const { zone = null, countsFrom = 0 } = this.accounts.get(key) ?? {};
    if (!zone) return { day: 0n, month: 0n };
    const debitsIn = (period: string) =>
      this.posted
        .slice(countsFrom)
        .filter(({ at }) => localDay(at, zone).startsWith(period))
        .flatMap(({ lines }) => lines.filter(({ account, side }) => account === key && side === "debit"));
    const today = localDay(now, zone);
    const total = (lines: RefLine[]) => sum(lines.map(({ amount }) => amount));
    return { day: total(debitsIn(today)), month: total(debitsIn(today.slice(0, 7))) };
  }

  /** Those of a group stand or fall together. */
  post(group: readonly RefDraft[], now: Date): (RefPosted | Refused)[] {
    const before = this.posted.length;
    const verdicts: (RefPosted | Refused)[] = [];
    for (const draft of group) {
      verdicts.push(this.#postOne(draft, now));
      if (verdicts.at(-1) instanceof Refused) break;
    }
    if (!verdicts.some((verdict) => verdict instanceof Refused)) return verdicts;
    this.posted.length = before;
    return group.map((_, index) => {
      const verdict = verdicts[index];
      return verdict instanceof Refused ? verdict : new Refused("linked_refused");
    });
  }

  /** All of a command's transactions, or the first reason why not. */
  postAll(group: readonly RefDraft[], now: Date): RefPosted[] {
    return this.post(group, now).map((verdict, _, all) => {
      if (!(verdict instanceof Refused)) return verdict;
      throw all.find((one) => one instanceof Refused && one.code !== "linked_refused") ?? verdict;
    });
  }

  #postOne(draft: RefDraft, now: Date): RefPosted | Refused {
    if (draft.effective <= this.closedThrough) return new Refused("period_closed");
    if (draft.reference !== null && this.posted.some(({ reference }) => reference === draft.reference))
      return new Refused("already_posted");
    for (const [index, line] of draft.lines.entries()) {
      const code = this.#faultOf(line);
      if (code) return new Refused(code, index);
    }
    const posted = { ...draft, id: "", recordedAt: "9998", at: now };
    this.posted.push(posted);
    for (const [index, { account }] of draft.lines.entries()) {
      const code = this.#overdone(account, draft, now);
      if (!code) continue;
      this.posted.pop();
      return new Refused(code, index);
    }
    return posted;
  }

  #faultOf({ account: key, side, currency }: RefLine): string | null {
    const account = this.accounts.get(key);
    if (!account) return "unknown_account";
    if (account.isClosed) return "account_not_open";
    if (!key.endsWith(` ${currency}`)) return "currency_mismatch";
    return (side === "debit" ? account.refusesDebit : account.refusesCredit) ? "account_frozen" : null;
  }

  #overdone(key: string, { lines }: RefDraft, now: Date): string | null {
    const balance = this.balance(key);
    if (balance > MOST || balance < -MOST) return "balance_out_of_range";
    const { floor = null, dayLimit = null, monthLimit = null } = this.accounts.get(key) ?? {};
    if (floor !== null && balance - this.held(key, now) < floor) return "insufficient_funds";
    if (!lines.some(({ account, side }) => account === key && side === "debit")) return null;
    const { day, month } = this.used(key, now);
    const isOver = (dayLimit !== null && day > dayLimit) || (monthLimit !== null && month > monthLimit);
    return isOver ? "limit_exceeded" : null;
  }

  place(hold: RefHold, now: Date): RefHold {
    const account = this.accounts.get(hold.account);
    if (!account || account.isClosed) throw new Refused("account_not_open");
    this.holds.push(hold);
    if (account.floor !== null && this.balance(hold.account) - this.held(hold.account, now) < account.floor)
      throw new Refused("insufficient_funds");
    return hold;
  }

  capture(hold: RefHold, draft: RefDraft, now: Date, ask: { amount: bigint | null; keepsRest: boolean }): RefPosted[] {
    const grows = this.accounts.get(hold.account)?.side;
    const own = draft.lines.filter(({ account }) => account === hold.account);
    const taken = sum(own.map(({ side, amount }) => (side === grows ? -amount : amount)));
    if (taken <= 0n || (ask.amount !== null && ask.amount !== taken)) throw new Refused("capture_differs", "#/amount");
    if (taken > this.leftOf(hold, now)) throw new Refused("more_than_held");
    hold.captures.push(taken);
    if (!ask.keepsRest || sum(hold.captures) === hold.amount) hold.ended = "captured";
    return this.postAll([draft], now);
  }

  takenBack(posted: RefPosted, line: number): bigint {
    const parts = this.posted.flatMap(({ reverses }) => (reverses?.of === posted ? reverses.parts : []));
    return sum(parts.filter((part) => part.line === line).map(({ amount }) => amount));
  }

  /** Takes back all that is left, one amount of a transaction of two lines, or an amount of each line that is named. */
  reverse(of: RefPosted, asked: "all" | bigint | readonly RefPart[], effective: string, now: Date): RefPosted[] {
    if (of.reverses) throw new Refused("reversal_not_reversible");
    if (of.isProducts) throw new Refused("reversal_is_products");
    const left = of.lines.map(({ amount }, line) => ({ line, amount: amount - this.takenBack(of, line) }));
    if (typeof asked === "bigint" && left.length !== 2) throw new Refused("reversal_part_unclear", "#/amount");
    const named = typeof asked === "bigint" ? left.map(({ line }) => ({ line, amount: asked })) : asked;
    const parts = named === "all" ? left.filter(({ amount }) => amount > 0n) : named;
    if (parts.length === 0) throw new Refused("already_reversed");
    for (const [index, { line, amount }] of parts.entries()) {
      const at = typeof asked === "bigint" ? "#/amount" : `#/entries/${index}/amount`;
      if (line >= left.length || parts.findIndex((part) => part.line === line) < index)
        throw new Refused("unknown_entry", `#/entries/${index}/id`);
      if (amount > (left[line]?.amount ?? 0n)) throw new Refused("already_reversed", at);
    }
    const mirrored = parts.flatMap(({ line, amount }) =>
      of.lines.slice(line, line + 1).map((known) => ({ ...known, amount })),
    );
    if (Array.isArray(asked) && !isBalanced(mirrored)) throw new Refused("unbalanced", "#/entries");
    // A transaction is shown, and taken back, debits first and by code; parts that are named in the order of their names.
    const ordered = Array.isArray(asked)
      ? mirrored
      : mirrored.toSorted((a, b) => (rankOf(a) < rankOf(b) ? -1 : rankOf(a) > rankOf(b) ? 1 : 0));
    const lines = ordered.map((line) => ({ ...line, side: other(line.side) }));
    return this.postAll([{ reference: null, effective, lines, reverses: { of, parts } }], now);
  }
}

function rankOf({ side, account }: RefLine): string {
  return `${side === "debit" ? 0 : 1} ${account}`;
}

function isBalanced(lines: readonly RefLine[]): boolean {
  const differences = new Map<string, bigint>();
  for (const { currency, side, amount } of lines)
    differences.set(currency, (differences.get(currency) ?? 0n) + (side === "debit" ? amount : -amount));
  return [...differences.values()].every((difference) => difference === 0n);
}
