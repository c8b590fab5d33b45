import type { CommunityContext } from "../../platform/context.ts";
import { refuse } from "../../platform/errors.ts";

export interface Media {
  id: string;
  sha256: string;
  contentType: string;
  byteCount: number;
  width: number | null;
  height: number | null;
  uploadedBy: string;
  publishedAt: Date | null;
  createdAt: Date;
}

export async function insertMedia(
  ctx: CommunityContext,
  media: Omit<Media, "publishedAt" | "createdAt">,
): Promise<void> {
  await ctx.tx
    .insertInto("fundraising.media")
    .values({
      community_id: ctx.communityId,
      id: media.id,
      sha256: media.sha256,
      content_type: media.contentType,
      byte_count: media.byteCount,
      width: media.width,
      height: media.height,
      uploaded_by: media.uploadedBy,
      created_at: ctx.now,
    })
    .execute();
}

export async function findMedia(ctx: CommunityContext, id: string): Promise<Media | null> {
  const row = await ctx.tx
    .selectFrom("fundraising.media")
    .selectAll()
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    sha256: row.sha256,
    contentType: row.content_type,
    byteCount: row.byte_count,
    width: row.width,
    height: row.height,
    uploadedBy: row.uploaded_by,
    publishedAt: row.published_at,
    createdAt: row.created_at,
  };
}

/** Files that hang on something: they must exist here, and be the uploader's own. `pictures`: no papers. */
export async function requireMedia(
  ctx: CommunityContext,
  ids: readonly string[],
  rule: { pointer: string; pictures: boolean; uploadedBy: string },
): Promise<void> {
  if (ids.length === 0) return;
  let query = ctx.tx
    .selectFrom("fundraising.media")
    .select("id")
    .where("community_id", "=", ctx.communityId)
    .where("id", "in", ids)
    .where((eb) => eb.or([eb("uploaded_by", "=", rule.uploadedBy), eb("published_at", "is not", null)]));
  if (rule.pictures) query = query.where("content_type", "=", "image/webp");
  const found = await query.execute();
  if (found.length !== new Set(ids).size) throw refuse("media_unknown", { pointer: rule.pointer });
}

/** From now on everybody may see them. */
export async function publishMedia(ctx: CommunityContext, ids: readonly (string | null)[]): Promise<void> {
  const named = ids.filter((id) => id !== null);
  if (named.length === 0) return;
  await ctx.tx
    .updateTable("fundraising.media")
    .set({ published_at: ctx.now })
    .where("community_id", "=", ctx.communityId)
    .where("id", "in", named)
    .where("published_at", "is", null)
    .execute();
}
