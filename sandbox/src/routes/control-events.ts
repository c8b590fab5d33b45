import { fieldsOf, has, integerOf, isFields, textOf } from "../check.ts";
import { invalid, notFound } from "../errors.ts";
import { type AttemptRow, addCopy, deliveriesOf } from "../events/delivery-rows.ts";
import { insertEvent } from "../events/event.ts";
import { type Answer, json } from "../http/answer.ts";
import { readJson } from "../http/body.ts";
import { type MerchantCall, param, type Route } from "../http/router.ts";
import { instant } from "../ids.ts";
import { int, type Row, text } from "../store/row.ts";
import type { Params, Store } from "../store/store.ts";
import { timeOf } from "../world.ts";
import { ensureKnown, wholeOf } from "./lists.ts";

const NAME = { min: 1, max: 100, pattern: /^[a-z0-9_.]+$/, of: "of a-z 0-9 _ ." };

/** Looking at webhooks, sending them again, and making some up. */
export const controlEventRoutes: readonly Route[] = [
  { method: "GET", path: "/control/events", access: "control", handle: list },
  { method: "POST", path: "/control/events", access: "control", handle: makeUp },
  { method: "POST", path: "/control/events/:id/deliveries", access: "control", handle: resend },
];

function list({ world, merchant, query }: MerchantCall): Answer {
  ensureKnown(query, ["reference", "event", "limit"]);
  const where = ["merchant_id = :merchantId"];
  const params: Params = { merchantId: merchant.id, limit: wholeOf(query, "limit", 50, 1, 200) };
  for (const [name, column] of [
    ["reference", "reference"],
    ["event", "name"],
  ] as const) {
    const value = query.get(name);
    if (value === null) continue;
    where.push(`${column} = :${name}`);
    params[name] = value;
  }
  const rows = world.store.all(
    `select * from event where ${where.join(" and ")} order by seq desc limit :limit`,
    params,
  );
  return json(200, { items: rows.map((row) => eventView(world.store, row)) });
}

export function eventView(store: Store, row: Row): Record<string, unknown> {
  return {
    id: text(row, "id"),
    event: text(row, "name"),
    reference: text(row, "reference"),
    createdAt: instant(int(row, "created_at")),
    body: text(row, "body"),
    deliveries: deliveriesOf(store, int(row, "seq")).map((one) => ({
      state: one.state,
      dueAt: instant(one.dueAt),
      attempts: one.attempts.map(attemptView),
    })),
  };
}

async function resend(call: MerchantCall): Promise<Answer> {
  const { world, merchant, request } = call;
  const fields = fieldsOf(await readJson(request, true), ["copies"]);
  const row = world.store.get("select seq from event where merchant_id = :merchantId and id = :id", {
    merchantId: merchant.id,
    id: param(call, "id"),
  });
  if (row === undefined) throw notFound("event");
  return json(200, { attempts: await sendCopies(call, int(row, "seq"), copiesOf(fields)) });
}

async function makeUp(call: MerchantCall): Promise<Answer> {
  const { world, merchant, request } = call;
  const fields = fieldsOf(await readJson(request, false), ["event", "data", "copies"]);
  const name = textOf(fields, "event", NAME);
  const data = fields.data;
  if (!isFields(data)) throw invalid("data", "must be an object");
  const reference = typeof data.reference === "string" ? data.reference : "";
  const at = timeOf(world, merchant);
  const copies = copiesOf(fields);
  const event = insertEvent(world.store, merchant.id, { name, about: "made-up", reference, data, at });
  return json(201, { id: event.id, attempts: await sendCopies(call, event.seq, copies) });
}

/** All at once, each with a signature of its own. */
async function sendCopies({ world, merchant }: MerchantCall, eventSeq: number, copies: number): Promise<unknown[]> {
  const at = timeOf(world, merchant);
  const deliveries = world.store.tx(() =>
    Array.from({ length: copies }, () => addCopy(world.store, merchant.id, eventSeq, at)),
  );
  const attempts = await Promise.all(deliveries.map((delivery) => world.courier.attempt(delivery)));
  world.wake();
  return attempts.map(attemptView);
}

function copiesOf(fields: ReturnType<typeof fieldsOf>): number {
  return has(fields, "copies") ? integerOf(fields, "copies", 1, 500) : 1;
}

function attemptView(attempt: AttemptRow): Record<string, unknown> {
  return { at: instant(attempt.at), status: attempt.status, error: attempt.error };
}
