import { sql } from "kysely";
import type { Context } from "../platform/context.ts";
import type { Job, Schedule } from "../platform/module.ts";
import { proveClosing } from "./closing/prove-closing.ts";

/** Ends this many holds in one go; the next minute takes the next ones. */
const HOLDS = 1_000;

export const jobs: readonly Job[] = [
  {
    name: "ledger.prove_closing",
    async run(ctx, { through }) {
      if (typeof through !== "string") throw new Error("ledger.prove_closing needs the period's last day");
      await proveClosing(ctx, through);
    },
  },
  { name: "ledger.expire_holds", runGlobal: expireHolds },
];

export const schedules: readonly Schedule[] = [{ job: "ledger.expire_holds", cron: "* * * * *" }];

/** So that lists are tidy: what is decided and shown does not count a hold whose time is over, job or no job. */
async function expireHolds(ctx: Context): Promise<void> {
  await sql`select ledger.expire_due_holds(${ctx.now}, ${HOLDS})`.execute(ctx.tx);
}
