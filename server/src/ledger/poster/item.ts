import type { Decision, Posting, Refused } from "../decide.ts";

/** The caller's Idempotency-Key, as 16 bytes of its hash in hexadecimal, and the same of what was asked. */
export interface ClaimedKey {
  key: string;
  fingerprint: string;
}

/** A row of a product's table that is written with the postings: `community_id` among its columns. */
export interface Companion {
  target: string;
  row: Readonly<Record<string, unknown>>;
}

/** What one caller asks of the poster: groups of transactions of one community. Those of a group stand or fall together. */
export interface PostItem {
  communityId: string;
  groups: readonly (readonly Posting[])[];
  key: ClaimedKey | null;
  /** Written if every group was accepted. */
  companions?: readonly Companion[];
}

/** What became of one transaction, as it is kept under a key. */
export type KeptOutcome = { id: string } | Refused;

/**
 * - `decided`: written now; a decision for each transaction of each group. `recordedAt`: ISO instant of the accepted ones.
 * - `repeated`: the key was used before for the same; what it became then.
 * - `key_reused`: the key was used before for something else.
 */
export type PostResult =
  | { status: "decided"; decisions: Decision[][]; recordedAt: string }
  | { status: "repeated"; outcomes: KeptOutcome[] }
  | { status: "key_reused" };

export function countOf(item: PostItem): number {
  return item.groups.reduce((sum, group) => sum + group.length, 0);
}
