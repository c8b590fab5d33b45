import { createApi } from "../api/create-api.ts";
import { createReception } from "../identity/index.ts";
import { systemClock } from "../platform/clock.ts";
import { parseConfig } from "../platform/config.ts";
import { createServices } from "../platform/create-services.ts";
import { createPool } from "../platform/db.ts";
import type { Dispatcher } from "../platform/dispatcher.ts";
import { newId } from "../platform/ids.ts";
import { makeKeyRing, parseKeyRing } from "../platform/key-ring.ts";
import { createLog } from "../platform/log.ts";
import { modules } from "./modules.ts";

/** The OpenAPI document, made from the routes without a database. */
export async function buildOpenApi(): Promise<unknown> {
  const config = parseConfig({ LOG_LEVEL: "silent", SANDBOX: "0" });
  const pool = createPool({ url: "postgres://nobody@127.0.0.1:1/none" });
  const dispatcher = idleDispatcher();
  const keys = parseKeyRing(makeKeyRing());
  const parts = {
    config,
    clock: systemClock,
    newId,
    log: createLog("silent"),
    keys,
    pool,
    dispatcher,
    createReception,
    beforeCommit: [],
    modules,
  };
  const services = createServices(parts);
  const app = await createApi({
    services,
    run: services.runAround,
    modules,
    dispatcher,
    readiness: { progress: null },
    buildsAll: true,
  });
  await app.ready();
  const document: unknown = app.swagger();
  await app.close();
  await pool.end();
  return document;
}

function idleDispatcher(): Dispatcher {
  const nothing = () => () => undefined;
  return {
    wake: () => undefined,
    onLive: nothing,
    onEvent: nothing,
    drain: async () => undefined,
    stop: async () => undefined,
  };
}
