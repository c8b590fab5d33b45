import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import type { Services } from "../platform/services.ts";

/** What still runs behind readiness, such as the loading of the demo data. */
export interface Readiness {
  progress: string | null;
}

/** `live`: the process answers. `ready`: the database does too. */
export function mountHealth(app: FastifyInstance, services: Services, readiness: Readiness): void {
  app.get("/health/live", { schema: { hide: true } }, () => ({ status: "ok" }));
  app.get("/health/ready", { schema: { hide: true } }, async (_request, reply) => {
    try {
      await sql`select 1`.execute(services.db);
      return { status: "ok", progress: readiness.progress };
    } catch {
      return reply.status(503).send({ status: "the database does not answer" });
    }
  });
}
