import { sql } from "kysely";
import type { Job, JobPayload, Module } from "../../platform/module.ts";
import type { Services } from "../../platform/services.ts";
import { runJob } from "../../worker/worker.ts";

const WORKER = "commonpurse-demo";
const AT_ONCE = 16;

/** The job queue by the demo's clock. The worker's own look-up goes by the database's, for which all the past is due. */
export interface DemoQueue {
  /** Carries out what is due, and what comes of it, until nothing is left. Answers how many jobs that were. */
  run(): Promise<number>;
  /** Carries out one job now, as its schedule would. */
  runNamed(name: string): Promise<void>;
  /** The first job planned for a time after now, up to `until`. */
  nextDue(until: Date): Promise<Date | null>;
  /** Gives back what a load held that was cut off. */
  unlock(): Promise<void>;
}

export function createDemoQueue(services: Services, modules: readonly Module[], drain: () => Promise<void>): DemoQueue {
  const jobs = new Map(modules.flatMap((module) => module.jobs ?? []).map((job) => [job.name, job]));
  const jobNamed = (name: string): Job => {
    const job = jobs.get(name);
    if (!job) throw new Error(`nobody knows the job ${name}`);
    return job;
  };
  const carryOut = ({ name, payload }: TakenJob) => runJob(services, jobNamed(name), payload);
  return {
    async run() {
      for (let done = 0; ; ) {
        await drain();
        const taken = await takeDue(services);
        if (taken.length === 0) return done;
        const ended = await Promise.allSettled(taken.map(carryOut));
        await finish(
          services,
          taken.filter((_job, index) => ended[index]?.status === "fulfilled"),
        );
        const failed = ended.find((end) => end.status === "rejected");
        if (failed) throw new Error("a job of the demo failed", { cause: failed.reason });
        done += taken.length;
      }
    },
    runNamed: (name) => runJob(services, jobNamed(name), {}),
    nextDue: (until) => nextDue(services, until),
    async unlock() {
      await sql`update graphile_worker._private_jobs set locked_at = null, locked_by = null, attempts = 0 where locked_by = ${WORKER}`.execute(
        services.db,
      );
    },
  };
}

interface TakenJob {
  id: bigint;
  name: string;
  payload: JobPayload;
}

/** A job without a time of its own got that of the database when it was queued: both its times are the same then. */
const AT_ONCE_JOB = sql`run_at = updated_at`;

async function takeDue(services: Services): Promise<TakenJob[]> {
  const { rows } = await sql<TakenJob>`
    update graphile_worker._private_jobs as j set locked_at = now(), locked_by = ${WORKER}, attempts = attempts + 1
      from graphile_worker._private_tasks as t
     where t.id = j.task_id and j.id in (
       select id from graphile_worker._private_jobs
        where locked_at is null and attempts = 0 and (run_at <= ${services.clock.now()} or ${AT_ONCE_JOB})
        order by id limit ${AT_ONCE} for update skip locked)
    returning j.id, t.identifier as name, j.payload`.execute(services.db);
  return rows;
}

async function finish(services: Services, jobs: readonly TakenJob[]): Promise<void> {
  await sql`delete from graphile_worker._private_jobs where id = any(${jobs.map(({ id }) => id)})`.execute(services.db);
}

async function nextDue(services: Services, until: Date): Promise<Date | null> {
  const { rows } = await sql<{ due: Date | null }>`
    select min(run_at) as due from graphile_worker._private_jobs
     where locked_at is null and attempts = 0 and not ${AT_ONCE_JOB} and run_at > ${services.clock.now()} and run_at <= ${until}`.execute(
    services.db,
  );
  return rows[0]?.due ?? null;
}
