import { findUser } from "../identity/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { tell } from "./events.ts";
import { actingUser } from "./policy.ts";
import { visibleGoal } from "./queries/load.ts";
import { type Comment, findComment, insertComment, isKnownAuthor } from "./queries/talk.ts";

export interface PostComment {
  goalId: string;
  body: string;
  publicName?: string | null;
}

/**
 * The first comment of a user waits for approval; after one was approved, the next are shown at once. A guest's always wait:
 * nothing proves who he is, so he is asked for a name and for no address.
 */
export async function postComment(ctx: CommunityContext, input: PostComment): Promise<Comment> {
  const goal = await visibleGoal(ctx, input.goalId);
  if (!goal.publishedAt) throw notFound();
  const author = await authorOf(ctx, input);
  const { userId } = author;
  const shown = userId !== null && (userId === goal.ownerId || (await isKnownAuthor(ctx, userId)));
  const id = ctx.newId();
  await insertComment(ctx, {
    id,
    goalId: goal.id,
    authorUserId: author.userId,
    publicName: author.name,
    body: input.body.trim(),
    status: shown ? "shown" : "held",
  });
  tell(ctx, "comment_posted", { goalId: goal.id, commentId: id });
  const comment = await findComment(ctx, id);
  if (!comment) throw new Error("the comment was not written");
  return comment;
}

async function authorOf(ctx: CommunityContext, input: PostComment): Promise<{ userId: string | null; name: string }> {
  const given = input.publicName?.trim();
  const userId = actingUser(ctx);
  if (userId) {
    const name = given || (await findUser(ctx, userId))?.displayName.slice(0, 80);
    if (!name) throw refuse("public_name_required", { pointer: "#/publicName" });
    return { userId, name };
  }
  if (!given) throw refuse("public_name_required", { pointer: "#/publicName" });
  return { userId: null, name: given };
}
