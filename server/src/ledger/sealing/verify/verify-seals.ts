import type { Db } from "../../../platform/db.ts";
import { NO_SEAL, type SealPart, sealHash } from "../seal-bytes.ts";
import { batchesOf, type SealRow, sealHead, sealsAfter } from "./books-queries.ts";
import type { Findings } from "./findings.ts";
import type { PublishedSeal } from "./published.ts";
import { verifyBatches } from "./verify-batch.ts";

const SEALS = 100;
/** So many batches are read at once. */
const BATCHES = 50;

export interface Chain {
  seals: number;
  batches: number;
  transactions: number;
  latest: SealRow | null;
  /** Seal 0, where there were books before there were leaves. */
  origin: SealRow | null;
}

export interface ChainOptions {
  published: readonly PublishedSeal[];
  onSeal: (n: bigint, last: bigint) => void;
}

/** Walks the chain from its first seal: each link, each hash over its batches, each leaf in them, each published seal. */
export async function verifySeals(
  db: Db,
  communityId: string,
  findings: Findings,
  { published, onSeal }: ChainOptions,
): Promise<Chain> {
  const chain: Chain = { seals: 0, batches: 0, transactions: 0, latest: null, origin: null };
  const head = await sealHead(db, communityId);
  const awaited = published.toSorted((a, b) => (a.n < b.n ? -1 : 1));
  let isWhole = true;
  for (;;) {
    const page = await sealsAfter(db, communityId, chain.latest, SEALS);
    for (const seal of page) {
      const faults = await faultsOf(db, communityId, seal, chain, findings);
      if (faults.length > 0 && isWhole) findings.add("seal", seal.n.toString(), ...faults);
      isWhole &&= faults.length === 0;
      comparePublished(awaited, seal, findings);
      if (seal.n === 0n) chain.origin ??= seal;
      chain.seals += 1;
      chain.latest = seal;
      onSeal(seal.n, head?.n ?? seal.n);
    }
    if (page.length < SEALS) break;
  }
  const { latest } = chain;
  if (isWhole && (head?.n !== latest?.n || (head && latest && !head.hash.equals(latest.hash)))) {
    const ends = latest ? `the chain ends with seal ${latest.n}` : "there is no seal";
    findings.add(
      "seal",
      ((latest?.n ?? -1n) + 1n).toString(),
      head ? `${ends}, and ${head.n} was the last one` : `${ends}, and none was the last one`,
    );
  }
  for (const { n } of awaited.slice(0, 1))
    if (!latest || n > latest.n) findings.add("published", n.toString(), "it is not in the chain");
  return chain;
}

/** What is wrong with a seal in itself and with its link to the one before. */
async function faultsOf(
  db: Db,
  communityId: string,
  seal: SealRow,
  chain: Chain,
  findings: Findings,
): Promise<string[]> {
  const { latest } = chain;
  const faults: string[] = [];
  const follows = latest ? seal.n === latest.n + 1n : seal.n <= 1n;
  if (!follows) faults.push(latest ? `it comes after seal ${latest.n}` : "it is the first one there is");
  if (follows && !seal.previous.equals(latest?.hash ?? NO_SEAL))
    faults.push("it does not go on from the seal before it");
  // The hash of seal 0 is that of the books before, which are looked at as a whole.
  if (seal.n === 0n) return faults;
  const facts = { communityId, n: seal.n, sealedAt: seal.sealed_at, previous: seal.previous };
  const hash = await sealHash(facts, partsOf(db, communityId, seal, chain, findings));
  if (!hash.equals(seal.hash)) faults.push("its hash is not that of its batches");
  return faults;
}

async function* partsOf(
  db: Db,
  communityId: string,
  seal: SealRow,
  chain: Chain,
  findings: Findings,
): AsyncGenerator<SealPart> {
  const ids = seal.batch_ids.toSorted();
  for (let at = 0; at < ids.length; at += BATCHES) {
    const batches = await batchesOf(db, communityId, ids.slice(at, at + BATCHES));
    chain.batches += batches.length;
    chain.transactions += await verifyBatches(db, communityId, batches, findings);
    yield* batches;
  }
}

/** Takes away what agrees; the first one that differs ends the comparing. */
function comparePublished(awaited: PublishedSeal[], seal: SealRow, findings: Findings): void {
  while (awaited[0] && awaited[0].n <= seal.n) {
    const [asked] = awaited.splice(0, 1);
    if (!asked) return;
    if (asked.n === seal.n && asked.hash === seal.hash.toString("hex")) continue;
    const now = asked.n === seal.n ? `it is ${seal.hash.toString("hex")} now` : "it is not in the chain";
    findings.add("published", asked.n.toString(), `${asked.hash} was published, ${now}`);
    awaited.length = 0;
  }
}
