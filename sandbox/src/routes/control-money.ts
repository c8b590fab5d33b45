import { balancesOf, post } from "../books/books.ts";
import { CHANNELS, type Charge } from "../charges/charge.ts";
import { chargeByReference } from "../charges/charge-rows.ts";
import { failCharge, leaveCharge, payCharge } from "../charges/end-charge.ts";
import { currencyOf } from "../charges/start-charge.ts";
import { choiceOf, fieldsOf, has, integerOf, textOf } from "../check.ts";
import { disputeView } from "../disputes/dispute.ts";
import { openDispute, resolveDispute } from "../disputes/dispute-charge.ts";
import { disputeOf } from "../disputes/dispute-rows.ts";
import { type Answer, json } from "../http/answer.ts";
import { readJson } from "../http/body.ts";
import { type MerchantCall, param, type Route } from "../http/router.ts";
import { MAX_AMOUNT } from "../money.ts";
import { payoutView } from "../payouts/payout.ts";
import { payoutByReference } from "../payouts/payout-rows.ts";
import { PAYOUT_OUTCOMES, settlePayout } from "../payouts/settle-payout.ts";
import { refundView } from "../refunds/refund.ts";
import { refundByReference } from "../refunds/refund-rows.ts";
import { settleRefund } from "../refunds/settle-refund.ts";
import { timeOf } from "../world.ts";
import { answered } from "./charges.ts";

/** What payers, banks and time do to money, done by a test or an operator. */
export const controlMoneyRoutes: readonly Route[] = [
  control("/control/charges/:reference/payment", 200, ["channel"], (call, fields, at) => {
    const channel = has(fields, "channel") ? choiceOf(fields, "channel", CHANNELS) : "card";
    return answered(call.world, payCharge(call.world.store, call.merchant, chargeOf(call), channel, at));
  }),
  control("/control/charges/:reference/failure", 200, [], (call, _fields, at) =>
    answered(call.world, failCharge(call.world.store, call.merchant, chargeOf(call), "payer_refused", at)),
  ),
  control("/control/charges/:reference/departure", 200, [], (call) =>
    answered(call.world, leaveCharge(call.world.store, chargeOf(call))),
  ),
  control("/control/charges/:reference/dispute", 201, ["amount", "reason"], (call, fields, at) => {
    const amount = has(fields, "amount") ? integerOf(fields, "amount", 1, 2 * MAX_AMOUNT) : null;
    const reason = has(fields, "reason") ? textOf(fields, "reason", { min: 1, max: 200 }) : "fraudulent";
    return disputeView(openDispute(call.world.store, call.merchant, chargeOf(call), { amount, reason }, at));
  }),
  control("/control/disputes/:id/resolution", 200, ["outcome"], (call, fields, at) => {
    const outcome = choiceOf(fields, "outcome", ["won", "lost"]);
    const dispute = disputeOf(call.world.store, call.merchant.id, param(call, "id"));
    return disputeView(resolveDispute(call.world.store, call.merchant, dispute, outcome, at));
  }),
  control("/control/refunds/:reference/settlement", 200, ["outcome"], (call, fields, at) => {
    const outcome = choiceOf(fields, "outcome", ["processed", "failed"]);
    const refund = refundByReference(call.world.store, call.merchant.id, param(call, "reference"));
    return refundView(settleRefund(call.world.store, call.merchant, refund, outcome, at));
  }),
  control("/control/payouts/:reference/settlement", 200, ["outcome"], (call, fields, at) => {
    const outcome = choiceOf(fields, "outcome", PAYOUT_OUTCOMES);
    const payout = payoutByReference(call.world.store, call.merchant.id, param(call, "reference"));
    return payoutView(settlePayout(call.world.store, call.merchant, payout, outcome, at));
  }),
  control("/control/top-ups", 201, ["amount", "currency"], ({ world, merchant }, fields, at) => {
    const amount = integerOf(fields, "amount", 1, MAX_AMOUNT);
    const currency = currencyOf(fields, merchant);
    post(world.store, { merchantId: merchant.id, kind: "top_up", currency, amount, reference: "top-up", at });
    return { balances: balancesOf(world.store, merchant.id) };
  }),
];

type Fields = ReturnType<typeof fieldsOf>;

/** A POST that changes money in one tx and answers with what it changed. */
function control(
  path: string,
  status: number,
  allowed: readonly string[],
  change: (call: MerchantCall, fields: Fields, at: number) => unknown,
): Route {
  const handle = async (call: MerchantCall): Promise<Answer> => {
    const fields = fieldsOf(await readJson(call.request, true), allowed);
    const body = call.world.store.tx(() => change(call, fields, timeOf(call.world, call.merchant)));
    call.world.wake();
    return json(status, body);
  };
  return { method: "POST", path, access: "control", handle };
}

function chargeOf(call: MerchantCall): Charge {
  return chargeByReference(call.world.store, call.merchant.id, param(call, "reference"));
}
