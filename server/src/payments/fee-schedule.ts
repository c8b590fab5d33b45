import { isRecord } from "../platform/is-record.ts";
import { KINDS, type ProviderKind } from "./gateways.ts";
import type { FeeRule } from "./provider.ts";
import type { Price } from "./usual-fees.ts";

export interface FeeLine extends Price {
  currency: string;
}

/** What a schedule is read from: a provider's row, or the part of it that bears on fees. */
interface Priced {
  kind: ProviderKind;
  currencies: readonly string[];
  /** As stored. */
  fees: unknown;
}

/** As stored: one price for each currency that somebody has stated one for. */
export function feesToJson(lines: readonly FeeLine[]): string {
  return JSON.stringify(Object.fromEntries(lines.map(({ currency, ...price }) => [currency, price])));
}

/** A price for each currency, in their order by code: the stated one, else what such a provider usually takes. */
export function feeLines(provider: Priced): FeeLine[] {
  return [...provider.currencies].sort().map((currency) => ({ currency, ...priceIn(provider, currency) }));
}

/** The prices that were stated for the provider, and not taken over from what is usual. */
export function statedFees({ currencies, fees }: Omit<Priced, "kind">): FeeLine[] {
  return currencies.flatMap((currency) => {
    const price = stated(fees, currency);
    return price ? [{ currency, ...price }] : [];
  });
}

export function feeRuleOf(provider: Omit<Priced, "currencies">, currency: string): FeeRule {
  const { bps, fixed, fixedFrom, cap } = priceIn(provider, currency);
  const orNull = (amount: number | null) => (amount === null ? null : BigInt(amount));
  return { bps: BigInt(bps), fixed: BigInt(fixed), fixedFrom: orNull(fixedFrom), cap: orNull(cap) };
}

function priceIn({ kind, fees }: Omit<Priced, "currencies">, currency: string): Price {
  return stated(fees, currency) ?? KINDS[kind].usualPrice(currency);
}

function stated(fees: unknown, currency: string): Price | null {
  const price = isRecord(fees) && Object.hasOwn(fees, currency) ? fees[currency] : null;
  if (!isRecord(price)) return null;
  const read = (name: string) => (typeof price[name] === "number" ? price[name] : null);
  return { bps: read("bps") ?? 0, fixed: read("fixed") ?? 0, fixedFrom: read("fixedFrom"), cap: read("cap") };
}
