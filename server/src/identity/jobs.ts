import type { Job, Schedule } from "../platform/module.ts";
import { deleteExpired } from "./queries.ts";

export const jobs: readonly Job[] = [
  { name: "identity.forget_expired", runGlobal: (ctx) => deleteExpired(ctx.tx, ctx.now) },
];

export const schedules: readonly Schedule[] = [{ job: "identity.forget_expired", cron: "17 2 * * *" }];
