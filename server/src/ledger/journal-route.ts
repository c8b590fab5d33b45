import { Readable } from "node:stream";
import { sql } from "kysely";
import Type from "typebox";
import type { Actor } from "../platform/context.ts";
import { type Route, route } from "../platform/route.ts";
import type { JournalFilter } from "./journal-queries.ts";
import { streamJournal } from "./journal-stream.ts";
import { CommunityParams } from "./schemas.ts";

/** What the member asked for, once the edge let them in; then the text itself. */
interface Order extends JournalFilter {
  actor: Actor;
}

const Day = Type.String({ format: "date" });

/** Exports hold a database connection while they are read: a few a minute are plenty. */
const EXPORTS_A_MINUTE = 12;

/**
 * An operation as any other, so that who may is decided by the edge's own steps; only its answer is a stream, and begins
 * after the request's transaction ended.
 */
export const journalRoute: Route = route({
  method: "GET",
  path: "/v1/communities/{communityId}/ledger/journal",
  operationId: "exportJournal",
  summary: "The journal as plain text, for hledger and other plain-text accounting",
  description:
    "Every transaction with its entries, from one snapshot, oldest first. The last line names the number of transactions.",
  entry: "member",
  permission: "ledger.view",
  rateLimit: EXPORTS_A_MINUTE,
  params: CommunityParams,
  query: Type.Object({ from: Type.Optional(Day), to: Type.Optional(Day) }),
  response: Type.Unsafe<Order | Response>({
    description: "The journal",
    content: {
      "text/plain": {
        schema: { type: "string", examples: ["2026-11-03 * (0193…) gift\n    assets:clearing:…  50.00 KES\n"] },
      },
    },
  }),
  async handle(ctx, { params, query }): Promise<Order | Response> {
    return { communityId: params.communityId, actor: ctx.actor, ...query };
  },
  async after(services, order) {
    if (order instanceof Response) return order;
    const userId = order.actor.kind === "user" ? order.actor.userId : null;
    const text = streamJournal(services.db, {
      ...order,
      at: services.clock.now(),
      async enter(tx) {
        await sql`select from platform.enter(${order.communityId}::uuid, ${userId}::uuid)`.execute(tx);
      },
    });
    const name = `journal-${order.communityId}.journal`;
    const headers = {
      "content-type": "text/plain; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    };
    return new Response(Readable.toWeb(Readable.from(bytesOf(text), { objectMode: false })), { headers });
  },
});

async function* bytesOf(text: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const part of text) yield Buffer.from(part);
}
