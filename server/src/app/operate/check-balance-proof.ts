import { readFileSync } from "node:fs";
import { checkProof } from "../../ledger/module.ts";
import { OperateError } from "./open-to-operate.ts";

/** What a proof file says, once it is known to hold; asks no server and no database. */
export interface CheckedProof {
  whole: boolean;
  /** Why it proves nothing. */
  fault: string | null;
  community: string | null;
  account: string | null;
  code: string | null;
  currency: string | null;
  through: string | null;
  /** Minor units, as texts: totals of a life may pass what a JSON number holds. */
  debit: string | null;
  credit: string | null;
  root: string | null;
}

const NOTHING = {
  community: null,
  account: null,
  code: null,
  currency: null,
  through: null,
  debit: null,
  credit: null,
  root: null,
};

/** `root`: what was published of the closing; without it the proof shows only that it holds in itself. */
export function checkBalanceProof(file: string, root: string | null): CheckedProof {
  const proven = checkProof(readJson(file));
  if (!proven) return { whole: false, fault: "the proof does not hold", ...NOTHING };
  if (root !== null && root.toLowerCase() !== proven.root)
    return { whole: false, fault: `the proof is under another root: ${proven.root}`, ...NOTHING };
  return { whole: true, fault: null, ...proven, debit: proven.debit.toString(), credit: proven.credit.toString() };
}

function readJson(file: string): unknown {
  const text = readFileSync(file, "utf8");
  try {
    return JSON.parse(text);
  } catch {
    throw new OperateError(`${file} is not JSON: save the answer of the API as it came`);
  }
}
