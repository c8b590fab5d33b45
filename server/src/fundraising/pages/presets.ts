import { exponentOf, least, type Money } from "../../platform/money.ts";
import type { Goal } from "../goal.ts";

/** Each preset is about so many tenths of the smallest one. */
const LAST_STEP = 250n;
const STEPS = [10n, 25n, 100n, LAST_STEP];

interface Asked {
  targetAmount: bigint;
  currency: string;
  terms: Pick<Goal["terms"], "minGift" | "maxGift">;
}

/**
 * Round amounts to choose from, within what one may give and never above the target. The smallest is about the square root
 * of the target in whole units, as small goals have few givers and large ones many: 600,000 begins with 500, 2,000 with 20.
 */
export function presetsFor({ targetAmount, currency, terms }: Asked): Money[] {
  const unit = 10n ** BigInt(exponentOf(currency));
  const most = least(terms.maxGift ?? targetAmount, targetAmount);
  const wished = least(root(targetAmount / unit) * unit, (most * 10n) / LAST_STEP);
  const first = atLeast(roundUp(terms.minGift, unit), roundDown(wished, unit));
  const rounded = STEPS.map((step) => roundDown((first * step) / 10n, unit)).filter((amount) => amount <= most);
  // Between the limits there may be no round amount at all.
  const amounts = rounded.length === 0 && terms.minGift <= most ? [terms.minGift] : rounded;
  return [...new Set(amounts)].map((amount) => ({ amount, currency }));
}

/** To 1, 2 or 5 and zeros, at least one whole unit. */
function roundDown(amount: bigint, unit: bigint): bigint {
  const whole = amount / unit;
  if (whole < 1n) return unit;
  const power = 10n ** BigInt(whole.toString().length - 1);
  const lead = whole / power;
  const rounded = lead >= 5n ? 5n : lead >= 2n ? 2n : 1n;
  return rounded * power * unit;
}

function roundUp(amount: bigint, unit: bigint): bigint {
  const down = roundDown(amount, unit);
  if (down >= amount) return down;
  // After 1 comes 2, after 2 comes 5, after 5 comes 10.
  const double = roundDown(down * 2n, unit);
  return double > down ? double : roundDown((down * 5n) / 2n, unit);
}

/** Whole part; rounded to one digit afterwards, so that a floating number is exact enough. */
function root(value: bigint): bigint {
  return BigInt(Math.floor(Math.sqrt(Number(value))));
}

function atLeast(bound: bigint, amount: bigint): bigint {
  return amount < bound ? bound : amount;
}
