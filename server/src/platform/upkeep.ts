import { sql } from "kysely";
import { freeLostJobs, LOST_AFTER_MINUTES } from "./lost-jobs.ts";
import { defineModule } from "./module.ts";

const DAY_MS = 24 * 3_600_000;

/** From last month to three months ahead: what a partition must be there for. */
export function partitionSpan(now: Date): [Date, Date] {
  return [new Date(now.getTime() - 31 * DAY_MS), new Date(now.getTime() + 92 * DAY_MS)];
}

/** What the platform does for itself: partitions made ahead, expired ones dropped, old live events forgotten, lost jobs freed. */
export const module = defineModule({
  name: "platform",
  jobs: [
    {
      name: "platform.keep_partitions",
      async runGlobal(ctx) {
        const [first, last] = partitionSpan(ctx.now);
        await sql`select platform.ensure_partitions(${first}, ${last}), platform.drop_expired_partitions(${ctx.now})`.execute(
          ctx.tx,
        );
      },
    },
    {
      name: "platform.forget_live_events",
      async runGlobal(ctx) {
        await sql`select platform.forget_live_events()`.execute(ctx.tx);
      },
    },
    { name: "platform.free_lost_jobs", runGlobal: (ctx) => freeLostJobs(ctx.tx, LOST_AFTER_MINUTES) },
  ],
  schedules: [
    { job: "platform.keep_partitions", cron: "17 1 * * *" },
    { job: "platform.forget_live_events", cron: "* * * * *" },
    { job: "platform.free_lost_jobs", cron: "*/5 * * * *" },
  ],
});
