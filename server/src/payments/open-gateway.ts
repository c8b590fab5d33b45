import type { Config } from "../platform/config.ts";
import type { CommunityContext } from "../platform/context.ts";
import type { Gateway, Outcome } from "./gateway.ts";
import { KINDS, mayCall, type ProviderKind } from "./gateways.ts";
import { providerKind } from "./provider.ts";
import { findProvider, findSecret, type ProviderRow, type SecretRow } from "./provider-queries.ts";
import { PROVIDER_SECRET } from "./seals.ts";

const TIMEOUT_MS = 20_000;

export interface OpenGateway {
  provider: ProviderRow;
  kind: ProviderKind;
  gateway: Gateway;
}

/** The adapter of a configured provider, with its secrets opened. Null for a provider that is not here. */
export async function openGateway(
  ctx: CommunityContext,
  config: Config,
  providerId: string,
): Promise<OpenGateway | null> {
  const provider = await findProvider(ctx, providerId);
  if (!provider) return null;
  const secret = await findSecret(ctx, providerId);
  const kind = providerKind(provider.kind);
  const mode = provider.mode === "live" ? "live" : "test";
  const { now } = ctx;
  const gateway = KINDS[kind].create({
    baseUrl: provider.base_url,
    mode,
    secretKey: ctx.keys.open(secret.secret_key, PROVIDER_SECRET),
    webhookSecrets: webhookSecrets(ctx, secret),
    timeoutMs: TIMEOUT_MS,
    now: () => now,
  });
  return {
    provider,
    kind,
    gateway: mayCall(kind, mode, provider.base_url, config) ? gateway : withoutNetwork(gateway),
  };
}

function webhookSecrets(ctx: CommunityContext, secret: SecretRow): string[] {
  const open = (sealed: string) => ctx.keys.open(sealed, PROVIDER_SECRET);
  const secrets = [open(secret.webhook_secret ?? secret.secret_key)];
  if (secret.previous_secret && secret.previous_until && secret.previous_until > ctx.now)
    secrets.push(open(secret.previous_secret));
  return secrets;
}

/** Reads webhooks, but calls nobody: its address is not one that this server may call. Questions stay unanswered. */
function withoutNetwork(gateway: Gateway): Gateway {
  const refused = async (): Promise<Outcome<never>> => ({
    kind: "refused",
    code: "provider_address_not_allowed",
    message: "this server does not call the provider's address",
  });
  return {
    ...gateway,
    initialise: refused,
    verifyCharge: refused,
    refund: refused,
    verifyRefund: refused,
    payout: refused,
    verifyPayout: refused,
  };
}
