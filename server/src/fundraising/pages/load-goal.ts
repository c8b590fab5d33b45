import { findCommunity } from "../../communities/index.ts";
import { findUser } from "../../identity/index.ts";
import type { Actor, CommunityContext } from "../../platform/context.ts";
import { notFound } from "../../platform/errors.ts";
import { path } from "../../platform/html.ts";
import type { Money } from "../../platform/money.ts";
import type { Services } from "../../platform/services.ts";
import { offeredFor } from "../choose-provider.ts";
import type { Figures } from "../figures.ts";
import { COUNTED_GIFTS } from "../gift.ts";
import { type Goal, returnsMoney, takesGifts } from "../goal.ts";
import { figuresOfGoal, provenAmount, releasesOf } from "../queries/figures.ts";
import { giverCounts, listGifts } from "../queries/gifts.ts";
import { findGoal } from "../queries/goals.ts";
import { findMedia } from "../queries/media.ts";
import { milestonesOf } from "../queries/milestones.ts";
import { findSlug } from "../queries/slugs.ts";
import { listComments, listGoalUpdates } from "../queries/talk.ts";
import { sankeyOf } from "../sankey.ts";
import { termsDigest } from "../terms-digest.ts";
import type { EndingView, GivingView, GoalView, Picture } from "./goal-view.ts";
import { flowOf } from "./load-flow.ts";
import { presetsFor } from "./presets.ts";

/** How much of each list the first page shows: enough to feel the life, little enough for a slow phone. */
const SHOWN = { gifts: 12, updates: 5, comments: 20 };

export interface FoundGoal {
  communityId: string;
  goalId: string;
}

/** The goal of a public address, or nothing: drafts have none. */
export async function findPublicGoal(services: Services, slug: string): Promise<FoundGoal> {
  const found = await services.run({ as: "nobody", actor: { kind: "guest", email: null } }, (ctx) =>
    findSlug(ctx, slug),
  );
  if (!found) throw notFound();
  return found;
}

/** What is asked about a goal's terms alone, without its whole page. */
export async function loadTerms(
  services: Services,
  found: FoundGoal,
  actor: Actor,
): Promise<Pick<GoalView, "terms" | "target">> {
  const goal = await services.inCommunity({ as: "visitor", communityId: found.communityId, actor }, (ctx) =>
    findGoal(ctx, found.goalId),
  );
  if (!goal?.publishedAt) throw notFound();
  return { terms: goal.terms, target: { amount: goal.targetAmount, currency: goal.currency } };
}

/** Everything the public page shows, as this reader may see it. */
export async function loadGoal(services: Services, found: FoundGoal, actor: Actor): Promise<GoalView> {
  const { communityId, goalId } = found;
  const view = await services.inCommunity({ as: "visitor", communityId, actor }, (ctx) =>
    goalView(ctx, services, goalId),
  );
  // A user's name is not the public's to look up; that of a published goal's owner is shown by its page.
  const [owner, viewer] = await services.inCommunity({ as: "system", communityId, actor }, async (ctx) => [
    await findUser(ctx, view.ownerId),
    actor.kind === "user" ? await findUser(ctx, actor.userId) : null,
  ]);
  return {
    ...view.goal,
    ownerName: owner?.displayName ?? view.goal.communityName,
    viewer: viewer ? { name: viewer.displayName } : null,
  };
}

async function goalView(
  ctx: CommunityContext,
  services: Services,
  goalId: string,
): Promise<{ goal: GoalView; ownerId: string }> {
  const [goal, community] = [await findGoal(ctx, goalId), await findCommunity(ctx)];
  if (!goal?.publishedAt || !community) throw notFound();
  const { currency } = goal;
  const money = (amount: bigint): Money => ({ amount, currency });
  const figures = await figuresOfGoal(ctx, goal);
  const givers = (await giverCounts(ctx, [goal.id])).get(goal.id) ?? 0;
  const milestones = await milestonesOf(ctx, goal.id);
  const isOpen = takesGifts(goal, ctx.now, figures.raised, goal.terms.stretchAmount);
  const url = `${services.config.publicUrl}${path`/g/${goal.slug}`}`;
  return {
    ownerId: goal.ownerId,
    goal: {
      communityId: ctx.communityId,
      communityName: community.name,
      goalId: goal.id,
      slug: goal.slug,
      title: goal.title,
      story: goal.description,
      ownerName: "",
      viewer: null,
      timeZone: community.timeZone,
      url,
      photo: await photoOf(ctx, goal),
      preview: `${url}/preview.png`,
      status: goal.status,
      raised: money(figures.raised),
      target: money(goal.targetAmount),
      givers,
      deadline: goal.deadline,
      milestones: milestones.map(({ title, amount, status }) => ({ title, amount: money(amount), status })),
      terms: goal.terms,
      takesGifts: isOpen,
      giving: isOpen ? await givingOf(ctx, goal, termsDigest(goal, milestones)) : null,
      ending: endingOf(goal, figures),
      gifts: await recentGifts(ctx, goal),
      updates: await updatesOf(ctx, goal),
      comments: await commentsOf(ctx, goal),
      flow: flowOf(ctx, goal, sankeyOf(figures, provenAmount(figures, await releasesOf(ctx, goal.id)))),
    },
  };
}

async function givingOf(ctx: CommunityContext, goal: Goal, digest: string): Promise<GivingView | null> {
  const providers = await offeredFor(ctx, goal);
  if (providers.length === 0) return null;
  return {
    formId: ctx.newId(),
    termsDigest: digest,
    presets: presetsFor(goal),
    providers: providers.map(({ providerId, name }) => ({ id: providerId, name })),
  };
}

function endingOf(goal: Goal, { given, movedIn }: Figures): EndingView | null {
  const { status, endedAt: at, endReason: reason, choiceUntil } = goal;
  if (!returnsMoney(status) || !at) return null;
  return { at, reason, choiceUntil, hadGifts: given + movedIn > 0n };
}

async function photoOf(ctx: CommunityContext, goal: Goal): Promise<Picture | null> {
  const media = goal.photoId ? await findMedia(ctx, goal.photoId) : null;
  if (!media?.width || !media.height) return null;
  return {
    url: path`/v1/communities/${ctx.communityId}/media/${media.id}`,
    sha256: media.sha256,
    width: media.width,
    height: media.height,
  };
}

async function recentGifts(ctx: CommunityContext, goal: Goal): Promise<GoalView["gifts"]> {
  const gifts = await listGifts(ctx, { goalId: goal.id, status: COUNTED_GIFTS, limit: SHOWN.gifts });
  return gifts.map(({ isAnonymous, publicName, amount, currency, message, paidAt, createdAt }) => ({
    name: isAnonymous ? null : publicName,
    amount: { amount, currency },
    message,
    at: paidAt ?? createdAt,
  }));
}

async function updatesOf(ctx: CommunityContext, goal: Goal): Promise<GoalView["updates"]> {
  const updates = await listGoalUpdates(ctx, { goalId: goal.id, limit: SHOWN.updates });
  return updates.map(({ title, body, createdAt }) => ({ title: title || null, text: body, at: createdAt }));
}

/** The newest, in the order in which they were written. */
async function commentsOf(ctx: CommunityContext, goal: Goal): Promise<GoalView["comments"]> {
  const newest = await listComments(ctx, { goalId: goal.id, status: ["shown"], limit: SHOWN.comments });
  return newest.reverse().map(({ id, publicName, body, createdAt, authorUserId }) => ({
    id,
    name: publicName,
    text: body,
    at: createdAt,
    isOwner: authorUserId === goal.ownerId,
  }));
}
