import { queryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { ask } from "../lib/http.ts";
import { communityKey, type Filters, listOptions } from "../lib/query.ts";
import type { Payment, Payout, Provider, Refund, UnmatchedMoney, WebhookEvent } from "../lib/wire.ts";

const base = (communityId: string) => `/v1/communities/${communityId}`;

export const paymentsOf = (communityId: string, filters: Filters) => listOptions<Payment>(communityKey(communityId, "payments"), `${base(communityId)}/payments`, filters);

export const paymentOptions = (communityId: string, paymentId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "payment", paymentId),
    queryFn: ({ signal }) => ask<Payment>(`${base(communityId)}/payments/${paymentId}`, { signal }),
  });

export const refundsOf = (communityId: string, filters: Filters) => listOptions<Refund>(communityKey(communityId, "refunds"), `${base(communityId)}/refunds`, filters);

export const payoutsOf = (communityId: string, filters: Filters) => listOptions<Payout>(communityKey(communityId, "payouts"), `${base(communityId)}/payouts`, filters);

export const webhooksOf = (communityId: string, filters: Filters) =>
  listOptions<WebhookEvent>(communityKey(communityId, "webhooks"), `${base(communityId)}/webhook-events`, filters);

export const webhookOptions = (communityId: string, webhookEventId: string) =>
  queryOptions({
    queryKey: communityKey(communityId, "webhook", webhookEventId),
    queryFn: ({ signal }) => ask<WebhookEvent>(`${base(communityId)}/webhook-events/${webhookEventId}`, { signal }),
  });

export const unmatchedOf = (communityId: string, filters: Filters) =>
  listOptions<UnmatchedMoney>(communityKey(communityId, "unmatched"), `${base(communityId)}/unmatched-money`, filters);

export const providersOf = (communityId: string) => listOptions<Provider>(communityKey(communityId, "providers"), `${base(communityId)}/providers`, {}, 100);

/** Names of providers by their ids. */
export function useProviderName(communityId: string): (id: string) => string {
  const { data } = useInfiniteQuery(providersOf(communityId));
  const known = data?.pages.flatMap((page) => page.items) ?? [];
  return (id) => known.find((provider) => provider.id === id)?.name ?? "";
}
