import { notFound } from "../errors.ts";
import { int, intOrNull, oneOf, type Row, text } from "../store/row.ts";
import type { Store } from "../store/store.ts";
import { DISPUTE_STATUSES, type Dispute } from "./dispute.ts";

export const DISPUTE_COLUMNS = `dispute.*, (select charge.reference from charge where charge.id = dispute.charge_id) as charge,
  (select charge.domain from charge where charge.id = dispute.charge_id) as domain`;

export function disputeOf(store: Store, merchantId: string, id: string): Dispute {
  const row = store.get(`select ${DISPUTE_COLUMNS} from dispute where merchant_id = :merchantId and id = :id`, {
    merchantId,
    id,
  });
  if (row === undefined) throw notFound("dispute");
  return disputeFromRow(row);
}

/** What of a charge a bank holds back or has taken. */
export function disputedOf(store: Store, chargeId: string): number {
  const row = store.get(
    "select coalesce(sum(amount), 0) as sum from dispute where charge_id = :chargeId and status <> 'won'",
    { chargeId },
  );
  return row === undefined ? 0 : int(row, "sum");
}

export function insertDispute(store: Store, dispute: Dispute): void {
  store.insert("dispute", {
    id: dispute.id,
    merchant_id: dispute.merchantId,
    charge_id: dispute.chargeId,
    status: dispute.status,
    amount: dispute.amount,
    currency: dispute.currency,
    reason: dispute.reason,
    created_at: dispute.createdAt,
    resolved_at: dispute.resolvedAt,
  });
}

export function updateDispute(store: Store, dispute: Dispute): void {
  store.run("update dispute set status = :status, resolved_at = :resolvedAt where id = :id", {
    id: dispute.id,
    status: dispute.status,
    resolvedAt: dispute.resolvedAt,
  });
}

export function disputeFromRow(row: Row): Dispute {
  return {
    id: text(row, "id"),
    merchantId: text(row, "merchant_id"),
    chargeId: text(row, "charge_id"),
    charge: text(row, "charge"),
    domain: text(row, "domain"),
    status: oneOf(row, "status", DISPUTE_STATUSES),
    amount: int(row, "amount"),
    currency: text(row, "currency"),
    reason: text(row, "reason"),
    createdAt: int(row, "created_at"),
    resolvedAt: intOrNull(row, "resolved_at"),
  };
}
