import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * The server's keys. The first is used for new values; older ones still open what they closed. A closed value carries its
 * key's id: `<keyId>.<base64url of iv, tag, ciphertext>`. The `purpose` is bound to the value: one cannot stand for another.
 */
export interface KeyRing {
  /** Id of the key that is used for new values: what `seal` answers begins with it and a dot. */
  readonly newestId: string;
  seal(plain: string, purpose: string): string;
  open(sealed: string, purpose: string): string;
  /** Short signature of an address that a person without a sign-in may use. Stable for the same message. */
  sign(message: string, purpose: string): string;
  /** The same by every key of the ring, the newest first: for finding what was kept under a signature before a new key came. */
  signatures(message: string, purpose: string): readonly [string, ...string[]];
  verify(message: string, signature: string, purpose: string): boolean;
}

interface Key {
  id: string;
  bytes: Buffer;
}

/** `text`: `id:base64 of 32 bytes`, several separated by commas, newest first. */
export function parseKeyRing(text: string): KeyRing {
  const [newest, ...older] = text.split(",").map(parseKey);
  if (!newest) throw new Error("no key");
  const keys = [newest, ...older];
  const derive = (key: Key, purpose: string) => Buffer.from(hkdfSync("sha256", key.bytes, "", purpose, 32));
  const mac = (key: Key, message: string, purpose: string) =>
    createHmac("sha256", derive(key, `sign:${purpose}`))
      .update(message)
      .digest()
      .subarray(0, 18);
  return {
    newestId: newest.id,
    seal(plain, purpose) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", derive(newest, `seal:${purpose}`), iv);
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return `${newest.id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    open(sealed, purpose) {
      const [id, data] = sealed.split(".");
      const key = keys.find((candidate) => candidate.id === id);
      if (!key || !data) throw new Error("the value was closed with a key that is not in the ring");
      const bytes = Buffer.from(data, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", derive(key, `seal:${purpose}`), bytes.subarray(0, IV_BYTES));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
    },
    sign: (message, purpose) => mac(newest, message, purpose).toString("base64url"),
    signatures(message, purpose) {
      const by = (key: Key) => mac(key, message, purpose).toString("base64url");
      return [by(newest), ...older.map(by)];
    },
    verify(message, signature, purpose) {
      const given = Buffer.from(signature, "base64url");
      return keys.some((key) => {
        const wanted = mac(key, message, purpose);
        return given.length === wanted.length && timingSafeEqual(given, wanted);
      });
    },
  };
}

function parseKey(text: string): Key {
  const [id, base64] = text.trim().split(":");
  const bytes = Buffer.from(base64 ?? "", "base64");
  if (!id || !/^[a-z0-9]{1,16}$/.test(id) || bytes.length !== 32) {
    throw new Error("a key is written as id:base64 of 32 bytes");
  }
  return { id, bytes };
}

/** A new ring of one key, as text. */
export function makeKeyRing(): string {
  return `k1:${randomBytes(32).toString("base64")}`;
}
