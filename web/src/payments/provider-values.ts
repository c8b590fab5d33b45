import type { Provider, ProviderFee } from "../lib/wire.ts";

/** A provider as its form holds it. */
export interface ProviderValues {
  kind: string;
  name: string;
  status: string;
  secretKey: string;
  webhookSecret: string;
  baseUrl: string;
  currencies: string;
  /** By kind, so that a look at another kind loses nothing, and then by currency. */
  fees: Record<string, Record<string, FeeValues>>;
}

/** A price in one currency: amounts in minor units, null where none is written. */
export interface FeeValues {
  percent: string;
  fixed: number | null;
  fixedFrom: number | null;
  cap: number | null;
}

const SECRETS = { secretKey: "", webhookSecret: "" };

export function newProvider(currency: string): ProviderValues {
  return { ...SECRETS, kind: "paystack", name: "", status: "active", baseUrl: "", currencies: currency, fees: {} };
}

export function valuesOf(provider: Provider): ProviderValues {
  const { kind, name, status, baseUrl } = provider;
  const fees = { [kind]: Object.fromEntries(provider.fees.map((fee) => [fee.currency, valuesOfFee(fee)])) };
  return { ...SECRETS, kind, name, status, baseUrl, currencies: provider.currencies.join(", "), fees };
}

export function valuesOfFee({ bps, fixed, fixedFrom = null, cap }: ProviderFee): FeeValues {
  return { percent: String(bps / 100), fixed: fixed === 0 ? null : fixed, fixedFrom, cap };
}

/** `KES, NGN`, as people write lists. */
export function codesIn(text: string): string[] {
  const codes = text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((code) => code !== "");
  return [...new Set(codes)];
}

/** What is sent: a price for each currency that has one. A currency without one is given the usual price by the server. */
export function feesIn({ kind, currencies, fees }: ProviderValues): ProviderFee[] {
  return codesIn(currencies).flatMap((currency) => {
    const fee = fees[kind]?.[currency];
    if (!fee) return [];
    const bps = Math.round(Number(fee.percent.trim().replace(",", ".")) * 100);
    return [{ currency, bps, fixed: fee.fixed ?? 0, fixedFrom: fee.fixedFrom, cap: fee.cap }];
  });
}
