import type { Ask } from "./ask.ts";
import { askTogether } from "./ask-together.ts";
import type { Admit } from "./caller.ts";
import { plainArray } from "./sql-array.ts";

interface Asked {
  communityId: string;
  userId: string;
}

/** Memberships of all who come in together are looked up in one statement; the hundreds are mostly the same few. */
export function createAdmit(database: Ask): Admit {
  const ask = askTogether<Asked, ReadonlySet<string> | null>(async (asked) => {
    const distinct = new Map(asked.map((one) => [keyOf(one), one]));
    const found = await lookUp(database, [...distinct.values()]);
    return asked.map((one) => found.get(keyOf(one)) ?? null);
  });
  return (communityId, userId) => ask({ communityId, userId });
}

function keyOf({ communityId, userId }: Asked): string {
  return `${communityId} ${userId}`;
}

const ADMIT = "select place, permissions from platform.admit($1::uuid[], $2::uuid[])";

async function lookUp(ask: Ask, asked: readonly Asked[]): Promise<Map<string, ReadonlySet<string>>> {
  const values = [plainArray(asked.map((one) => one.communityId)), plainArray(asked.map((one) => one.userId))];
  const rows = await ask<{ place: bigint; permissions: string[] }>({ name: "platform.admit", text: ADMIT, values });
  const found = new Map<string, ReadonlySet<string>>();
  for (const { place, permissions } of rows) {
    const one = asked[Number(place) - 1];
    if (one) found.set(keyOf(one), new Set(permissions));
  }
  return found;
}
