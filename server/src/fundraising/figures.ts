import type { Turnover } from "../ledger/index.ts";

/** Lifetime totals of a goal's three accounts by line label. */
export type Labels = ReadonlyMap<string, Pick<Turnover, "debit" | "credit">>;

export interface GoalTurnover {
  escrow: Labels;
  goal: Labels;
  receivable: Labels;
}

/** Where a goal's money is. Every figure is read from the books' labelled totals; none is kept elsewhere. */
export interface Figures {
  /** Paid for this goal by its own givers, before anything left. */
  given: bigint;
  movedIn: bigint;
  movedOut: bigint;
  /** What counts towards the target: gifts (moved ones too) that were not refunded, moved away or taken back. */
  raised: bigint;
  /** What providers took from gifts, whoever bore it in the end. */
  providerFees: bigint;
  /** What the platform made good of it. */
  providerFeesCovered: bigint;
  /** The platform's fees, less those given back. */
  platformFees: bigint;
  refunded: bigint;
  /** Taken back by banks: out of the escrow, and beyond it. */
  disputed: bigint;
  /** Of `disputed`: what the goal owes for it. */
  owed: bigint;
  inEscrow: bigint;
  released: bigint;
  paidOut: bigint;
  /** Released, not paid out. */
  awaitingPayout: bigint;
}

export const NO_TURNOVER: GoalTurnover = { escrow: new Map(), goal: new Map(), receivable: new Map() };

export function figuresOf({ escrow, goal, receivable }: GoalTurnover): Figures {
  const given = came(escrow, "gift");
  const movedIn = came(escrow, "moved_in");
  const movedOut = left(escrow, "moved_out");
  const undone = left(escrow, "refund");
  // Gifts that counted when the bank took them back; refunded ones had stopped counting before.
  const lost = left(escrow, "dispute") + left(receivable, "dispute");
  const owed = ["dispute", "dispute_after_refund", "dispute_after_move"].reduce(
    (sum, label) => sum + left(receivable, label),
    0n,
  );
  const disputed = left(escrow, "dispute") + owed;
  const released = left(escrow, "release");
  const paidOut = left(goal, "payout") - came(goal, "payout_reversed");
  return {
    given,
    movedIn,
    movedOut,
    raised: given + movedIn - movedOut - undone - lost,
    providerFees: left(escrow, "provider_fee"),
    providerFeesCovered: came(escrow, "provider_fee_covered"),
    platformFees: left(escrow, "platform_fee") - came(escrow, "platform_fee_returned"),
    refunded: undone - came(escrow, "refund_fee_borne"),
    disputed,
    owed,
    inEscrow: balance(escrow),
    released,
    paidOut,
    awaitingPayout: balance(goal),
  };
}

/** What came in under a label, less what went out under it. */
function came(labels: Labels, label: string): bigint {
  const turnover = labels.get(label);
  return turnover ? turnover.credit - turnover.debit : 0n;
}

function left(labels: Labels, label: string): bigint {
  return -came(labels, label);
}

/** Every line of the account has a label, so the totals make up its balance. */
function balance(labels: Labels): bigint {
  return [...labels.keys()].reduce((sum, label) => sum + came(labels, label), 0n);
}
