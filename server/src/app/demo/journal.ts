import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { Services } from "../../platform/services.ts";

/**
 * What of a story has been told, so that a load that was cut off goes on where it stopped. Kept where the API keeps the
 * answers to requests that carry a key, in the transaction of what it tells about: a step happened and is noted, or neither.
 */
export interface Journal {
  find(ctx: Context, key: string): Promise<string | null>;
  keep(ctx: Context, key: string, answer: string): Promise<void>;
}

/** A story begins in the past, and the answers of that day are long dropped: its notes need a place of their own. */
export async function makeRoomForNotes({ db }: Services, start: Date): Promise<void> {
  await sql`select platform.ensure_partitions(${start}, ${start}, 'day')`.execute(db);
}

/**
 * All notes of a story stand on the day when it began: they are found as long as that day's partition is there. `isNew`: the
 * story begins now, and nothing is there but what is noted from now on.
 */
export function createJournal(communityId: string, start: Date, isNew: boolean): Journal {
  const scope = createHash("sha256").update(`demo ${communityId}`).digest();
  const noted = new Map<string, string>();
  return {
    async find(ctx, key) {
      const known = noted.get(key);
      if (known !== undefined || isNew) return known ?? null;
      const { rows } = await sql<{ answer: string }>`
        select answer from platform.find_answer(${scope}, ${key}, ${start})`.execute(ctx.tx);
      return rows[0]?.answer ?? null;
    },
    async keep(ctx, key, answer) {
      await sql`
        select platform.keep_answer(${scope}, ${key}, ${scope}, 201, ${JSON.stringify(answer)}::jsonb, null, ${start})`.execute(
        ctx.tx,
      );
      noted.set(key, answer);
    },
  };
}
