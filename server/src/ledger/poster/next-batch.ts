import { countOf, type PostItem } from "./item.ts";

export interface Queued {
  item: PostItem;
  /** How many transactions it has. */
  count: number;
  /** The accounts that it touches. */
  accounts: readonly string[];
}

/** So far into the queue is looked for what can go now. */
const FAR = 1_000;

export function queuedOf(item: PostItem): Queued {
  const accounts = new Set<string>();
  for (const group of item.groups)
    for (const { lines } of group) for (const { accountId } of lines) accounts.add(accountId);
  return { item, count: countOf(item), accounts: [...accounts] };
}

/**
 * The next batch from the queue, in its order: as many transactions as `most`, at least one item where one can go. Passed over is
 * what touches an account that is under way, or one of an item that was passed over before it, so that what shares an account
 * keeps its order; and an item whose key is in the batch already.
 */
export function nextBatch<Q extends Queued>(
  queue: readonly Q[],
  underWay: ReadonlySet<string>,
  most: number,
): { batch: Q[]; rest: Q[] } {
  const batch: Q[] = [];
  const rest: Q[] = [];
  const passed = new Set<string>();
  const keys = new Set<string>();
  let transactions = 0;
  let index = 0;
  for (; index < queue.length && index < FAR && transactions < most; index++) {
    const queued = queue[index];
    if (!queued) break;
    const { item, count, accounts } = queued;
    const key = item.key && `${item.communityId} ${item.key.key}`;
    const fits = batch.length === 0 || transactions + count <= most;
    const isBarred = accounts.some((account) => underWay.has(account) || passed.has(account));
    if (!fits || isBarred || (key && keys.has(key))) {
      for (const account of accounts) passed.add(account);
      rest.push(queued);
      continue;
    }
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
