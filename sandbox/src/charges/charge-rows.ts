import { toBehaviour } from "../behaviours.ts";
import { type Fields, isFields } from "../check.ts";
import { notFound } from "../errors.ts";
import { int, intOrNull, oneOf, type Row, text, textOrNull } from "../store/row.ts";
import type { Store } from "../store/store.ts";
import { CHARGE_STATUSES, type Charge, type Domain } from "./charge.ts";

const DOMAINS: readonly Domain[] = ["test", "live"];

/** What is refunded is summed up, never stored a second time. */
export const CHARGE_COLUMNS = `charge.*, (select coalesce(sum(refund.amount), 0) from refund
  where refund.charge_id = charge.id and refund.status = 'processed') as refunded_amount`;

export function chargeByReference(store: Store, merchantId: string, reference: string): Charge {
  const row = store.get(
    `select ${CHARGE_COLUMNS} from charge where merchant_id = :merchantId and reference = :reference`,
    { merchantId, reference },
  );
  if (row === undefined) throw notFound("charge");
  return chargeFromRow(row);
}

export function chargeById(store: Store, id: string): Charge {
  const row = store.get(`select ${CHARGE_COLUMNS} from charge where id = :id`, { id });
  if (row === undefined) throw notFound("charge");
  return chargeFromRow(row);
}

export function chargeByToken(store: Store, token: string): Charge {
  const row = store.get(`select ${CHARGE_COLUMNS} from charge where token = :token`, { token });
  if (row === undefined) throw notFound("checkout page");
  return chargeFromRow(row);
}

export function insertCharge(store: Store, charge: Charge): void {
  store.insert("charge", {
    id: charge.id,
    merchant_id: charge.merchantId,
    reference: charge.reference,
    token: charge.token,
    domain: charge.domain,
    status: charge.status,
    behaviour: charge.behaviour,
    requested_amount: charge.requestedAmount,
    amount: charge.amount,
    currency: charge.currency,
    fees: charge.fees,
    channel: charge.channel,
    email: charge.email,
    metadata: JSON.stringify(charge.metadata),
    return_url: charge.returnUrl,
    failure_reason: charge.failureReason,
    created_at: charge.createdAt,
    paid_at: charge.paidAt,
    expires_at: charge.expiresAt,
  });
}

export function updateCharge(store: Store, charge: Charge): void {
  store.run(
    `update charge set status = :status, amount = :amount, currency = :currency, fees = :fees, channel = :channel,
       failure_reason = :failureReason, paid_at = :paidAt where id = :id`,
    {
      id: charge.id,
      status: charge.status,
      amount: charge.amount,
      currency: charge.currency,
      fees: charge.fees,
      channel: charge.channel,
      failureReason: charge.failureReason,
      paidAt: charge.paidAt,
    },
  );
}

export function chargeFromRow(row: Row): Charge {
  return {
    id: text(row, "id"),
    merchantId: text(row, "merchant_id"),
    reference: text(row, "reference"),
    token: text(row, "token"),
    domain: oneOf(row, "domain", DOMAINS),
    status: oneOf(row, "status", CHARGE_STATUSES),
    behaviour: toBehaviour(text(row, "behaviour")),
    requestedAmount: int(row, "requested_amount"),
    amount: int(row, "amount"),
    currency: text(row, "currency"),
    fees: int(row, "fees"),
    channel: textOrNull(row, "channel"),
    email: text(row, "email"),
    metadata: metadataFrom(text(row, "metadata")),
    returnUrl: text(row, "return_url"),
    failureReason: textOrNull(row, "failure_reason"),
    refundedAmount: int(row, "refunded_amount"),
    createdAt: int(row, "created_at"),
    paidAt: intOrNull(row, "paid_at"),
    expiresAt: int(row, "expires_at"),
  };
}

function metadataFrom(json: string): Fields {
  const value: unknown = JSON.parse(json);
  return isFields(value) ? value : {};
}
