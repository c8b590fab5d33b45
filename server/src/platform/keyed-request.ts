import { hash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";

/** What an `Idempotency-Key` stands for. */
export interface KeyedRequest {
  key: string;
  /** Caller, method and address: a key is never shared between them. */
  scope: string;
  /** SHA-256 of what was asked, in hexadecimal: the same key with another one is refused. */
  fingerprint: string;
}

export function keyedRequest(
  key: string,
  caller: string,
  method: string,
  address: string,
  body: unknown,
): KeyedRequest {
  return { key, scope: `${caller}\n${method}\n${address}`, fingerprint: hash("sha256", canonicalJson(body)) };
}
