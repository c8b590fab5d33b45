import { refuse } from "../platform/errors.ts";
import { basisPoints, isCurrency, least } from "../platform/money.ts";
import { KINDS, type ProviderKind } from "./gateways.ts";

/** The estimate of a provider's fee: `bps` of the amount and, from `fixedFrom` on, a fixed part; at most `cap`. */
export interface FeeRule {
  bps: bigint;
  fixed: bigint;
  /** Null: the fixed part is taken of every amount. */
  fixedFrom: bigint | null;
  cap: bigint | null;
}

/** A provider as a payer may choose it. */
export interface OfferedProvider {
  providerId: string;
  kind: ProviderKind;
  name: string;
  mode: "test" | "live";
  currency: string;
  fee: FeeRule;
}

/** What the provider will take of `amount`, by its schedule; what is booked is what it takes. Rounded half up. */
export function estimateFee(rule: FeeRule, amount: bigint): bigint {
  const fixed = amount >= (rule.fixedFrom ?? 0n) ? rule.fixed : 0n;
  const fee = basisPoints(amount, rule.bps) + fixed;
  return rule.cap === null ? fee : least(fee, rule.cap);
}

export function providerKind(text: string): ProviderKind {
  if (text === "paystack" || text === "sandbox") return text;
  throw new Error(`unknown kind of provider ${text}`);
}

/** The mode that the key is for. */
export function requireKey(kind: ProviderKind, secretKey: string): "test" | "live" {
  const mode = KINDS[kind].modeOf(secretKey);
  if (!mode) throw refuse("invalid_secret_key", { pointer: "#/secretKey" });
  return mode;
}

/** The address without a slash at its end. A live key is shown to nobody but its provider. */
export function requireBaseUrl(kind: ProviderKind, mode: "test" | "live", given: string | undefined): string {
  const own = KINDS[kind].defaultBaseUrl;
  const text = (given ?? own ?? "").replace(/\/+$/, "");
  const parsed = URL.canParse(text) ? new URL(text) : null;
  const plain =
    parsed &&
    /^https?:$/.test(parsed.protocol) &&
    !parsed.username &&
    !parsed.password &&
    !parsed.search &&
    !parsed.hash;
  if (!plain) throw refuse("invalid_base_url", { pointer: "#/baseUrl" });
  if (mode === "live" && text !== own) throw refuse("live_key_foreign_host", { pointer: "#/baseUrl" });
  return text;
}

export function requireCurrencies(kind: ProviderKind, currencies: readonly string[]): void {
  const settled = KINDS[kind].currencies;
  currencies.forEach((currency, index) => {
    if (!isCurrency(currency) || (settled && !settled.includes(currency)) || currencies.indexOf(currency) !== index) {
      throw refuse("currency_not_supported", { params: { currency }, pointer: `#/currencies/${index}` });
    }
  });
}

/** Where one key does both, a second one would be taken for the first and every webhook refused. */
export function requireWebhookSecret(kind: ProviderKind, webhookSecret: string | null | undefined): void {
  if (webhookSecret && KINDS[kind].signsWithSecretKey)
    throw refuse("webhook_secret_not_used", { pointer: "#/webhookSecret" });
}
