import { randomUUID } from "node:crypto";
import { type Order, takeNext, waitingCount } from "../events/delivery-rows.ts";
import { merchantById, updateMerchant } from "../merchants/merchant-rows.ts";
import { intOrNull } from "../store/row.ts";
import { timeOf, type World } from "../world.ts";
import { runTask } from "./run-task.ts";
import { nextTask } from "./task.ts";

export interface FlushOptions {
  /** Also what is due later, without moving the clock. */
  early: boolean;
  order: Order;
  concurrency: number;
}

export interface FlushReport {
  settled: number;
  attempted: number;
  delivered: number;
  failed: number;
  waiting: number;
}

const PLAIN: FlushOptions = { early: false, order: "due", concurrency: 1 };

/** Does all that is due for a merchant, and what comes of it; each webhook is attempted once at most. */
export function flush(world: World, merchantId: string, options: FlushOptions = PLAIN): Promise<FlushReport> {
  return world.locks.hold(merchantId, () => flushHeld(world, merchantId, options, newReport()));
}

/** Moves the merchant's clock and does, in order, what falls due on the way. */
export function advance(world: World, merchantId: string, millis: number): Promise<FlushReport> {
  return world.locks.hold(merchantId, async () => {
    const report = newReport();
    const target = timeOf(world, merchantById(world.store, merchantId)) + millis;
    for (;;) {
      await flushHeld(world, merchantId, PLAIN, report);
      const next = nextDue(world, merchantId);
      if (world.closing.aborted || next === null || next > target) break;
      setClock(world, merchantId, next);
    }
    setClock(world, merchantId, target);
    return flushHeld(world, merchantId, PLAIN, report);
  });
}

async function flushHeld(
  world: World,
  merchantId: string,
  options: FlushOptions,
  report: FlushReport,
): Promise<FlushReport> {
  const round = randomUUID();
  for (;;) {
    const settled = world.closing.aborted ? 0 : runTasks(world, merchantId, options.early);
    const sent = world.closing.aborted ? 0 : await deliverSome(world, merchantId, options, round, report);
    report.settled += settled;
    if (settled + sent === 0) break;
  }
  report.waiting = world.store.isOpen ? waitingCount(world.store, merchantId) : 0;
  return report;
}

function runTasks(world: World, merchantId: string, early: boolean): number {
  for (let count = 0; ; count += 1) {
    const merchant = merchantById(world.store, merchantId);
    const now = timeOf(world, merchant);
    const task = nextTask(world.store, merchantId, now, early);
    if (task === null) return count;
    runTask(world.store, merchant, task, now);
  }
}

/** Takes up to `concurrency` deliveries and sends them side by side. */
async function deliverSome(
  world: World,
  merchantId: string,
  options: FlushOptions,
  round: string,
  report: FlushReport,
): Promise<number> {
  const limit = options.early ? Number.MAX_SAFE_INTEGER : timeOf(world, merchantById(world.store, merchantId));
  const batch = [];
  while (batch.length < options.concurrency) {
    const delivery = takeNext(world.store, merchantId, limit, options.order, round);
    if (delivery === null) break;
    batch.push(delivery);
  }
  const answers = await Promise.all(batch.map((delivery) => world.courier.attempt(delivery)));
  const delivered = answers.filter((answer) => answer.delivered).length;
  report.attempted += answers.length;
  report.delivered += delivered;
  report.failed += answers.length - delivered;
  return answers.length;
}

/** When the next thing falls due by the merchant's clock. */
function nextDue(world: World, merchantId: string): number | null {
  const row = world.store.get(
    `select min(due_at) as due from (
       select due_at from task where merchant_id = :merchantId
       union all
       select due_at from delivery where merchant_id = :merchantId and state = 'waiting'
         and (select webhook_url from merchant where id = :merchantId) is not null)`,
    { merchantId },
  );
  return row === undefined ? null : intOrNull(row, "due");
}

/** Never back. */
function setClock(world: World, merchantId: string, time: number): void {
  const merchant = merchantById(world.store, merchantId);
  updateMerchant(world.store, { ...merchant, clockOffset: Math.max(merchant.clockOffset, time - world.now()) });
}

function newReport(): FlushReport {
  return { settled: 0, attempted: 0, delivered: 0, failed: 0, waiting: 0 };
}
