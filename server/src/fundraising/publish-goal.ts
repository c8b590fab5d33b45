import { showPublicly } from "../communities/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { refuse, staleVersion } from "../platform/errors.ts";
import { tell } from "./events.ts";
import { type Goal, stepGoal } from "./goal.ts";
import { requireMay, requireOwner } from "./policy.ts";
import { lockGoal, publishTerms, updateGoal } from "./queries/goals.ts";
import { publishMedia } from "./queries/media.ts";
import { milestonesOf, publishMilestones } from "./queries/milestones.ts";
import { takeSlug } from "./queries/slugs.ts";
import { scheduleClose } from "./schedule.ts";
import { slugWithTail } from "./slug.ts";
import { requirePlan } from "./terms.ts";

const TRIES = 5;

/** The goal gets its public address, and gifts may come. From the first one on its terms cannot change. */
export async function publishGoal(ctx: CommunityContext, input: { goalId: string; version?: number }): Promise<Goal> {
  const goal = await lockGoal(ctx, input.goalId);
  requireOwner(ctx, goal);
  requireMay(ctx, "fundraising.create");
  if (input.version !== undefined && input.version !== goal.version) throw staleVersion();
  const status = stepGoal(goal.status, "publish");
  requirePlan({ ...goal, milestones: await milestonesOf(ctx, goal.id) }, ctx.now);
  const slug = await takeFreeSlug(ctx, goal);
  await updateGoal(ctx, goal.id, { status, slug, published_at: ctx.now });
  await publishTerms(ctx, goal.id);
  await publishMilestones(ctx, goal.id);
  await publishMedia(ctx, [goal.photoId]);
  await showPublicly(ctx);
  scheduleClose(ctx, goal.id, goal.deadline);
  tell(ctx, "goal_published", { goalId: goal.id });
  return lockGoal(ctx, goal.id);
}

/** Addresses are unique over all communities, so the one wished for may be gone. */
async function takeFreeSlug(ctx: CommunityContext, goal: Goal): Promise<string> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const slug = attempt === 0 ? goal.slug : slugWithTail(goal.slug.slice(0, 48), ctx.newId());
    if (await takeSlug(ctx, slug, goal.id)) return slug;
  }
  throw refuse("address_taken", { status: 409 });
}
