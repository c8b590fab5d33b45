import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

/**
 * Passwords as argon2id in the PHC string format, so that each hash carries its own cost and can outlive a change of it.
 * 19 MiB and two passes are OWASP's floor. Hashing takes tens of milliseconds: never inside a transaction.
 */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/;

const derive = promisify(argon2);

interface Parsed {
  memory: number;
  passes: number;
  parallelism: number;
  salt: Buffer;
  tag: Buffer;
}

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await deriveTag(password, { ...COST, salt, tag: Buffer.alloc(TAG_BYTES) });
  return encodePhc({ ...COST, salt, tag });
}

/**
 * Whether the password made the hash. Without a hash (nobody has the address) the same work is done for nothing, so that
 * the time of the answer does not tell.
 */
export async function verifyPassword(password: string, phc: string | null): Promise<boolean> {
  const parsed = parsePhc(phc ?? NOBODY);
  if (!parsed) throw new Error("a stored password hash cannot be read");
  const tag = await deriveTag(password, parsed);
  return timingSafeEqual(tag, parsed.tag) && phc !== null;
}

export function encodePhc(parts: Parsed): string {
  const { memory, passes, parallelism, salt, tag } = parts;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

export function parsePhc(phc: string): Parsed | null {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(phc) ?? [];
  if (!memory || !passes || !parallelism || !salt || !tag) return null;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, "base64"),
    tag: Buffer.from(tag, "base64"),
  };
}

/** What can be guessed at once: few different characters, or the address itself. */
export function isEasyPassword(password: string, email: string): boolean {
  const plain = password.normalize("NFKC").toLowerCase();
  const [localPart = ""] = email.toLowerCase().split("@");
  return new Set(plain).size < 5 || plain === email.toLowerCase() || (localPart.length >= 4 && plain === localPart);
}

/** Composed and decomposed letters are one password, whichever the keyboard sends. */
async function deriveTag(password: string, parsed: Parsed): Promise<Buffer> {
  const { memory, passes, parallelism, salt, tag } = parsed;
  const message = Buffer.from(password.normalize("NFKC"), "utf8");
  return derive("argon2id", { message, nonce: salt, memory, passes, parallelism, tagLength: tag.length });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}

const NOBODY = encodePhc({ ...COST, salt: randomBytes(SALT_BYTES), tag: randomBytes(TAG_BYTES) });
