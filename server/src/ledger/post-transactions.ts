import { setTimeout as pause } from "node:timers/promises";
import Type from "typebox";
import { Refusal } from "../platform/errors.ts";
import { type Line, type LineResult, type LinesRequest, linesRoute } from "../platform/route.ts";
import type { Services } from "../platform/services.ts";
import { accountIds } from "./account-ids.ts";
import type { Decision, Posting } from "./decide.ts";
import { namedIn, postingOf } from "./draft.ts";
import { claimOf } from "./post-transaction.ts";
import type { KeptOutcome, PostItem, PostResult } from "./poster/item.ts";
import { posterOf } from "./poster/open-posters.ts";
import { refusalOf } from "./refusals.ts";
import { CommunityParams, TransactionDraftBody, type TransactionDraftIn } from "./schemas.ts";

/**
 * A block is an item of the poster's, small enough to share few accounts with its neighbours; so many of a request are on their way at once. Its
 * size is part of what a key stands for: a body that is sent again must meet the same blocks.
 */
const LINES_AT_ONCE = 30;
const BLOCKS_AT_ONCE = 15;
/** All or nothing is one batch, held in memory and under one lock. */
const MOST_TOGETHER = 2_000;
const PAUSE_MS = 50;

const Query = Type.Object({
  allOrNothing: Type.Optional(
    Type.Boolean({
      description: `Post all lines or none; at most ${MOST_TOGETHER} lines. Default: each line for itself`,
    }),
  ),
});

type Request = LinesRequest<{ communityId: string }, { allOrNothing?: boolean }, TransactionDraftIn>;
type Result = LineResult<{ id: string }>;

/** Thousands of transactions in a request. */
export const postTransactionsRoute = linesRoute({
  path: "/v1/communities/{communityId}/ledger/transactions/bulk",
  operationId: "postLedgerTransactions",
  summary: "Post many transactions: a draft a line, an answer a line",
  description:
    "The body is read and answered as it comes (NDJSON). Send the whole body again under the same `Idempotency-Key` when the answer " +
    "broke off: what was posted is answered again and posted once.",
  permission: "ledger.post",
  params: CommunityParams,
  query: Query,
  line: TransactionDraftBody,
  result: Type.Object({ id: Type.Optional(Type.String({ format: "uuid", description: "Of the transaction" })) }),
  linesAtOnce: LINES_AT_ONCE,
  answer: (services, request) =>
    request.query.allOrNothing ? postTogether(services, request) : postEach(services, request),
});

/** Blocks in order; the next ones are read and posted while the first is waited for. */
async function* postEach(services: Services, request: Request): AsyncGenerator<Result[]> {
  const underWay: Promise<Result[]>[] = [];
  let number = 0;
  for await (const block of request.blocks) {
    underWay.push(postBlock(services, request, { number: number++, lines: block, together: false }));
    if (underWay.length >= BLOCKS_AT_ONCE) yield (await underWay.shift()) ?? [];
  }
  for (const block of underWay) yield await block;
}

async function* postTogether(services: Services, request: Request): AsyncGenerator<Result[]> {
  const lines: Line<TransactionDraftIn>[] = [];
  for await (const block of request.blocks) {
    lines.push(...block);
    if (lines.length <= MOST_TOGETHER) continue;
    const refusal = new Refusal("too_many_lines", { status: 413, params: { most: MOST_TOGETHER } });
    yield lines.map(({ index }) => ({ index, refusal }));
    return;
  }
  if (lines.length > 0) yield await postBlock(services, request, { number: 0, lines, together: true });
}

interface Block {
  number: number;
  lines: readonly Line<TransactionDraftIn>[];
  together: boolean;
}

interface Drafted {
  index: number;
  posting: Posting | null;
  refusal: Refusal | null;
}

/** Never throws: what cannot be known is told as failed, and is safe to send again. */
async function postBlock(services: Services, request: Request, block: Block): Promise<Result[]> {
  try {
    const drafted = await draftAll(services, request, block.lines);
    const postings = drafted.flatMap(({ posting }) => posting ?? []);
    const spoilt = block.together && postings.length < drafted.length;
    if (postings.length === 0 || spoilt)
      return drafted.map(({ index, refusal }) => ({ index, refusal: refusal ?? LINKED }));
    const key = request.keyOf(block.number, block.lines);
    const groups = block.together ? [postings] : postings.map((posting) => [posting]);
    const result = await postPatiently(services, {
      communityId: request.communityId,
      groups,
      key: key && claimOf(key),
    });
    return resultsOf(drafted, outcomesOf(result));
  } catch (error) {
    services.log.warn({ err: error }, "a block of lines failed");
    return block.lines.map(({ index }) => ({ index, failed: true }));
  }
}

const LINKED = new Refusal("linked_refused", { status: 409 });

async function draftAll(
  services: Services,
  request: Request,
  lines: readonly Line<TransactionDraftIn>[],
): Promise<Drafted[]> {
  const named = lines.flatMap((line) => ("value" in line ? namedIn(line.value) : []));
  const ids = await accountIds(services, request, named);
  const today = services.clock.now().toISOString().slice(0, 10);
  const facts = { communityId: request.communityId, userId: request.userId, newId: services.newId, today };
  return lines.map((line): Drafted => {
    if ("refusal" in line) return { index: line.index, posting: null, refusal: line.refusal };
    try {
      return { index: line.index, posting: postingOf(line.value, facts, ids), refusal: null };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { index: line.index, posting: null, refusal: error };
    }
  });
}

/** A body that is being read waits for room: the sender is slowed down by the connection itself. */
async function postPatiently(services: Services, item: PostItem): Promise<PostResult> {
  for (;;) {
    try {
      return await posterOf(services).post(item);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "busy") throw error;
      await pause(PAUSE_MS);
    }
  }
}

function outcomesOf(result: PostResult): KeptOutcome[] | "key_reused" {
  if (result.status === "key_reused") return "key_reused";
  return result.status === "repeated" ? result.outcomes : result.decisions.flat().map(outcomeOf);
}

function outcomeOf(decision: Decision): KeptOutcome {
  return "accepted" in decision ? { id: decision.accepted.posting.id } : decision.refused;
}

function resultsOf(drafted: readonly Drafted[], outcomes: KeptOutcome[] | "key_reused"): Result[] {
  let next = 0;
  return drafted.map(({ index, refusal }): Result => {
    if (refusal) return { index, refusal };
    if (outcomes === "key_reused") return { index, refusal: new Refusal("idempotency_key_reused", { status: 422 }) };
    const outcome = outcomes[next++];
    if (!outcome) throw new Error("a line without an outcome");
    if ("code" in outcome) return { index, refusal: refusalOf(outcome, (line) => `#/entries/${line}`) };
    return { index, result: outcome };
  });
}
