import { balancesOf, entryView } from "../books/books.ts";
import { DISPUTE_STATUSES, disputeView } from "../disputes/dispute.ts";
import { DISPUTE_COLUMNS, disputeFromRow, disputeOf } from "../disputes/dispute-rows.ts";
import { json } from "../http/answer.ts";
import { readJson } from "../http/body.ts";
import { param, type Route } from "../http/router.ts";
import { merchantView } from "../merchants/merchant.ts";
import { saveMerchant } from "../merchants/save-merchant.ts";
import { type List, page } from "./lists.ts";

const STATEMENT: List = {
  select: "select * from entry",
  time: "at",
  filters: { currency: /^[A-Z]{3}$/ },
  view: entryView,
};
const DISPUTES: List = {
  select: `select ${DISPUTE_COLUMNS} from dispute`,
  time: "created_at",
  filters: { status: DISPUTE_STATUSES },
  view: (row) => disputeView(disputeFromRow(row)),
};

export const accountRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/merchants",
    access: "local",
    handle: async ({ world, request }) => {
      const body = await readJson(request, false);
      const { merchant, isNew } = saveMerchant(world.store, body, world.now());
      world.wake();
      return json(isNew ? 201 : 200, merchantView(merchant, world.now()));
    },
  },
  {
    method: "GET",
    path: "/balance",
    access: "merchant",
    handle: ({ world, merchant }) => json(200, { balances: balancesOf(world.store, merchant.id) }),
  },
  {
    method: "GET",
    path: "/statement",
    access: "merchant",
    handle: (call) => json(200, page(call, call.world.store, call.merchant.id, STATEMENT)),
  },
  {
    method: "GET",
    path: "/disputes",
    access: "merchant",
    handle: (call) => json(200, page(call, call.world.store, call.merchant.id, DISPUTES)),
  },
  {
    method: "GET",
    path: "/disputes/:id",
    access: "merchant",
    handle: (call) => json(200, disputeView(disputeOf(call.world.store, call.merchant.id, param(call, "id")))),
  },
];
