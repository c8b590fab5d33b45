import Type, { type Static } from "typebox";
import type { CommunityContext } from "../../platform/context.ts";
import { refuse } from "../../platform/errors.ts";
import type { Names } from "../../platform/names.ts";
import { type Route, route } from "../../platform/route.ts";
import { nameAccounts } from "../name-accounts.ts";
import { CommunityParams, Id } from "../schemas.ts";
import { accountsOfCodes } from "./accounts-of-codes.ts";
import { amountOut } from "./amount-out.ts";
import { type Figure, figuresAt } from "./figures.ts";
import { AccountCode, EffectiveOn, KnownAt, type LedgerBalance, LedgerBalances } from "./schemas.ts";

/** In one question. */
const MOST_ACCOUNTS = 1_000;

export const balancesRoute = (names: Names): Route =>
  route({
    method: "POST",
    path: "/v1/communities/{communityId}/ledger/balances",
    operationId: "readLedgerBalances",
    summary: "Balances of many accounts at once: now, as known at an instant, as effective on a day",
    description:
      "Reads only. On 5 April 50.00 are posted with the effective date 30 March, because a bill was forgotten. `effectiveOn` 31 March counts " +
      "them: that is what was true of March. `knownAt` 1 April does not: that is what the books said then. Both together, effective on " +
      "31 March as known on 1 April, is what a report of March showed when it was printed: without the 50.00. " +
      "Both together is answered from the entries themselves on the nearer side of the instant, a million at the most.",
    entry: "member",
    permission: "ledger.view",
    params: CommunityParams,
    body: Type.Object({
      accountIds: Type.Optional(Type.Array(Id, { maxItems: MOST_ACCOUNTS })),
      codes: Type.Optional(
        Type.Array(AccountCode, {
          maxItems: MOST_ACCOUNTS,
          description: "Each stands for its accounts in all currencies",
          examples: [["bank/main", "wallet/amina"]],
        }),
      ),
      knownAt: Type.Optional(KnownAt),
      effectiveOn: Type.Optional(EffectiveOn),
    }),
    response: LedgerBalances,
    async handle(ctx, { body }) {
      const { knownAt, effectiveOn } = body;
      const rows = await figuresAt(ctx, await namedAccounts(ctx, body), {
        ...(knownAt ? { knownAt } : {}),
        ...(effectiveOn ? { effectiveOn } : {}),
      });
      requireAll(body.accountIds ?? [], new Set(rows.map(({ id }) => id)), "accountIds");
      return {
        knownAt: knownAt ? new Date(knownAt).toISOString() : null,
        effectiveOn: effectiveOn ?? null,
        items: (await nameAccounts(ctx, names, rows)).map(balanceOut),
      };
    },
  });

function balanceOut(row: Figure): Static<typeof LedgerBalance> {
  return {
    accountId: row.id,
    code: row.code,
    name: row.name,
    currency: row.currency,
    normalSide: row.normal_side === "debit" ? "DEBIT" : "CREDIT",
    balance: amountOut(row.balance),
  };
}

async function namedAccounts(
  ctx: CommunityContext,
  { accountIds = [], codes = [] }: { accountIds?: string[]; codes?: string[] },
): Promise<string[]> {
  if (accountIds.length === 0 && codes.length === 0) throw refuse("no_account_named", { pointer: "#/accountIds" });
  const found = await accountsOfCodes(ctx, codes);
  requireAll(codes, new Set(found.map(({ code }) => code)), "codes");
  return [...accountIds, ...found.map(({ id }) => id)];
}

function requireAll(asked: readonly string[], found: ReadonlySet<string>, field: string): void {
  const missing = asked.findIndex((each) => !found.has(field === "accountIds" ? each.toLowerCase() : each));
  if (missing >= 0) throw refuse("unknown_account", { pointer: `#/${field}/${missing}` });
}
