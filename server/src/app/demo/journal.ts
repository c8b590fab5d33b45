import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";

/**
 * What of a story has been told, so that a load that was cut off goes on where it stopped. Kept where the API keeps the
 * answers to requests that carry a key, in the transaction of what it tells about: a step happened and is noted, or neither.
 */
export interface Journal {
  find(ctx: Context, key: string): Promise<string | null>;
  keep(ctx: Context, key: string, answer: string): Promise<void>;
}

/** All notes of a story stand on the day when it began: they are found as long as that day's partition is there. */
export function createJournal(communityId: string, start: Date): Journal {
  const scope = createHash("sha256").update(`demo ${communityId}`).digest();
  return {
    async find(ctx, key) {
      const { rows } = await sql<{ answer: string }>`
        select answer from platform.find_answer(${scope}, ${key}, ${start})`.execute(ctx.tx);
      return rows[0]?.answer ?? null;
    },
    async keep(ctx, key, answer) {
      await sql`select platform.keep_answer(${scope}, ${key}, ${scope}, 201, ${JSON.stringify(answer)}::jsonb, null, ${start})`.execute(ctx.tx);
    },
  };
}
