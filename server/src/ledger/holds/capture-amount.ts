import type { CommunityContext } from "../../platform/context.ts";
import { notFound, refuse } from "../../platform/errors.ts";
import { accountsByCode, codeKey } from "../account-ids.ts";
import { captureHold } from "../collect.ts";
import type { Posting } from "../decide.ts";
import { namedIn, postingOf } from "../draft.ts";
import { tell, tellPosted } from "../events.ts";
import type { TransactionDraftIn } from "../schemas.ts";
import { requireOpenHold } from "./open-hold.ts";
import { findHold, type HoldRow } from "./queries.ts";

export interface CaptureAmount {
  holdId: string;
  transaction: TransactionDraftIn;
  /** What the transaction takes from the hold's account, for a caller who wants it compared. */
  amount?: bigint;
  /** Whether the rest stays reserved for another capture. Default: it is given back. */
  keepsRest?: boolean;
}

/** Posts what the hold was for, and takes of it what the transaction takes from its account. Answers the transaction's id. */
export async function captureAmount(ctx: CommunityContext, input: CaptureAmount): Promise<string> {
  const { holdId, keepsRest = false } = input;
  const hold = await findHold(ctx, holdId);
  if (!hold) throw notFound();
  requireOpenHold(hold);
  const posting = { ...(await read(ctx, input.transaction)), source: { kind: "hold", id: holdId } };
  const amount = takenFrom(hold, posting);
  if (amount <= 0n || (input.amount !== undefined && input.amount !== amount))
    throw refuse("capture_differs", { pointer: "#/amount" });
  const pointsAt = (line: number) => `#/transaction/entries/${line}`;
  captureHold(ctx, { holdId, transaction: { posting, pointsAt }, amount, keepsRest });
  tell(ctx, "hold_captured", { accountId: hold.account_id, holdId });
  tellPosted(ctx);
  return posting.id;
}

async function read(ctx: CommunityContext, draft: TransactionDraftIn): Promise<Posting> {
  const codes = new Set(namedIn(draft).map(({ code }) => code));
  const rows = await accountsByCode(ctx, [...codes]);
  const ids = new Map(rows.map((row) => [codeKey(row), row.id]));
  return postingOf(draft, { ...factsOf(ctx), at: "#/transaction" }, ids);
}

function factsOf(ctx: CommunityContext) {
  if (ctx.actor.kind !== "user") throw new Error("a draft comes from a member");
  const today = ctx.now.toISOString().slice(0, 10);
  return { communityId: ctx.communityId, userId: ctx.actor.userId, newId: ctx.newId, today };
}

/** By how much the posting makes the account of the hold less. */
function takenFrom(hold: HoldRow, { lines }: Posting): bigint {
  return lines
    .filter(({ accountId }) => accountId === hold.account_id)
    .reduce((sum, { side, amount }) => sum + (side === hold.normal_side ? -amount : amount), 0n);
}
