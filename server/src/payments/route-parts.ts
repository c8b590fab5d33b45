import Type, { type TSchema } from "typebox";
import { decodeCursor, pageOf, UUID_PART } from "../platform/cursor.ts";
import { optional } from "./optional.ts";

export const Id = Type.String({ format: "uuid" });
export const Next = Type.Union([Type.String(), Type.Null()]);
export const CommunityParams = Type.Object({ communityId: Id });

export const Page = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  after: Type.Optional(Type.String({ maxLength: 200 })),
};

interface PageQuery {
  limit?: number;
  after?: string;
}

/** A page of rows, newest first, by their time-ordered ids. */
export async function newestFirst<Row extends { id: string }, Out>(
  query: PageQuery,
  read: (page: { before?: string; limit: number }) => Promise<Row[]>,
  out: (row: Row) => Out,
): Promise<{ items: Out[]; next: string | null }> {
  const limit = query.limit ?? 50;
  const [before] = decodeCursor(query.after, [UUID_PART]) ?? [];
  const page = pageOf(await read({ limit: limit + 1, ...optional({ before }) }), limit, (row) => [row.id]);
  return { items: page.rows.map(out), next: page.next };
}

export const listOf = <T extends TSchema>(item: T) => Type.Object({ items: Type.Array(item), next: Next });
