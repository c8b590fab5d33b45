import { queryOptions } from "@tanstack/react-query";
import { call } from "../lib/http.ts";
import { communityKey, type Filters, given, listOptions } from "../lib/query.ts";

const BASE = "/v1/communities/{communityId}/ledger";

export const accountsOf = (communityId: string, filters: Filters) =>
  listOptions(communityKey(communityId, "accounts", filters), ({ signal, ...page }) =>
    call(`GET ${BASE}/accounts`, {
      path: { communityId },
      query: { limit: 200, ...page, ...given({ accountType: filters["accountType"] }) },
      signal,
    }),
  );

export const accountOptions = (communityId: string, accountId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "account", accountId),
    queryFn: ({ signal }) => call(`GET ${BASE}/accounts/{accountId}`, { path: { communityId, accountId }, signal }),
  });

export const entriesOf = (communityId: string, accountId: string, filters: Filters) =>
  listOptions(communityKey(communityId, "account", accountId, "entries", filters), ({ signal, ...page }) =>
    call(`GET ${BASE}/accounts/{accountId}/entries`, {
      path: { communityId, accountId },
      query: { ...page, ...given({ label: filters["label"], sourceId: filters["sourceId"] }) },
      signal,
    }),
  );

export const transactionsOf = (communityId: string, filters: Filters) =>
  listOptions(communityKey(communityId, "transactions", filters), ({ signal, ...page }) =>
    call(`GET ${BASE}/transactions`, {
      path: { communityId },
      query: { ...page, ...given({ kind: filters["kind"], sourceId: filters["sourceId"] }) },
      signal,
    }),
  );

export const transactionOptions = (communityId: string, transactionId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "transaction", transactionId),
    queryFn: ({ signal }) =>
      call(`GET ${BASE}/transactions/{transactionId}`, { path: { communityId, transactionId }, signal }),
  });

export const trialBalanceOf = (communityId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "trial-balance"),
    queryFn: ({ signal }) => call(`GET ${BASE}/trial-balance`, { path: { communityId }, signal }),
  });

export const journalPath = (communityId: string) => BASE.replace("{communityId}", communityId).concat("/journal");
