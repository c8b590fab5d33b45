import { post } from "../ledger/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { beginRefund } from "./begin-refund.ts";
import { type Gift, providerOf, stepGift } from "./gift.ts";
import { refundPosting } from "./postings.ts";
import { updateGift } from "./queries/gifts.ts";
import { type Due, totalOf } from "./refunds.ts";

/** Takes a gift out of the escrow onto its giver's account, and asks the provider to carry it back. The goal is locked. */
export async function returnGift(ctx: CommunityContext, gift: Gift, due: Due, borne: bigint): Promise<void> {
  post(ctx, refundPosting({ ...gift, giftId: gift.id, providerId: providerOf(gift), due, borne }));
  await updateGift(ctx, gift.id, { status: stepGift(gift.status, "refund") });
  await beginRefund(ctx, gift, totalOf(due));
}
