/** An exact decimal number: `digits / 10^scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

export const ZERO: Decimal = { digits: 0n, scale: 0 };

/** Of plain digits with a point: `-12.50`. */
export function decimal(text: string): Decimal {
  const [whole = "0", fraction = ""] = text.split(".");
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

export function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: scaled(a, scale) + scaled(b, scale), scale };
}

export function minus(a: Decimal, b: Decimal): Decimal {
  return plus(a, negated(b));
}

export function times(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

export function negated(a: Decimal): Decimal {
  return { digits: -a.digits, scale: a.scale };
}

export function isZero(a: Decimal): boolean {
  return a.digits === 0n;
}

/** |a| ≤ |b| */
export function isWithin(a: Decimal, b: Decimal): boolean {
  const scale = Math.max(a.scale, b.scale);
  const [x, y] = [scaled(a, scale), scaled(b, scale)];
  return (x < 0n ? -x : x) <= (y < 0n ? -y : y);
}

/** In minor units of a currency with so many decimals; null when that is not exact: money is never rounded. */
export function minorUnits(a: Decimal, exponent: number): bigint | null {
  if (a.scale <= exponent) return scaled(a, exponent);
  const divisor = 10n ** BigInt(a.scale - exponent);
  return a.digits % divisor === 0n ? a.digits / divisor : null;
}

export function textOf(a: Decimal): string {
  const digits = (a.digits < 0n ? -a.digits : a.digits).toString().padStart(a.scale + 1, "0");
  const sign = a.digits < 0n ? "-" : "";
  return a.scale === 0 ? sign + digits : `${sign}${digits.slice(0, -a.scale)}.${digits.slice(-a.scale)}`;
}

function scaled(a: Decimal, scale: number): bigint {
  return a.digits * 10n ** BigInt(scale - a.scale);
}
