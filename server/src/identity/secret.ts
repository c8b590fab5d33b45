import { createHash, randomBytes } from "node:crypto";

/** What a person or a browser holds; we keep its hash alone. 256 random bits need no slow hash. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

export function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}
