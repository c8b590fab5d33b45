import type { CommunityContext } from "../platform/context.ts";
import type { Money } from "../platform/money.ts";
import type { Goal } from "./goal.ts";
import { type MilestoneInput, mergeTerms, milestonePlan, type TermsInput, usualTerms } from "./goal-plan.ts";
import { requireMay, requireUser } from "./policy.ts";
import { insertGoal, lockGoal, writeTerms } from "./queries/goals.ts";
import { requireMedia } from "./queries/media.ts";
import { replaceMilestones } from "./queries/milestones.ts";
import { isSlugUsed } from "./queries/slugs.ts";
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
  const slug = slugOf(title);
  await insertGoal(ctx, {
    id,
    ownerId,
    title,
    description: input.description.trim(),
    photoId,
    targetAmount,
    currency,
    deadline: input.deadline,
    slug: (await isSlugUsed(ctx, slug)) ? slugWithTail(slug, ctx.newId()) : slug,
  });
  await writeTerms(ctx, id, terms);
  await replaceMilestones(ctx, id, milestones, null);
  ctx.emit({ name: "fundraising.goal_created", payload: { communityId: ctx.communityId, goalId: id } });
  return lockGoal(ctx, id);
}
