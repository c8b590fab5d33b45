import { behavioursOf, KINDS } from "../behaviours.ts";
import { booksOf } from "../books/dump.ts";
import { booleanOf, choiceOf, fieldsOf, has, integerOf, REFERENCE, textOf } from "../check.ts";
import { ORDERS } from "../events/delivery-rows.ts";
import { type Answer, json } from "../http/answer.ts";
import { readJson } from "../http/body.ts";
import { type Call, type MerchantCall, merchantOf, type Route } from "../http/router.ts";
import { allMerchants } from "../merchants/merchant-rows.ts";
import { advance, flush } from "../tasks/flush.ts";

/** The hands on time, on behaviour, and the eyes on the books. */
export const controlWorkRoutes: readonly Route[] = [
  { method: "POST", path: "/control/behaviours", access: "control", handle: arm },
  { method: "DELETE", path: "/control/behaviours", access: "control", handle: disarm },
  { method: "POST", path: "/control/flush", access: "control", handle: flushNow },
  { method: "POST", path: "/control/advance", access: "control", handle: advanceNow },
  { method: "GET", path: "/control/books", access: "local", handle: books },
];

async function arm({ world, merchant, request }: MerchantCall): Promise<Answer> {
  const fields = fieldsOf(await readJson(request, false), ["on", "behaviour", "reference", "times"]);
  const kind = choiceOf(fields, "on", KINDS);
  const behaviour = choiceOf(fields, "behaviour", behavioursOf(kind));
  const reference = has(fields, "reference") ? textOf(fields, "reference", REFERENCE) : null;
  const times = has(fields, "times") ? integerOf(fields, "times", 1, 1_000) : 1;
  world.store.insert("armed", { merchant_id: merchant.id, kind, behaviour, reference, times });
  return json(201, { on: kind, behaviour, reference, times });
}

function disarm({ world, merchant }: MerchantCall): Answer {
  world.store.run("delete from armed where merchant_id = :id", { id: merchant.id });
  return { kind: "empty" };
}

async function flushNow({ world, merchant, request }: MerchantCall): Promise<Answer> {
  const fields = fieldsOf(await readJson(request, true), ["early", "order", "concurrency"]);
  const report = await flush(world, merchant.id, {
    early: has(fields, "early") && booleanOf(fields, "early"),
    order: has(fields, "order") ? choiceOf(fields, "order", ORDERS) : "due",
    concurrency: has(fields, "concurrency") ? integerOf(fields, "concurrency", 1, 200) : 1,
  });
  world.wake();
  return json(200, report);
}

async function advanceNow({ world, merchant, request }: MerchantCall): Promise<Answer> {
  const fields = fieldsOf(await readJson(request, false), ["seconds"]);
  const seconds = integerOf(fields, "seconds", 1, 31_536_000);
  const report = await advance(world, merchant.id, seconds * 1000);
  world.wake();
  return json(200, report);
}

function books(call: Call): Answer {
  const all = call.request.headers.authorization === undefined;
  const merchants = all ? allMerchants(call.world.store) : [merchantOf(call)];
  return json(200, { merchants: merchants.map(({ id }) => booksOf(call.world.store, id)) });
}
