import { createHash } from "node:crypto";

/** Merkle trees as RFC 6962 (2.1) has them: leaves and nodes are hashed apart, so that neither passes for the other. */
export function leafHash(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash("sha256").update(LEAF);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);
const EMPTY = createHash("sha256").digest();

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash("sha256").update(NODE).update(left).update(right).digest();
}

interface Subtree {
  hash: Buffer;
  size: number;
  isWatched: boolean;
}

/** A tree that is built leaf by leaf and keeps one hash for each of its heights, and the path from one watched leaf up to its root. */
export class MerkleTree {
  readonly #subtrees: Subtree[] = [];
  readonly #path: Buffer[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(hash: Buffer, isWatched = false): void {
    this.#subtrees.push({ hash, size: 1, isWatched });
    this.#size += 1;
    for (;;) {
      const [left, right] = this.#subtrees.slice(-2);
      if (!left || !right || left.size !== right.size) return;
      this.#subtrees.splice(-2, 2, this.#join(left, right));
    }
  }

  /** Ends the tree: the root, and the path from the watched leaf up to it. */
  end(): { root: Buffer; path: readonly Buffer[] } {
    let whole = this.#subtrees.pop();
    if (!whole) return { root: EMPTY, path: [] };
    for (const left of this.#subtrees.toReversed()) whole = this.#join(left, whole);
    return { root: whole.hash, path: this.#path };
  }

  #join(left: Subtree, right: Subtree): Subtree {
    if (left.isWatched) this.#path.push(right.hash);
    if (right.isWatched) this.#path.push(left.hash);
    const hash = nodeHash(left.hash, right.hash);
    return { hash, size: left.size + right.size, isWatched: left.isWatched || right.isWatched };
  }
}

/** Whether the leaf stands at `index` of the tree of `size` leaves with this root (RFC 9162, 2.1.3.2). */
export function isIncluded(proof: {
  leaf: Buffer;
  index: number;
  size: number;
  path: readonly Buffer[];
  root: Buffer;
}): boolean {
  if (proof.index >= proof.size) return false;
  let index = BigInt(proof.index);
  let last = BigInt(proof.size) - 1n;
  let hash = proof.leaf;
  for (const sibling of proof.path) {
    if (last === 0n) return false;
    if (index % 2n === 1n || index === last) {
      hash = nodeHash(sibling, hash);
      while (index % 2n === 0n && index !== 0n) {
        index /= 2n;
        last /= 2n;
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    index /= 2n;
    last /= 2n;
  }
  return last === 0n && hash.equals(proof.root);
}
