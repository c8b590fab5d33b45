/**
 * The written state machines of money at a provider. Providers report late, twice and out of order, so every pair of
 * state and event has an answer: the next state, or why there is none.
 * - `late`: a repeated or lower state; nothing happens.
 * - `illegal`: no report can say this; the caller is refused.
 */
export type Stay = "late" | "illegal";

export type Move<S extends string> = { to: S } | { stay: Stay };

type Table<S extends string, E extends string> = Readonly<Record<S, Readonly<Record<E, Move<S>>>>>;

const to = <S extends string>(state: S): { to: S } => ({ to: state });
const late = { stay: "late" } as const;
const illegal = { stay: "illegal" } as const;

export type PaymentStatus = "preparing" | "pending" | "succeeded" | "failed" | "expired" | "reversed";
/** `prepared` and `refused` answer our first call; `expired` is our own clock; the others are reports. */
export type PaymentEvent = "prepared" | "refused" | "succeeded" | "failed" | "expired" | "reversed";

/**
 * Success counts from every state but `reversed`: a charge can be paid after we gave it up, and its product decides what
 * becomes of the money. Only a reversal undoes success. A reversal heard of first keeps the late success out.
 */
export const PAYMENT: Table<PaymentStatus, PaymentEvent> = {
  preparing: {
    prepared: to("pending"),
    refused: to("failed"),
    succeeded: to("succeeded"),
    failed: to("failed"),
    expired: to("expired"),
    reversed: to("reversed"),
  },
  pending: {
    prepared: late,
    refused: late,
    succeeded: to("succeeded"),
    failed: to("failed"),
    expired: to("expired"),
    reversed: to("reversed"),
  },
  succeeded: { prepared: late, refused: late, succeeded: late, failed: late, expired: late, reversed: to("reversed") },
  failed: {
    prepared: late,
    refused: late,
    succeeded: to("succeeded"),
    failed: late,
    expired: late,
    reversed: to("reversed"),
  },
  expired: {
    prepared: late,
    refused: late,
    succeeded: to("succeeded"),
    failed: late,
    expired: late,
    reversed: to("reversed"),
  },
  reversed: { prepared: late, refused: late, succeeded: late, failed: late, expired: late, reversed: late },
};

export type RefundStatus = "preparing" | "pending" | "needs_attention" | "processed" | "failed";
export type RefundEvent = "pending" | "needs_attention" | "processed" | "failed";

export const REFUND: Table<RefundStatus, RefundEvent> = {
  preparing: {
    pending: to("pending"),
    needs_attention: to("needs_attention"),
    processed: to("processed"),
    failed: to("failed"),
  },
  pending: {
    pending: late,
    needs_attention: to("needs_attention"),
    processed: to("processed"),
    failed: to("failed"),
  },
  // Once the payer's bank details are given, the provider goes on where it had stopped.
  needs_attention: {
    pending: to("pending"),
    needs_attention: late,
    processed: to("processed"),
    failed: to("failed"),
  },
  processed: { pending: late, needs_attention: late, processed: late, failed: late },
  // A provider that had given up may deliver after all. Its product says whether that money still has a home.
  failed: { pending: late, needs_attention: late, processed: to("processed"), failed: late },
};

export type PayoutStatus = "preparing" | "pending" | "needs_attention" | "succeeded" | "failed" | "reversed";
export type PayoutEvent = "pending" | "needs_attention" | "succeeded" | "failed" | "reversed";

/** `succeeded` is not the end: a bank may send the money back days later. */
export const PAYOUT: Table<PayoutStatus, PayoutEvent> = {
  preparing: {
    pending: to("pending"),
    needs_attention: to("needs_attention"),
    succeeded: to("succeeded"),
    failed: to("failed"),
    reversed: to("reversed"),
  },
  pending: {
    pending: late,
    needs_attention: to("needs_attention"),
    succeeded: to("succeeded"),
    failed: to("failed"),
    reversed: to("reversed"),
  },
  needs_attention: {
    pending: to("pending"),
    needs_attention: late,
    succeeded: to("succeeded"),
    failed: to("failed"),
    reversed: to("reversed"),
  },
  succeeded: { pending: late, needs_attention: late, succeeded: late, failed: late, reversed: to("reversed") },
  // As with a refund: what was given up may arrive after all.
  failed: {
    pending: late,
    needs_attention: late,
    succeeded: to("succeeded"),
    failed: late,
    reversed: to("reversed"),
  },
  reversed: { pending: late, needs_attention: late, succeeded: late, failed: late, reversed: late },
};

