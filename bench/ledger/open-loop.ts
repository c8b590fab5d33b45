import { type Lane, openLane } from "./lane.ts";
import type { OpenPlan } from "./plan.ts";
import { createTally } from "./tally.ts";
import { createTransferRequest, readBook } from "./transfer-request.ts";
import { runCourse } from "./window.ts";

/** A connection's own timetable: its transfers are due one round apart, whether the one before is answered or not. */
interface Traveller {
  lane: Lane;
  nextDue: number;
}

/**
 * Transfers at a fixed rate, evenly over all connections. A latency counts from the time when the transfer was due: what waits
 * because an earlier answer is late has waited, which a closed loop never sees.
 */
export async function runOpenLoop(plan: OpenPlan): Promise<void> {
  const book = readBook(plan.world);
  const tally = createTally();
  const roundMs = (plan.connections / plan.rate) * 1_000;
  let isOver = false;
  const depart = (traveller: Traveller, now: number) => {
    if (isOver || traveller.lane.isBusy || traveller.nextDue > now) return;
    traveller.lane.since = traveller.nextDue;
    traveller.nextDue += roundMs;
    traveller.lane.send();
  };
  const open = async (): Promise<Traveller> => {
    const lane = await openLane(plan.port, createTransferRequest(book, plan.port, false), {
      answered(status) {
        const now = performance.now();
        tally.answer(status, now - lane.since);
        depart(traveller, now);
      },
      broke() {
        tally.broke();
        depart(traveller, performance.now());
      },
    });
    const traveller: Traveller = { lane, nextDue: 0 };
    return traveller;
  };
  const travellers: Traveller[] = [];
  while (travellers.length < plan.connections) travellers.push(await open());
  const began = performance.now();
  for (const [index, traveller] of travellers.entries())
    traveller.nextDue = began + (index * roundMs) / plan.connections;
  const clock = setInterval(() => {
    const now = performance.now();
    for (const traveller of travellers) depart(traveller, now);
  }, 1);
  await runCourse({
    ...plan,
    tally,
    stop() {
      isOver = true;
      clearInterval(clock);
    },
    isDone: () => travellers.every(({ lane }) => !lane.isBusy),
  });
  for (const { lane } of travellers) lane.end();
}
