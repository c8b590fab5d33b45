import { sql } from "kysely";
import Type, { type Static } from "typebox";
import type { CommunityContext } from "../../platform/context.ts";
import { decodeCursor, INTEGER_PART, pageOf } from "../../platform/cursor.ts";
import { notFound } from "../../platform/errors.ts";
import { type Route, route } from "../../platform/route.ts";
import { CommunityParams, Page } from "../schemas.ts";

const BASE = "/v1/communities/{communityId}/ledger/seals";
const permission = "ledger.view";
const Hash = Type.String({ pattern: "^[0-9a-f]{64}$", description: "SHA-256, hexadecimal" });
const LAST = 2n ** 62n;

export const Seal = Type.Object(
  {
    n: Type.Integer({ description: "Numbered from 1; 0 stands for books older than the seals" }),
    hash: Hash,
    previous: Hash,
    sealedAt: Type.String({ format: "date-time" }),
    batches: Type.Integer({ description: "How many batches of postings it holds" }),
  },
  { $id: "LedgerSeal" },
);

interface SealRow {
  n: bigint;
  hash: Buffer;
  previous: Buffer;
  sealed_at: Date;
  batches: number;
}

async function sealsBefore(ctx: CommunityContext, before: bigint, limit: number): Promise<SealRow[]> {
  const { rows } = await sql<SealRow>`
    select n, hash, previous, sealed_at, cardinality(batch_ids) as batches from ledger.seal
     where community_id = ${ctx.communityId} and n < ${before} order by n desc limit ${limit}`.execute(ctx.tx);
  return rows;
}

const list = route({
  method: "GET",
  path: BASE,
  operationId: "listLedgerSeals",
  summary: "The seals over the books, newest first",
  entry: "member",
  permission,
  params: CommunityParams,
  query: Type.Object(Page),
  response: Type.Object({ items: Type.Array(Seal), next: Type.Union([Type.String(), Type.Null()]) }),
  async handle(ctx, { query }) {
    const limit = query.limit ?? 50;
    const [before] = decodeCursor(query.after, [INTEGER_PART]) ?? [];
    const rows = await sealsBefore(ctx, before ? BigInt(before) : LAST, limit + 1);
    const page = pageOf(rows, limit, (row) => [row.n.toString()]);
    return { items: page.rows.map(sealOut), next: page.next };
  },
});

const latest = route({
  method: "GET",
  path: `${BASE}/latest`,
  operationId: "getLatestLedgerSeal",
  summary: "The latest seal: keep it elsewhere, and nobody can change what it covers unseen",
  entry: "member",
  permission,
  params: CommunityParams,
  response: Seal,
  async handle(ctx) {
    const [row] = await sealsBefore(ctx, LAST, 1);
    if (!row) throw notFound();
    return sealOut(row);
  },
});

export const sealRoutes: readonly Route[] = [list, latest];

function sealOut(row: SealRow): Static<typeof Seal> {
  return {
    n: Number(row.n),
    hash: row.hash.toString("hex"),
    previous: row.previous.toString("hex"),
    sealedAt: row.sealed_at.toISOString(),
    batches: row.batches,
  };
}
