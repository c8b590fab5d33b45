import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isIncluded, leafHash, MerkleTree } from "./merkle.ts";

const bytes = fc.uint8Array({ maxLength: 40 });
const leaves = fc.array(bytes, { minLength: 1, maxLength: 70 });

function sha256(...parts: Uint8Array[]): Buffer {
  return createHash("sha256").update(Buffer.concat(parts)).digest();
}

/** RFC 6962, 2.1, word for word. */
function treeHash(data: readonly Uint8Array[]): Buffer {
  if (data.length === 0) return sha256();
  if (data.length === 1 && data[0]) return sha256(Uint8Array.of(0), data[0]);
  const k = splitOf(data.length);
  return sha256(Uint8Array.of(1), treeHash(data.slice(0, k)), treeHash(data.slice(k)));
}

/** RFC 6962, 2.1.1, word for word. */
function auditPath(m: number, data: readonly Uint8Array[]): Buffer[] {
  if (data.length === 1) return [];
  const k = splitOf(data.length);
  if (m < k) return [...auditPath(m, data.slice(0, k)), treeHash(data.slice(k))];
  return [...auditPath(m - k, data.slice(k)), treeHash(data.slice(0, k))];
}

function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

function build(data: readonly Uint8Array[], watched: number) {
  const tree = new MerkleTree();
  for (const [index, each] of data.entries()) tree.add(leafHash(each), index === watched);
  return { size: tree.size, ...tree.end() };
}

describe("a Merkle tree", () => {
  it("has the roots of RFC 6962, and the empty one's", () => {
    expect(new MerkleTree().end().root.toString("hex")).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    fc.assert(
      fc.property(leaves, (data) => {
        expect(build(data, 0).root).toEqual(treeHash(data));
      }),
    );
  });

  it("gathers the audit path of any leaf while it is built", () => {
    fc.assert(
      fc.property(leaves, fc.nat(), (data, any) => {
        const index = any % data.length;
        expect(build(data, index).path).toEqual(auditPath(index, data));
      }),
    );
  });

  it("proves each leaf, and no other one, no other place, no other root, no shortened or lengthened path", () => {
    fc.assert(
      fc.property(leaves, fc.nat(), bytes, (data, any, other) => {
        const index = any % data.length;
        const { size, root, path } = build(data, index);
        const leaf = leafHash(data[index] ?? other);
        const proof = { leaf, index, size, path, root };
        expect(isIncluded(proof)).toBe(true);
        expect(isIncluded({ ...proof, leaf: leafHash(other, Buffer.from("!")) })).toBe(false);
        expect(isIncluded({ ...proof, root: sha256(root) })).toBe(false);
        expect(isIncluded({ ...proof, path: [...path, root] })).toBe(false);
        if (path.length > 0) expect(isIncluded({ ...proof, path: path.slice(1) })).toBe(false);
        expect(isIncluded({ ...proof, index: size })).toBe(false);
        for (let at = 0; at < size; at++) {
          const isSame = at === index || (data.length === size && leafHash(data[at] ?? other).equals(leaf));
          if (!isSame) expect(isIncluded({ ...proof, index: at })).toBe(false);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("does not take a node for a leaf", () => {
    const [a, b] = [Buffer.from("a"), Buffer.from("b")];
    const { root } = build([a, b], 0);
    expect(leafHash(leafHash(a), leafHash(b))).not.toEqual(root);
  });
});
