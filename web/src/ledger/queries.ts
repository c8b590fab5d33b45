import { queryOptions } from "@tanstack/react-query";
import { call } from "../lib/http.ts";
import { communityKey, type Filters, given, listOptions } from "../lib/query.ts";
import type { LedgerAccount } from "../lib/wire.ts";

const BASE = "/v1/communities/{communityId}/ledger";
const PAGE = 200;

export const accountsOf = (communityId: string, filters: Filters) =>
  listOptions(communityKey(communityId, "accounts", filters), ({ signal, ...page }) =>
    call(`GET ${BASE}/accounts`, {
      path: { communityId },
      query: { limit: PAGE, ...page, ...given({ accountType: filters["accountType"] }) },
      signal,
    }),
  );

/** To choose from while one types a code. Where there are more, the rest are typed whole. */
const MOST_SUGGESTED_PAGES = 5;

export const allAccountsOf = (communityId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "all-accounts"),
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const accounts: LedgerAccount[] = [];
      let after: string | null = "";
      for (let pages = 0; after !== null && pages < MOST_SUGGESTED_PAGES; pages++) {
        const query: { limit: number; after?: string } = { limit: PAGE, ...(after ? { after } : {}) };
        const page = await call(`GET ${BASE}/accounts`, { path: { communityId }, query, signal });
        accounts.push(...page.items);
        after = page.next;
      }
      return accounts;
    },
  });

/** The chart; `depth` levels of it, or all of them. */
export const treeOf = (communityId: string, ask: { under?: string; depth?: number }) =>
  listOptions(communityKey(communityId, "account-tree", ask), ({ signal, ...page }) =>
    call(`GET ${BASE}/accounts/tree`, { path: { communityId }, query: { limit: PAGE, ...page, ...ask }, signal }),
  );

/** Accounts by part of their code or name. */
export const foundAccounts = (communityId: string, text: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "found-accounts", text),
    queryFn: async ({ signal }) => {
      const found = await call("GET /v1/communities/{communityId}/search", {
        path: { communityId },
        query: { q: text },
        signal,
      });
      const accountIds = found.items.filter(({ kind }) => kind === "account").map(({ id }) => id);
      if (accountIds.length === 0) return [];
      const body = { accountIds };
      return (await call(`POST ${BASE}/balances`, { path: { communityId }, body, signal })).items;
    },
  });

export const accountOptions = (communityId: string, accountId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "account", accountId),
    queryFn: ({ signal }) => call(`GET ${BASE}/accounts/{accountId}`, { path: { communityId, accountId }, signal }),
  });

export const entriesOf = (communityId: string, accountId: string, filters: Filters) =>
  listOptions(communityKey(communityId, "account", accountId, "entries", filters), ({ signal, ...page }) => {
    const { label, sourceId, text, effectiveFrom, effectiveTo } = filters;
    const order = filters["order"] === "oldest" ? ("oldest" as const) : undefined;
    return call(`GET ${BASE}/accounts/{accountId}/entries`, {
      path: { communityId, accountId },
      query: { ...page, ...given({ label, sourceId, text, effectiveFrom, effectiveTo, order }) },
      signal,
    });
  });

/** The days that count of all its entries, in order, where these are few; null where they are many. */
export const movedDaysOf = (communityId: string, accountId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "account", accountId, "moved-days"),
    queryFn: async ({ signal }) => {
      const path = { communityId, accountId };
      const page = await call(`GET ${BASE}/accounts/{accountId}/entries`, { path, query: { limit: 100 }, signal });
      return page.next === null ? [...new Set(page.items.map(({ effectiveDate }) => effectiveDate))].sort() : null;
    },
  });

/** The balance at the end of each of these days. */
export const balancesOn = (communityId: string, accountId: string, days: readonly string[]) =>
  queryOptions({
    queryKey: communityKey(communityId, "account", accountId, "balances", days),
    queryFn: ({ signal }) =>
      Promise.all(
        days.map(async (effectiveOn) => {
          const body = { accountIds: [accountId], effectiveOn };
          const { items } = await call(`POST ${BASE}/balances`, { path: { communityId }, body, signal });
          return { at: effectiveOn, balance: items[0]?.balance ?? 0 };
        }),
      ),
  });

