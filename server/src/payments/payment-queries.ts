import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { CommunityContext } from "../platform/context.ts";
import type { Database } from "../platform/db.ts";

export type PaymentRow = Selectable<Database["payments.payment"]>;
export type RefundRow = Selectable<Database["payments.refund"]>;

export async function insertPayment(
  ctx: CommunityContext,
  row: Insertable<Database["payments.payment"]>,
): Promise<PaymentRow> {
  return ctx.tx.insertInto("payments.payment").values(row).returningAll().executeTakeFirstOrThrow();
}

export async function findPayment(ctx: CommunityContext, id: string): Promise<PaymentRow | undefined> {
  return selectPayments(ctx).where("id", "=", id).executeTakeFirst();
}

export async function findPaymentByReference(
  ctx: CommunityContext,
  providerId: string,
  reference: string,
): Promise<PaymentRow | undefined> {
  return selectPayments(ctx)
    .where("provider_id", "=", providerId)
    .where("reference", "=", reference)
    .executeTakeFirst();
}

/** Taken after the purpose's own row is locked: everybody does it in this order. */
export async function lockPayment(ctx: CommunityContext, id: string): Promise<PaymentRow> {
  return selectPayments(ctx).where("id", "=", id).forNoKeyUpdate().executeTakeFirstOrThrow();
}

/** Its reversal was heard of before its success: what took the money away again is in the books no more than the money is. */
export function cameAndWent(payment: PaymentRow): boolean {
  return payment.status === "reversed" && payment.paid_at === null;
}

/** A change that people may see: it raises the version. */
export async function changePayment(
  ctx: CommunityContext,
  id: string,
  changes: Updateable<Database["payments.payment"]>,
): Promise<PaymentRow> {
  return ctx.tx
    .updateTable("payments.payment")
    .set(changes)
    .set((eb) => ({ version: eb("version", "+", 1), updated_at: ctx.now }))
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** When the provider is asked next: nobody's business but the reconciler's. */
export async function notePaymentCheck(
  ctx: CommunityContext,
  id: string,
  attempts: number,
  nextCheckAt: Date | null,
): Promise<void> {
  await ctx.tx
    .updateTable("payments.payment")
    .set({ attempts, next_check_at: nextCheckAt })
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .execute();
}

export interface PaymentFilter {
  status?: string;
  purposeKind?: string;
  purposeId?: string;
  subjectId?: string;
  userId?: string;
  before?: string;
  limit: number;
}

/** Newest first, in the order of their time-ordered ids. */
export async function listPayments(ctx: CommunityContext, filter: PaymentFilter): Promise<PaymentRow[]> {
  let query = selectPayments(ctx);
  if (filter.status) query = query.where("status", "=", filter.status);
  if (filter.purposeKind) query = query.where("purpose_kind", "=", filter.purposeKind);
  if (filter.purposeId) query = query.where("purpose_id", "=", filter.purposeId);
  if (filter.subjectId) query = query.where("subject_id", "=", filter.subjectId);
  if (filter.userId) query = query.where("user_id", "=", filter.userId);
  if (filter.before) query = query.where("id", "<", filter.before);
  return query.orderBy("id", "desc").limit(filter.limit).execute();
}

export async function paymentsOfPurposes(
  ctx: CommunityContext,
  kind: string,
  purposeIds: readonly string[],
): Promise<PaymentRow[]> {
  if (purposeIds.length === 0) return [];
  return selectPayments(ctx)
    .where("purpose_kind", "=", kind)
    .where("purpose_id", "in", [...purposeIds])
    .orderBy("id")
    .execute();
}

export async function paymentsById(ctx: CommunityContext, ids: readonly string[]): Promise<PaymentRow[]> {
  if (ids.length === 0) return [];
  return selectPayments(ctx)
    .where("id", "in", [...ids])
    .execute();
}

function selectPayments(ctx: CommunityContext) {
  return ctx.tx.selectFrom("payments.payment").selectAll().where("community_id", "=", ctx.communityId);
}

// Refunds -------------------------------------------------------------------------------------------------------

export async function insertRefund(
  ctx: CommunityContext,
  row: Insertable<Database["payments.refund"]>,
): Promise<RefundRow> {
  return ctx.tx.insertInto("payments.refund").values(row).returningAll().executeTakeFirstOrThrow();
}

export async function findRefund(ctx: CommunityContext, id: string): Promise<RefundRow | undefined> {
  return selectRefunds(ctx).where("id", "=", id).executeTakeFirst();
}

export async function lockRefund(ctx: CommunityContext, id: string): Promise<RefundRow> {
  return selectRefunds(ctx).where("id", "=", id).forNoKeyUpdate().executeTakeFirstOrThrow();
}

/** All of a payment, oldest first. Stable only under the payment's lock. */
export async function refundsOf(ctx: CommunityContext, paymentId: string): Promise<RefundRow[]> {
  return selectRefunds(ctx).where("payment_id", "=", paymentId).orderBy("created_at").orderBy("id").execute();
}

export async function changeRefund(
  ctx: CommunityContext,
  id: string,
  changes: Updateable<Database["payments.refund"]>,
): Promise<RefundRow> {
  return ctx.tx
    .updateTable("payments.refund")
    .set(changes)
    .set((eb) => ({ version: eb("version", "+", 1), updated_at: ctx.now }))
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function noteRefundCheck(
  ctx: CommunityContext,
  id: string,
  attempts: number,
  nextCheckAt: Date | null,
): Promise<void> {
  await ctx.tx
    .updateTable("payments.refund")
    .set({ attempts, next_check_at: nextCheckAt })
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .execute();
}

export async function listRefunds(
  ctx: CommunityContext,
  filter: { status?: string; paymentId?: string; before?: string; limit: number },
): Promise<RefundRow[]> {
  let query = selectRefunds(ctx);
  if (filter.status) query = query.where("status", "=", filter.status);
  if (filter.paymentId) query = query.where("payment_id", "=", filter.paymentId);
  if (filter.before) query = query.where("id", "<", filter.before);
  return query.orderBy("id", "desc").limit(filter.limit).execute();
}

function selectRefunds(ctx: CommunityContext) {
  return ctx.tx.selectFrom("payments.refund").selectAll().where("community_id", "=", ctx.communityId);
}

// What is due ---------------------------------------------------------------------------------------------------

export interface DueCheck {
  kind: "payment" | "refund" | "payout" | "webhook";
  community_id: string;
  id: string;
}

/** Over all communities: ids only, for the reconciler. */
export async function dueChecks(tx: CommunityContext["tx"], at: Date, most: number): Promise<DueCheck[]> {
  const { rows } = await sql<DueCheck>`select kind, community_id, id from payments.due_checks(${at}, ${most})`.execute(
    tx,
  );
  return rows;
}
