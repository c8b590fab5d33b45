import type { FeeRule } from "./provider.ts";

const NO_FEE: FeeRule = { bps: 0n, fixed: 0n, cap: null };

export interface FeeLine {
  currency: string;
  bps: number;
  fixed: number;
  cap: number | null;
}

/** As stored: one rule for each currency. */
export function feesToJson(lines: readonly FeeLine[]): string {
  return JSON.stringify(
    Object.fromEntries(lines.map(({ currency, bps, fixed, cap }) => [currency, { bps, fixed, cap }])),
  );
}

export function feeLines(stored: unknown): FeeLine[] {
  return Object.entries(isRecord(stored) ? stored : {})
    .map(([currency, rule]) => ({ currency, ...ruleNumbers(rule) }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** The currency's rule; no fee where none is stated. */
export function feeRuleOf(stored: unknown, currency: string): FeeRule {
  if (!isRecord(stored) || !Object.hasOwn(stored, currency)) return NO_FEE;
  const { bps, fixed, cap } = ruleNumbers(stored[currency]);
  return { bps: BigInt(bps), fixed: BigInt(fixed), cap: cap === null ? null : BigInt(cap) };
}

function ruleNumbers(rule: unknown): { bps: number; fixed: number; cap: number | null } {
  const read = (name: string) => (isRecord(rule) && typeof rule[name] === "number" ? rule[name] : null);
  return { bps: read("bps") ?? 0, fixed: read("fixed") ?? 0, cap: read("cap") };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
