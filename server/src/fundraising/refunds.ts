import { least, splitByWeights } from "../platform/money.ts";

/** A gift as the books know it: `amount` was paid, both fees were taken, the rest went to the escrow. */
export interface GiftMoney {
  amount: bigint;
  platformFee: bigint;
  providerFee: bigint;
}

/** Who bears the provider's fee when a gift goes back; fixed in the terms. */
export type ProviderFeeBearer = "platform" | "giver";

/** What a gift gets back, and from where. All parts together never exceed what was paid. */
export interface Due {
  /** From the escrow. */
  escrow: bigint;
  /** Given back by the platform from its fees. */
  platformFee: bigint;
  /** The provider's fee, made good by the platform (0 where the giver bears it). */
  providerFee: bigint;
}

/** What the gift put into the escrow. */
export function netOf(gift: GiftMoney): bigint {
  return gift.amount - gift.platformFee - gift.providerFee;
}

/** What the giver gets. */
export function totalOf(due: Due): bigint {
  return due.escrow + due.platformFee + due.providerFee;
}

/**
 * What each gift gets back out of an escrow that holds `escrow`. With everything still there, all that was paid (less the
 * provider's fee where the giver bears it). With less (a milestone was released, a bank took something back), the escrow is
 * split to the last minor unit in proportion to what each gift put in, and fees go back in the same proportion, rounded
 * down: nobody gets more than he gave, and no share is at another's cost.
 */
export function dues(escrow: bigint, gifts: readonly GiftMoney[], bearer: ProviderFeeBearer): Due[] {
  const nets = gifts.map(netOf);
  const owed = nets.reduce((sum, net) => sum + net, 0n);
  if (escrow >= owed) return gifts.map((gift) => dueOf(gift, netOf(gift), true, bearer));
  const shares = splitByWeights(escrow, nets);
  return gifts.map((gift, index) => dueOf(gift, shares[index] ?? 0n, false, bearer));
}

/** The share of one gift, when the others stay: `owed` is what all counted gifts together put into the escrow. */
export function dueOfOne(escrow: bigint, owed: bigint, gift: GiftMoney, bearer: ProviderFeeBearer): Due {
  if (escrow >= owed) return dueOf(gift, netOf(gift), true, bearer);
  return dueOf(gift, (escrow * netOf(gift)) / owed, false, bearer);
}

function dueOf(gift: GiftMoney, share: bigint, whole: boolean, bearer: ProviderFeeBearer): Due {
  const net = netOf(gift);
  const part = (fee: bigint): bigint => {
    if (whole) return fee;
    return net === 0n ? 0n : (fee * share) / net;
  };
  return {
    escrow: share,
    platformFee: part(gift.platformFee),
    providerFee: bearer === "platform" ? part(gift.providerFee) : 0n,
  };
}

/** What stands of a gift after a bank took a part of it back: the loss is the gift's own, and its fees are taken all the same. */
export function restOf(gift: GiftMoney, lost: bigint): GiftMoney {
  const amount = gift.amount - lost;
  const platformFee = least(gift.platformFee, amount);
  return { amount, platformFee, providerFee: least(gift.providerFee, amount - platformFee) };
}

/** What an ended goal still owes for it: never more than `rest`, what stands of the gift. */
export function dueAfterLoss(due: Due, fromEscrow: bigint, rest: bigint): Due {
  const escrow = least(due.escrow - fromEscrow, rest);
  const platformFee = least(due.platformFee, rest - escrow);
  return { escrow, platformFee, providerFee: least(due.providerFee, rest - escrow - platformFee) };
}
