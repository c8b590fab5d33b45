import { keysOf } from "../lib/keys.ts";
import type { Payment, Payout, Refund, WebhookEvent } from "../lib/wire.ts";
import type { Tone } from "../ui/status-badge.tsx";

export const PAYMENT_TONES: Readonly<Record<Payment["status"], Tone>> = {
  preparing: "busy",
  pending: "busy",
  succeeded: "good",
  failed: "bad",
  expired: "plain",
  reversed: "bad",
};

export const REFUND_TONES: Readonly<Record<Refund["status"], Tone>> = {
  preparing: "busy",
  pending: "busy",
  needs_attention: "warn",
  processed: "good",
  failed: "bad",
};

export const PAYOUT_TONES: Readonly<Record<Payout["status"], Tone>> = {
  preparing: "busy",
  pending: "busy",
  needs_attention: "warn",
  succeeded: "good",
  failed: "bad",
  reversed: "bad",
};

export const WEBHOOK_TONES: Readonly<Record<WebhookEvent["status"], Tone>> = {
  received: "busy",
  processed: "good",
  ignored: "plain",
  failed: "bad",
  rejected: "bad",
};

/** The states as a filter offers them. */
export const PAYMENT_STATES = keysOf(PAYMENT_TONES);
export const REFUND_STATES = keysOf(REFUND_TONES);
export const PAYOUT_STATES = keysOf(PAYOUT_TONES);
export const WEBHOOK_STATES = keysOf(WEBHOOK_TONES);
export const UNMATCHED_STATES = ["open", "resolved"] as const;
