import type { CommunityContext } from "../platform/context.ts";
import { refuse, staleVersion } from "../platform/errors.ts";
import type { Money } from "../platform/money.ts";
import { tell } from "./events.ts";
import type { Goal } from "./goal.ts";
import { type MilestoneInput, mergeTerms, milestonePlan, type TermsInput, usualTerms } from "./goal-plan.ts";
import { requireOwner } from "./policy.ts";
import { type GoalChanges, lockGoal, updateGoal as writeGoal, writeTerms } from "./queries/goals.ts";
import { publishMedia, requireMedia } from "./queries/media.ts";
import { milestonesOf, replaceMilestones } from "./queries/milestones.ts";
import { scheduleClose } from "./schedule.ts";
import { requireCurrency, requirePlan } from "./terms.ts";

export interface UpdateGoal {
  goalId: string;
  version: number;
  title?: string;
  description?: string;
  photoId?: string | null;
  targetAmount?: Money;
  deadline?: Date;
  terms?: TermsInput;
  milestones?: readonly MilestoneInput[];
}

const ENDED = new Set(["failed", "cancelled", "proven"]);

/** The story may be told better at any time; what was promised to givers may be changed only before the first gift. */
export async function updateGoal(ctx: CommunityContext, input: UpdateGoal): Promise<Goal> {
  const goal = await lockGoal(ctx, input.goalId);
  requireOwner(ctx, goal);
  if (goal.version !== input.version) throw staleVersion();
  if (ENDED.has(goal.status))
    throw refuse("goal_state", { status: 409, params: { state: goal.status, event: "update" } });
  const changes: GoalChanges = {};
  if (input.title !== undefined) changes.title = input.title.trim();
  if (input.description !== undefined) changes.description = input.description.trim();
  if (input.photoId !== undefined) changes.photo_id = await requirePhoto(ctx, goal, input.photoId);
  if (touchesTerms(input)) Object.assign(changes, await changePlan(ctx, goal, input));
  await writeGoal(ctx, goal.id, changes);
  tell(ctx, "goal_changed", { goalId: goal.id });
  return lockGoal(ctx, goal.id);
}

function touchesTerms(input: UpdateGoal): boolean {
  return [input.targetAmount, input.deadline, input.terms, input.milestones].some((given) => given !== undefined);
}

async function requirePhoto(ctx: CommunityContext, goal: Goal, photoId: string | null): Promise<string | null> {
  await requireMedia(ctx, photoId ? [photoId] : [], { pointer: "#/photoId", pictures: true, uploadedBy: goal.ownerId });
  if (goal.publishedAt) await publishMedia(ctx, [photoId]);
  return photoId;
}

async function changePlan(ctx: CommunityContext, goal: Goal, input: UpdateGoal): Promise<GoalChanges> {
  if (goal.termsLockedAt || (goal.status !== "draft" && goal.status !== "open")) {
    throw refuse("terms_locked", { status: 409 });
  }
  const { amount: targetAmount, currency } = input.targetAmount ?? {
    amount: goal.targetAmount,
    currency: goal.currency,
  };
  requireCurrency(currency);
  const deadline = input.deadline ?? goal.deadline;
  const before = currency === goal.currency ? goal.terms : await usualTerms(ctx, currency);
  const terms = mergeTerms(ctx, before, input.terms ?? {}, currency);
  const milestones = input.milestones ? milestonePlan(input.milestones, currency) : await milestonesOf(ctx, goal.id);
  requirePlan({ targetAmount, currency, deadline, terms, milestones }, ctx.now);
  await writeTerms(ctx, goal.id, terms);
  if (input.milestones) await replaceMilestones(ctx, goal.id, milestones, goal.publishedAt);
  if (goal.publishedAt) scheduleClose(ctx, goal.id, deadline);
  return { target_amount: targetAmount, currency, deadline };
}
