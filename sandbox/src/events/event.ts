import type { Behaviour } from "../behaviours.ts";
import { instant, newId } from "../ids.ts";
import type { Merchant } from "../merchants/merchant.ts";
import type { Store } from "../store/store.ts";

export type EventName =
  | "charge.success"
  | "charge.failed"
  | "refund.processed"
  | "refund.failed"
  | "payout.success"
  | "payout.failed"
  | "payout.reversed"
  | "dispute.created"
  | "dispute.resolved";

export interface NewEvent {
  name: EventName;
  /** The charge's id for all that concerns a charge, else the object's own. */
  about: string;
  reference: string;
  data: Record<string, unknown>;
  behaviour: Behaviour;
  at: number;
}

const HELD_AT_MOST = 60_000;

/** Writes the event and queues its deliveries as the behaviour says. Nothing is sent here. */
export function emit(store: Store, merchant: Merchant, event: NewEvent): void {
  const { seq } = insertEvent(store, merchant.id, event);
  const held = event.behaviour === "out_of_order" && event.name === "charge.success";
  const late = event.behaviour === "webhook_late" ? merchant.lateSeconds * 1000 : 0;
  for (let copy = 0; copy < copiesOf(event.behaviour); copy += 1) {
    store.insert("delivery", {
      event_seq: seq,
      merchant_id: merchant.id,
      state: "waiting",
      due_at: event.at + (held ? HELD_AT_MOST : late),
      forged: event.behaviour === "webhook_forged" ? 1 : 0,
      held: held ? 1 : 0,
    });
  }
}

function copiesOf(behaviour: Behaviour): number {
  if (behaviour === "webhook_never") return 0;
  return behaviour === "webhook_thrice" ? 3 : 1;
}

/** The body is fixed here: every delivery sends the same bytes. */
export function insertEvent(
  store: Store,
  merchantId: string,
  event: { name: string; about: string; reference: string; data: unknown; at: number },
): { seq: number; id: string } {
  const id = newId("evt");
  const body = JSON.stringify({ id, event: event.name, createdAt: instant(event.at), data: event.data });
  const seq = store.insert("event", {
    id,
    merchant_id: merchantId,
    name: event.name,
    about: event.about,
    reference: event.reference,
    body,
    created_at: event.at,
  });
  return { seq, id };
}
