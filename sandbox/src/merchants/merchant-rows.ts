import { createHash } from "node:crypto";
import { int, oneOf, type Row, text, textOrNull } from "../store/row.ts";
import type { Store } from "../store/store.ts";
import { type Merchant, MODES } from "./merchant.ts";

/** Keys are looked up by their hash, so that the time of a look-up tells nothing about a key. */
export function keyHash(secretKey: string): string {
  return createHash("sha256").update(secretKey).digest("hex");
}

export function merchantByKey(store: Store, secretKey: string): Merchant | null {
  const row = store.get("select * from merchant where key_hash = :hash", { hash: keyHash(secretKey) });
  return row === undefined ? null : fromRow(row);
}

export function merchantById(store: Store, id: string): Merchant {
  const row = store.get("select * from merchant where id = :id", { id });
  if (row === undefined) throw new Error(`no merchant ${id}`);
  return fromRow(row);
}

export function allMerchants(store: Store): Merchant[] {
  return store.all("select * from merchant order by created_at, id").map(fromRow);
}

export function insertMerchant(store: Store, hash: string, merchant: Merchant, createdAt: number): void {
  store.insert("merchant", { id: merchant.id, key_hash: hash, created_at: createdAt, ...columns(merchant) });
}

export function updateMerchant(store: Store, merchant: Merchant): void {
  const row = columns(merchant);
  const sets = Object.keys(row).map((column) => `${column} = :${column}`);
  store.run(`update merchant set ${sets.join(", ")} where id = :id`, { id: merchant.id, ...row });
}

function columns(merchant: Merchant) {
  return {
    signing_key: merchant.signingKey,
    webhook_url: merchant.webhookUrl,
    fee_bps: merchant.feeBps,
    fee_fixed: merchant.feeFixed,
    currencies: merchant.currencies.join(" "),
    mode: merchant.mode,
    settle_seconds: merchant.settleSeconds,
    late_seconds: merchant.lateSeconds,
    charge_ttl_seconds: merchant.chargeTtlSeconds,
    provoke: merchant.provoke ? 1 : 0,
    clock_offset: merchant.clockOffset,
  };
}

function fromRow(row: Row): Merchant {
  return {
    id: text(row, "id"),
    signingKey: text(row, "signing_key"),
    webhookUrl: textOrNull(row, "webhook_url"),
    feeBps: int(row, "fee_bps"),
    feeFixed: int(row, "fee_fixed"),
    currencies: text(row, "currencies").split(" "),
    mode: oneOf(row, "mode", MODES),
    settleSeconds: int(row, "settle_seconds"),
    lateSeconds: int(row, "late_seconds"),
    chargeTtlSeconds: int(row, "charge_ttl_seconds"),
    provoke: int(row, "provoke") === 1,
    clockOffset: int(row, "clock_offset"),
  };
}
