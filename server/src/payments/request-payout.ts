import type { CommunityContext } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import type { Destination } from "./gateway.ts";
import { announcePayout } from "./payment-events.ts";
import { insertPayout, type PayoutRow } from "./payout-queries.ts";
import { nextCheck } from "./schedule.ts";
import { DESTINATION } from "./seals.ts";
import { requireAmount, requireProvider } from "./start-payment.ts";

export interface RequestPayout {
  purpose: { kind: string; id: string; subjectId?: string };
  providerId: string;
  amount: bigint;
  currency: string;
  destination: Destination;
  reason: string;
}

/** Asks the provider to pay money out. Holding it meanwhile is its product's affair. */
export async function requestPayout(ctx: CommunityContext, input: RequestPayout): Promise<PayoutRow> {
  await requireProvider(ctx, input.providerId, input.currency);
  requireAmount(input.amount);
  requireDestination(input.destination);
  const id = ctx.newId();
  const { name, accountNumber, bankCode } = input.destination;
  const payout = await insertPayout(ctx, {
    community_id: ctx.communityId,
    id,
    provider_id: input.providerId,
    purpose_kind: input.purpose.kind,
    purpose_id: input.purpose.id,
    subject_id: input.purpose.subjectId ?? null,
    reference: `payout-${id}`,
    amount: input.amount,
    currency: input.currency,
    destination: ctx.keys.seal(JSON.stringify([name, accountNumber, bankCode]), DESTINATION),
    destination_hint: `…${accountNumber.slice(-4)}`,
    reason: input.reason.slice(0, 100),
    status: "preparing",
    next_check_at: nextCheck(ctx.now, 0),
    created_at: ctx.now,
    updated_at: ctx.now,
  });
  ctx.enqueue({ name: "payments.send_payout", payload: { communityId: ctx.communityId, payoutId: id } });
  announcePayout(ctx, id);
  return payout;
}

function requireDestination({ name, accountNumber, bankCode }: Destination): void {
  const wrong = (field: string) => refuse("invalid_destination", { pointer: `#/destination/${field}` });
  if (name.trim().length < 1 || name.length > 140) throw wrong("name");
  if (!/^[A-Za-z0-9]{5,34}$/.test(accountNumber)) throw wrong("accountNumber");
  if (!/^[A-Za-z0-9]{2,20}$/.test(bankCode)) throw wrong("bankCode");
}
