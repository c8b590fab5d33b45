import { post } from "../ledger/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { requireSameMode } from "./choose-provider.ts";
import { tell } from "./events.ts";
import { type Gift, providerOf, stepGift } from "./gift.ts";
import { type Goal, returnsMoney, takesGifts } from "./goal.ts";
import { readGiftToken } from "./links.ts";
import { actingUser } from "./policy.ts";
import { movePosting } from "./postings.ts";
import { figuresOfGoal } from "./queries/figures.ts";
import { getGift, insertGift, updateGift } from "./queries/gifts.ts";
import { lockGoals, updateGoal } from "./queries/goals.ts";
import { markFunded, reachesTarget } from "./record-gift-paid.ts";
import { type Due, totalOf } from "./refunds.ts";
import { returnGift } from "./return-gift.ts";

export interface Choose {
  giftId: string;
  choice: { kind: "refund" } | { kind: "move"; goalId: string };
  /** The signed link of a giver who is not signed in. */
  token?: string;
}

/** After a failure each giver decides: the money comes back, or goes to another open goal of the community. */
export async function choose(ctx: CommunityContext, input: Choose): Promise<Gift> {
  const known = await getGift(ctx, input.giftId);
  requireGiver(ctx, known, input.token);
  const { choice } = input;
  const goals = await lockGoals(ctx, choice.kind === "move" ? [known.goalId, choice.goalId] : [known.goalId]);
  const gift = await getGift(ctx, input.giftId);
  const goal = goals.find((candidate) => candidate.id === gift.goalId);
  if (!goal) throw notFound();
  const due = requireChoice(goal, gift);
  if (choice.kind === "refund") {
    await returnGift(ctx, gift, due, 0n);
    return getGift(ctx, gift.id);
  }
  if (goal.choiceUntil && ctx.now >= goal.choiceUntil) throw refuse("choice_over", { status: 409 });
  const target = goals.find((candidate) => candidate.id === choice.goalId);
  if (!target) throw notFound();
  return move(ctx, gift, due, target);
}

/** Whoever gave it: signed in, or by the link in his mail. For everybody else there is no such gift. */
function requireGiver(ctx: CommunityContext, gift: Gift, token: string | undefined): void {
  const userId = actingUser(ctx);
  if (userId && gift.userId === userId) return;
  const opened = token ? readGiftToken(ctx.keys, "choice", gift.id, token) : null;
  if (opened?.communityId !== ctx.communityId) throw notFound();
}

function requireChoice(goal: Goal, gift: Gift): Due {
  if (!returnsMoney(goal.status)) throw refuse("no_choice", { status: 409, params: { state: goal.status } });
  stepGift(gift.status, "refund");
  if (!gift.due || totalOf(gift.due) === 0n) throw refuse("nothing_to_refund", { status: 409 });
  return gift.due;
}

/** The gift lives on in the other goal, with the fees that it has paid; its giver votes there. */
async function move(ctx: CommunityContext, gift: Gift, due: Due, target: Goal): Promise<Gift> {
  await requireTakes(ctx, gift, target);
  const newGiftId = ctx.newId();
  const amount = totalOf(due);
  const reached = await reachesTarget(ctx, target, amount);
  post(
    ctx,
    movePosting({
      giftId: gift.id,
      newGiftId,
      fromGoalId: gift.goalId,
      toGoalId: target.id,
      currency: gift.currency,
      due,
    }),
  );
  await updateGift(ctx, gift.id, { status: stepGift(gift.status, "move") });
  await insertGift(ctx, {
    ...gift,
    id: newGiftId,
    goalId: target.id,
    movedFromId: gift.id,
    status: "succeeded",
    amount,
    feeCover: 0n,
    platformFee: due.platformFee,
    providerFee: due.providerFee,
  });
  if (!target.termsLockedAt) await updateGoal(ctx, target.id, { terms_locked_at: ctx.now });
  if (reached) await markFunded(ctx, target);
  tell(ctx, "gift_moved", { goalId: gift.goalId, giftId: gift.id, toGoalId: target.id });
  tell(ctx, "gift_succeeded", { goalId: target.id, giftId: newGiftId });
  return getGift(ctx, newGiftId);
}

async function requireTakes(ctx: CommunityContext, gift: Gift, target: Goal): Promise<void> {
  if (!target.publishedAt || target.id === gift.goalId) throw notFound();
  if (target.currency !== gift.currency) {
    throw refuse("currency_differs", { pointer: "#/goalId", params: { currency: gift.currency } });
  }
  await requireSameMode(ctx, target, providerOf(gift));
  const { raised } = await figuresOfGoal(ctx, target);
  if (!takesGifts(target, ctx.now, raised, target.terms.stretchAmount)) {
    throw refuse("goal_not_open", { status: 409, pointer: "#/goalId", params: { state: target.status } });
  }
}
