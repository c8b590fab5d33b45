import type { CommunityContext } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import { tell } from "./events.ts";
import { requireOwner, requireUser } from "./policy.ts";
import { visibleGoal } from "./queries/load.ts";
import { publishMedia, requireMedia } from "./queries/media.ts";
import { type GoalUpdate, insertGoalUpdate } from "./queries/talk.ts";

/** News from the owner to everybody who looks at the goal. */
export async function postUpdate(
  ctx: CommunityContext,
  input: { goalId: string; title: string; body: string; photoId?: string | null },
): Promise<GoalUpdate> {
  const goal = await visibleGoal(ctx, input.goalId);
  requireOwner(ctx, goal);
  if (!goal.publishedAt)
    throw refuse("goal_state", { status: 409, params: { state: goal.status, event: "post_update" } });
  const authorId = requireUser(ctx);
  const photoId = input.photoId ?? null;
  await requireMedia(ctx, photoId ? [photoId] : [], { pointer: "#/photoId", pictures: true, uploadedBy: authorId });
  await publishMedia(ctx, [photoId]);
  const id = ctx.newId();
  const update = { id, goalId: goal.id, authorId, title: input.title.trim(), body: input.body.trim(), photoId };
  await insertGoalUpdate(ctx, update);
  tell(ctx, "update_posted", { goalId: goal.id, updateId: id });
  return { ...update, createdAt: ctx.now };
}
