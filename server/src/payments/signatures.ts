import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Whether `given` is the hex of the HMAC of the exact bytes under one of the keys. Constant time; never throws. */
export function isSigned(
  algorithm: "sha256" | "sha512",
  keys: readonly string[],
  message: Uint8Array,
  given: string | undefined,
): boolean {
  if (!given) return false;
  let found = false;
  for (const key of keys) {
    // An empty key is a configuration that is missing: everybody could sign with it.
    if (key === "") continue;
    const wanted = createHmac(algorithm, key).update(message).digest("hex");
    if (sameText(wanted, given)) found = true;
  }
  return found;
}

/** Both sides are hashed, so that their lengths are equal and nothing is told by the time it takes. */
function sameText(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}

export function sha256Hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
