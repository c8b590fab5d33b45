import type { CommunityContext } from "../../platform/context.ts";
import { refuse } from "../../platform/errors.ts";
import { isCurrency } from "../../platform/money.ts";
import { namesThing } from "../account-code.ts";
import { tell } from "../events.ts";
import type { AccountType } from "../posting.ts";
import { communityTimeZone, insertAccount, requireTimeZone } from "./account-doors.ts";
import { type AccountSettings, requireReachable } from "./account-settings.ts";

export interface OpenAccount extends Partial<AccountSettings> {
  code: string;
  type: AccountType;
  currency: string;
}

/** Opens an account. One of this code and currency that is there already is `account_exists`. Answers its id. */
export async function openAccount(ctx: CommunityContext, input: OpenAccount): Promise<string> {
  if (!isCurrency(input.currency)) throw refuse("unknown_currency", { pointer: "#/currency" });
  // An exchange finds its position under this code, and the revaluation by this type.
  if (input.code.startsWith("position/") && input.type !== "POSITION")
    throw refuse("position_type_needed", { pointer: "#/type" });
  if (namesThing(input.code)) throw refuse("code_names_thing", { pointer: "#/code" });
  requireReachable(input.floor ?? null, 0n);
  if (input.timeZone) await requireTimeZone(ctx, input.timeZone);
  const id = ctx.newId();
  await insertAccount(ctx, {
    name: null,
    metadata: {},
    floor: null,
    dayLimit: null,
    monthLimit: null,
    refusesDebit: false,
    refusesCredit: false,
    ...input,
    timeZone: input.timeZone ?? (await communityTimeZone(ctx)),
    id,
  });
  tell(ctx, "account_opened", { accountId: id });
  return id;
}
