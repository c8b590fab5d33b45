import { sql } from "kysely";
import type { Context } from "../platform/context.ts";

const MOST = 500;

/** Finds what time has brought due and a lost job has left undone. The jobs are harmless when there is nothing to do. */
export async function sweep(ctx: Context): Promise<void> {
  const { rows } = await sql<{ job: string; community_id: string; id: string }>`
    select job, community_id, id from fundraising.due_work(${ctx.now}, ${MOST})`.execute(ctx.tx);
  for (const { job, community_id: communityId, id } of rows) {
    const key = job.endsWith("_vote") ? "proofId" : "goalId";
    ctx.enqueue({ name: job, payload: { communityId, [key]: id }, key: `sweep:${job}:${communityId}:${id}` });
  }
}
