import { toBehaviour } from "../behaviours.ts";
import { notFound } from "../errors.ts";
import { int, intOrNull, oneOf, type Row, text, textOrNull } from "../store/row.ts";
import type { Store } from "../store/store.ts";
import { REFUND_STATUSES, type Refund } from "./refund.ts";

export const REFUND_COLUMNS = `refund.*, (select charge.reference from charge where charge.id = refund.charge_id) as charge,
  (select charge.domain from charge where charge.id = refund.charge_id) as domain`;

export function refundByReference(store: Store, merchantId: string, reference: string): Refund {
  const row = store.get(
    `select ${REFUND_COLUMNS} from refund where merchant_id = :merchantId and reference = :reference`,
    { merchantId, reference },
  );
  if (row === undefined) throw notFound("refund");
  return refundFromRow(row);
}

export function refundById(store: Store, id: string): Refund {
  const row = store.get(`select ${REFUND_COLUMNS} from refund where id = :id`, { id });
  if (row === undefined) throw notFound("refund");
  return refundFromRow(row);
}

/** What of a charge is refunded or about to be. */
export function refundedOrPending(store: Store, chargeId: string): number {
  const row = store.get(
    "select coalesce(sum(amount), 0) as sum from refund where charge_id = :chargeId and status <> 'failed'",
    { chargeId },
  );
  return row === undefined ? 0 : int(row, "sum");
}

export function insertRefund(store: Store, refund: Refund): void {
  store.insert("refund", {
    id: refund.id,
    merchant_id: refund.merchantId,
    charge_id: refund.chargeId,
    reference: refund.reference,
    status: refund.status,
    behaviour: refund.behaviour,
    amount: refund.amount,
    currency: refund.currency,
    failure_reason: refund.failureReason,
    created_at: refund.createdAt,
    settled_at: refund.settledAt,
  });
}

export function updateRefund(store: Store, refund: Refund): void {
  store.run(
    "update refund set status = :status, failure_reason = :failureReason, settled_at = :settledAt where id = :id",
    {
      id: refund.id,
      status: refund.status,
      failureReason: refund.failureReason,
      settledAt: refund.settledAt,
    },
  );
}

export function refundFromRow(row: Row): Refund {
  return {
    id: text(row, "id"),
    merchantId: text(row, "merchant_id"),
    chargeId: text(row, "charge_id"),
    charge: text(row, "charge"),
    domain: text(row, "domain"),
    reference: text(row, "reference"),
    status: oneOf(row, "status", REFUND_STATUSES),
    behaviour: toBehaviour(text(row, "behaviour")),
    amount: int(row, "amount"),
    currency: text(row, "currency"),
    failureReason: textOrNull(row, "failure_reason"),
    createdAt: int(row, "created_at"),
    settledAt: intOrNull(row, "settled_at"),
  };
}
