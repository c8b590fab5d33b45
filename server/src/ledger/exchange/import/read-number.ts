import { type Decimal, decimal } from "./decimal.ts";

export type DecimalMark = "." | ",";

/**
 * A number as people write it, without its sign: `1,000.00`, `1.000,00`, `1 000`, `12`. `1,000` alone is a thousand to one
 * reader and one to the next: it is `ambiguous` until somebody says which mark stands before the decimals.
 */
export function readNumber(text: string, mark: DecimalMark | null): Decimal | "ambiguous" | null {
  const plain = text.replaceAll(/(?<=\d) (?=\d)/g, "");
  if (!/^[\d.,]*\d[\d.,]*$/.test(plain)) return null;
  const known = mark ?? markOf(plain);
  if (known === "ambiguous") return known;
  const group = known === "." ? "," : ".";
  const [whole = "", fraction = "", more] = plain.split(known);
  if (more !== undefined || fraction.includes(group) || whole.startsWith(group)) return null;
  return decimal(`${whole.replaceAll(group, "") || "0"}.${fraction}`.replace(/\.$/, ""));
}

/** Which mark stands before the decimals, by the number alone. */
function markOf(text: string): DecimalMark | "ambiguous" {
  const marks = [...text.matchAll(/[.,]/g)].map(([found]) => found);
  const last = marks.at(-1);
  if (last === undefined) return ".";
  const isComma = last === ",";
  const other = isComma ? "." : ",";
  if (marks.includes(other)) return isComma ? "," : ".";
  // A mark that comes twice parts thousands.
  if (marks.length > 1) return other;
  const isGroup = /^[1-9]\d{0,2}[.,]\d{3}$/.test(text);
  return isGroup ? "ambiguous" : isComma ? "," : ".";
}
