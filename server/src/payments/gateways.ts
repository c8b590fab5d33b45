import type { Gateway, GatewayConfig } from "./gateway.ts";
import { createPaystackGateway } from "./paystack-gateway.ts";
import { PAYSTACK_CURRENCIES } from "./paystack-units.ts";
import { createSandboxGateway } from "./sandbox-gateway.ts";
import { type Price, paystackPrice, sandboxPrice } from "./usual-fees.ts";

export type ProviderKind = "paystack" | "sandbox";

interface Kind {
  create: (config: GatewayConfig) => Gateway;
  /** null: the operator says where it stands. */
  defaultBaseUrl: string | null;
  /** The mode that a secret key is for; null: no key of this provider. */
  modeOf: (secretKey: string) => "test" | "live" | null;
  /** null: whatever currency the provider was set up for. */
  currencies: readonly string[] | null;
  /** The header that carries the signature, kept with the event. */
  signatureHeader: string;
  /** Whether one secret signs webhooks and authorises calls. */
  signsWithSecretKey: boolean;
  /** What it takes of a payment where nobody has stated otherwise: the estimate that payers are shown. */
  usualPrice: (currency: string) => Price;
}

export const KINDS: Readonly<Record<ProviderKind, Kind>> = {
  paystack: {
    create: createPaystackGateway,
    defaultBaseUrl: "https://api.paystack.co",
    modeOf: (key) => (/^sk_live_\w+$/.test(key) ? "live" : /^sk_test_\w+$/.test(key) ? "test" : null),
    currencies: PAYSTACK_CURRENCIES,
    signatureHeader: "x-paystack-signature",
    signsWithSecretKey: true,
    usualPrice: paystackPrice,
  },
  sandbox: {
    create: createSandboxGateway,
    defaultBaseUrl: null,
    modeOf: (key) => (/^sk_sandbox_[A-Za-z0-9_-]{6,100}$/.test(key) ? "test" : null),
    currencies: null,
    signatureHeader: "x-sandbox-signature",
    signsWithSecretKey: false,
    usualPrice: sandboxPrice,
  },
};

export const PROVIDER_KINDS: readonly ProviderKind[] = ["paystack", "sandbox"];

/** The server's settings that bear on where calls may go. */
export interface CallSettings {
  production: boolean;
  /** Whether the sandbox was asked for, and where it stands. */
  sandbox: boolean;
  sandboxPort: number;
}

/** Where the sandbox stands that the server started beside itself. Null: it started none, or the port was left open. */
export function localSandbox({ sandbox, sandboxPort }: CallSettings): string | null {
  return sandbox && sandboxPort !== 0 ? `http://127.0.0.1:${sandboxPort}` : null;
}

/**
 * Whether a call may go there. A live key meets nobody but its provider's own host; in production neither does a test
 * key, for the address comes from a community's settings and must not lead into the server's own network.
 */
export function mayCall(kind: ProviderKind, mode: "test" | "live", baseUrl: string, settings: CallSettings): boolean {
  if (baseUrl === KINDS[kind].defaultBaseUrl) return true;
  if (mode !== "test" || !/^https?:\/\/[^/?#@]+(\/[^?#]*)?$/.test(baseUrl)) return false;
  return !settings.production || (kind === "sandbox" && baseUrl === localSandbox(settings));
}
