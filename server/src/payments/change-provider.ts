import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse, staleVersion } from "../platform/errors.ts";
import { requireFees } from "./create-provider.ts";
import { type FeeLine, feesToJson, statedFees } from "./fee-schedule.ts";
import { providerKind, requireBaseUrl, requireCurrencies, requireKey, requireWebhookSecret } from "./provider.ts";
import { findSecret, lockProvider, type ProviderRow, updateProvider, updateSecret } from "./provider-queries.ts";
import { PROVIDER_SECRET } from "./seals.ts";

export interface ChangeProvider {
  providerId: string;
  version: number;
  name?: string;
  status?: "active" | "disabled";
  secretKey?: string;
  webhookSecret?: string | null;
  baseUrl?: string;
  currencies?: readonly string[];
  fees?: readonly FeeLine[];
}

/** The provider goes on sending what the old secret signed: up to three days, by its schedule of repeats. */
const ROTATION_MS = 3 * 86_400_000;

export async function changeProvider(ctx: CommunityContext, input: ChangeProvider): Promise<ProviderRow> {
  const provider = await lockProvider(ctx, input.providerId);
  if (!provider) throw notFound();
  if (provider.version !== input.version) throw staleVersion();
  const kind = providerKind(provider.kind);
  const mode = provider.mode === "live" ? "live" : "test";
  // Test and live money must never stand on one clearing account.
  if (input.secretKey && requireKey(kind, input.secretKey) !== mode)
    throw refuse("provider_mode_fixed", { pointer: "#/secretKey" });
  requireWebhookSecret(kind, input.webhookSecret);
  const currencies = input.currencies ?? provider.currencies;
  requireCurrencies(kind, currencies);
  const fees = input.fees ?? statedFees({ currencies, fees: provider.fees });
  requireFees(fees, currencies);
  await changeSecrets(ctx, input);
  return updateProvider(ctx, provider.id, {
    name: input.name ?? provider.name,
    status: input.status ?? provider.status,
    base_url: input.baseUrl === undefined ? provider.base_url : requireBaseUrl(kind, mode, input.baseUrl),
    currencies: [...currencies],
    fees: feesToJson(fees),
  });
}

async function changeSecrets(ctx: CommunityContext, input: ChangeProvider): Promise<void> {
  const { secretKey, webhookSecret } = input;
  if (secretKey === undefined && webhookSecret === undefined) return;
  const before = await findSecret(ctx, input.providerId);
  const seal = (plain: string) => ctx.keys.seal(plain, PROVIDER_SECRET);
  const nextKey = secretKey === undefined ? before.secret_key : seal(secretKey);
  const nextWebhook =
    webhookSecret === undefined ? before.webhook_secret : webhookSecret === null ? null : seal(webhookSecret);
  await updateSecret(ctx, input.providerId, {
    secret_key: nextKey,
    webhook_secret: nextWebhook,
    previous_secret: before.webhook_secret ?? before.secret_key,
    previous_until: new Date(ctx.now.getTime() + ROTATION_MS),
  });
}
