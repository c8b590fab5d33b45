import type { AccountRef } from "../../server/src/ledger/index.ts";

/** Enough that no random walk of transfers reaches the floor. */
export const OPENING = 1_000_000n;
export const HOT_OPENING = 1_000_000_000_000n;

/** A member's account, by number; it never goes below zero. */
export function memberAccount(index: number): AccountRef {
  return { code: `member/${String(index).padStart(6, "0")}`, type: "USER", currency: "KES", floor: 0n, byHand: true };
}

/** Where the opening money comes from. */
export function clearingAccount(): AccountRef {
  return { code: "clearing/bench", type: "CLEARING", currency: "KES", byHand: true };
}
