import { int, intOrNull, type Row, text, textOrNull } from "../store/row.ts";
import type { Store } from "../store/store.ts";
import type { Answer } from "./post-webhook.ts";

export interface Delivery {
  seq: number;
  merchantId: string;
  eventSeq: number;
  about: string;
  body: string;
  attempts: number;
  /** The first attempt is to be signed wrongly. */
  forged: boolean;
  /** Tried again when it fails. */
  again: boolean;
}

export type Order = "due" | "newest_first";
export const ORDERS: readonly Order[] = ["due", "newest_first"];

/**
 * Takes one delivery out of the queue: it is `sending` until its attempt is recorded, or the process starts anew.
 * `round` names the flush: what it has taken once, it does not take again.
 */
export function takeNext(store: Store, merchantId: string, now: number, order: Order, round: string): Delivery | null {
  const by = order === "due" ? "delivery.due_at, delivery.seq" : "delivery.event_seq desc, delivery.seq";
  const row = store.get(
    `select delivery.seq from delivery join merchant on merchant.id = delivery.merchant_id
     where delivery.merchant_id = :merchantId and delivery.state = 'waiting' and delivery.due_at <= :now
       and delivery.round <> :round and merchant.webhook_url is not null
     order by ${by} limit 1`,
    { merchantId, now, round },
  );
  return row === undefined ? null : take(store, int(row, "seq"), round);
}

export function take(store: Store, seq: number, round = ""): Delivery {
  store.run("update delivery set state = 'sending', round = :round where seq = :seq", { seq, round });
  const row = store.get(
    "select delivery.*, event.about, event.body from delivery join event on event.seq = delivery.event_seq where delivery.seq = :seq",
    { seq },
  );
  if (row === undefined) throw new Error(`no delivery ${seq}`);
  return fromRow(row);
}

/** Queued deliveries of what concerns one charge or object, as far as they have not been tried. */
export function untriedAbout(store: Store, about: string): number[] {
  const rows = store.all(
    `select delivery.seq from delivery join event on event.seq = delivery.event_seq
     where event.about = :about and delivery.state = 'waiting' and delivery.attempts = 0 order by delivery.seq`,
    { about },
  );
  return rows.map((row) => int(row, "seq"));
}

/** A delivery that is sent now and never tried again. */
export function addCopy(store: Store, merchantId: string, eventSeq: number, now: number): Delivery {
  const seq = store.insert("delivery", {
    event_seq: eventSeq,
    merchant_id: merchantId,
    state: "sending",
    due_at: now,
    again: 0,
  });
  return take(store, seq);
}

export function recordAttempt(
  store: Store,
  delivery: Delivery,
  at: number,
  answer: Answer,
  next: { state: "delivered" | "given_up" } | { state: "waiting"; dueAt: number },
): void {
  store.insert("attempt", { delivery_seq: delivery.seq, at, status: answer.status, error: answer.error });
  const due = next.state === "waiting" ? next.dueAt : at;
  store.run("update delivery set state = :state, due_at = :due, attempts = attempts + 1, held = 0 where seq = :seq", {
    seq: delivery.seq,
    state: next.state,
    due,
  });
}

/** Another event of the charge has gone out: what waited for it goes now. */
export function releaseHeld(store: Store, delivery: Delivery, now: number): void {
  store.run(
    `update delivery set held = 0, due_at = min(due_at, :now) where held = 1 and state = 'waiting' and seq <> :seq
       and event_seq in (select seq from event where about = :about)`,
    { now, seq: delivery.seq, about: delivery.about },
  );
}

export function waitingCount(store: Store, merchantId: string): number {
  const row = store.get(
    "select count(*) as count from delivery where merchant_id = :merchantId and state in ('waiting', 'sending')",
    { merchantId },
  );
  return row === undefined ? 0 : int(row, "count");
}

export interface AttemptRow {
  at: number;
  status: number | null;
  error: string | null;
}

export interface DeliveryRow {
  state: string;
  dueAt: number;
  attempts: AttemptRow[];
}

export function deliveriesOf(store: Store, eventSeq: number): DeliveryRow[] {
  const rows = store.all("select * from delivery where event_seq = :eventSeq order by seq", { eventSeq });
  return rows.map((row) => ({
    state: text(row, "state"),
    dueAt: int(row, "due_at"),
    attempts: attemptsOf(store, int(row, "seq")),
  }));
}

function attemptsOf(store: Store, seq: number): AttemptRow[] {
  const rows = store.all("select * from attempt where delivery_seq = :seq order by seq", { seq });
  return rows.map((row) => ({ at: int(row, "at"), status: intOrNull(row, "status"), error: textOrNull(row, "error") }));
}

function fromRow(row: Row): Delivery {
  return {
    seq: int(row, "seq"),
    merchantId: text(row, "merchant_id"),
    eventSeq: int(row, "event_seq"),
    about: text(row, "about"),
    body: text(row, "body"),
    attempts: int(row, "attempts"),
    forged: int(row, "forged") === 1,
    again: int(row, "again") === 1,
  };
}
