import Type from "typebox";
import type { Names } from "../../platform/names.ts";
import { type Route, route } from "../../platform/route.ts";
import { nameAccounts } from "../name-accounts.ts";
import { CommunityParams } from "../schemas.ts";
import { amountOut } from "./amount-out.ts";
import { EffectiveOn, KnownAt, TrialBalance } from "./schemas.ts";
import { trialBalance } from "./trial-balance.ts";

export const trialBalanceRoute = (names: Names): Route =>
  route({
    method: "GET",
    path: "/v1/communities/{communityId}/ledger/trial-balance",
    operationId: "getTrialBalance",
    summary: "Every account's balance, now or at any date; debits equal credits for each currency",
    description:
      "`effectiveOn=2026-03-31`: what counts up to that day, entries that were recorded later with an earlier day included. " +
      "`knownAt=2026-04-01T00:00:00Z`: what the books said at that instant. Both: the first as it was known at the second.",
    entry: "member",
    permission: "ledger.view",
    params: CommunityParams,
    query: Type.Object({ effectiveOn: Type.Optional(EffectiveOn), knownAt: Type.Optional(KnownAt) }),
    response: TrialBalance,
    async handle(ctx, { query }) {
      const { lines, totals } = await trialBalance(ctx, query);
      return {
        at: ctx.now.toISOString(),
        knownAt: query.knownAt ? new Date(query.knownAt).toISOString() : null,
        effectiveOn: query.effectiveOn ?? null,
        items: (await nameAccounts(ctx, names, lines)).map((line) => ({
          accountId: line.id,
          code: line.code,
          accountType: line.type,
          name: line.name,
          currency: line.currency,
          debit: amountOut(line.debit),
          credit: amountOut(line.credit),
        })),
        totals: [...totals].map(([currency, sum]) => ({
          currency,
          debit: amountOut(sum.debit),
          credit: amountOut(sum.credit),
        })),
      };
    },
  });
