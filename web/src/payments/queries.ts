import { queryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { call } from "../lib/http.ts";
import { communityKey, type Filters, given, listOptions, oneOf } from "../lib/query.ts";
import { PAYMENT_STATES, PAYOUT_STATES, REFUND_STATES, UNMATCHED_STATES, WEBHOOK_STATES } from "./tones.ts";

const BASE = "/v1/communities/{communityId}";

export const paymentsOf = (communityId: string, filters: Filters) =>
  listOptions(communityKey(communityId, "payments", filters), ({ signal, ...page }) =>
    call(`GET ${BASE}/payments`, {
      path: { communityId },
      query: {
        ...page,
        ...given({ status: oneOf(PAYMENT_STATES, filters["status"]), subjectId: filters["subjectId"] }),
      },
      signal,
    }),
  );

export const paymentOptions = (communityId: string, paymentId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "payment", paymentId),
    queryFn: ({ signal }) => call(`GET ${BASE}/payments/{paymentId}`, { path: { communityId, paymentId }, signal }),
  });

export const refundsOf = (communityId: string, filters: Filters) =>
  listOptions(communityKey(communityId, "refunds", filters), ({ signal, ...page }) =>
    call(`GET ${BASE}/refunds`, {
      path: { communityId },
      query: { ...page, ...given({ status: oneOf(REFUND_STATES, filters["status"]) }) },
      signal,
    }),
  );

export const payoutsOf = (communityId: string, filters: Filters) =>
  listOptions(communityKey(communityId, "payouts", filters), ({ signal, ...page }) =>
    call(`GET ${BASE}/payouts`, {
      path: { communityId },
      query: { ...page, ...given({ status: oneOf(PAYOUT_STATES, filters["status"]) }) },
      signal,
    }),
  );

export const webhooksOf = (communityId: string, filters: Filters) =>
  listOptions(communityKey(communityId, "webhooks", filters), ({ signal, ...page }) =>
    call(`GET ${BASE}/webhook-events`, {
      path: { communityId },
      query: { ...page, ...given({ status: oneOf(WEBHOOK_STATES, filters["status"]) }) },
      signal,
    }),
  );

export const webhookOptions = (communityId: string, webhookEventId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "webhook", webhookEventId),
    queryFn: ({ signal }) =>
      call(`GET ${BASE}/webhook-events/{webhookEventId}`, { path: { communityId, webhookEventId }, signal }),
  });

export const unmatchedOf = (communityId: string, filters: Filters) =>
  listOptions(communityKey(communityId, "unmatched", filters), ({ signal, ...page }) =>
    call(`GET ${BASE}/unmatched-money`, {
      path: { communityId },
      query: { ...page, ...given({ status: oneOf(UNMATCHED_STATES, filters["status"]) }) },
      signal,
    }),
  );

export const unmatchedOptions = (communityId: string, unmatchedId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "unmatched", unmatchedId),
    queryFn: ({ signal }) =>
      call(`GET ${BASE}/unmatched-money/{unmatchedId}`, { path: { communityId, unmatchedId }, signal }),
  });

export const providersOf = (communityId: string) =>
  listOptions(communityKey(communityId, "providers"), ({ signal, ...page }) =>
    call(`GET ${BASE}/providers`, { path: { communityId }, query: { limit: 100, ...page }, signal }),
  );

/** The kinds of providers that there are, with what each usually takes. */
export const providerKinds = (communityId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "provider-kinds"),
    queryFn: ({ signal }) => call(`GET ${BASE}/provider-kinds`, { path: { communityId }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Names of providers by their ids. */
export function useProviderName(communityId: string): (id: string) => string {
  const { data } = useInfiniteQuery(providersOf(communityId));
  const known = data?.pages.flatMap((page) => page.items) ?? [];
  return (id) => known.find((provider) => provider.id === id)?.name ?? "";
}
