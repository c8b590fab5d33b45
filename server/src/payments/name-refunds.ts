import type { CommunityContext } from "../platform/context.ts";
import { type Entity, type Names, nameKey } from "../platform/names.ts";
import { type PaymentRow, paymentsById, type RefundRow } from "./payment-queries.ts";

/** Says which payments can be told in words: the kind of a purpose's subject, such as a gift's goal. */
export type SubjectKinds = ReadonlyMap<string, string>;

export interface NamedRefund {
  refund: RefundRow;
  payment: PaymentRow;
  subjectName: string | null;
  payerName: string | null;
}

/** The refunds with what was paid for and who paid, as far as the reader may know; one look-up for all of them. */
export async function nameRefunds(
  ctx: CommunityContext,
  look: { names: Names; subjectKinds: SubjectKinds },
  refunds: readonly RefundRow[],
): Promise<NamedRefund[]> {
  const ids = refunds.map((refund) => refund.payment_id);
  const payments = new Map((await paymentsById(ctx, ids)).map((payment) => [payment.id, payment]));
  const entities = new Map<string, Entity>();
  for (const payment of payments.values()) {
    for (const entity of [purposeOf(payment), subjectOf(payment, look.subjectKinds)]) {
      if (entity) entities.set(nameKey(entity), entity);
    }
  }
  const found = await look.names(ctx, [...entities.values()]);
  const nameOf = (entity: Entity | null) => (entity ? (found.get(nameKey(entity)) ?? null) : null);
  return refunds.map((refund) => {
    const payment = payments.get(refund.payment_id);
    if (!payment) throw new Error(`refund ${refund.id} is of no payment`);
    return {
      refund,
      payment,
      subjectName: nameOf(subjectOf(payment, look.subjectKinds)),
      payerName: nameOf(purposeOf(payment)),
    };
  });
}

/** A product names what was paid, such as a gift, by who paid it. */
function purposeOf(payment: PaymentRow): Entity {
  return { kind: payment.purpose_kind, id: payment.purpose_id };
}

function subjectOf(payment: PaymentRow, kinds: SubjectKinds): Entity | null {
  const kind = kinds.get(payment.purpose_kind);
  return kind && payment.subject_id ? { kind, id: payment.subject_id } : null;
}
