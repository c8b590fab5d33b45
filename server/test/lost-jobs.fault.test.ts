import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freeLostJobs, LOST_AFTER_MINUTES } from "../src/platform/lost-jobs.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.stop());

/** A job, and its queue, that a process took so many minutes ago and never gave back. */
async function hold(name: string, minutes: number): Promise<void> {
  const { owner } = server.database;
  await sql`select graphile_worker.add_job(${name}, queue_name => ${name})`.execute(owner);
  await sql`update graphile_worker._private_job_queues set locked_by = 'dead', locked_at = now() - make_interval(mins => ${minutes})
             where queue_name = ${name}`.execute(owner);
  await sql`update graphile_worker._private_jobs j set locked_by = 'dead', locked_at = now() - make_interval(mins => ${minutes})
              from graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = ${name}`.execute(owner);
}

async function held(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select task_identifier as name from graphile_worker.jobs where locked_by is not null
    union all select 'queue ' || queue_name from graphile_worker._private_job_queues where locked_by is not null
    order by 1`.execute(server.database.owner);
  return rows.map(({ name }) => name);
}

it("a job that a killed process held is free again: the long held one for everybody, all of them for the only process", async () => {
  await hold("test.long_held", LOST_AFTER_MINUTES + 1);
  await hold("test.just_taken", 1);
  // As the server's own role: it frees them itself.
  await freeLostJobs(server.app.services.db, LOST_AFTER_MINUTES);
  expect(await held()).toEqual(["queue test.just_taken", "test.just_taken"]);
  await freeLostJobs(server.app.services.db, 0);
  expect(await held()).toEqual([]);
});
