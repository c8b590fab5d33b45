import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { actorOf, type Caller } from "../platform/caller.ts";
import type { Dispatcher } from "../platform/dispatcher.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { isUuid } from "../platform/ids.ts";
import type { Services } from "../platform/services.ts";
import { createOpenStreams, type Stream, send } from "./open-streams.ts";

/** Also the longest that a stream outlives its session or membership, where no event told of the end: a session expires silently. */
const KEEP_ALIVE_MS = 25_000;

/** Server-sent events of a community: ids only, so that a page knows what to ask for again. Resumed by Last-Event-ID. */
export function mountEvents(app: FastifyInstance, services: Services, dispatcher: Dispatcher): void {
  const streams = createOpenStreams({
    stillSignedIn: services.stillSignedIn,
    stillMembers: (communityId, userIds) => stillMembers(services, communityId, userIds),
  });
  const recheck = (some: readonly Stream[]) =>
    void streams
      .recheck(some)
      .catch((error) => services.log.warn({ err: error }, "event streams could not be looked at; they are later"));
  const stopListening = dispatcher.onLive((event) => recheck(streams.tell(event)));
  const timer = setInterval(() => recheck(streams.keepAlive()), KEEP_ALIVE_MS);
  timer.unref();
  app.addHook("preClose", async () => {
    stopListening();
    clearInterval(timer);
    streams.endAll();
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
      if (!streams.hasRoomFor(caller)) {
        throw refuse("too_many_streams", { status: 429, retryAfter: KEEP_ALIVE_MS / 1000 });
      }
      reply.hijack();
      reply.raw.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      });
      reply.raw.write("retry: 2000\n\n");
      const stream = { communityId, caller, out: reply.raw };
      streams.add(stream);
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

async function stillMembers(
  services: Services,
  communityId: string,
  userIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from platform.members_among(${communityId}::uuid, ${[...userIds]}::uuid[]) as m (id)`.execute(
    services.db,
  );
  return new Set(rows.map((row) => row.id));
}

async function resume(services: Services, stream: Stream, after: string): Promise<void> {
  const { rows } = await sql<{ id: bigint; community_id: string; name: string; payload: Record<string, unknown> }>`
    select id, community_id, name, payload from platform.live_events_after(${after}::bigint, 1000)`.execute(
    services.db,
  );
  for (const { id, community_id: communityId, name, payload } of rows) {
    if (communityId === stream.communityId) send(stream, { id, communityId, name, payload });
  }
}
