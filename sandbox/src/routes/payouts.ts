import { type Answer, json } from "../http/answer.ts";
import { readJson } from "../http/body.ts";
import { type MerchantCall, param, type Route } from "../http/router.ts";
import { PAYOUT_STATUSES, payoutView } from "../payouts/payout.ts";
import { payoutByReference, payoutFromRow } from "../payouts/payout-rows.ts";
import { startPayout } from "../payouts/start-payout.ts";
import { timeOf } from "../world.ts";
import { type List, page } from "./lists.ts";
import { staged } from "./staged.ts";

const LIST: List = {
  select: "select * from payout",
  time: "created_at",
  filters: { status: PAYOUT_STATUSES },
  view: (row) => payoutView(payoutFromRow(row)),
};

export const payoutRoutes: readonly Route[] = [
  { method: "POST", path: "/payouts", access: "merchant", handle: create },
  {
    method: "GET",
    path: "/payouts",
    access: "merchant",
    handle: (call) => json(200, page(call, call.world.store, call.merchant.id, LIST)),
  },
  {
    method: "GET",
    path: "/payouts/:reference",
    access: "merchant",
    handle: (call) =>
      json(200, payoutView(payoutByReference(call.world.store, call.merchant.id, param(call, "reference")))),
  },
];

async function create({ world, merchant, request }: MerchantCall): Promise<Answer> {
  const body = await readJson(request, false);
  const acceptance = startPayout(world.store, merchant, body, timeOf(world, merchant));
  world.wake();
  return staged(acceptance, payoutView);
}
