import type { AccountRef } from "../ledger/index.ts";

/** The accounts of fundraising. Codes are part of the contract with the books: the UI and the checks go by them. */

export const escrowCode = (goalId: string): string => `escrow/goal/${goalId}`;
export const goalCode = (goalId: string): string => `goal/${goalId}`;
export const receivableCode = (goalId: string): string => `receivable/goal/${goalId}`;
export const giverCode = (giverId: string): string => `user/${giverId}`;

/** Gifts that wait for their goal. Never below nothing: money is not released twice. */
export function escrow(goalId: string, currency: string): AccountRef {
  return {
    code: escrowCode(goalId),
    type: "ESCROW",
    currency,
    floor: 0n,
    entity: { kind: "goal", id: goalId },
    turnover: true,
  };
}

/** Released to the goal, not yet paid out. */
export function goalAccount(goalId: string, currency: string): AccountRef {
  return {
    code: goalCode(goalId),
    type: "GOAL",
    currency,
    floor: 0n,
    entity: { kind: "goal", id: goalId },
    turnover: true,
  };
}

/** What a bank took back after the money had left the escrow: the goal owes it. */
export function receivable(goalId: string, currency: string): AccountRef {
  return {
    code: receivableCode(goalId),
    type: "RECEIVABLE",
    currency,
    floor: null,
    entity: { kind: "goal", id: goalId },
    turnover: true,
  };
}

/** Money on its way back to a giver: a user too, for the books shall not tell who somebody is that gave without a name. */
export function giverAccount(giver: { giverId: string }, currency: string): AccountRef {
  return {
    code: giverCode(giver.giverId),
    type: "USER",
    currency,
    floor: 0n,
    entity: { kind: "giver", id: giver.giverId },
  };
}

export function platformFees(currency: string): AccountRef {
  return { code: "revenue/platform-fees", type: "REVENUE", currency, floor: null, turnover: true };
}
