import type { Behaviour } from "../behaviours.ts";
import { instant, instantOrNull } from "../ids.ts";
import { feeOf } from "../money.ts";

export type ChargeStatus = "pending" | "abandoned" | "processing" | "success" | "failed";
export const CHARGE_STATUSES: readonly ChargeStatus[] = ["pending", "abandoned", "processing", "success", "failed"];

export type Channel = "card" | "mobile_money" | "bank_transfer";
export const CHANNELS: readonly Channel[] = ["card", "mobile_money", "bank_transfer"];

export type FailureReason = "card_declined" | "payer_refused" | "expired" | "limit_exceeded";
export type Domain = "test" | "live";

export interface Charge {
  id: string;
  merchantId: string;
  reference: string;
  token: string;
  domain: Domain;
  status: ChargeStatus;
  behaviour: Behaviour;
  requestedAmount: number;
  amount: number;
  currency: string;
  fees: number;
  channel: string | null;
  email: string;
  metadata: Readonly<Record<string, unknown>>;
  returnUrl: string;
  failureReason: string | null;
  refundedAmount: number;
  createdAt: number;
  paidAt: number | null;
  expiresAt: number;
}

const MOVES: Readonly<Record<ChargeStatus, readonly ChargeStatus[]>> = {
  pending: ["abandoned", "processing", "success", "failed"],
  abandoned: ["processing", "success", "failed"],
  processing: ["success", "failed"],
  success: [],
  failed: [],
};

export function chargeMayBecome(from: ChargeStatus, to: ChargeStatus): boolean {
  return MOVES[from].includes(to);
}

/** Whether the payer can still do something on the checkout page. */
export function isPayable(charge: Charge): boolean {
  return chargeMayBecome(charge.status, "processing");
}

export interface FeeTerms {
  feeBps: number;
  feeFixed: number;
  currencies: readonly string[];
}

/** What the payer is really charged, behaviour included, and the provider's fee on it. */
export function paidTerms(
  terms: FeeTerms,
  charge: { behaviour: Behaviour; requestedAmount: number; currency: string },
): { amount: number; currency: string; fees: number } {
  const asked = charge.requestedAmount;
  if (charge.behaviour === "fee_passed_on") {
    const fees = feeOf(terms, asked);
    return { amount: asked + fees, currency: charge.currency, fees };
  }
  const amount = Math.max(1, asked + differenceOf(charge.behaviour));
  const currency =
    charge.behaviour === "other_currency" ? otherCurrency(terms.currencies, charge.currency) : charge.currency;
  return { amount, currency, fees: feeOf(terms, amount) };
}

function differenceOf(behaviour: Behaviour): number {
  if (behaviour === "underpaid") return -100;
  return behaviour === "overpaid" ? 100 : 0;
}

function otherCurrency(currencies: readonly string[], currency: string): string {
  const next = currencies[(currencies.indexOf(currency) + 1) % currencies.length];
  if (next !== undefined && next !== currency) return next;
  return currency === "USD" ? "EUR" : "USD";
}

/** As events carry it; answers add `checkoutUrl`. */
export function chargeView(charge: Charge): Record<string, unknown> {
  return {
    id: charge.id,
    reference: charge.reference,
    domain: charge.domain,
    status: charge.status,
    requestedAmount: charge.requestedAmount,
    amount: charge.amount,
    currency: charge.currency,
    fees: charge.fees,
    channel: charge.channel,
    email: charge.email,
    metadata: charge.metadata,
    returnUrl: charge.returnUrl,
    failureReason: charge.failureReason,
    refundedAmount: charge.refundedAmount,
    createdAt: instant(charge.createdAt),
    paidAt: instantOrNull(charge.paidAt),
    expiresAt: instant(charge.expiresAt),
  };
}
