import { hash } from "node:crypto";
import { canonicalJson } from "../platform/canonical-json.ts";
import type { Accepted, DecidedEntry } from "./decide.ts";

/** Which canonical text the leaves of a batch are hashes of. A new text gets a new number; old batches keep theirs. */
export const LEAF_FORMAT = 1;

/**
 * The canonical text of a transaction (RFC 8785): everything that its row and its entries say, the entries in the order of
 * account and number. Amounts fit a JSON number exactly, because a balance is at most 2^53 − 1.
 */
export function leafText({ posting, entries }: Accepted, recordedAt: string): string {
  const { source } = posting;
  const lines = entries.length === 2 ? inOrder(entries) : entries.toSorted(byAccount);
  // Names in RFC 8785's order by hand: ids, dates and sides need no escaping, and this runs for every transaction.
  return (
    `{"actor":${idOrNull(posting.actorId)},"community":"${posting.communityId}","description":${textOrNull(posting.description)}` +
    `,"effective":"${posting.effectiveDate}","entries":[${lines.map(entryText).join(",")}],"id":"${posting.id}"` +
    `,"kind":${JSON.stringify(posting.kind)},"metadata":${canonicalJson(posting.metadata)},"recorded":"${recordedAt}"` +
    `,"reference":${textOrNull(posting.reference)},"reverses":${idOrNull(posting.reverses)}` +
    `,"source":${source ? `{"id":"${source.id}","kind":${JSON.stringify(source.kind)}}` : "null"}}`
  );
}

/** SHA-256 of the canonical text, as 64 hexadecimal digits. */
export function leafOf(accepted: Accepted, recordedAt: string): string {
  return hash("sha256", leafText(accepted, recordedAt), "hex");
}

function entryText(entry: DecidedEntry): string {
  return (
    `{"account":"${entry.accountId}","after":${entry.balanceAfter},"amount":${entry.amount},"currency":"${entry.currency}"` +
    `,"label":${JSON.stringify(entry.label)},"seq":${entry.seq},"side":"${entry.side}"}`
  );
}

/** The order of entries in the canonical text, and wherever the same must come out of the books again. */
export function byAccount(a: DecidedEntry, b: DecidedEntry): number {
  if (a.accountId !== b.accountId) return a.accountId < b.accountId ? -1 : 1;
  return a.seq < b.seq ? -1 : 1;
}

function inOrder(pair: readonly DecidedEntry[]): readonly DecidedEntry[] {
  const [first, second] = pair;
  return first && second && byAccount(first, second) > 0 ? [second, first] : pair;
}

function idOrNull(id: string | null): string {
  return id === null ? "null" : `"${id}"`;
}

function textOrNull(text: string | null): string {
  return text === null ? "null" : JSON.stringify(text);
}
