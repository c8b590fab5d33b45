import { hash } from "node:crypto";
import { refuse } from "../platform/errors.ts";
import type { KeyedRequest } from "../platform/keyed-request.ts";
import { type DirectAnswer, directRoute } from "../platform/route.ts";
import type { Services } from "../platform/services.ts";
import { accountIds } from "./account-ids.ts";
import type { Accepted, DecidedEntry } from "./decide.ts";
import { namedIn, postingOf } from "./draft.ts";
import { findAccepted } from "./find-accepted.ts";
import { byAccount } from "./leaf.ts";
import type { ClaimedKey, KeptOutcome } from "./poster/item.ts";
import { posterOf } from "./poster/open-posters.ts";
import { refusalOf } from "./refusals.ts";
import { CommunityParams, PostedTransaction, type PostedTransactionOut, TransactionDraftBody } from "./schemas.ts";

interface Caller {
  communityId: string;
  userId: string;
}

/** The way in for bare transfers at volume: requests that arrive together are written together. */
export const postTransactionRoute = directRoute({
  method: "POST",
  path: "/v1/communities/{communityId}/ledger/transactions",
  operationId: "postLedgerTransaction",
  summary: "Post a balanced transaction of two entries or more",
  description:
    "Posted and committed when it answers, with the balance after each entry; or refused whole, with the reason. Send the same " +
    "`Idempotency-Key` again when no answer came: it is posted once. 503 with `Retry-After` when too much is waiting.",
  permission: "ledger.post",
  idempotent: true,
  status: 201,
  params: CommunityParams,
  body: TransactionDraftBody,
  response: PostedTransaction,
  async direct(services, { communityId, userId, key, body }) {
    const caller = { communityId, userId };
    const today = services.clock.now().toISOString().slice(0, 10);
    const ids = await accountIds(services, caller, namedIn(body));
    const posting = postingOf(body, { ...caller, newId: services.newId, today }, ids);
    const item = { communityId: caller.communityId, groups: [[posting]], key: key && claimOf(key) };
    const result = await posterOf(services).post(item);
    if (result.status === "key_reused") throw refuse("idempotency_key_reused", { status: 422 });
    if (result.status === "repeated") return repeat(services, caller, result.outcomes[0]);
    const decision = result.decisions[0]?.[0];
    if (!decision) throw new Error("the poster left a transaction undecided");
    if ("refused" in decision) throw refusalOf(decision.refused, entryPointer);
    return { answer: postedOut(decision.accepted, result.recordedAt) };
  },
});

/** Half of each hash: the caller and the route are in the key, so that nobody can ask for another's answer. */
export function claimOf({ scope, key, fingerprint }: KeyedRequest): ClaimedKey {
  return { key: hash("sha256", `${scope}\n${key}`).slice(0, 32), fingerprint: fingerprint.slice(0, 32) };
}

function entryPointer(line: number): string {
  return `#/entries/${line}`;
}

export function postedOut({ posting, entries }: Accepted, recordedAt: string): PostedTransactionOut {
  const { id, kind, reference, effectiveDate } = posting;
  return { id, kind, reference, effectiveDate, recordedAt, entries: entries.toSorted(byAccount).map(entryOut) };
}

function entryOut(entry: DecidedEntry): PostedTransactionOut["entries"][number] {
  return {
    id: `${entry.accountId}-${entry.seq}`,
    accountId: entry.accountId,
    entryType: entry.side === "debit" ? "DEBIT" : "CREDIT",
    amount: Number(entry.amount),
    currency: entry.currency,
    label: entry.label,
    balanceAfter: Number(entry.balanceAfter),
  };
}

/** The same answer as the first time: a refusal is told again, a transaction is read from the books. */
async function repeat(
  services: Services,
  caller: Caller,
  outcome: KeptOutcome | undefined,
): Promise<DirectAnswer<PostedTransactionOut>> {
  if (!outcome) throw new Error("a key without an outcome");
  if ("code" in outcome) throw refusalOf(outcome, entryPointer);
  const { communityId, userId } = caller;
  const actor = { kind: "user", userId, sessionId: null } as const;
  return services.inCommunity({ as: "member", communityId, actor }, async (ctx) => {
    const accepted = await findAccepted(ctx, outcome.id);
    if (!accepted) throw new Error(`transaction ${outcome.id} is named by a key and not in the books`);
    return { answer: postedOut(accepted, accepted.recordedAt.toISOString()), replayed: true };
  });
}
