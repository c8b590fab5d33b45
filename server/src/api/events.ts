import type { FastifyInstance, FastifyReply } from "fastify";
import { sql } from "kysely";
import { actorOf, type Caller } from "../platform/caller.ts";
import type { Dispatcher, Happening } from "../platform/dispatcher.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { isUuid } from "../platform/ids.ts";
import type { Services } from "../platform/services.ts";

const STREAMS_A_SESSION = 5;
const KEEP_ALIVE_MS = 25_000;

interface Stream {
  communityId: string;
  reply: FastifyReply;
}

/** Server-sent events of a community: ids only, so that a page knows what to ask for again. Resumed by Last-Event-ID. */
export function mountEvents(app: FastifyInstance, services: Services, dispatcher: Dispatcher): void {
  const streams = new Set<Stream>();
  const bySession = new Map<string, number>();
  dispatcher.onLive((event) => {
    for (const stream of streams) if (stream.communityId === event.communityId) send(stream.reply, event);
  });
  const timer = setInterval(() => {
    for (const { reply } of streams) reply.raw.write(": still here\n\n");
  }, KEEP_ALIVE_MS);
  timer.unref();
  app.addHook("preClose", async () => {
    clearInterval(timer);
    for (const { reply } of streams) reply.raw.end();
  });
  app.get<{ Params: { communityId: string } }>(
    "/v1/communities/:communityId/events",
    {
      schema: {
        operationId: "followEvents",
        tags: ["events"],
        summary: "What happens in a community, as server-sent events",
        params: PARAMS,
      },
    },
    async (request, reply) => {
      const caller = await services.identify(request);
      if (!caller) throw refuse("sign_in_required", { status: 401 });
      const { communityId } = request.params;
      await requireMember(services, communityId, caller);
      const open = bySession.get(caller.sessionId) ?? 0;
      if (open >= STREAMS_A_SESSION) throw refuse("too_many_streams", { status: 429 });
      bySession.set(caller.sessionId, open + 1);
      reply.hijack();
      reply.raw.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      });
      reply.raw.write("retry: 2000\n\n");
      const stream = { communityId, reply };
      streams.add(stream);
      request.raw.on("close", () => {
        streams.delete(stream);
        bySession.set(caller.sessionId, (bySession.get(caller.sessionId) ?? 1) - 1);
      });
      const last = request.headers["last-event-id"];
      if (typeof last === "string" && /^\d{1,18}$/.test(last)) await resume(services, stream, last);
    },
  );
}

const PARAMS = {
  type: "object",
  properties: { communityId: { type: "string", format: "uuid" } },
  required: ["communityId"],
};

async function requireMember(services: Services, communityId: string, caller: Caller): Promise<void> {
  if (!isUuid(communityId)) throw notFound();
  await services.run({ as: "member", communityId, actor: actorOf(caller) }, async () => undefined);
}

async function resume(services: Services, stream: Stream, after: string): Promise<void> {
  const { rows } = await sql<{ id: bigint; community_id: string; name: string; payload: Record<string, unknown> }>`
    select id, community_id, name, payload from platform.live_events_after(${after}::bigint, 1000)`.execute(
    services.db,
  );
  for (const { id, community_id: communityId, name, payload } of rows) {
    if (communityId === stream.communityId) send(stream.reply, { id, communityId, name, payload });
  }
}

function send(reply: FastifyReply, event: Happening): void {
  reply.raw.write(`id: ${event.id}\nevent: ${event.name}\ndata: ${JSON.stringify(event.payload)}\n\n`);
}
