import { randomFillSync } from "node:crypto";

const HEX = Buffer.from("0123456789abcdef", "latin1");
const DASH = 0x2d;
const pool = Buffer.allocUnsafe(64 * 1024);
let used = pool.length;

/** Position of so many fresh random bytes in the pool: the system's own randomness, fetched in large helpings. */
function take(bytes: number): number {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return used - bytes;
}

/** A whole number from 0 to below `bound`. What the remainder favours is one in tens of thousands, and harmless here. */
export function below(bound: number): number {
  return pool.readUInt32LE(take(4)) % bound;
}

/** Writes a UUID v4 as 36 characters: keys of callers are random, and their index is as dear as in life. */
export function writeUuid(target: Buffer, at: number): void {
  const from = take(16);
  let to = at;
  for (let index = 0; index < 16; index++) {
    let byte = pool[from + index] ?? 0;
    if (index === 6) byte = (byte & 0x0f) | 0x40;
    if (index === 8) byte = (byte & 0x3f) | 0x80;
    if (index === 4 || index === 6 || index === 8 || index === 10) target[to++] = DASH;
    target[to++] = HEX[byte >> 4] ?? 0;
    target[to++] = HEX[byte & 15] ?? 0;
  }
}
