import { sql } from "kysely";
import { askTogether } from "./ask-together.ts";
import type { Admit } from "./caller.ts";
import type { Db } from "./db.ts";

interface Asked {
  communityId: string;
  userId: string;
}

/** Memberships of all who come in together are looked up in one statement; the hundreds are mostly the same few. */
export function createAdmit(db: Db): Admit {
  const ask = askTogether<Asked, ReadonlySet<string> | null>(async (asked) => {
    const distinct = new Map(asked.map((one) => [keyOf(one), one]));
    const found = await lookUp(db, [...distinct.values()]);
    return asked.map((one) => found.get(keyOf(one)) ?? null);
  });
  return (communityId, userId) => ask({ communityId, userId });
}

function keyOf({ communityId, userId }: Asked): string {
  return `${communityId} ${userId}`;
}

async function lookUp(db: Db, asked: readonly Asked[]): Promise<Map<string, ReadonlySet<string>>> {
  const { rows } = await sql<{ place: bigint; permissions: string[] }>`
    select place, permissions from platform.admit(${asked.map((one) => one.communityId)}::uuid[],
                                                     ${asked.map((one) => one.userId)}::uuid[])`.execute(db);
  const found = new Map<string, ReadonlySet<string>>();
  for (const { place, permissions } of rows) {
    const one = asked[Number(place) - 1];
    if (one) found.set(keyOf(one), new Set(permissions));
  }
  return found;
}
