import { CHANNELS, type Channel, type Charge, isPayable } from "../charges/charge.ts";
import { chargeByToken } from "../charges/charge-rows.ts";
import { failCharge, leaveCharge, payCharge } from "../charges/end-charge.ts";
import { invalid, Refused } from "../errors.ts";
import type { Answer } from "../http/answer.ts";
import { readForm } from "../http/body.ts";
import { type Call, param, type Route } from "../http/router.ts";
import { merchantById } from "../merchants/merchant-rows.ts";
import { checkoutPage, missingPage, returnAddress } from "../pages/checkout-page.ts";
import { chooseLang, type Lang } from "../pages/texts.ts";
import { timeOf } from "../world.ts";

/** The hosted page, for everybody who knows its address. */
export const checkoutRoutes: readonly Route[] = [
  { method: "GET", path: "/checkout/:token", access: "open", handle: show },
  { method: "POST", path: "/checkout/:token", access: "open", handle: choose },
];

function show(call: Call): Answer {
  const lang = langOf(call);
  try {
    const charge = chargeByToken(call.world.store, param(call, "token"));
    const formsGoTo = [new URL(charge.returnUrl).origin];
    return { kind: "page", status: 200, html: checkoutPage(charge, lang), lang, formsGoTo };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { kind: "page", status: 404, html: missingPage(lang), lang, formsGoTo: [] };
  }
}

async function choose(call: Call): Promise<Answer> {
  const { world } = call;
  const form = await readForm(call.request);
  const action = form.get("action");
  const channel = channelOf(form.get("channel"));
  const charge = world.store.tx(() => {
    const found = chargeByToken(world.store, param(call, "token"));
    // A second click, or the back button: the payer is only sent on.
    return isPayable(found) ? end(call, found, action, channel) : found;
  });
  world.wake();
  return { kind: "redirect", location: returnAddress(charge) };
}

function end({ world }: Call, charge: Charge, action: string | null, channel: Channel): Charge {
  const merchant = merchantById(world.store, charge.merchantId);
  const at = timeOf(world, merchant);
  switch (action) {
    case "pay":
      return payCharge(world.store, merchant, charge, channel, at);
    case "fail":
      return failCharge(world.store, merchant, { ...charge, channel }, "payer_refused", at);
    case "leave":
      return leaveCharge(world.store, charge);
    default:
      throw invalid("action", "must be one of pay, fail, leave");
  }
}

function channelOf(value: string | null): Channel {
  if (value === null) return "card";
  const channel = CHANNELS.find((one) => one === value);
  if (channel === undefined) throw invalid("channel", `must be one of ${CHANNELS.join(", ")}`);
  return channel;
}

function langOf({ query, request }: Call): Lang {
  return chooseLang(query.get("lang"), request.headers["accept-language"] ?? "");
}
