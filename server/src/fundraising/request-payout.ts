import { placeHold } from "../ledger/index.ts";
import { type Destination, hasPayoutAstray, requestPayout as requestFromProvider } from "../payments/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { choosePayer } from "./choose-provider.ts";
import { tell } from "./events.ts";
import { stepMilestone } from "./milestone.ts";
import { requireOwnerOr, requireUser } from "./policy.ts";
import { payoutAccount } from "./postings.ts";
import { lockGoal } from "./queries/goals.ts";
import { milestonesOf } from "./queries/milestones.ts";
import { currentPayout, findPayout, insertPayout, type Payout, payoutIdsOf } from "./queries/payouts.ts";

/** The purpose's name in payments. */
export const PAYOUT = "milestone_payout";

export interface RequestPayout {
  goalId: string;
  milestoneId: string;
  destination: Destination;
  providerId?: string;
}

/** Sends a milestone's released money to its payee. The amount is held until the provider says how it ended. */
export async function requestPayout(ctx: CommunityContext, input: RequestPayout): Promise<Payout> {
  const goal = await lockGoal(ctx, input.goalId);
  requireOwnerOr(ctx, goal, "fundraising.pay_out");
  const requestedBy = requireUser(ctx);
  const milestone = (await milestonesOf(ctx, goal.id)).find(({ id }) => id === input.milestoneId);
  if (!milestone) throw notFound();
  stepMilestone(milestone.status, "pay_out");
  const amount = milestone.releasedAmount;
  if (amount === null)
    throw refuse("milestone_state", { status: 409, params: { state: milestone.status, event: "pay_out" } });
  if (await currentPayout(ctx, milestone.id)) throw refuse("payout_under_way", { status: 409 });
  if (await hasPayoutAstray(ctx, PAYOUT, await payoutIdsOf(ctx, milestone.id)))
    throw refuse("payout_astray", { status: 409 });
  const providerId = await choosePayer(ctx, goal, amount, input.providerId);
  const id = ctx.newId();
  const holdId = ctx.newId();
  placeHold(ctx, {
    holdId,
    account: payoutAccount(goal.id, goal.currency),
    amount,
    source: { kind: "payout", id },
  });
  const request = await requestFromProvider(ctx, {
    purpose: { kind: PAYOUT, id, subjectId: goal.id },
    providerId,
    amount,
    currency: goal.currency,
    destination: input.destination,
    reason: goal.title.slice(0, 100),
  });
  const { currency } = goal;
  await insertPayout(ctx, {
    id,
    goalId: goal.id,
    milestoneId: milestone.id,
    payoutId: request.id,
    holdId,
    amount,
    currency,
    requestedBy,
  });
  tell(ctx, "payout_requested", { goalId: goal.id, milestoneId: milestone.id });
  const payout = await findPayout(ctx, id);
  if (!payout) throw new Error("the payout was not written");
  return payout;
}
