import { balanceOf } from "../ledger/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import { escrowCode } from "./accounts.ts";
import { type Gift, stepGift } from "./gift.ts";
import { type Goal, returnsMoney } from "./goal.ts";
import { may, requireOwnerOr } from "./policy.ts";
import { figuresOfGoal } from "./queries/figures.ts";
import { owedToGivers } from "./queries/gifts.ts";
import { type Due, dueOfOne, netOf, type ProviderFeeBearer, totalOf } from "./refunds.ts";

/** What a refund of one gift does when it is asked for now. */
export type RefundPlan =
  /** A refund that did not arrive is sent again. */
  | { kind: "again"; gets: bigint }
  | {
      kind: "first";
      due: Due;
      /** The provider's fee that is kept back in the escrow, because the giver bears it. */
      borne: bigint;
    };

/** Refuses whoever may not give this gift back, and a gift of which nothing is left. The command and the quote both ask here. */
export async function planRefund(ctx: CommunityContext, goal: Goal, gift: Gift): Promise<RefundPlan> {
  requireOwnerOr(ctx, goal, "fundraising.refund");
  stepGift(gift.status, "refund");
  if (gift.status === "unclaimed") return { kind: "again", gets: gift.refundAmount ?? 0n };
  const share = returnsMoney(goal.status) ? endedDue(gift) : await openDue(ctx, goal, gift);
  if (totalOf(share.due) === 0n) throw refuse("nothing_to_refund", { status: 409 });
  return { kind: "first", ...share };
}

/** The plan in the words of who is asked to confirm it. */
export interface RefundQuote {
  paid: bigint;
  gets: bigint;
  /** What lies between the two; null for a refund that is sent again, whose fees were settled the first time. */
  parts: RefundParts | null;
}

interface RefundParts {
  /** Of what the giver gets: the platform's own fee, given back. */
  platformFee: bigint;
  /** The provider's fee: made good by the platform, as a part of what the giver gets, or lost to the giver. */
  providerFee: bigint;
  providerFeeBorneBy: ProviderFeeBearer;
  /** What is not there any more: released already, or lost to a bank. */
  spent: bigint;
}

export async function quoteRefund(ctx: CommunityContext, goal: Goal, gift: Gift): Promise<RefundQuote> {
  const plan = await planRefund(ctx, goal, gift);
  const paid = gift.amount;
  if (plan.kind === "again") return { paid, gets: plan.gets, parts: null };
  const gets = totalOf(plan.due);
  const providerFeeBorneBy = goal.terms.refundFeeBorneBy;
  const lost = providerFeeBorneBy === "giver" ? gift.providerFee : 0n;
  const { platformFee, providerFee } = plan.due;
  return {
    paid,
    gets,
    parts: { platformFee, providerFee: providerFee + lost, providerFeeBorneBy, spent: paid - gets - lost },
  };
}

interface Share {
  due: Due;
  borne: bigint;
}

function endedDue(gift: Gift): Share {
  if (!gift.due) throw new Error(`gift ${gift.id} of an ended goal has no share`);
  return { due: gift.due, borne: 0n };
}

/** All of it while it is still in escrow; after a release, its share of what is left. */
async function openDue(ctx: CommunityContext, goal: Goal, gift: Gift): Promise<Share> {
  await requireTargetKept(ctx, goal, gift);
  const { available } = await balanceOf(ctx, escrowCode(goal.id), goal.currency);
  const bearer = goal.terms.refundFeeBorneBy;
  const due = dueOfOne(available, await owedToGivers(ctx, goal.id), gift, bearer);
  const whole = due.escrow === netOf(gift);
  return { due, borne: bearer === "giver" && whole ? gift.providerFee : 0n };
}

/** An owner must not reach the target with a gift that he then takes back. */
async function requireTargetKept(ctx: CommunityContext, goal: Goal, gift: Gift): Promise<void> {
  const decided = goal.status === "funded" || goal.status === "releasing";
  if (!decided || goal.terms.mode !== "all_or_nothing" || may(ctx, "fundraising.refund")) return;
  const { raised } = await figuresOfGoal(ctx, goal);
  if (raised - gift.amount < goal.targetAmount) throw refuse("refund_breaks_target", { status: 409 });
}
