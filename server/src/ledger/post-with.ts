import type { Services } from "../platform/services.ts";
import { type AccountReader, accountIds, codeKey } from "./account-ids.ts";
import { requireBalanced } from "./collect.ts";
import type { DecidedEntry } from "./decide.ts";
import { openAccounts } from "./open-accounts.ts";
import type { Companion } from "./poster/item.ts";
import { posterOf } from "./poster/open-posters.ts";
import type { AccountRef, TransactionDraft } from "./posting.ts";
import { refusalOf } from "./refusals.ts";

export interface PostedWith {
  transactionId: string;
  /** ISO instant. */
  recordedAt: string;
  /** With the balance after each. */
  entries: readonly DecidedEntry[];
}

/**
 * `post` for where a product is hot: outside of any unit of work, in a batch with what others post at the time. The row of the
 * product's own table (`target`, which its migration has entered in `ledger.companion`) is inserted in the same tx, all rows of
 * a batch in one statement; where the transaction is refused there is none. `community_id` is filled in. `caller.userId` null: the system posts (a meter that
 * reports, a provider that settles).
 */
export async function postWith(
  services: Services,
  caller: AccountReader,
  draft: TransactionDraft,
  { target, row }: Companion,
): Promise<PostedWith> {
  requireBalanced(draft);
  const { communityId, userId } = caller;
  const transactionId = services.newId();
  const ids = await idsOf(services, caller, draft);
  const posting = {
    communityId,
    id: transactionId,
    kind: draft.kind,
    reference: draft.reference,
    source: draft.source,
    effectiveDate: draft.effectiveDate ?? services.clock.now().toISOString().slice(0, 10),
    actorId: userId,
    description: draft.description ?? null,
    metadata: { ...draft.metadata },
    reverses: null,
    lines: draft.lines.map(({ account, ...line }) => ({
      ...line,
      accountId: ids.get(codeKey(account)) ?? "",
      currency: account.currency,
    })),
  };
  const companions = [{ target, row: { ...plain(row), community_id: communityId } }];
  const result = await posterOf(services).post({ communityId, groups: [[posting]], key: null, companions });
  const decision = result.status === "decided" ? result.decisions[0]?.[0] : undefined;
  if (result.status !== "decided" || !decision) throw new Error("the poster left a transaction undecided");
  if ("refused" in decision) throw refusalOf(decision.refused);
  return { transactionId, recordedAt: result.recordedAt, entries: decision.accepted.entries };
}

/** Known ones from memory; what is not there yet is opened as the draft names it. */
async function idsOf(
  services: Services,
  caller: AccountReader,
  draft: TransactionDraft,
): Promise<ReadonlyMap<string, string>> {
  const refs = new Map(draft.lines.map(({ account }): [string, AccountRef] => [codeKey(account), account]));
  const known = await accountIds(services, caller, [...refs.values()]);
  const missing = [...refs].filter(([key]) => !known.has(key)).map(([, account]) => account);
  if (missing.length === 0) return known;
  const actor = { kind: "system", job: "ledger.open_accounts" } as const;
  const { communityId } = caller;
  const opened = await services.inCommunity({ as: "system", communityId, actor }, (ctx) => openAccounts(ctx, missing));
  return new Map([...known, ...opened]);
}

/** Rows travel as JSON, which has no bigint; the column reads the digits. */
function plain(row: Companion["row"]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, typeof value === "bigint" ? value.toString() : value]),
  );
}
