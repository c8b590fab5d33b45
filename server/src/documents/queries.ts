import { sql } from "kysely";
import type { CommunityContext } from "../platform/context.ts";
import { type DocumentKind, documentNumber, type IssuedDocument } from "./document.ts";

export async function findDocument(
  ctx: CommunityContext,
  kind: DocumentKind,
  subjectId: string,
): Promise<IssuedDocument | null> {
  const row = await ctx.tx
    .selectFrom("documents.document")
    .select(["year", "number", "issued_at"])
    .where("community_id", "=", ctx.communityId)
    .where("kind", "=", kind)
    .where("subject_id", "=", subjectId)
    .executeTakeFirst();
  return row ? { number: documentNumber(kind, row.year, row.number), issuedAt: row.issued_at } : null;
}

/** Makes the series if it is new. Its row stays locked until the end of the transaction. */
export async function lockSeries(ctx: CommunityContext, kind: DocumentKind, year: number): Promise<void> {
  await ctx.tx
    .insertInto("documents.series")
    .values({ community_id: ctx.communityId, kind, year, last_number: 0n })
    .onConflict((oc) =>
      oc.columns(["community_id", "kind", "year"]).doUpdateSet({ last_number: sql`series.last_number` }),
    )
    .execute();
}

/** The next number of a series that is locked. */
export async function takeNumber(ctx: CommunityContext, kind: DocumentKind, year: number): Promise<bigint> {
  const { last_number } = await ctx.tx
    .updateTable("documents.series")
    .set({ last_number: sql`last_number + 1` })
    .where("community_id", "=", ctx.communityId)
    .where("kind", "=", kind)
    .where("year", "=", year)
    .returning("last_number")
    .executeTakeFirstOrThrow();
  return last_number;
}

export async function insertDocument(
  ctx: CommunityContext,
  row: { id: string; kind: DocumentKind; subjectId: string; year: number; number: bigint },
): Promise<void> {
  await ctx.tx
    .insertInto("documents.document")
    .values({
      community_id: ctx.communityId,
      id: row.id,
      kind: row.kind,
      year: row.year,
      number: row.number,
      subject_id: row.subjectId,
      issued_at: ctx.now,
    })
    .execute();
}
