import Type, { type Static } from "typebox";
import type { Comment, GoalUpdate } from "../queries/talk.ts";
import { Id, Instant, instantOut, Nullable, text } from "./common.ts";
import { mediaUrl } from "./goal.ts";

export const GoalUpdateSchema = Type.Object(
  {
    id: Id,
    goalId: Id,
    authorId: Id,
    title: Type.String(),
    body: Type.String(),
    photoUrl: Nullable(Type.String()),
    createdAt: Instant,
  },
  { $id: "GoalUpdate" },
);

export const NewGoalUpdate = Type.Object({
  title: text(120),
  body: text(10_000),
  photoId: Type.Optional(Nullable(Id)),
});

export const CommentSchema = Type.Object(
  {
    id: Id,
    goalId: Id,
    publicName: Type.String(),
    body: Type.String(),
    status: Type.Enum(["held", "shown", "deleted"]),
    isMine: Type.Boolean(),
    reports: Type.Array(Type.Object({ reason: Type.String(), createdAt: Instant }), {
      description: "For whoever moderates",
    }),
    createdAt: Instant,
    updatedAt: Instant,
  },
  { $id: "Comment" },
);

export const NewComment = Type.Object({
  body: text(2000),
  publicName: Type.Optional(Nullable(text(80))),
});

export const NewReport = Type.Object({ reason: text(500) });

export function updateOut(update: GoalUpdate, communityId: string): Static<typeof GoalUpdateSchema> {
  const { photoId, createdAt, ...words } = update;
  return { ...words, photoUrl: photoId ? mediaUrl(communityId, photoId) : null, createdAt: instantOut(createdAt) };
}

export function commentOut(
  comment: Comment,
  view: { userId: string | null; reports: readonly { reason: string; createdAt: Date }[] },
): Static<typeof CommentSchema> {
  const { id, goalId, publicName, body, status } = comment;
  const known = status === "held" || status === "shown" ? status : "deleted";
  return {
    id,
    goalId,
    publicName,
    body,
    status: known,
    isMine: view.userId !== null && comment.authorUserId === view.userId,
    reports: view.reports.map(({ reason, createdAt }) => ({ reason, createdAt: instantOut(createdAt) })),
    createdAt: instantOut(comment.createdAt),
    updatedAt: instantOut(comment.updatedAt),
  };
}
