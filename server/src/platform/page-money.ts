export interface AmountPart {
  kind: "currency" | "figure";
  text: string;
}

/** Digits with their separators, and a sign before them. */
const FIGURE = /([-+\u2212]?\p{Nd}(?:[\p{Nd}.,\u00A0\u202F'’]*\p{Nd})?)/u;
const INVISIBLE = /^[\s\u00A0\u200E\u200F\u2066-\u2069]*$/;

/** A formatted amount in pieces, so that the currency can be set smaller than the figure. */
export function formatAmountParts(text: string): readonly AmountPart[] {
  return text
    .split(FIGURE)
    .map(
      (part): AmountPart => ({ kind: FIGURE.test(part) || INVISIBLE.test(part) ? "figure" : "currency", text: part }),
    )
    .filter((part) => part.text !== "");
}
