import { refuse } from "../../platform/errors.ts";
import { exponentOf, isCurrency } from "../../platform/money.ts";
import type { Names } from "../../platform/names.ts";
import { type Route, route } from "../../platform/route.ts";
import { readTransaction } from "../read-transaction.ts";
import { amountOut } from "../reading/amount-out.ts";
import { CommunityParams, LedgerTransaction } from "../schemas.ts";
import { writeBooks } from "../write-books.ts";
import { fractionText } from "./fraction.ts";
import { positionsAt } from "./positions.ts";
import { postExchange } from "./post-exchange.ts";
import { revalue } from "./revalue.ts";
import { ExchangeBody, fractionIn, Revaluation, RevaluationBody } from "./schemas.ts";

const BASE = "/v1/communities/{communityId}/ledger";

const exchangeRoute = (names: Names) =>
  route({
    method: "POST",
    path: `${BASE}/exchanges`,
    operationId: "postLedgerExchange",
    summary: "Exchange an amount into another currency at an exact rate",
    description:
      "One transaction of four entries over the positions of both currencies (`position/kes`), so that each balances by itself. The rate " +
      "is kept as it was given, with the exponents of both currencies and what rounding has added; of halves the even amount is taken.",
    entry: "member",
    permission: "ledger.post",
    idempotent: true,
    status: 201,
    params: CommunityParams,
    body: ExchangeBody,
    response: LedgerTransaction,
    async handle(ctx, { body: { from, to, rate, ...words } }) {
      const { amount, ...toAccount } = to;
      const id = await postExchange(ctx, {
        ...words,
        from: { ...from, amount: BigInt(from.amount) },
        to: { ...toAccount, ...(amount === undefined ? {} : { amount: BigInt(amount) }) },
        rate: fractionIn(rate),
      });
      await writeBooks(ctx);
      return readTransaction(ctx, names, id);
    },
  });

const revaluationRoute = route({
  method: "POST",
  path: `${BASE}/revaluations`,
  operationId: "revalueLedgerPositions",
  summary: "What the positions are worth at the rates of a day, and the gain or loss in it",
  description:
    "Reads only. An exchange leaves two positions that are worth nothing together at its own rate; at another one they are worth the " +
    "unrealised gain or loss since.",
  entry: "member",
  permission: "ledger.view",
  params: CommunityParams,
  body: RevaluationBody,
  response: Revaluation,
  async handle(ctx, { body: { currency, effectiveOn, rates } }) {
    if (!isCurrency(currency)) throw refuse("unknown_currency", { pointer: "#/currency" });
    const to = { currency, exponent: exponentOf(currency) };
    const given = new Map(rates.map((each) => [each.currency, fractionIn(each.rate)]));
    const { lines, gain, missing } = revalue(await positionsAt(ctx, effectiveOn), to, given, exponentOf);
    const [first] = missing;
    if (first) throw refuse("rate_missing", { pointer: "#/rates", params: { currency: first } });
    return {
      currency,
      effectiveOn: effectiveOn ?? null,
      lines: lines.map((line) => ({
        currency: line.currency,
        position: amountOut(line.amount),
        rate: { numerator: Number(line.rate.numerator), denominator: Number(line.rate.denominator) },
        value: amountOut(line.value),
        rounding: fractionText(line.rounding),
      })),
      gain: amountOut(gain),
    };
  },
});

export function createExchangeRoutes(names: Names): readonly Route[] {
  return [exchangeRoute(names), revaluationRoute];
}
