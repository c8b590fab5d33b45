import type { Services } from "../platform/services.ts";

/** A code in a currency is one account for ever, so what was found once stays true; as many as this are remembered. */
const MOST = 200_000;

const known = new WeakMap<Services, Map<string, string>>();

export interface NamedAccount {
  code: string;
  currency: string;
}

/** Ids of accounts by `codeKey`; those that do not exist are absent. Asks the database only for what this process has not seen. */
export async function accountIds(
  services: Services,
  caller: { communityId: string; userId: string },
  named: readonly NamedAccount[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  if (named.length === 0) return found;
  const cache = known.get(services) ?? new Map<string, string>();
  known.set(services, cache);
  const unseen = new Set<string>();
  for (const account of named) {
    const id = cache.get(`${caller.communityId} ${codeKey(account)}`);
    if (id) found.set(codeKey(account), id);
    else unseen.add(account.code);
  }
  if (unseen.size === 0) return found;
  const rows = await lookUp(services, caller, [...unseen]);
  if (cache.size > MOST) cache.clear();
  for (const row of rows) {
    found.set(codeKey(row), row.id);
    cache.set(`${caller.communityId} ${codeKey(row)}`, row.id);
  }
  return found;
}

export function codeKey({ code, currency }: NamedAccount): string {
  return `${code} ${currency}`;
}

function lookUp(services: Services, caller: { communityId: string; userId: string }, codes: string[]) {
  const actor = { kind: "user", userId: caller.userId, sessionId: null } as const;
  return services.inCommunity({ as: "member", communityId: caller.communityId, actor }, (ctx) =>
    ctx.tx
      .selectFrom("ledger.account")
      .select(["id", "code", "currency"])
      .where("community_id", "=", ctx.communityId)
      .where("code", "in", codes)
      .execute(),
  );
}
