import { providersFor } from "../payments/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import type { Money } from "../platform/money.ts";
import { may } from "./policy.ts";
import type { MilestonePlan } from "./queries/milestones.ts";
import { DEFAULT_TERMS, requireCurrency, type Terms } from "./terms.ts";

/** Terms as an owner writes them: what is left out is as usual. */
export interface TermsInput {
  mode?: Terms["mode"];
  stretchAmount?: Money | null;
  surplus?: Terms["surplus"];
  vote?: Partial<Terms["vote"]>;
  feesBorneBy?: Terms["fees"]["borneBy"];
  platformFeeBps?: bigint;
  /** An estimate other than the provider's schedule. */
  providerFee?: { bps: bigint; flat: Money; flatFrom: Money | null; cap: Money | null };
  refundFeeBorneBy?: Terms["refundFeeBorneBy"];
  choiceDays?: number;
  minGift?: Money;
  maxGift?: Money | null;
}

export interface MilestoneInput {
  title: string;
  description?: string;
  amount: Money;
}

/** Terms as usual in this community: with the fees of the provider through which gifts come by default. */
export async function usualTerms(ctx: CommunityContext, currency: string): Promise<Terms> {
  requireCurrency(currency);
  const [usual] = await providersFor(ctx, currency);
  if (!usual) return DEFAULT_TERMS;
  const { bps, fixed, fixedFrom, cap } = usual.fee;
  const provider = { providerBps: bps, providerFlat: fixed, providerFlatFrom: fixedFrom, providerCap: cap };
  const fees = { ...DEFAULT_TERMS.fees, ...provider };
  // A provider's flat fee must not eat the smallest gift that it is taken of.
  const bearable = fixed * 2n;
  const isWaived = fixedFrom !== null && fixedFrom >= bearable;
  return {
    ...DEFAULT_TERMS,
    fees,
    minGift: isWaived || bearable < DEFAULT_TERMS.minGift ? DEFAULT_TERMS.minGift : bearable,
  };
}

/** The given terms over those before (or the usual ones). Amounts must be in the goal's currency. */
export function mergeTerms(ctx: CommunityContext, before: Terms, input: TermsInput, currency: string): Terms {
  const { providerFee } = input;
  if ((input.platformFeeBps !== undefined || providerFee) && !may(ctx, "fundraising.set_fees")) {
    throw refuse("not_permitted", { status: 403, params: { permission: "fundraising.set_fees" } });
  }
  const money = (given: Money | null | undefined, name: string, otherwise: bigint | null): bigint | null => {
    if (given === undefined) return otherwise;
    return given === null ? null : inCurrency(given, currency, `#/terms/${name}`);
  };
  return {
    mode: input.mode ?? before.mode,
    stretchAmount: money(input.stretchAmount, "stretchAmount", before.stretchAmount),
    surplus: input.surplus ?? before.surplus,
    vote: { ...before.vote, ...input.vote },
    fees: {
      platformBps: input.platformFeeBps ?? before.fees.platformBps,
      providerBps: providerFee?.bps ?? before.fees.providerBps,
      providerFlat: money(providerFee?.flat, "providerFee/flat", before.fees.providerFlat) ?? 0n,
      providerFlatFrom: money(providerFee?.flatFrom, "providerFee/flatFrom", before.fees.providerFlatFrom ?? null),
      providerCap: money(providerFee?.cap, "providerFee/cap", before.fees.providerCap ?? null),
      borneBy: input.feesBorneBy ?? before.fees.borneBy,
    },
    refundFeeBorneBy: input.refundFeeBorneBy ?? before.refundFeeBorneBy,
    choiceDays: input.choiceDays ?? before.choiceDays,
    minGift: money(input.minGift, "minGift", before.minGift) ?? DEFAULT_TERMS.minGift,
    maxGift: money(input.maxGift, "maxGift", before.maxGift),
  };
}

export function milestonePlan(input: readonly MilestoneInput[], currency: string): MilestonePlan[] {
  return input.map(({ title, description, amount }, index) => ({
    title: title.trim(),
    description: description?.trim() ?? "",
    amount: inCurrency(amount, currency, `#/milestones/${index}/amount`),
  }));
}

export function inCurrency(money: Money, currency: string, pointer: string): bigint {
  if (money.currency !== currency) throw refuse("currency_differs", { pointer, params: { currency } });
  return money.amount;
}
