import { hash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";

/** What an `Idempotency-Key` stands for. */
export interface KeyedRequest {
  key: string;
  /** Caller, method and address: a key is never shared between them. */
  scope: Buffer;
  /** What was asked: the same key with another one is refused. */
  fingerprint: Buffer;
}

export function keyedRequest(
  key: string,
  caller: string,
  method: string,
  address: string,
  body: unknown,
): KeyedRequest {
  return {
    key,
    scope: hash("sha256", `${caller}\n${method}\n${address}`, "buffer"),
    fingerprint: hash("sha256", canonicalJson(body), "buffer"),
  };
}
