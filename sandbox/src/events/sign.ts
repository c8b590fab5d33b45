import { createHmac } from "node:crypto";

/** `timestamp` in Unix seconds; the body exactly as it is sent. */
export function sign(secret: string, timestamp: number, body: string): string {
  return createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
}

export function signedHeaders(secret: string, at: number, body: string): Record<string, string> {
  const timestamp = Math.floor(at / 1000);
  return {
    "content-type": "application/json",
    "user-agent": "sandbox-provider",
    "x-sandbox-timestamp": String(timestamp),
    "x-sandbox-signature": sign(secret, timestamp, body),
  };
}
