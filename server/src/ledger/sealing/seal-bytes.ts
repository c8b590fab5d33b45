import { createHash } from "node:crypto";

/** What a batch brings into its seal. */
export interface SealPart {
  id: string;
  format: number;
  leaves: Buffer;
}

export interface SealFacts {
  communityId: string;
  n: bigint;
  sealedAt: Date;
  previous: Buffer;
}

const TAG = "commonpurse seal 1\n";
/** What the first seal goes on from where there was nothing before it. */
export const NO_SEAL = Buffer.alloc(32);

/**
 * The hash of a seal over its batches, which come in the order of their ids: the same as the database makes, made again without it.
 * The bytes are written down in the module's README.
 */
export async function sealHash(
  { communityId, n, sealedAt, previous }: SealFacts,
  parts: AsyncIterable<SealPart>,
): Promise<Buffer> {
  const hash = createHash("sha256");
  const numbers = Buffer.alloc(16);
  numbers.writeBigInt64BE(n, 0);
  numbers.writeBigInt64BE(BigInt(sealedAt.getTime()), 8);
  hash.update(TAG).update(bytesOfId(communityId)).update(numbers).update(previous);
  for await (const { id, format, leaves } of parts) {
    const head = Buffer.alloc(6);
    head.writeInt16BE(format, 0);
    head.writeInt32BE(Math.floor(leaves.length / 32), 2);
    hash.update(bytesOfId(id)).update(head).update(leaves);
  }
  return hash.digest();
}

function bytesOfId(id: string): Buffer {
  return Buffer.from(id.replaceAll("-", ""), "hex");
}
