import { type Answer, json } from "../http/answer.ts";
import { readJson } from "../http/body.ts";
import { type MerchantCall, param, type Route } from "../http/router.ts";
import { REFUND_STATUSES, refundView } from "../refunds/refund.ts";
import { REFUND_COLUMNS, refundByReference, refundFromRow } from "../refunds/refund-rows.ts";
import { startRefund } from "../refunds/start-refund.ts";
import { timeOf } from "../world.ts";
import { type List, page } from "./lists.ts";
import { staged } from "./staged.ts";

const LIST: List = {
  select: `select ${REFUND_COLUMNS} from refund`,
  time: "created_at",
  filters: { status: REFUND_STATUSES },
  view: (row) => refundView(refundFromRow(row)),
};

export const refundRoutes: readonly Route[] = [
  { method: "POST", path: "/refunds", access: "merchant", handle: create },
  {
    method: "GET",
    path: "/refunds",
    access: "merchant",
    handle: (call) => json(200, page(call, call.world.store, call.merchant.id, LIST)),
  },
  {
    method: "GET",
    path: "/refunds/:reference",
    access: "merchant",
    handle: (call) =>
      json(200, refundView(refundByReference(call.world.store, call.merchant.id, param(call, "reference")))),
  },
];

async function create({ world, merchant, request }: MerchantCall): Promise<Answer> {
  const body = await readJson(request, false);
  const acceptance = startRefund(world.store, merchant, body, timeOf(world, merchant));
  world.wake();
  return staged(acceptance, refundView);
}
