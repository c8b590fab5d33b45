import type { CommunityContext } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import { type FeeLine, feesToJson } from "./fee-schedule.ts";
import type { ProviderKind } from "./gateways.ts";
import { requireBaseUrl, requireCurrencies, requireKey, requireWebhookSecret } from "./provider.ts";
import { insertProvider, type ProviderRow } from "./provider-queries.ts";
import { PROVIDER_SECRET } from "./seals.ts";

export interface CreateProvider {
  kind: ProviderKind;
  name: string;
  secretKey: string;
  webhookSecret?: string | null;
  baseUrl?: string;
  currencies: readonly string[];
  /** A currency without a line has the kind's usual price. */
  fees?: readonly FeeLine[];
}

/** Sets a payment gateway up. Its key says whether real money moves: a provider is of one mode for ever. */
export async function createProvider(ctx: CommunityContext, input: CreateProvider): Promise<ProviderRow> {
  const { kind } = input;
  const mode = requireKey(kind, input.secretKey);
  const baseUrl = requireBaseUrl(kind, mode, input.baseUrl);
  requireCurrencies(kind, input.currencies);
  requireWebhookSecret(kind, input.webhookSecret);
  requireFees(input.fees ?? [], input.currencies);
  const id = ctx.newId();
  const row = {
    community_id: ctx.communityId,
    id,
    kind,
    name: input.name,
    status: "active",
    mode,
    base_url: baseUrl,
    currencies: [...input.currencies],
    fees: feesToJson(input.fees ?? []),
    created_at: ctx.now,
    updated_at: ctx.now,
  };
  return insertProvider(ctx, row, {
    community_id: ctx.communityId,
    provider_id: id,
    secret_key: ctx.keys.seal(input.secretKey, PROVIDER_SECRET),
    webhook_secret: input.webhookSecret ? ctx.keys.seal(input.webhookSecret, PROVIDER_SECRET) : null,
  });
}

export function requireFees(fees: readonly FeeLine[], currencies: readonly string[]): void {
  fees.forEach(({ currency }, index) => {
    const twice = fees.findIndex((fee) => fee.currency === currency) !== index;
    if (twice || !currencies.includes(currency)) {
      throw refuse("currency_not_supported", { params: { currency }, pointer: `#/fees/${index}/currency` });
    }
  });
}
