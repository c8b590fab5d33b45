import { refuse } from "../platform/errors.ts";
import { isCurrency } from "../platform/money.ts";
import { codeKey, type NamedAccount } from "./account-ids.ts";
import type { Posting, PostingLine } from "./decide.ts";
import type { TransactionDraftIn } from "./schemas.ts";
import { imbalances } from "./whole.ts";

export interface DraftFacts {
  communityId: string;
  userId: string;
  newId: () => string;
  /** For a draft that names no day: `YYYY-MM-DD`. */
  today: string;
  /** Where in the body the draft stands; default: it is the body. */
  at?: string;
}

/** The accounts that a draft names by their codes. */
export function namedIn(draft: TransactionDraftIn): NamedAccount[] {
  return draft.entries.flatMap(({ account, currency }) => (account === undefined ? [] : [{ code: account, currency }]));
}

/**
 * What was sent as a transaction of the books. Refused with the entry to blame: neither or both of an account's names, a currency
 * that we do not know, debits that are not the credits.
 */
export function postingOf(draft: TransactionDraftIn, facts: DraftFacts, ids: ReadonlyMap<string, string>): Posting {
  const kind = draft.kind ?? "transfer";
  const { at = "#" } = facts;
  const lines = draft.entries.map((entry, index): PostingLine => {
    const pointer = `${at}/entries/${index}`;
    if (!isCurrency(entry.currency)) throw refuse("unknown_currency", { pointer: `${pointer}/currency` });
    return {
      accountId: accountOf(entry, pointer, ids),
      side: entry.entryType === "DEBIT" ? "debit" : "credit",
      amount: BigInt(entry.amount),
      currency: entry.currency,
      label: entry.label ?? kind,
    };
  });
  for (const [currency] of imbalances(lines))
    throw refuse("unbalanced", { pointer: `${at}/entries`, params: { currency } });
  return {
    communityId: facts.communityId,
    id: facts.newId(),
    kind,
    reference: draft.reference ?? null,
    source: null,
    effectiveDate: draft.effectiveDate ?? facts.today,
    actorId: facts.userId,
    description: draft.description ?? null,
    metadata: draft.metadata ?? {},
    reverses: null,
    byHand: true,
    lines,
  };
}

/** No account has this id: that a code is unknown is decided where the accounts are locked, as of an id that is. */
const NO_ACCOUNT = "00000000-0000-0000-0000-000000000000";

function accountOf(
  { accountId, account, currency }: TransactionDraftIn["entries"][number],
  pointer: string,
  ids: ReadonlyMap<string, string>,
): string {
  if ((accountId === undefined) === (account === undefined)) throw refuse("name_one_account", { pointer });
  if (accountId !== undefined) return accountId.toLowerCase();
  return ids.get(codeKey({ code: account ?? "", currency })) ?? NO_ACCOUNT;
}
