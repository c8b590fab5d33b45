import type { IncomingMessage } from "node:http";
import { Refused } from "../errors.ts";

const LIMIT = 65_536;
const DRAINED = 1_048_576;

/** The JSON of a body. An empty one is `{}` where the caller may leave it out. */
export async function readJson(request: IncomingMessage, mayBeEmpty: boolean): Promise<unknown> {
  const bytes = await readBytes(request);
  if (bytes.length === 0 && mayBeEmpty) return {};
  ensureType(request, "application/json");
  try {
    const value: unknown = JSON.parse(utf8(bytes));
    return value;
  } catch {
    throw new Refused(400, "invalid_json", "the body is not JSON in UTF-8");
  }
}

export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const bytes = await readBytes(request);
  ensureType(request, "application/x-www-form-urlencoded");
  return new URLSearchParams(bytes.toString("latin1"));
}

function ensureType(request: IncomingMessage, type: string): void {
  const given = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (given !== type) throw new Refused(415, "unsupported_media_type", `content-type must be ${type}`);
}

function utf8(bytes: Buffer): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

/** A body that is a little too large is read to its end, so that the caller hears why it was refused. */
async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const tooLarge = new Refused(413, "body_too_large", `a body has at most ${LIMIT} bytes`);
  if (Number(request.headers["content-length"] ?? 0) > DRAINED) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError("a chunk that is no buffer");
    size += chunk.length;
    if (size > DRAINED) throw tooLarge;
    if (size <= LIMIT) chunks.push(chunk);
  }
  if (size > LIMIT) throw tooLarge;
  return Buffer.concat(chunks);
}
