/** Kinds of paper and the letters before their numbers. */
const PREFIXES = { receipt: "R" } as const;

export type DocumentKind = keyof typeof PREFIXES;

export interface IssuedDocument {
  /** For people, such as `R-2026-00042`; unique in the community. */
  number: string;
  issuedAt: Date;
}

const DIGITS = 5;

export function documentNumber(kind: DocumentKind, year: number, number: bigint): string {
  return `${PREFIXES[kind]}-${year}-${number.toString().padStart(DIGITS, "0")}`;
}

/** The year in which an instant falls where the community lives: the series begins anew with it. */
export function yearIn(timeZone: string, at: Date): number {
  return Number(new Intl.DateTimeFormat("en", { year: "numeric", calendar: "gregory", timeZone }).format(at));
}
