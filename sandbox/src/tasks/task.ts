import { int, oneOf, type Row, text } from "../store/row.ts";
import type { Store } from "../store/store.ts";

/** What the provider will do by itself once its time has come. */
export type TaskKind =
  | "settle_refund"
  | "settle_payout"
  | "reverse_payout"
  | "finish_charge"
  | "expire_charge"
  | "open_dispute"
  | "win_dispute"
  | "lose_dispute";

const TASK_KINDS: readonly TaskKind[] = [
  "settle_refund",
  "settle_payout",
  "reverse_payout",
  "finish_charge",
  "expire_charge",
  "open_dispute",
  "win_dispute",
  "lose_dispute",
];

export interface Task {
  seq: number;
  kind: TaskKind;
  /** The id of the charge, refund, payout or dispute. */
  subject: string;
}

export function schedule(store: Store, merchantId: string, kind: TaskKind, subject: string, dueAt: number): void {
  store.insert("task", { merchant_id: merchantId, due_at: dueAt, kind, subject });
}

export function dropTasks(store: Store, subject: string, kind: TaskKind): void {
  store.run("delete from task where subject = :subject and kind = :kind", { subject, kind });
}

/** The next task that is due; with `early` also one that is not, except an expiry: nobody wants that sooner. */
export function nextTask(store: Store, merchantId: string, now: number, early: boolean): Task | null {
  const row = store.get(
    `select * from task where merchant_id = :merchantId and (due_at <= :now or (:early = 1 and kind <> 'expire_charge'))
     order by due_at, seq limit 1`,
    { merchantId, now, early: early ? 1 : 0 },
  );
  return row === undefined ? null : fromRow(row);
}

export function removeTask(store: Store, seq: number): void {
  store.run("delete from task where seq = :seq", { seq });
}

function fromRow(row: Row): Task {
  return { seq: int(row, "seq"), kind: oneOf(row, "kind", TASK_KINDS), subject: text(row, "subject") };
}
