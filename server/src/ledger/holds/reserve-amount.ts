import type { CommunityContext } from "../../platform/context.ts";
import { refuse } from "../../platform/errors.ts";
import { type AccountName, findNamedAccount } from "../accounts/find-named-account.ts";
import { placeHold } from "../collect.ts";
import { tell } from "../events.ts";

export interface ReserveAmount extends AccountName {
  amount: bigint;
  expiresAt?: Date;
  description?: string;
}

/** Reserves an account's available balance, for a capture or until it is released. Answers the hold's id. */
export async function reserveAmount(ctx: CommunityContext, input: ReserveAmount): Promise<string> {
  const { amount, expiresAt, description } = input;
  if (expiresAt && expiresAt <= ctx.now) throw refuse("expiry_past", { pointer: "#/expiresAt" });
  const { id: accountId } = await findNamedAccount(ctx, input, "#");
  const holdId = ctx.newId();
  placeHold(ctx, {
    holdId,
    account: { id: accountId },
    amount,
    source: null,
    ...(expiresAt ? { expiresAt } : {}),
    ...(description === undefined ? {} : { description }),
  });
  tell(ctx, "hold_placed", { accountId, holdId });
  return holdId;
}
