import { canonicalJson } from "../../platform/canonical-json.ts";
import { isRecord } from "../../platform/is-record.ts";
import { balanceLeaf } from "./balance-leaf.ts";
import { isIncluded } from "./merkle.ts";

/** What a proof says of one account, once it is known to hold. */
export interface ProvenBalance {
  community: string;
  account: string;
  code: string;
  currency: string;
  through: string;
  debit: bigint;
  credit: bigint;
  /** 64 hexadecimal digits: the closing's, to be compared with what was published. */
  root: string;
}

/** Checks a proof by itself alone: no server and no database is asked. Null: it proves nothing. */
export function checkProof(document: unknown): ProvenBalance | null {
  if (!isRecord(document)) return null;
  const { leaf, index, size, path } = document;
  const salt = hashIn(document["salt"]);
  const root = hashIn(document["root"]);
  const siblings = Array.isArray(path) ? path.map(hashIn) : null;
  if (typeof leaf !== "string" || !isCount(index) || !isCount(size) || !salt || !root || !siblings) return null;
  const hashes = siblings.filter((each) => each !== null);
  if (hashes.length < siblings.length) return null;
  if (!isIncluded({ leaf: balanceLeaf(leaf, salt), index, size, path: hashes, root })) return null;
  return balanceIn(leaf, root.toString("hex"));
}

/** Only the canonical text counts: another writing of the same balance would be another leaf. */
function balanceIn(leaf: string, root: string): ProvenBalance | null {
  const said: unknown = parsed(leaf);
  if (!isRecord(said) || canonicalJson(said) !== leaf) return null;
  const { community, account, code, currency, through, debit, credit } = said;
  if (typeof community !== "string" || typeof account !== "string" || typeof code !== "string") return null;
  if (typeof currency !== "string" || typeof through !== "string") return null;
  if (!isTotal(debit) || !isTotal(credit)) return null;
  return { community, account, code, currency, through, debit: BigInt(debit), credit: BigInt(credit), root };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function hashIn(value: unknown): Buffer | null {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value) ? Buffer.from(value, "hex") : null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isTotal(value: unknown): value is string {
  return typeof value === "string" && /^\d{1,30}$/.test(value);
}
