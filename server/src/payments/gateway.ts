/**
 * What a payment gateway can do for us. An implementation is a thin client of one provider's wire protocol: no database,
 * no retries. Every call ends in one of three ways: done, refused, or unknown (time-out, 5xx, a cut connection), and
 * unknown is never tried again under a new reference: the reconciler asks.
 */
export interface Gateway {
  /**
   * Starts a charge and answers with the page on which the payer pays. `checkoutUrl` is null when the provider took the
   * charge at an earlier attempt and does not tell its page again.
   */
  initialise(request: ChargeRequest): Promise<Outcome<Preparation>>;
  /** Asks for a charge's state. `null`: the provider has never heard of the reference. */
  verifyCharge(reference: string): Promise<Outcome<ChargeReport | null>>;
  refund(request: RefundRequest): Promise<Outcome<RefundReport>>;
  verifyRefund(request: RefundRequest): Promise<Outcome<RefundReport | null>>;
  payout(request: PayoutRequest): Promise<Outcome<PayoutReport>>;
  verifyPayout(reference: string): Promise<Outcome<PayoutReport | null>>;
  /** Whether the bytes were signed by the provider. Constant time; never throws. */
  isAuthentic(headers: Readonly<Record<string, string | undefined>>, body: Uint8Array): boolean;
  /** Reads an authentic body. Throws `UnreadableWebhook` for what is not an event. */
  readWebhook(body: Uint8Array): WebhookReport;
}

export interface Preparation {
  checkoutUrl: string | null;
  data: ProviderData;
}

/** What the operator is shown of the provider's answer: no names, no addresses, no card. */
export type ProviderData = Record<string, string | number | boolean | null>;

export type Outcome<T> =
  | { kind: "done"; value: T }
  | { kind: "refused"; code: string; message: string; data?: ProviderData }
  | { kind: "unknown"; reason: string };

export interface ChargeRequest {
  reference: string;
  amount: bigint;
  currency: string;
  email: string;
  returnUrl: string;
  metadata: Record<string, string>;
}

/** `pending` covers every state that may still become another one. */
export type ChargeStatus = "pending" | "succeeded" | "failed" | "reversed";

export interface ChargeReport {
  kind: "charge";
  reference: string;
  providerId: string;
  status: ChargeStatus;
  /** What we asked for, and what the payer was charged (it may be more: a fee passed on). */
  requestedAmount: bigint;
  paidAmount: bigint;
  currency: string;
  /** The provider's fee, taken from what it owes us. */
  fee: bigint;
  paidAt: Date | null;
  /** True when the report is of the mode (test or live) of our key. */
  modeMatches: boolean;
  data: ProviderData;
}

export interface RefundRequest {
  reference: string;
  chargeReference: string;
  /** The provider's own id of the charge, where it told one. */
  chargeProviderId: string | null;
  /** When it was asked for: a provider without idempotency keys is searched from here on. */
  requestedAt: Date;
  amount: bigint;
  currency: string;
}

export interface RefundReport {
  kind: "refund";
  /** Ours where the provider hands it on, else null: then the charge's reference and the amount must tell. */
  reference: string | null;
  chargeReference: string;
  providerId: string;
  status: "pending" | "processed" | "failed" | "needs_attention";
  amount: bigint;
  currency: string;
  data: ProviderData;
}

export interface Destination {
  name: string;
  accountNumber: string;
  bankCode: string;
}

export interface PayoutRequest {
  reference: string;
  amount: bigint;
  currency: string;
  destination: Destination;
  reason: string;
}

export interface PayoutReport {
  kind: "payout";
  reference: string;
  providerId: string;
  /** `needs_attention`: it waits for a person, such as for a one-time password that should be switched off. */
  status: "pending" | "needs_attention" | "succeeded" | "failed" | "reversed";
  amount: bigint;
  currency: string;
  data: ProviderData;
}

export interface DisputeReport {
  kind: "dispute";
  chargeReference: string;
  providerId: string;
  status: "opened" | "won" | "lost";
  amount: bigint;
  currency: string;
  data: ProviderData;
}

/** An event that we know but do nothing about, or one that we do not know. */
export interface OtherReport {
  kind: "other";
  data: ProviderData;
}

export interface WebhookReport {
  /** The provider's event name, such as `charge.success`. */
  event: string;
  /** Unique for one event of the provider however often it is delivered, such as `charge.success:4099260516`. */
  dedupeKey: string;
  report: ChargeReport | RefundReport | PayoutReport | DisputeReport | OtherReport;
}

export class UnreadableWebhook extends Error {}

/** What an adapter is told: one configured provider of a community. */
export interface GatewayConfig {
  /** Without a slash at the end. */
  baseUrl: string;
  mode: "test" | "live";
  secretKey: string;
  /** Keys that may have signed a webhook: the present one and, for a while after a rotation, the one before. */
  webhookSecrets: readonly string[];
  timeoutMs: number;
  now: () => Date;
}
