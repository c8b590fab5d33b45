import type { AddressInfo } from "node:net";
import Fastify, { type FastifyInstance } from "fastify";
import { sql } from "kysely";
import { createReception } from "../../identity/index.ts";
import { writeBooks } from "../../ledger/index.ts";
import { createServices } from "../../platform/create-services.ts";
import type { Services } from "../../platform/services.ts";
import type { App } from "../create-app.ts";
import { createDemoClock, morning } from "./clock.ts";
import { createDemoQueue } from "./queue.ts";
import type { World } from "./stage.ts";

interface OpenWorld {
  world: World;
  close(): Promise<void>;
}

/**
 * A second instance in this process with a clock of its own, `days` ago: same database, keys and dispatcher. Its mails stay
 * here: the demo's people have no mailboxes elsewhere.
 */
export async function openWorld(app: App, options: { days: number; signal: AbortSignal }): Promise<OpenWorld> {
  const { config, log, keys, newId } = app.services;
  const clock = createDemoClock();
  clock.set(morning(options.days));
  await sql`select platform.ensure_partitions(${clock.now()}, ${new Date()}, 'month')`.execute(app.services.db);
  const services = createServices({
    config: { ...config, smtpUrl: null },
    clock,
    newId,
    log,
    keys,
    pool: app.pool,
    // The queue looks into the outbox when it wants to: nobody need be woken.
    dispatcher: { ...app.dispatcher, wake: () => undefined },
    createReception,
    beforeCommit: [writeBooks],
    modules: app.modules,
  });
  const hooks = await openHooks(app, services);
  const queue = createDemoQueue(services, app.modules, app.dispatcher.drain);
  const world = { services, queue, clock, hooksUrl: addressOf(hooks), signal: options.signal };
  return { world, close: () => hooks.close() };
}

/** The one door of this instance, for the provider's webhooks of the past. The whole API would take a second to build. */
async function openHooks(app: App, services: Services): Promise<FastifyInstance> {
  const hooks = Fastify({ forceCloseConnections: true });
  app.modules.find(({ name }) => name === "payments")?.pages?.(hooks, services);
  await hooks.listen({ host: "127.0.0.1", port: 0 });
  return hooks;
}

/** The server's address on this machine, whatever it listens on. */
export function addressOf({ server }: FastifyInstance): string {
  const address: AddressInfo | string | null = server.address();
  if (!address || typeof address === "string")
    throw new Error("the demo needs a server that listens: webhooks come by HTTP");
  const { family, port } = address;
  const host = address.address.replace(/^0\.0\.0\.0$/, "127.0.0.1").replace(/^::$/, "::1");
  return `http://${family === "IPv6" ? `[${host}]` : host}:${port}`;
}
