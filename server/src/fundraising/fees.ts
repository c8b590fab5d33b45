import { estimateFee } from "../payments/index.ts";
import { basisPoints, least, MAX_POSTING } from "../platform/money.ts";

/** Fees as the terms fix them. The provider's are an estimate: what it really takes is booked when it says so. */
export interface FeeTerms {
  platformBps: bigint;
  providerBps: bigint;
  /** Fixed part of the provider's fee, in minor units. */
  providerFlat: bigint;
  /** The fixed part is waived below this; left out or null: never. */
  providerFlatFrom?: bigint | null;
  /** The most that the provider takes of one payment; left out or null: no such bound. */
  providerCap?: bigint | null;
  /** `goal`: fees come out of the gift. `giver`: they are added to it, and shown before paying. */
  borneBy: "goal" | "giver";
}

export interface Quote {
  /** What the giver pays: the gift's amount in the books. */
  gross: bigint;
  platformFee: bigint;
  /** Estimate. */
  providerFee: bigint;
  /** What is left for the goal, by the estimate. */
  net: bigint;
  /** The part of `gross` that the giver added for the fees. */
  feeCover: bigint;
}

/** Both fees together must leave something of any gift. */
export const MAX_FEE_BPS = 5_000n;

/** What a gift of `amount` costs and brings. `null` where the fees would eat it up or it is more than the books take. */
export function quote(amount: bigint, terms: FeeTerms): Quote | null {
  const gross = terms.borneBy === "giver" ? grossUp(amount, terms) : amount;
  if (gross <= 0n || gross > MAX_POSTING) return null;
  const fees = feesOf(gross, terms);
  const net = gross - fees.platformFee - fees.providerFee;
  if (net <= 0n) return null;
  return { gross, ...fees, net, feeCover: gross - amount };
}

export function feesOf(gross: bigint, terms: FeeTerms): { platformFee: bigint; providerFee: bigint } {
  const rule = {
    bps: terms.providerBps,
    fixed: terms.providerFlat,
    fixedFrom: terms.providerFlatFrom ?? null,
    cap: terms.providerCap ?? null,
  };
  return { platformFee: basisPoints(gross, terms.platformBps), providerFee: estimateFee(rule, gross) };
}

/**
 * A gross amount that leaves exactly `net`. There always is one: one more unit of gross changes each rounded fee by 0 or 1,
 * so what is left moves by at most 1 and meets every amount on its way. Rounding shifts it by a few units from the plain
 * quotient, from where the search starts. Where the provider's fee is bounded, that bound is a flat fee. Where two amounts
 * leave the same, one below the bound from which the flat part is taken and one above, the giver pays the smaller one.
 */
export function grossUp(net: bigint, terms: FeeTerms): bigint {
  const { providerCap: cap = null, providerFlatFrom: from = null, ...rest } = terms;
  if (from !== null) {
    const waived = grossUp(net, { ...terms, providerFlat: 0n, providerFlatFrom: null });
    if (waived < from) return waived;
  }
  const gross = search(net, rest, from ?? 0n);
  if (cap === null || feesOf(gross, rest).providerFee <= cap) return gross;
  return search(net, { ...rest, providerBps: 0n, providerFlat: cap }, from ?? 0n);
}

function search(net: bigint, terms: FeeTerms, lowest: bigint): bigint {
  const kept = 10_000n - terms.platformBps - terms.providerBps;
  if (kept <= 0n) throw new RangeError("the fees leave nothing");
  const left = (gross: bigint): bigint => {
    const { platformFee, providerFee } = feesOf(gross, terms);
    return gross - platformFee - providerFee;
  };
  // Each rounding is off by at most half a unit: exact net differs by at most one, gross by 10 000 / kept per unit.
  const slack = 20_000n / kept + 2n;
  const middle = ((net + terms.providerFlat) * 10_000n) / kept;
  const start = middle - slack > lowest ? middle - slack : lowest;
  for (let gross = start; gross <= middle + slack; gross++) {
    if (left(gross) === net) return gross;
  }
  throw new RangeError("no gross amount leaves this net amount");
}

export interface TakenFees {
  /** Taken from the goal's escrow. */
  providerFee: bigint;
  platformFee: bigint;
  /** What the provider took above the whole gift: borne by the platform, for an escrow cannot go below nothing. */
  excess: bigint;
}

/** The fees of a gift once the provider has said what it took. */
export function takeFees(gross: bigint, providerTook: bigint, quotedPlatformFee: bigint): TakenFees {
  const providerFee = least(providerTook, gross);
  const left = gross - providerFee;
  return {
    providerFee,
    platformFee: least(quotedPlatformFee, left),
    excess: providerTook - providerFee,
  };
}
