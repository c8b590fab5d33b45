import { refuse } from "../platform/errors.ts";
import { isCurrency, MAX_POSTING } from "../platform/money.ts";
import { type FeeTerms, MAX_FEE_BPS, quote } from "./fees.ts";
import type { SurplusRule } from "./milestone.ts";
import type { ProviderFeeBearer } from "./refunds.ts";
import type { VoteRules } from "./vote-count.ts";

/** What is promised to givers: shown before the first gift, unchangeable after it (the database holds that too). */
export interface Terms {
  mode: "all_or_nothing" | "keep_what_comes";
  /** Gifts are taken beyond the target up to this; null: the goal closes when it reaches its target. */
  stretchAmount: bigint | null;
  surplus: SurplusRule;
  vote: VoteRules & { windowHours: number; weight: "head" | "amount" };
  fees: FeeTerms;
  /** Who bears the provider's fee of a gift that goes back. */
  refundFeeBorneBy: ProviderFeeBearer;
  /** Days after a failure in which each giver may choose another goal; then what is left is refunded. */
  choiceDays: number;
  minGift: bigint;
  maxGift: bigint | null;
}

/** What the operator's platform charges, and a usual provider's price; an operator may set others for a goal. */
const DEFAULT_PLATFORM_FEE_BPS = 250n;
const DEFAULT_PROVIDER_FEE_BPS = 290n;

export const DEFAULT_TERMS: Terms = {
  mode: "all_or_nothing",
  stretchAmount: null,
  surplus: "pro_rata",
  vote: { windowHours: 72, quorumBps: 2_000n, thresholdBps: 5_001n, weight: "head", silence: "abstain" },
  fees: {
    platformBps: DEFAULT_PLATFORM_FEE_BPS,
    providerBps: DEFAULT_PROVIDER_FEE_BPS,
    providerFlat: 0n,
    providerFlatFrom: null,
    providerCap: null,
    borneBy: "goal",
  },
  refundFeeBorneBy: "platform",
  choiceDays: 14,
  minGift: 100n,
  maxGift: null,
};

export interface Plan {
  targetAmount: bigint;
  currency: string;
  deadline: Date;
  terms: Terms;
  milestones: readonly { amount: bigint }[];
}

const MAX_DAYS = 730;
const DAY_MS = 86_400_000;

/** Refuses a plan that could not be kept, naming the field. Asked when a draft is written and again when it is published. */
export function requirePlan(plan: Plan, now: Date): void {
  const { terms } = plan;
  requireCurrency(plan.currency);
  if (plan.targetAmount < 1n || plan.targetAmount > MAX_POSTING) throw wrong("amount_out_of_range", "#/targetAmount");
  if (plan.deadline <= now) throw wrong("deadline_past", "#/deadline");
  if (plan.deadline.getTime() > now.getTime() + MAX_DAYS * DAY_MS) throw wrong("deadline_too_far", "#/deadline");
  if (terms.stretchAmount !== null && (terms.stretchAmount <= plan.targetAmount || terms.stretchAmount > MAX_POSTING)) {
    throw wrong("stretch_below_target", "#/terms/stretchAmount");
  }
  requireMilestones(plan);
  requireFees(terms);
}

/** Asked first: amounts in a currency that does not exist cannot be right. */
export function requireCurrency(currency: string): void {
  if (!isCurrency(currency)) throw wrong("currency_unknown", "#/targetAmount/currency");
}

function requireMilestones({ milestones, targetAmount, currency }: Plan): void {
  if (milestones.length === 0) throw wrong("milestones_missing", "#/milestones");
  const low = milestones.findIndex(({ amount }) => amount < 1n);
  if (low >= 0) throw wrong("amount_out_of_range", `#/milestones/${low}/amount`);
  const sum = milestones.reduce((total, { amount }) => total + amount, 0n);
  if (sum !== targetAmount) {
    throw refuse("milestones_sum", {
      pointer: "#/milestones",
      params: { sum: sum.toString(), target: targetAmount.toString(), currency },
    });
  }
}

function requireFees({ fees, minGift, maxGift }: Terms): void {
  if (fees.platformBps + fees.providerBps > MAX_FEE_BPS) throw wrong("fees_too_high", "#/terms/fees");
  if (maxGift !== null && maxGift < minGift) throw wrong("gift_limits", "#/terms/maxGift");
  // Where the flat part is waived for small gifts, the smallest one that bears it counts too.
  const edges = [minGift, fees.providerFlatFrom ?? minGift].filter((amount) => amount >= minGift);
  if (edges.some((amount) => quote(amount, fees) === null)) throw wrong("fees_eat_gift", "#/terms/minGift");
}

function wrong(code: string, pointer: string): Error {
  return refuse(code, { pointer });
}
