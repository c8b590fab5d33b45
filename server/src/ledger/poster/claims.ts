import type { Ask } from "../../platform/ask.ts";
import { bytesArray, plainArray, textArray } from "../../platform/sql-array.ts";
import type { KeptOutcome, PostItem, PostResult } from "./item.ts";

export interface ClaimRow {
  community_id: string;
  key: Buffer;
  fingerprint: Buffer;
  transaction_id: string | null;
  answer: KeptOutcome[] | null;
}

/** What keys that are taken became, by community and key. */
export type Claims = ReadonlyMap<string, ClaimRow>;

const CLAIM = "select * from ledger.claim_keys($1::timestamptz, $2::uuid[], $3::bytea[], $4::bytea[], $5::uuid[])";
const CLAIM_NEW = "select ledger.claim_new_keys($1::timestamptz, $2::uuid[], $3::bytea[], $4::bytea[], $5::uuid[])";

/** Claims the items' keys; those that are taken are answered. */
export async function claimKeys(ask: Ask, items: readonly PostItem[], now: Date): Promise<Claims> {
  const values = claimed(items, now);
  if (!values) return new Map();
  const rows = await ask<ClaimRow>({ name: "ledger.claim_keys", text: CLAIM, values });
  return new Map(rows.map((row) => [`${row.community_id} ${row.key.toString("hex")}`, row]));
}

/** Claims the items' keys, all of them or none: a unique violation where one is taken. */
export function claimNewKeys(ask: Ask, items: readonly PostItem[], now: Date): Promise<unknown>[] {
  const values = claimed(items, now);
  return values ? [ask({ name: "ledger.claim_new_keys", text: CLAIM_NEW, values })] : [];
}

function claimed(items: readonly PostItem[], now: Date): readonly unknown[] | null {
  const keyed = items.flatMap(({ communityId, key, groups }) =>
    key ? [{ communityId, ...key, id: groups[0]?.[0]?.id ?? null }] : [],
  );
  if (keyed.length === 0) return null;
  return [
    now,
    plainArray(keyed.map((claim) => claim.communityId)),
    bytesArray(keyed.map((claim) => claim.key)),
    bytesArray(keyed.map((claim) => claim.fingerprint)),
    plainArray(keyed.map((claim) => claim.id)),
  ];
}

/** The answer to an item whose key was used before; null: it is new. */
export function repeatOf(claims: Claims, { communityId, key }: PostItem): PostResult | null {
  const claim = key ? claims.get(`${communityId} ${key.key}`) : undefined;
  if (!claim) return null;
  if (claim.fingerprint.toString("hex") !== key?.fingerprint) return { status: "key_reused" };
  return { status: "repeated", outcomes: claim.answer ?? (claim.transaction_id ? [{ id: claim.transaction_id }] : []) };
}

const ANSWER = "select ledger.answer_keys($1::timestamptz, $2::uuid[], $3::bytea[], $4::jsonb[])";

/** A key names its one transaction from the claim on; all else it became is written down. */
export function answerKeys(
  ask: Ask,
  decided: readonly { item: PostItem; outcomes: KeptOutcome[] }[],
  now: Date,
): Promise<unknown>[] {
  const others = decided.flatMap(({ item, outcomes }) => {
    const isPlain = outcomes.length === 1 && outcomes.every((outcome) => "id" in outcome);
    return item.key && !isPlain ? [{ communityId: item.communityId, key: item.key.key, outcomes }] : [];
  });
  if (others.length === 0) return [];
  const values = [
    now,
    plainArray(others.map((other) => other.communityId)),
    bytesArray(others.map((other) => other.key)),
    textArray(others.map((other) => JSON.stringify(other.outcomes))),
  ];
  return [ask({ name: "ledger.answer_keys", text: ANSWER, values })];
}
