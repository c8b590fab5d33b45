import type { LedgerSeal } from "../lib/wire.ts";

export type SealStatus = { kind: "sealed"; n: number } | { kind: "soon" } | { kind: "late" };

/** A posting that was recorded may be committed a moment later, and is sealed after that: within this, nothing is said for sure. */
const WINDOW_MS = 60_000;

/** Whether a transaction is covered by a seal, as far as the latest one tells. */
export function sealStatus(
  recordedAt: string,
  latest: Pick<LedgerSeal, "n" | "sealedAt"> | null,
  now: number,
): SealStatus {
  const recorded = Date.parse(recordedAt);
  if (latest && recorded + WINDOW_MS < Date.parse(latest.sealedAt)) return { kind: "sealed", n: latest.n };
  // Nothing was posted since: then the latest seal is that of this transaction, or of those just before it.
  if (latest && recorded <= Date.parse(latest.sealedAt) && recorded + WINDOW_MS < now)
    return { kind: "sealed", n: latest.n };
  return recorded + WINDOW_MS < now ? { kind: "late" } : { kind: "soon" };
}
