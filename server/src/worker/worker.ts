import { type JobHelpers, Logger, parseCronItems, type Runner, run, type TaskList } from "graphile-worker";
import type pg from "pg";
import type { Context } from "../platform/context.ts";
import { Refusal } from "../platform/errors.ts";
import { isRecord } from "../platform/is-record.ts";
import { speakable } from "../platform/logged-error.ts";
import type { Job, JobPayload, Module } from "../platform/module.ts";
import type { Services } from "../platform/services.ts";

/** Runs the modules' jobs and schedules in this process until it is stopped. */
export async function startWorker(options: {
  services: Services;
  modules: readonly Module[];
  pool: pg.Pool;
  concurrency: number;
}): Promise<Runner> {
  const { services, modules } = options;
  const schedules = modules.flatMap((module) => module.schedules ?? []);
  return run({
    pgPool: options.pool,
    taskList: taskListOf(services, modules),
    parsedCronItems: parseCronItems(schedules.map(({ job, cron }) => ({ task: job, match: cron, identifier: job }))),
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
    logger: quietLogger(services),
  });
}

/** Every module's jobs, by name. */
export function taskListOf(services: Services, modules: readonly Module[]): TaskList {
  const jobs = modules.flatMap((module) => module.jobs ?? []);
  return Object.fromEntries(
    jobs.map((job) => [job.name, (payload: unknown, helpers: JobHelpers) => runJob(services, job, payload, helpers)]),
  );
}

/** A refusal is an answer, not a fault: trying again would give the same one, so it is logged and the job is done. */
export async function runJob(
  services: Services,
  job: Job,
  payload: unknown,
  helpers?: { job: { id: string } },
): Promise<void> {
  const ids = isRecord(payload) ? payload : {};
  const requestId = `job-${helpers?.job.id ?? services.newId()}`;
  const started = performance.now();
  try {
    await carryOut(services, job, ids, requestId);
    services.log.debug({ job: job.name, ms: Math.round(performance.now() - started), requestId }, "job done");
  } catch (error) {
    if (error instanceof Refusal) {
      services.log.warn({ job: job.name, code: error.code, ids, requestId }, "job refused");
      return;
    }
    services.log.error({ job: job.name, err: error, ids, requestId }, "job failed");
    // The queue keeps the message, and logs it once more.
    throw speakable(error);
  }
}

async function carryOut(services: Services, job: Job, payload: JobPayload, requestId: string): Promise<void> {
  const actor = { kind: "system", job: job.name } as const;
  if ("runOutside" in job) return job.runOutside(services, payload);
  if ("runGlobal" in job)
    return services.run({ as: "nobody", actor }, (ctx: Context) => job.runGlobal(ctx, payload), requestId);
  const communityId = payload["communityId"];
  if (typeof communityId !== "string") throw new Error(`job ${job.name} needs a communityId`);
  return services.inCommunity({ as: "system", communityId, actor }, (ctx) => job.run(ctx, payload), requestId);
}

/** The queue's own lines at our level and in our format. */
export function quietLogger(services: Services): Logger {
  return new Logger(() => (level, message) => {
    if (level === "error") services.log.error({ queue: true }, message);
    else if (level === "warning") services.log.warn({ queue: true }, message);
    else services.log.debug({ queue: true }, message);
  });
}
