import { isUuid } from "../platform/ids.ts";
import type { KeyRing } from "../platform/key-ring.ts";

/**
 * Addresses for people without a sign-in, in receipts and mails. The token names the community (an id in the path does not)
 * and is signed: it opens this one thing for this one person and nothing else.
 */
/**
 * `receipt` leaves by mail alone: it proves the mailbox, so it also opens the votes and the choice. `paid` is for the browser that
 * began the payment: whoever names an address has not proved it, so it shows the receipt and nothing more.
 */
export type GiftLink = "receipt" | "paid" | "choice";

export function giftToken(keys: KeyRing, kind: GiftLink, communityId: string, giftId: string): string {
  return `${communityId}.${keys.sign(`${communityId}:${giftId}`, `fundraising.${kind}`)}`;
}

export function readGiftToken(
  keys: KeyRing,
  kind: GiftLink,
  giftId: string,
  token: string,
): { communityId: string } | null {
  const [communityId, signature] = token.split(".");
  if (!communityId || !signature || !isUuid(communityId)) return null;
  return keys.verify(`${communityId}:${giftId}`, signature, `fundraising.${kind}`) ? { communityId } : null;
}

export function voteToken(keys: KeyRing, communityId: string, proofId: string, giverId: string): string {
  const signature = keys.sign(`${communityId}:${proofId}:${giverId}`, "fundraising.vote");
  return `${communityId}.${giverId}.${signature}`;
}

export function readVoteToken(
  keys: KeyRing,
  proofId: string,
  token: string,
): { communityId: string; giverId: string } | null {
  const [communityId, giverId, signature] = token.split(".");
  if (!communityId || !giverId || !signature || !isUuid(communityId) || !isUuid(giverId)) return null;
  const message = `${communityId}:${proofId}:${giverId}`;
  return keys.verify(message, signature, "fundraising.vote") ? { communityId, giverId } : null;
}

export function receiptLink(
  keys: KeyRing,
  communityId: string,
  giftId: string,
  kind: "receipt" | "paid" = "receipt",
): string {
  return `/r/${giftId}?t=${giftToken(keys, kind, communityId, giftId)}`;
}

export function choiceLink(keys: KeyRing, communityId: string, giftId: string): string {
  return `/choice/${giftId}?t=${giftToken(keys, "choice", communityId, giftId)}`;
}

export function voteLink(keys: KeyRing, communityId: string, proofId: string, giverId: string): string {
  return `/vote/${proofId}?t=${voteToken(keys, communityId, proofId, giverId)}`;
}

export function goalLink(slug: string): string {
  return `/g/${slug}`;
}