export type DisputeStatus = "none" | "opened" | "won" | "lost";
export type DisputeEvent = "opened" | "won" | "lost";

/** `won` may still be lost on appeal; `lost` is booked once and stays. A charge reversed by the provider counts as lost. */
export const DISPUTE: Table<DisputeStatus, DisputeEvent> = {
  none: { opened: to("opened"), won: to("won"), lost: to("lost") },
  opened: { opened: late, won: to("won"), lost: to("lost") },
  won: { opened: late, won: late, lost: to("lost") },
  lost: { opened: late, won: late, lost: late },
};

export type WebhookStatus = "received" | "processed" | "ignored" | "failed" | "rejected";
export type WebhookEventStep = "process" | "ignore" | "fail" | "reprocess";

/** A `rejected` event carries no valid signature: nothing ever acts on it, an operator's wish neither. */
export const WEBHOOK: Table<WebhookStatus, WebhookEventStep> = {
  received: { process: to("processed"), ignore: to("ignored"), fail: to("failed"), reprocess: late },
  processed: { process: late, ignore: late, fail: late, reprocess: to("received") },
  ignored: { process: late, ignore: late, fail: late, reprocess: to("received") },
  failed: { process: to("processed"), ignore: to("ignored"), fail: late, reprocess: to("received") },
  rejected: { process: illegal, ignore: illegal, fail: illegal, reprocess: illegal },
};

export type UnmatchedState = "open" | "matched" | "returned" | "recovered" | "written_off" | "closed";
/** `match`: its home was found. The others are a person's word; that it went or came back is the provider's at times. */
export type UnmatchedEvent = "match" | "return" | "recover" | "write_off" | "close";

/**
 * Money that was written off is still at the provider, or still gone: a home found later takes the write-off back. What
 * was sent back or has come back is not there any more, and no home found later brings it.
 */
export const UNMATCHED: Table<UnmatchedState, UnmatchedEvent> = {
  open: {
    match: to("matched"),
    return: to("returned"),
    recover: to("recovered"),
    write_off: to("written_off"),
    close: to("closed"),
  },
  matched: { match: late, return: illegal, recover: illegal, write_off: illegal, close: illegal },
  returned: { match: late, return: late, recover: illegal, write_off: illegal, close: illegal },
  recovered: { match: late, return: illegal, recover: late, write_off: illegal, close: illegal },
  written_off: { match: to("matched"), return: illegal, recover: illegal, write_off: late, close: illegal },
  closed: { match: to("matched"), return: illegal, recover: illegal, write_off: illegal, close: late },
};

/** The state after `event`, or null when it stays. `from` is a column's text: one that no table knows is a fault of ours. */
export function next<S extends string, E extends string>(table: Table<S, E>, from: string, event: E): S | null {
  const move = moveOf(table, from, event);
  return "to" in move ? move.to : null;
}

/** Why nothing moves, or null when it does. */
export function stayOf<S extends string, E extends string>(table: Table<S, E>, from: string, event: E): Stay | null {
  const move = moveOf(table, from, event);
  return "stay" in move ? move.stay : null;
}

/** A column's text as a state; one that no table knows is a fault of ours. */
export function stateIn<S extends string, E extends string>(table: Table<S, E>, text: string): S {
  for (const state in table) if (state === text) return state;
  throw new Error(`unknown state ${text}`);
}

function moveOf<S extends string, E extends string>(table: Table<S, E>, from: string, event: E): Move<S> {
  const moves: Readonly<Record<string, Readonly<Record<E, Move<S>>>>> = table;
  if (!Object.hasOwn(table, from)) throw new Error(`unknown state ${from}`);
  const move = moves[from]?.[event];
  if (!move) throw new Error(`unknown event ${event}`);
  return move;
}
