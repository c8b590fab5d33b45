import type { CommunityContext } from "../../platform/context.ts";
import { refuse } from "../../platform/errors.ts";
import { exponentOf, MAX_POSTING } from "../../platform/money.ts";
import { codeKey } from "../account-ids.ts";
import { type AccountName, findNamedAccount } from "../accounts/find-named-account.ts";
import { post } from "../collect.ts";
import type { PostingLine } from "../decide.ts";
import { tellPosted } from "../events.ts";
import { openAccounts } from "../open-accounts.ts";
import { exchange } from "./exchange.ts";
import { type ExchangeLine, exchangeLines } from "./exchange-lines.ts";
import { type Fraction, fractionText } from "./fraction.ts";

export interface PostExchange {
  from: AccountName & { amount: bigint };
  /** `amount`: as it was agreed; default: what the rate makes. */
  to: AccountName & { amount?: bigint };
  /** Whole units of `to` for one whole unit of `from`. */
  rate: Fraction;
  reference?: string;
  description?: string;
  effectiveDate?: string;
  metadata?: Readonly<Record<string, unknown>>;
}

/** Posts an exchange as one transaction, with its rate and its rounding. Answers the transaction's id. */
export async function postExchange(ctx: CommunityContext, input: PostExchange): Promise<string> {
  const from = await findNamedAccount(ctx, input.from, "#/from");
  const to = await findNamedAccount(ctx, input.to, "#/to");
  if (from.currency === to.currency) throw refuse("exchange_same_currency", { pointer: "#/to/currency" });
  const exponents = { from: exponentOf(from.currency), to: exponentOf(to.currency) };
  const { amount: atRate, rounding } = exchange(input.from.amount, input.rate, exponents);
  if (atRate < 1n || atRate > MAX_POSTING) throw refuse("exchange_out_of_range", { pointer: "#/from/amount" });
  const given = input.to.amount ?? atRate;
  requireNear(given - atRate, 10n ** BigInt(exponents.to));
  const lines = exchangeLines({
    from: { ...from, amount: input.from.amount },
    to: { ...to, amount: given },
    atRate,
  });
  const id = ctx.newId();
  const terms = {
    from: from.currency,
    fromExponent: exponents.from,
    to: to.currency,
    toExponent: exponents.to,
    rate: fractionText(input.rate),
    rounding: fractionText(rounding),
    rule: "half-even",
  };
  post(ctx, {
    posting: {
      ...headOf(ctx, input, id),
      metadata: { ...input.metadata, exchange: terms },
      lines: await byId(ctx, lines),
    },
  });
  tellPosted(ctx);
  return id;
}

/** A difference of a whole unit or more is no rounding: then it was another rate. */
function requireNear(difference: bigint, unit: bigint): void {
  if (difference >= unit || difference <= -unit) throw refuse("amount_off_rate", { pointer: "#/to/amount" });
}

function headOf(ctx: CommunityContext, input: PostExchange, id: string) {
  return {
    communityId: ctx.communityId,
    id,
    kind: "exchange",
    reference: input.reference ?? null,
    source: null,
    effectiveDate: input.effectiveDate ?? ctx.now.toISOString().slice(0, 10),
    actorId: ctx.actor.kind === "user" ? ctx.actor.userId : null,
    description: input.description ?? null,
    reverses: null,
    byHand: true,
  };
}

/** Positions, and the account for differences, are opened when they are first needed. */
async function byId(ctx: CommunityContext, lines: readonly ExchangeLine[]): Promise<PostingLine[]> {
  const ids = await openAccounts(
    ctx,
    lines.flatMap(({ account }) => ("id" in account ? [] : [account])),
  );
  return lines.map(({ account, ...line }) => ({
    ...line,
    accountId: "id" in account ? account.id : (ids.get(codeKey(account)) ?? ""),
    currency: account.currency,
  }));
}
