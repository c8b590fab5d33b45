import type { CommunityContext, Context } from "../platform/context.ts";
import type { Community } from "./community.ts";
import { displayNames } from "./member-queries.ts";
import { findCommunityIdBySlug, findCommunityRow, setShowsPublic } from "./queries.ts";

/** The community of the transaction. */
export function findCommunity(ctx: CommunityContext): Promise<Community | null> {
  return findCommunityRow(ctx.tx, ctx.communityId);
}

/** For addresses, before a community is entered: as the system outside of any (`nobody`). */
export function findCommunityId(ctx: Context, slug: string): Promise<string | null> {
  return findCommunityIdBySlug(ctx.tx, slug);
}

/** How members are called here, by their user ids; people who left keep their names. */
export function memberNames(ctx: CommunityContext, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return displayNames(ctx.tx, ctx.communityId, userIds);
}

/** A product publishes something: from now on strangers may enter as the public. Products' policies say what they see. */
export function showPublicly(ctx: CommunityContext): Promise<void> {
  return setShowsPublic(ctx.tx, ctx.communityId);
}
