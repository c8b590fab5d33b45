import { findCommunity } from "../communities/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import type { Money } from "../platform/money.ts";
import { tell } from "./events.ts";
import type { Goal } from "./goal.ts";
import { type MilestoneInput, mergeTerms, milestonePlan, type TermsInput, usualTerms } from "./goal-plan.ts";
import { requireMay, requireUser } from "./policy.ts";
import { insertGoal, lockGoal, writeTerms } from "./queries/goals.ts";
import { requireMedia } from "./queries/media.ts";
import { replaceMilestones } from "./queries/milestones.ts";
import { slugOf, slugWithTail } from "./slug.ts";
import { requirePlan } from "./terms.ts";

export interface CreateGoal {
  title: string;
  description: string;
  targetAmount: Money;
  deadline: Date;
  photoId?: string | null;
  terms?: TermsInput;
  milestones: readonly MilestoneInput[];
}

/** A draft, seen by its owner alone until it is published. */
export async function createGoal(ctx: CommunityContext, input: CreateGoal): Promise<Goal> {
  requireMay(ctx, "fundraising.create");
  const ownerId = requireUser(ctx);
  const { amount: targetAmount, currency } = input.targetAmount;
  const terms = mergeTerms(ctx, await usualTerms(ctx, currency), input.terms ?? {}, currency);
  const milestones = milestonePlan(input.milestones, currency);
  requirePlan({ targetAmount, currency, deadline: input.deadline, terms, milestones }, ctx.now);
  const photoId = input.photoId ?? null;
  await requireMedia(ctx, photoId ? [photoId] : [], { pointer: "#/photoId", pictures: true, uploadedBy: ownerId });
  const id = ctx.newId();
  const title = input.title.trim();
  const row = {
    id,
    ownerId,
    title,
    description: input.description.trim(),
    photoId,
    targetAmount,
    currency,
    deadline: input.deadline,
  };
  const slug = slugOf(title, (await findCommunity(ctx))?.slug ?? "");
  // Written to find out: of two drafts with one name in one moment, a look would tell both that the address is free.
  const isWritten =
    (await insertGoal(ctx, { ...row, slug })) ||
    (await insertGoal(ctx, { ...row, slug: slugWithTail(slug, ctx.newId()) }));
  if (!isWritten) throw refuse("address_taken", { status: 409 });
  await writeTerms(ctx, id, terms);
  await replaceMilestones(ctx, id, milestones, null);
  tell(ctx, "goal_created", { goalId: id });
  return lockGoal(ctx, id);
}
