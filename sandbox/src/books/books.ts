import { Refused } from "../errors.ts";
import { instant } from "../ids.ts";
import { MAX_TOTAL } from "../money.ts";
import { int, type Row, text } from "../store/row.ts";
import type { Store } from "../store/store.ts";

/** What moves a merchant's balance. Only final things are entries: what is pending is `reserved`. */
export type EntryKind = "charge" | "fee" | "refund" | "payout" | "payout_reversed" | "dispute_lost" | "top_up";

const SIGNS: Readonly<Record<EntryKind, 1 | -1>> = {
  charge: 1,
  fee: -1,
  refund: -1,
  payout: -1,
  payout_reversed: 1,
  dispute_lost: -1,
  top_up: 1,
};

export interface Movement {
  merchantId: string;
  kind: EntryKind;
  currency: string;
  /** Not negative; the kind gives the sign. */
  amount: number;
  reference: string;
  at: number;
}

export interface Balance {
  currency: string;
  balance: number;
  reserved: number;
  available: number;
}

/** Writes one line and its total. Refuses what would take a total past what every reader keeps exactly. */
export function post(store: Store, movement: Movement): void {
  const { merchantId, kind, currency, amount, reference, at } = movement;
  if (amount === 0) return;
  const total = totalOf(store, merchantId, currency, kind);
  const balanceAfter = settled(store, merchantId, currency) + SIGNS[kind] * amount;
  if (total + amount > MAX_TOTAL || Math.abs(balanceAfter) > MAX_TOTAL) throw limitExceeded();
  store.run(
    `insert into total values (:merchantId, :currency, :kind, :amount, 1)
     on conflict do update set amount = amount + excluded.amount, count = count + 1`,
    { merchantId, currency, kind, amount },
  );
  const last = store.get("select max(seq) as seq from entry where merchant_id = :merchantId", { merchantId });
  store.insert("entry", {
    merchant_id: merchantId,
    seq: last === undefined || last.seq === null ? 1 : int(last, "seq") + 1,
    kind,
    reference,
    currency,
    at,
    amount: SIGNS[kind] * amount,
    balance_after: balanceAfter,
  });
}

export function limitExceeded(): Refused {
  return new Refused(422, "limit_exceeded", "the merchant's books would leave what can be counted exactly");
}

export function totalOf(store: Store, merchantId: string, currency: string, kind: EntryKind): number {
  return totalRow(store, merchantId, currency, kind).amount;
}

export function countOf(store: Store, merchantId: string, currency: string, kind: EntryKind): number {
  return totalRow(store, merchantId, currency, kind).count;
}

function totalRow(
  store: Store,
  merchantId: string,
  currency: string,
  kind: EntryKind,
): { amount: number; count: number } {
  const row = store.get(
    "select amount, count from total where merchant_id = :merchantId and currency = :currency and kind = :kind",
    { merchantId, currency, kind },
  );
  return row === undefined ? { amount: 0, count: 0 } : { amount: int(row, "amount"), count: int(row, "count") };
}

export function balanceOf(store: Store, merchantId: string, currency: string): Balance {
  const balance = settled(store, merchantId, currency);
  const reserved = reservedOf(store, merchantId, currency);
  return { currency, balance, reserved, available: balance - reserved };
}

export function reservedOf(store: Store, merchantId: string, currency: string): number {
  const row = store.get(
    `select coalesce((select sum(amount) from refund where merchant_id = :merchantId and currency = :currency and status = 'pending'), 0)
          + coalesce((select sum(amount) from payout where merchant_id = :merchantId and currency = :currency and status = 'pending'), 0)
         as reserved`,
    { merchantId, currency },
  );
  return row === undefined ? 0 : int(row, "reserved");
}

export function balancesOf(store: Store, merchantId: string): Balance[] {
  return currenciesMoved(store, merchantId).map((currency) => balanceOf(store, merchantId, currency));
}

export function currenciesMoved(store: Store, merchantId: string): string[] {
  const rows = store.all("select distinct currency from total where merchant_id = :merchantId order by currency", {
    merchantId,
  });
  return rows.map((row) => text(row, "currency"));
}

export function entryView(row: Row): Record<string, unknown> {
  return {
    seq: int(row, "seq"),
    kind: text(row, "kind"),
    reference: text(row, "reference"),
    amount: int(row, "amount"),
    currency: text(row, "currency"),
    balanceAfter: int(row, "balance_after"),
    at: instant(int(row, "at")),
  };
}

function settled(store: Store, merchantId: string, currency: string): number {
  const row = store.get(
    `select coalesce(sum(case when kind in ('charge', 'payout_reversed', 'top_up') then amount else -amount end), 0) as balance
     from total where merchant_id = :merchantId and currency = :currency`,
    { merchantId, currency },
  );
  return row === undefined ? 0 : int(row, "balance");
}
