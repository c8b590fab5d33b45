import { randomBytes } from "node:crypto";

export type IdPrefix = "mer" | "ch" | "re" | "po" | "di" | "evt";

export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomBytes(12).toString("hex")}`;
}

/** Names a checkout page; whoever knows it may pay. */
export function newCheckoutToken(): string {
  return randomBytes(16).toString("hex");
}

export function newSecretKey(): string {
  return `sk_sandbox_${randomBytes(16).toString("hex")}`;
}

export function instant(at: number): string {
  return new Date(at).toISOString();
}

export function instantOrNull(at: number | null): string | null {
  return at === null ? null : instant(at);
}
