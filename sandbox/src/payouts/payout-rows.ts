import { toBehaviour } from "../behaviours.ts";
import { notFound } from "../errors.ts";
import { int, intOrNull, oneOf, type Row, text, textOrNull } from "../store/row.ts";
import type { Store } from "../store/store.ts";
import { PAYOUT_STATUSES, type Payout } from "./payout.ts";

export function payoutByReference(store: Store, merchantId: string, reference: string): Payout {
  const row = store.get("select * from payout where merchant_id = :merchantId and reference = :reference", {
    merchantId,
    reference,
  });
  if (row === undefined) throw notFound("payout");
  return payoutFromRow(row);
}

export function payoutById(store: Store, id: string): Payout {
  const row = store.get("select * from payout where id = :id", { id });
  if (row === undefined) throw notFound("payout");
  return payoutFromRow(row);
}

export function insertPayout(store: Store, payout: Payout): void {
  store.insert("payout", {
    id: payout.id,
    merchant_id: payout.merchantId,
    reference: payout.reference,
    status: payout.status,
    behaviour: payout.behaviour,
    amount: payout.amount,
    currency: payout.currency,
    destination_name: payout.destination.name,
    account_number: payout.destination.accountNumber,
    bank_code: payout.destination.bankCode,
    reason: payout.reason,
    failure_reason: payout.failureReason,
    created_at: payout.createdAt,
    settled_at: payout.settledAt,
    reversed_at: payout.reversedAt,
  });
}

export function updatePayout(store: Store, payout: Payout): void {
  store.run(
    `update payout set status = :status, failure_reason = :failureReason, settled_at = :settledAt, reversed_at = :reversedAt
     where id = :id`,
    {
      id: payout.id,
      status: payout.status,
      failureReason: payout.failureReason,
      settledAt: payout.settledAt,
      reversedAt: payout.reversedAt,
    },
  );
}

export function payoutFromRow(row: Row): Payout {
  return {
    id: text(row, "id"),
    merchantId: text(row, "merchant_id"),
    reference: text(row, "reference"),
    status: oneOf(row, "status", PAYOUT_STATUSES),
    behaviour: toBehaviour(text(row, "behaviour")),
    amount: int(row, "amount"),
    currency: text(row, "currency"),
    destination: {
      name: text(row, "destination_name"),
      accountNumber: text(row, "account_number"),
      bankCode: text(row, "bank_code"),
    },
    reason: text(row, "reason"),
    failureReason: textOrNull(row, "failure_reason"),
    createdAt: int(row, "created_at"),
    settledAt: intOrNull(row, "settled_at"),
    reversedAt: intOrNull(row, "reversed_at"),
  };
}
