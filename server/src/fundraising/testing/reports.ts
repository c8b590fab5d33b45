import { sql } from "kysely";
import type { Home } from "../../payments/index.ts";
import type { Db } from "../../platform/db.ts";
import type { Gift } from "../gift.ts";
import { giftPurpose, payoutPurpose } from "../purpose.ts";
import { getGift } from "../queries/gifts.ts";
import { findPayout } from "../queries/payouts.ts";
import type { Doors } from "./doors.ts";

/** What payments tells fundraising about a gift: its own row is written as payments would have left it. */
export function reportsOf(world: Doors) {
  const { server, system } = world;
  const owner = server.database.owner;
  const ref = (giftId: string) => paymentOfGift(owner, giftId);
  /** Of a refund that the gift may name no more. */
  const refundTold = async (giftId: string, refundId: string, status: "processed" | "failed"): Promise<Home> => {
    const payment = await ref(giftId);
    const amount = await amountOfRefund(owner, refundId);
    const home = await system(async (ctx) => {
      await giftPurpose.lock(ctx, payment.purposeId);
      return giftPurpose.refundEnded(ctx, { ...payment, refundId, amount, status });
    });
    if (home === "booked")
      await sql`update payments.refund set status = ${status} where id = ${refundId}`.execute(owner);
    return home;
  };
  return {
    ref,
    async paid(giftId: string, report: { fee?: number; at?: Date } = {}): Promise<Gift> {
      const payment = await ref(giftId);
      const paidAt = report.at ?? server.clock.now();
      const fee = BigInt(report.fee ?? 0);
      await sql`update payments.payment set status = 'succeeded', paid_at = ${paidAt}, fee = ${fee}
                 where id = ${payment.paymentId}`.execute(owner);
      return system(async (ctx) => {
        await giftPurpose.lock(ctx, payment.purposeId);
        await giftPurpose.paid(ctx, { ...payment, fee, paidAt });
        return getGift(ctx, giftId);
      });
    },
    async notPaid(giftId: string): Promise<void> {
      const payment = await ref(giftId);
      await system((ctx) => giftPurpose.notPaid(ctx, payment));
    },
    async refundEnded(giftId: string, status: "processed" | "failed"): Promise<Gift> {
      const { refundId } = await system((ctx) => getGift(ctx, giftId));
      await refundTold(giftId, refundId ?? "", status);
      return system((ctx) => getGift(ctx, giftId));
    },
    refundTold,
    /** `part`: what of it the bank takes; all where left out. */
    async dispute(giftId: string, status: "opened" | "won" | "lost", part?: bigint): Promise<void> {
      const payment = await ref(giftId);
      const amount = part ?? payment.amount;
      const lost = status === "lost" ? amount : 0n;
      await system((ctx) => giftPurpose.disputed(ctx, { ...payment, amount, status }));
      await sql`update payments.payment set dispute_status = ${status}, disputed_amount = ${lost}
                 where id = ${payment.paymentId}`.execute(owner);
    },
    /** How far payments is with it. */
    payoutAt: (payoutId: string | null) => endingOf(owner, "payout", payoutId),
    refundAt: (refundId: string | null) => endingOf(owner, "refund", refundId),
    payoutEnded: (id: string, status: "succeeded" | "failed" | "reversed") => payoutTold(world, id, status),
  };
}

/** What payments tells about a payout; its own row follows. */
async function payoutTold(
  { server, system, providerId }: Doors,
  id: string,
  status: "succeeded" | "failed" | "reversed",
): Promise<Home> {
  const payout = await system((ctx) => findPayout(ctx, id));
  if (!payout) throw new Error("no payout");
  const { amount, currency } = payout;
  const payoutId = payout.payoutId ?? "";
  const ended = { payoutId, providerId, purposeId: id, amount, currency, status };
  const home = await system((ctx) => payoutPurpose.lock(ctx, id).then(() => payoutPurpose.payoutEnded(ctx, ended)));
  if (home === "booked")
    await sql`update payments.payout set status = ${status} where id = ${payoutId}`.execute(server.database.owner);
  return home;
}

async function endingOf(owner: Db, table: "payout" | "refund", id: string | null) {
  const { rows } = await sql<{ status: string; next_check_at: Date | null }>`
    select status, next_check_at from ${sql.table(`payments.${table}`)} where id = ${id}`.execute(owner);
  return rows[0];
}

async function amountOfRefund(owner: Db, refundId: string): Promise<bigint> {
  const { rows } = await sql<{ amount: bigint }>`select amount from payments.refund where id = ${refundId}`.execute(
    owner,
  );
  return rows[0]?.amount ?? 0n;
}

async function paymentOfGift(owner: Db, giftId: string) {
  const { rows } = await sql<{
    payment_id: string;
    provider_id: string;
    root: string;
    amount: bigint;
    currency: string;
  }>`
    select p.id as payment_id, p.provider_id, p.purpose_id as root, p.amount, p.currency from fundraising.gift g
      join payments.payment p on p.community_id = g.community_id and p.id = g.payment_id
     where g.id = ${giftId}`.execute(owner);
  const [row] = rows;
  if (!row) throw new Error("no payment");
  const { payment_id: paymentId, provider_id: providerId, root: purposeId, amount, currency } = row;
  return { paymentId, providerId, purposeId, amount, currency };
}
