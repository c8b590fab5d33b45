import { sql } from "kysely";
import { freeLostJobs, LOST_AFTER_MINUTES } from "./lost-jobs.ts";
import { defineModule } from "./module.ts";

/** What the platform does for itself: partitions made ahead, expired ones dropped, old live events forgotten, lost jobs freed. */
export const module = defineModule({
  name: "platform",
  jobs: [
    {
      name: "platform.keep_partitions",
      async runGlobal(ctx) {
        await sql`
          select platform.ensure_partitions_about(${ctx.now}), platform.drop_expired_partitions(${ctx.now})`.execute(
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
    // Every hour, for servers that run but an hour now and then.
    { job: "platform.keep_partitions", cron: "17 * * * *" },
    { job: "platform.forget_live_events", cron: "* * * * *" },
    { job: "platform.free_lost_jobs", cron: "*/5 * * * *" },
  ],
});
