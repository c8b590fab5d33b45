import { instant } from "../ids.ts";

export type Mode = "auto" | "manual";
export const MODES: readonly Mode[] = ["auto", "manual"];

export interface Merchant {
  id: string;
  /** Signs webhooks: the webhook secret, or the secret key where there is none. */
  signingKey: string;
  webhookUrl: string | null;
  feeBps: number;
  feeFixed: number;
  currencies: readonly string[];
  mode: Mode;
  settleSeconds: number;
  lateSeconds: number;
  chargeTtlSeconds: number;
  provoke: boolean;
  /** Milliseconds that this merchant's clock is ahead of the real one; below 0 while it catches up from the past. */
  clockOffset: number;
}

export function settleMillis(merchant: Merchant): number {
  return merchant.settleSeconds * 1000;
}

export function merchantView(merchant: Merchant, now: number): Record<string, unknown> {
  const { id, webhookUrl, feeBps, feeFixed, currencies, mode, settleSeconds, lateSeconds, chargeTtlSeconds, provoke } =
    merchant;
  return {
    id,
    webhookUrl,
    feeBps,
    feeFixed,
    currencies,
    mode,
    settleSeconds,
    lateSeconds,
    chargeTtlSeconds,
    provoke,
    clock: instant(now + merchant.clockOffset),
  };
}
