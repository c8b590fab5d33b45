import { Readable } from "node:stream";
import { sql } from "kysely";
import Type from "typebox";
import type { Actor } from "../../platform/context.ts";
import { type Route, route } from "../../platform/route.ts";
import { CommunityParams } from "../schemas.ts";
import type { BooksFilter } from "./books-queries.ts";
import type { Part } from "./books-writer.ts";
import { EXCHANGE_FORMATS, type ExchangeFormat, fileFactsOf } from "./formats.ts";
import { streamBooks } from "./stream-books.ts";

/** What the member asked for, once the edge let them in; then the file itself. */
interface Order extends BooksFilter {
  actor: Actor;
  format: ExchangeFormat;
}

const Day = Type.String({ format: "date" });

/** Exports hold a database connection while they are read: a few a minute are plenty. */
const EXPORTS_A_MINUTE = 12;

/**
 * An operation as any other, so that who may is decided by the edge's own steps; only its answer is a stream, and begins
 * after the request's transaction ended.
 */
export const exportRoute: Route = route({
  method: "GET",
  path: "/v1/communities/{communityId}/ledger/journal",
  operationId: "exportJournal",
  summary: "The books as a file: for hledger, for beancount, as CSV or as Parquet",
  description:
    "Every transaction with its entries, from one snapshot, oldest first. `hledger` (unless another is asked for) and `beancount` are " +
    "plain text whose last line names the number of transactions; `csv` and `parquet` have a row for each entry.",
  entry: "member",
  permission: "ledger.view",
  rateLimit: EXPORTS_A_MINUTE,
  params: CommunityParams,
  query: Type.Object({
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    format: Type.Optional(Type.Enum([...EXCHANGE_FORMATS])),
  }),
  response: Type.Unsafe<Order | Response>({
    description: "The books",
    content: {
      "text/plain": {
        schema: { type: "string", examples: ["2026-11-03 * (0193…) gift\n    assets:clearing:…  50.00 KES\n"] },
      },
      "text/csv": { schema: { type: "string" } },
      "application/vnd.apache.parquet": { schema: { type: "string", format: "binary" } },
    },
  }),
  async handle(ctx, { params, query }): Promise<Order | Response> {
    return { communityId: params.communityId, actor: ctx.actor, format: "hledger", ...query };
  },
  async after(services, order) {
    if (order instanceof Response) return order;
    const userId = order.actor.kind === "user" ? order.actor.userId : null;
    const parts = streamBooks(services.db, {
      ...order,
      at: services.clock.now(),
      async enter(tx) {
        await sql`select from platform.enter(${order.communityId}::uuid, ${userId}::uuid)`.execute(tx);
      },
    });
    const { mediaType, extension } = fileFactsOf(order.format);
    const name = `journal-${order.communityId}.${extension}`;
    const headers = {
      "content-type": mediaType,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    };
    return new Response(Readable.toWeb(Readable.from(bytesOf(parts), { objectMode: false })), { headers });
  },
});

async function* bytesOf(parts: AsyncIterable<Part>): AsyncGenerator<Buffer> {
  for await (const part of parts) yield Buffer.from(part);
}
