import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { Job, Schedule } from "../../platform/module.ts";

/** In one unit of work: about a second's worth. */
const COMMUNITIES = 200;
const SEALS = 50;
/** A minute of seals is thirty for each community; more rounds are for what gathered while nobody ran. */
const MOST_ROUNDS = 20;

/** Makes what was sealed findable by its metadata. */
export async function indexMetadata(ctx: Context): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { rows } = await sql<{ behind: number }>`
      select ledger.index_metadata(${COMMUNITIES}::int, ${SEALS}::int) as behind`.execute(ctx.tx);
    if ((rows[0]?.behind ?? 0) === 0) return;
  }
}

export const indexMetadataJob: Job = { name: "ledger.index_metadata", runGlobal: indexMetadata };

export const indexMetadataSchedule: Schedule = { job: "ledger.index_metadata", cron: "* * * * *" };
