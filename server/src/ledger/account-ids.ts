import type { CommunityContext } from "../platform/context.ts";
import type { Services } from "../platform/services.ts";

/** A code in a currency is one account for ever, so what was found once stays true; as many as this are remembered. */
const MOST = 200_000;

const known = new WeakMap<Services, Map<string, string>>();

/** Who asks: a member, or null for the system. */
export interface AccountReader {
  communityId: string;
  userId: string | null;
}

export interface NamedAccount {
  code: string;
  currency: string;
}

/** Ids of accounts by `codeKey`; those that do not exist are absent. Asks the database only for what this process has not seen. */
export async function accountIds(
  services: Services,
  caller: AccountReader,
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

function lookUp(services: Services, { communityId, userId }: AccountReader, codes: string[]) {
  const entry =
    userId === null
      ? { as: "system" as const, communityId, actor: { kind: "system" as const, job: "ledger.account_ids" } }
      : { as: "member" as const, communityId, actor: { kind: "user" as const, userId, sessionId: null } };
  return services.inCommunity(entry, (ctx) => accountsByCode(ctx, codes));
}

/** The accounts that these codes name, in whatever currency. */
export async function accountsByCode(
  ctx: CommunityContext,
  codes: readonly string[],
): Promise<(NamedAccount & { id: string })[]> {
  if (codes.length === 0) return [];
  return ctx.tx
    .selectFrom("ledger.account")
    .select(["id", "code", "currency"])
    .where("community_id", "=", ctx.communityId)
    .where("code", "in", codes)
    .execute();
}
