import { queryOptions } from "@tanstack/react-query";
import { ask } from "../lib/http.ts";
import { communityKey, type Filters, listOptions } from "../lib/query.ts";
import type { LedgerAccount, LedgerEntry, LedgerTransaction, TrialBalance } from "../lib/wire.ts";

const base = (communityId: string) => `/v1/communities/${communityId}/ledger`;

export const accountsOf = (communityId: string, filters: Filters) =>
  listOptions<LedgerAccount>(communityKey(communityId, "accounts"), `${base(communityId)}/accounts`, filters, 200);

export const accountOptions = (communityId: string, accountId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "account", accountId),
    queryFn: ({ signal }) => ask<LedgerAccount>(`${base(communityId)}/accounts/${accountId}`, { signal }),
  });

export const entriesOf = (communityId: string, accountId: string, filters: Filters) =>
  listOptions<LedgerEntry>(communityKey(communityId, "account", accountId, "entries"), `${base(communityId)}/accounts/${accountId}/entries`, filters);

export const transactionsOf = (communityId: string, filters: Filters) =>
  listOptions<LedgerTransaction>(communityKey(communityId, "transactions"), `${base(communityId)}/transactions`, filters);

export const transactionOptions = (communityId: string, transactionId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "transaction", transactionId),
    queryFn: ({ signal }) => ask<LedgerTransaction>(`${base(communityId)}/transactions/${transactionId}`, { signal }),
  });

export const trialBalanceOf = (communityId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "trial-balance"),
    queryFn: ({ signal }) => ask<TrialBalance>(`${base(communityId)}/trial-balance`, { signal }),
  });

export const journalPath = (communityId: string) => `${base(communityId)}/journal`;
