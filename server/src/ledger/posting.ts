/** The books' own words. Amounts are minor units, always positive; the side says which way. */
export type Side = "debit" | "credit";

export const OTHER_SIDE: Readonly<Record<Side, Side>> = { debit: "credit", credit: "debit" };

/** The products' own types, then those of bookkeeping for a community that keeps its books through the API. */
export const ACCOUNT_TYPES = [
  "USER",
  "GOAL",
  "ESCROW",
  "REVENUE",
  "EXPENSE",
  "CLEARING",
  "SUSPENSE",
  "RECEIVABLE",
  "ASSET",
  "LIABILITY",
  "EQUITY",
  "POSITION",
] as const;

export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** The side on which an account of the type grows. */
export const NORMAL_SIDE: Readonly<Record<AccountType, Side>> = {
  USER: "credit",
  GOAL: "credit",
  ESCROW: "credit",
  REVENUE: "credit",
  SUSPENSE: "credit",
  EXPENSE: "debit",
  CLEARING: "debit",
  RECEIVABLE: "debit",
  ASSET: "debit",
  LIABILITY: "credit",
  EQUITY: "credit",
  POSITION: "credit",
};

/**
 * An account as a product names it; it is opened when first posted to. `floor` is the least that `available` may be
 * (null: none). `turnover` keeps a running total for each line label, so that a figure such as "raised" is one look-up.
 */
export interface AccountRef {
  code: string;
  type: AccountType;
  currency: string;
  floor?: bigint | null;
  entity?: { kind: string; id: string };
  turnover?: boolean;
  name?: string;
  /** Not a product's: who may post by hand may post to it. */
  byHand?: boolean;
}

export interface Line {
  account: AccountRef;
  side: Side;
  amount: bigint;
  /** What the line is, such as `gift` or `provider_fee`: lower case, for figures and statements. */
  label: string;
}

/** A balanced transaction to be written at the end of the command. */
export interface TransactionDraft {
  /** Business event, such as `gift`. */
  kind: string;
  /** Unique for ever in the community: posting the same event twice is refused by the database. */
  reference: string;
  lines: readonly Line[];
  source: { kind: string; id: string };
  description?: string;
  metadata?: Record<string, string | number | boolean | null>;
  /** Day on which it counts, `YYYY-MM-DD` in the community's time zone; default: today. */
  effectiveDate?: string;
}

/** An account that is there already, by its id. */
export interface KnownAccount {
  id: string;
}

/** Reservation of an account's available balance. */
export interface HoldDraft {
  holdId: string;
  account: AccountRef | KnownAccount;
  amount: bigint;
  /** Null: no product's, but placed through the API. */
  source: { kind: string; id: string } | null;
  description?: string;
  /** From then on the reservation counts no more, whether or not a job has ended it yet. Default: it stays until it is ended. */
  expiresAt?: Date;
}

export function debit(account: AccountRef, amount: bigint, label: string): Line {
  return { account, side: "debit", amount, label };
}

export function credit(account: AccountRef, amount: bigint, label: string): Line {
  return { account, side: "credit", amount, label };
}
