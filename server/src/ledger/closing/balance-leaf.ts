import { createHmac } from "node:crypto";
import { canonicalJson } from "../../platform/canonical-json.ts";
import { leafHash } from "./merkle.ts";

/** What was debited and credited on an account from its beginning up to the last day of a period. */
export interface AccountTotals {
  accountId: string;
  code: string;
  currency: string;
  debit: bigint;
  credit: bigint;
}

/** The text of a leaf (RFC 8785). Totals are texts: over a life they may pass what a JSON number holds. */
export function balanceText(communityId: string, through: string, totals: AccountTotals): string {
  const { accountId, code, currency, debit, credit } = totals;
  return canonicalJson({
    account: accountId,
    code,
    community: communityId,
    credit: credit.toString(),
    currency,
    debit: debit.toString(),
    through,
  });
}

/** Another one for each account: a neighbour's hash in a path cannot be guessed at by trying balances. */
export function saltOf(secret: Buffer, accountId: string): Buffer {
  return createHmac("sha256", secret).update(accountId).digest();
}

export function balanceLeaf(text: string, salt: Buffer): Buffer {
  return leafHash(salt, Buffer.from(text));
}
