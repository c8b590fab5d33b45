import { findUser } from "../identity/index.ts";
import { startPayment } from "../payments/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import type { Money } from "../platform/money.ts";
import { chooseProvider } from "./choose-provider.ts";
import { type Quote, quote } from "./fees.ts";
import type { Gift } from "./gift.ts";
import { type Goal, takesGifts } from "./goal.ts";
import { inCurrency } from "./goal-plan.ts";
import { actingUser } from "./policy.ts";
import { figuresOfGoal } from "./queries/figures.ts";
import { findGift, getGift, insertGift, updateGift } from "./queries/gifts.ts";
import { giverFor } from "./queries/givers.ts";
import { lockGoal, updateGoal } from "./queries/goals.ts";
import { milestonesOf } from "./queries/milestones.ts";
import { termsDigest } from "./terms-digest.ts";

export interface Give {
  /** Made by the client, so that a form sent twice is one gift. */
  giftId?: string;
  goalId: string;
  /** What the giver wants to give; a fee that he bears is added. */
  amount: Money;
  /** For a guest; a signed-in giver's is known. */
  email?: string;
  publicName?: string | null;
  message?: string | null;
  isAnonymous?: boolean;
  locale: string;
  providerId?: string;
  /** `termsDigest` of what the giver read; refused when it is not the goal's any more. */
  termsDigest?: string;
}

/** The purpose's name in payments. */
export const GIFT = "gift";

/** Begins a gift: its row, and the payment that brings the money. It counts when the provider says that it was paid. */
export async function give(ctx: CommunityContext, input: Give): Promise<{ gift: Gift; paymentId: string }> {
  const goal = await lockGoal(ctx, input.goalId);
  if (!goal.publishedAt) throw notFound();
  await requireTakesGifts(ctx, goal);
  await requireTerms(ctx, goal, input.termsDigest);
  const price = quoteFor(goal, input.amount);
  const payer = await payerOf(ctx, input);
  const giver = await giverFor(ctx, { ...payer, locale: input.locale });
  const id = input.giftId ?? ctx.newId();
  if (await findGift(ctx, id)) throw refuse("gift_exists", { status: 409, pointer: "#/id" });
  await insertGift(ctx, {
    id,
    goalId: goal.id,
    giverId: giver.id,
    userId: payer.userId,
    amount: price.gross,
    currency: goal.currency,
    feeCover: price.feeCover,
    platformFee: price.platformFee,
    providerFee: price.providerFee,
    publicName: input.publicName?.trim() || null,
    message: input.message?.trim() || null,
    isAnonymous: input.isAnonymous ?? false,
    locale: input.locale,
  });
  if (!goal.termsLockedAt) await updateGoal(ctx, goal.id, { terms_locked_at: ctx.now });
  const payment = await startPayment(ctx, {
    purpose: { kind: GIFT, id, subjectId: goal.id },
    providerId: await chooseProvider(ctx, goal, input.providerId),
    amount: price.gross,
    currency: goal.currency,
    email: payer.email,
    userId: payer.userId,
    description: goal.title,
  });
  await updateGift(ctx, id, { payment_id: payment.id });
  return { gift: await getGift(ctx, id), paymentId: payment.id };
}

/** What a gift costs and brings, within the goal's limits; shown before paying. */
export function quoteFor(goal: Goal, amount: Money): Quote {
  const wanted = inCurrency(amount, goal.currency, "#/amount/currency");
  const { minGift, maxGift, fees } = goal.terms;
  if (wanted < minGift)
    throw refuse("gift_too_small", {
      pointer: "#/amount/amount",
      params: { min: minGift.toString(), currency: goal.currency },
    });
  if (maxGift !== null && wanted > maxGift) {
    throw refuse("gift_too_large", {
      pointer: "#/amount/amount",
      params: { max: maxGift.toString(), currency: goal.currency },
    });
  }
  const price = quote(wanted, fees);
  if (!price) throw refuse("amount_out_of_range", { pointer: "#/amount/amount" });
  return price;
}

async function requireTakesGifts(ctx: CommunityContext, goal: Goal): Promise<void> {
  const { raised } = await figuresOfGoal(ctx, goal);
  if (takesGifts(goal, ctx.now, raised, goal.terms.stretchAmount)) return;
  const code = ctx.now >= goal.deadline ? "goal_deadline_passed" : "goal_not_open";
  throw refuse(code, { status: 409, params: { state: goal.status } });
}

async function requireTerms(ctx: CommunityContext, goal: Goal, read: string | undefined): Promise<void> {
  if (read === undefined || read === termsDigest(goal, await milestonesOf(ctx, goal.id))) return;
  throw refuse("terms_changed", { status: 409, pointer: "#/termsDigest" });
}

async function payerOf(ctx: CommunityContext, input: Give): Promise<{ userId: string | null; email: string }> {
  const userId = actingUser(ctx);
  const user = userId ? await findUser(ctx, userId) : null;
  if (user) return { userId: user.id, email: user.email };
  const email = input.email?.trim();
  if (!email) throw refuse("email_required", { pointer: "#/email" });
  return { userId: null, email };
}
