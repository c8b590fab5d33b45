import { cleanName, isTimeZone } from "../identity/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse, staleVersion } from "../platform/errors.ts";
import { requirePermission } from "../platform/permissions.ts";
import { type Community, isSlug } from "./community.ts";
import { lockCommunity, mirrorCommunity, takeSlug, updateCommunityRow } from "./queries.ts";

export interface UpdateCommunity {
  version: number;
  name?: string;
  slug?: string;
  products?: readonly string[];
  locale?: string;
  timeZone?: string;
}

/** The currency stays: books were opened in it. An earlier short name stays the community's, so that old links find it. */
export async function updateCommunity(ctx: CommunityContext, input: UpdateCommunity): Promise<Community> {
  requirePermission(ctx, "communities.update");
  const community = await lockCommunity(ctx.tx, ctx.communityId);
  if (!community) throw notFound();
  if (community.version !== input.version) throw staleVersion();
  if (input.timeZone !== undefined && !isTimeZone(input.timeZone))
    throw refuse("unknown_time_zone", { pointer: "#/timeZone" });
  if (input.slug !== undefined) await changeSlug(ctx, input.slug);
  const change = {
    ...(input.name === undefined ? {} : { name: cleanName(input.name) }),
    ...(input.slug === undefined ? {} : { slug: input.slug }),
    ...(input.products === undefined ? {} : { products: [...new Set(input.products)] }),
    ...(input.locale === undefined ? {} : { locale: input.locale }),
    ...(input.timeZone === undefined ? {} : { time_zone: input.timeZone }),
  };
  const changed = await updateCommunityRow(ctx.tx, ctx.communityId, change, ctx.now);
  await mirrorCommunity(ctx.tx, changed, ctx.now);
  ctx.emit({ name: "communities.community_updated", payload: { communityId: ctx.communityId }, live: true });
  return changed;
}

async function changeSlug(ctx: CommunityContext, slug: string): Promise<void> {
  if (!isSlug(slug)) throw refuse("slug_reserved", { pointer: "#/slug" });
  if (!(await takeSlug(ctx.tx, ctx.communityId, slug, ctx.now)))
    throw refuse("slug_taken", { status: 409, pointer: "#/slug" });
}