export const transactionsOf = (communityId: string, filters: Filters) =>
  listOptions(communityKey(communityId, "transactions", filters), ({ signal, ...page }) => {
    const { kind, sourceId, referencePrefix, effectiveFrom, effectiveTo, amountFrom, amountTo, currency } = filters;
    const minor = (amount: string | undefined) => (amount && /^\d+$/.test(amount) ? Number(amount) : undefined);
    const order = filters["order"] === "oldest" ? ("oldest" as const) : undefined;
    const isByAmount = minor(amountFrom) !== undefined || minor(amountTo) !== undefined;
    return call(`GET ${BASE}/transactions`, {
      path: { communityId },
      query: {
        ...page,
        ...given({ kind, sourceId, referencePrefix, effectiveFrom, effectiveTo, order }),
        ...given({ amountFrom: minor(amountFrom), amountTo: minor(amountTo) }),
        ...given({ currency: isByAmount ? currency : undefined }),
      },
      signal,
    });
  });

export const transactionOptions = (communityId: string, transactionId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "transaction", transactionId),
    queryFn: ({ signal }) =>
      call(`GET ${BASE}/transactions/{transactionId}`, { path: { communityId, transactionId }, signal }),
  });

/** Now; or what counts up to a day, as the books knew it at an instant. */
export const trialBalanceOf = (communityId: string, filters: Filters) =>
  queryOptions({
    queryKey: communityKey(communityId, "trial-balance", filters),
    queryFn: ({ signal }) => {
      const { effectiveOn, knownAt } = filters;
      const query = given({ effectiveOn, knownAt });
      return call(`GET ${BASE}/trial-balance`, { path: { communityId }, query, signal });
    },
  });

export interface FlowAsk {
  from: string;
  to: string;
  depth?: number;
  top?: number;
  /** From or to it alone, and those below it. */
  account?: string;
}

export const cashFlowOf = (communityId: string, ask: FlowAsk) =>
  queryOptions({
    queryKey: communityKey(communityId, "cash-flow", ask),
    queryFn: ({ signal }) => call(`GET ${BASE}/cash-flow`, { path: { communityId }, query: { ...ask }, signal }),
  });

export const holdsOf = (communityId: string, accountId: string) =>
  listOptions(communityKey(communityId, "account", accountId, "holds"), ({ signal, ...page }) =>
    call(`GET ${BASE}/holds`, { path: { communityId }, query: { limit: 20, ...page, accountId }, signal }),
  );

export const holdOptions = (communityId: string, holdId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "hold", holdId),
    queryFn: ({ signal }) => call(`GET ${BASE}/holds/{holdId}`, { path: { communityId, holdId }, signal }),
  });

export const sealsOf = (communityId: string) =>
  listOptions(communityKey(communityId, "seals", "list"), ({ signal, ...page }) =>
    call(`GET ${BASE}/seals`, { path: { communityId }, query: { limit: 20, ...page }, signal }),
  );

/** Null: nothing is sealed yet. A list answers so without calling it a fault. */
export const latestSealOf = (communityId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "seals", "latest"),
    queryFn: async ({ signal }) => {
      const query = { limit: 1 };
      const { items } = await call(`GET ${BASE}/seals`, { path: { communityId }, query, signal });
      return items[0] ?? null;
    },
  });

export const closingsOf = (communityId: string) =>
  listOptions(communityKey(communityId, "closings"), ({ signal, ...page }) =>
    call(`GET ${BASE}/closings`, { path: { communityId }, query: { limit: 20, ...page }, signal }),
  );

/** Who did it: the names of a community's people by their ids. */
export const peopleOf = (communityId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "people"),
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => {
      const query = { limit: PAGE };
      const { items } = await call("GET /v1/communities/{communityId}/members", {
        path: { communityId },
        query,
        signal,
      });
      return new Map(items.map(({ userId, displayName }) => [userId, displayName]));
    },
  });

export const journalPath = (communityId: string, format: string) =>
  `${BASE.replace("{communityId}", communityId)}/journal?format=${format}`;
