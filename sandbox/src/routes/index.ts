import { toBehaviour } from "../behaviours.ts";
import { balancesOf } from "../books/books.ts";
import { isPayable } from "../charges/charge.ts";
import { CHARGE_COLUMNS, chargeFromRow } from "../charges/charge-rows.ts";
import { type DeliveryRow, deliveriesOf } from "../events/delivery-rows.ts";
import type { Answer } from "../http/answer.ts";
import type { Call, Route } from "../http/router.ts";
import { instant } from "../ids.ts";
import { allMerchants } from "../merchants/merchant-rows.ts";
import { type EventRow, indexPage, type MoneyRow } from "../pages/index-page.ts";
import { int, type Row, text } from "../store/row.ts";
import type { Store } from "../store/store.ts";
import { accountRoutes } from "./account.ts";
import { chargeRoutes, checkoutUrl } from "./charges.ts";
import { checkoutRoutes } from "./checkout.ts";
import { controlEventRoutes } from "./control-events.ts";
import { controlMoneyRoutes } from "./control-money.ts";
import { controlWorkRoutes } from "./control-work.ts";
import { merchantFormRoutes } from "./merchant-form.ts";
import { payoutRoutes } from "./payouts.ts";
import { refundRoutes } from "./refunds.ts";

export const ROUTES: readonly Route[] = [
  { method: "GET", path: "/", access: "local", handle: index },
  ...chargeRoutes,
  ...refundRoutes,
  ...payoutRoutes,
  ...accountRoutes,
  ...merchantFormRoutes,
  ...checkoutRoutes,
  ...controlMoneyRoutes,
  ...controlWorkRoutes,
  ...controlEventRoutes,
];

function index({ world }: Call): Answer {
  const { store } = world;
  const charges = store.all(`select ${CHARGE_COLUMNS} from charge order by seq desc limit 20`).map((row) => {
    const charge = chargeFromRow(row);
    return moneyRow(row, isPayable(charge) ? checkoutUrl(world, charge) : null);
  });
  const html = indexPage({
    charges,
    refunds: store.all("select * from refund order by seq desc limit 20").map((row) => moneyRow(row, null)),
    payouts: store.all("select * from payout order by seq desc limit 20").map((row) => moneyRow(row, null)),
    events: store.all("select * from event order by seq desc limit 30").map((row) => eventRow(store, row)),
    merchants: allMerchants(store)
      .slice(-20)
      .map((one) => ({ ...one, balances: balancesOf(store, one.id) })),
  });
  return { kind: "page", status: 200, html, lang: "en", formsGoTo: [] };
}

function moneyRow(row: Row, checkout: string | null): MoneyRow {
  return {
    merchant: text(row, "merchant_id"),
    reference: text(row, "reference"),
    amount: int(row, "amount"),
    currency: text(row, "currency"),
    status: text(row, "status"),
    behaviour: toBehaviour(text(row, "behaviour")),
    createdAt: instant(int(row, "created_at")),
    checkoutUrl: checkout,
  };
}

function eventRow(store: Store, row: Row): EventRow {
  return {
    merchant: text(row, "merchant_id"),
    event: text(row, "name"),
    reference: text(row, "reference"),
    createdAt: instant(int(row, "created_at")),
    deliveries: deliveriesOf(store, int(row, "seq")).map(told),
  };
}

function told({ state, dueAt, attempts }: DeliveryRow): string {
  const tries = attempts.map((one) => one.status ?? one.error).join(", ");
  const next = state === "waiting" ? `, next ${instant(dueAt)}` : "";
  return `${state}${tries === "" ? "" : ` (${tries})`}${next}`;
}
