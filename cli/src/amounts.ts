/** Digits after the point (ISO 4217), where they are not two; as the server has them. */
const EXPONENTS: ReadonlyMap<string, number> = new Map(
  [
    [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"] as const,
    [3, "BHD IQD JOD KWD LYD OMR TND"] as const,
    [4, "CLF UYW"] as const,
  ].flatMap(([exponent, codes]) => codes.split(" ").map((code) => [code, exponent] as const)),
);

export function exponentOf(currency: string): number {
  return EXPONENTS.get(currency) ?? 2;
}

/** `1500.5` KES is 150050: what the wire has. By digits, never by way of a floating number. */
export function toMinor(text: string, currency: string): number {
  const exponent = exponentOf(currency);
  const [, sign = "", whole = "", part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === "" || part.length > exponent)
    throw new Error(`"${text}" is not an amount of ${currency}: write it as ${toDecimal(150_000, currency)}`);
  const minor = BigInt(`${sign}${whole}${part.padEnd(exponent, "0")}`);
  if (minor > Number.MAX_SAFE_INTEGER || minor < Number.MIN_SAFE_INTEGER) throw new Error(`${text} is too much`);
  return Number(minor);
}

/** `150050` KES is `1500.50`: as `toMinor` reads it. */
export function toDecimal(minor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, "0");
  const part = exponent > 0 ? `.${digits.slice(-exponent)}` : "";
  return `${minor < 0 ? "-" : ""}${digits.slice(0, digits.length - exponent)}${part}`;
}
