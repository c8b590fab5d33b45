/**
 * - `altered`: a transaction is not what was posted. - `missing`: it is listed and not in the books. - `inserted`: it is in the
 *   books and no batch lists it. - `unsealed`: a batch stands in no seal and waits for none. - `seal`: the first seal whose hash or
 *   link differs. - `published`: the first seal that is not the one that was published. - `before`: the books of before the seals
 *   have changed. - `closing`: a closed period is not what its proof says.
 */
export type FindingKind = "altered" | "missing" | "inserted" | "unsealed" | "seal" | "published" | "before" | "closing";

export interface Finding {
  kind: FindingKind;
  /** The transaction's or batch's id, the seal's number, the last day of the period; what is named has one at least. */
  subject: string;
  /** What differs, as far as the rest of the books can tell; one sentence each. */
  details: readonly string[];
}

/** More are counted and not kept: memory stays bounded, and the first ones tell enough. */
const MOST = 1_000;

export class Findings {
  readonly kept: Finding[] = [];
  #count = 0;
  readonly #seen = new Set<string>();

  get count(): number {
    return this.#count;
  }

  get isFull(): boolean {
    return this.kept.length >= MOST;
  }

  /** Once for each thing, whatever finds it again. */
  add(kind: FindingKind, subject: string, ...details: readonly string[]): void {
    const key = `${kind} ${subject}`;
    if (this.#seen.has(key)) return;
    this.#count += 1;
    if (this.isFull) return;
    this.#seen.add(key);
    this.kept.push({ kind, subject, details });
  }

  has(kind: FindingKind, subject: string): boolean {
    return this.#seen.has(`${kind} ${subject}`);
  }
}
