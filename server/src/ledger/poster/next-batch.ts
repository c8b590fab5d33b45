import type { AccountId } from "../doors.ts";
import { countOf, type PostItem } from "./item.ts";

export interface Queued {
  item: PostItem;
  /** How many transactions it has. */
  count: number;
  /** The accounts that it touches. */
  accounts: readonly AccountId[];
  /** False while its accounts are looked for in the books. */
  isReady: boolean;
}

export interface NextBatchParts {
  /** Accounts of the batches that are under way. */
  underWay: ReadonlySet<string>;
  /** So many transactions, but for an item that has more by itself. */
  most: number;
  isRemembered: (accountId: string) => boolean;
}

/** So far into the queue is looked for what can go now. */
const FAR = 1_000;

export function queuedOf(item: PostItem): Queued {
  const accounts = new Map<string, AccountId>();
  const { communityId } = item;
  for (const group of item.groups)
    for (const { lines } of group)
      for (const { accountId } of lines) accounts.set(accountId, { communityId, accountId });
  return { item, count: countOf(item), accounts: [...accounts.values()], isReady: true };
}

/**
 * The next batch from the queue, in its order: as many transactions as `most`, at least one item where one can go. Passed over is
 * what is not ready; what touches an account that is under way, or one of an item that was passed over before it, so that what
 * shares an account keeps its order; an item whose key is in the batch already; and an item some of whose accounts are not
 * remembered where the first one's are, or the other way round, so that what must be asked for holds up nothing else.
 */
export function nextBatch<Q extends Queued>(
  queue: readonly Q[],
  { underWay, most, isRemembered }: NextBatchParts,
): { batch: Q[]; rest: Q[] } {
  const batch: Q[] = [];
  const rest: Q[] = [];
  const passed = new Set<string>();
  const keys = new Set<string>();
  let isOfRemembered: boolean | null = null;
  let transactions = 0;
  let index = 0;
  for (; index < queue.length && index < FAR && transactions < most; index++) {
    const queued = queue[index];
    if (!queued) break;
    const { item, count, accounts } = queued;
    const key = item.key && `${item.communityId} ${item.key.key}`;
    const fits = batch.length === 0 || transactions + count <= most;
    const isBarred = accounts.some(({ accountId }) => underWay.has(accountId) || passed.has(accountId));
    const isKnown = accounts.every(({ accountId }) => isRemembered(accountId));
    const isOdd = isOfRemembered !== null && isOfRemembered !== isKnown;
    if (!queued.isReady || !fits || isBarred || isOdd || (key && keys.has(key))) {
      for (const { accountId } of accounts) passed.add(accountId);
      rest.push(queued);
      continue;
    }
    isOfRemembered = isKnown;
    if (key) keys.add(key);
    batch.push(queued);
    transactions += count;
  }
  for (; index < queue.length; index++) {
    const queued = queue[index];
    if (queued) rest.push(queued);
  }
  return { batch, rest };
}
