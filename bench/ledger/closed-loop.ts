import { type Lane, openLane } from "./lane.ts";
import type { ClosedPlan } from "./plan.ts";
import { createTally } from "./tally.ts";
import { createTransferRequest, readBook } from "./transfer-request.ts";
import { runCourse } from "./window.ts";

const UNAVAILABLE = 503;
/** The least that a `Retry-After` can ask for. */
const BACK_OFF_MS = 1_000;

/** Each connection sends its next transfer as soon as it has the answer to the one before: what the server can do. */
export async function runClosedLoop(plan: ClosedPlan): Promise<void> {
  const book = readBook(plan.world);
  const tally = createTally();
  let isOver = false;
  const start = (lane: Lane) => {
    if (isOver) return;
    lane.since = performance.now();
    lane.send();
  };
  const open = async (): Promise<Lane> => {
    const lane = await openLane(plan.port, createTransferRequest(book, plan.port, plan.hot), {
      answered(status) {
        tally.answer(status, performance.now() - lane.since);
        if (status === UNAVAILABLE) setTimeout(start, BACK_OFF_MS, lane);
        else start(lane);
      },
      broke() {
        tally.broke();
        start(lane);
      },
    });
    return lane;
  };
  const lanes: Lane[] = [];
  while (lanes.length < plan.connections) lanes.push(await open());
  for (const lane of lanes) start(lane);
  await runCourse({
    ...plan,
    tally,
    stop() {
      isOver = true;
    },
    isDone: () => lanes.every((lane) => !lane.isBusy),
  });
  for (const lane of lanes) lane.end();
}
