import { CHARGE_STATUSES, type Charge, chargeView } from "../charges/charge.ts";
import { CHARGE_COLUMNS, chargeById, chargeByReference, chargeFromRow } from "../charges/charge-rows.ts";
import { payCharge } from "../charges/end-charge.ts";
import { startCharge } from "../charges/start-charge.ts";
import { take, untriedAbout } from "../events/delivery-rows.ts";
import { type Answer, json } from "../http/answer.ts";
import { readJson } from "../http/body.ts";
import { type MerchantCall, param, type Route } from "../http/router.ts";
import { timeOf, type World } from "../world.ts";
import { page } from "./lists.ts";
import { staged } from "./staged.ts";

export const chargeRoutes: readonly Route[] = [
  { method: "POST", path: "/charges", access: "merchant", handle: create },
  { method: "GET", path: "/charges", access: "merchant", handle: list },
  {
    method: "GET",
    path: "/charges/:reference",
    access: "merchant",
    handle: (call) => {
      const charge = chargeByReference(call.world.store, call.merchant.id, param(call, "reference"));
      return json(200, answered(call.world, charge));
    },
  },
];

/** As answers show a charge: events leave the address out. */
export function answered(world: World, charge: Charge): Record<string, unknown> {
  return { ...chargeView(charge), checkoutUrl: checkoutUrl(world, charge) };
}

export function checkoutUrl(world: World, charge: Charge): string {
  return `${world.publicUrl}/checkout/${charge.token}`;
}

async function create({ world, merchant, request }: MerchantCall): Promise<Answer> {
  const body = await readJson(request, false);
  const acceptance = startCharge(world.store, merchant, body, timeOf(world, merchant));
  const { behaviour, made } = acceptance;
  if (made !== null && behaviour === "webhook_first") await payFirst(world, { merchant, charge: made });
  world.wake();
  return staged(acceptance, (charge) => answered(world, chargeById(world.store, charge.id)));
}

/** The payer is quicker than our answer: pays, and the webhook has been sent before the merchant knows the charge. */
async function payFirst(
  world: World,
  { merchant, charge }: { merchant: MerchantCall["merchant"]; charge: Charge },
): Promise<void> {
  const { store } = world;
  const taken = store.tx(() => {
    payCharge(store, merchant, charge, "card", timeOf(world, merchant));
    return untriedAbout(store, charge.id).map((seq) => take(store, seq));
  });
  await Promise.all(taken.map((delivery) => world.courier.attempt(delivery)));
}

function list(call: MerchantCall): Answer {
  const { world, merchant } = call;
  const select = `select ${CHARGE_COLUMNS} from charge`;
  const view = (row: Parameters<typeof chargeFromRow>[0]) => answered(world, chargeFromRow(row));
  return json(
    200,
    page(call, world.store, merchant.id, { select, time: "created_at", filters: { status: CHARGE_STATUSES }, view }),
  );
}
