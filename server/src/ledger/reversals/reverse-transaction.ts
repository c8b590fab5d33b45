import type { CommunityContext } from "../../platform/context.ts";
import { notFound, refuse } from "../../platform/errors.ts";
import { post } from "../collect.ts";
import { tellPosted } from "../events.ts";
import { entriesOf, findTransaction, type TransactionRow } from "../queries.ts";
import { findReversals, takeBack } from "./queries.ts";
import { mirrorLines, partsOf, type ReversalAsk, type ReversibleEntry } from "./reversal.ts";

export interface ReverseTransaction extends ReversalAsk {
  transactionId: string;
  description?: string;
  effectiveDate?: string;
}

/** What came through the API; all else is a product's, whose own rows must change with the books. */
const BOOKKEEPING: ReadonlySet<string | null> = new Set([null, "import", "hold"]);

/** Posts the mirror of a transaction, or of a part of it, linked with it. Answers the mirror's id. */
export async function reverseTransaction(ctx: CommunityContext, input: ReverseTransaction): Promise<string> {
  const original = await findTransaction(ctx, input.transactionId);
  if (!original) throw notFound();
  if (original.reverses !== null) throw refuse("reversal_not_reversible", { status: 409 });
  if (!BOOKKEEPING.has(original.source_kind)) throw refuse("reversal_is_products", { status: 409 });
  const parts = partsOf(await reversibleEntries(ctx, original), input);
  await takeBack(
    ctx,
    original.id,
    parts.map(({ entry, amount }) => ({ accountId: entry.accountId, seq: entry.seq, amount })),
  );
  const id = ctx.newId();
  post(ctx, {
    posting: {
      communityId: ctx.communityId,
      id,
      kind: "reversal",
      reference: null,
      source: null,
      effectiveDate: input.effectiveDate ?? ctx.now.toISOString().slice(0, 10),
      actorId: ctx.actor.kind === "user" ? ctx.actor.userId : null,
      description: input.description ?? null,
      metadata: {},
      reverses: original.id,
      lines: mirrorLines(parts),
    },
  });
  tellPosted(ctx);
  return id;
}

async function reversibleEntries(ctx: CommunityContext, { id }: TransactionRow): Promise<ReversibleEntry[]> {
  const { amounts } = await findReversals(ctx, [id]);
  const reversed = new Map((amounts.get(id) ?? []).map(({ entryId, amount }) => [entryId, amount]));
  return (await entriesOf(ctx, [id])).map((entry) => ({
    accountId: entry.account_id,
    seq: entry.seq,
    side: entry.is_debit ? "debit" : "credit",
    amount: entry.amount,
    currency: entry.currency,
    label: entry.label,
    reversed: reversed.get(`${entry.account_id}-${entry.seq}`) ?? 0n,
  }));
}
