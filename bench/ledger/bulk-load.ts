import { type Lane, openLane } from "./lane.ts";
import type { BulkPlan } from "./plan.ts";
import { createTally, type Tally } from "./tally.ts";
import { createBulkRequest, readBook } from "./transfer-request.ts";
import { runCourse } from "./window.ts";

const OK = 200;
const LF = 0x0a;
const POSTED = Buffer.from('"status":"posted"', "latin1");
const MOST_LINE = 64 * 1024;

/** Each connection streams requests of many transfers, one after the other; every line of an answer counts as it comes. */
export async function runBulk(plan: BulkPlan): Promise<void> {
  const book = readBook(plan.world);
  const tally = createTally();
  let isOver = false;
  const start = (lane: Lane) => {
    if (!isOver) lane.send();
  };
  const open = async (): Promise<Lane> => {
    const lane = await openLane(plan.port, createBulkRequest(book, plan.port, plan.linesPerRequest), {
      body: createLineCounter(tally),
      answered(status) {
        if (status !== OK) tally.other(String(status));
        start(lane);
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

/** Takes a stream of NDJSON apart: a line that says `posted` is one, any other counts under its code. */
function createLineCounter(tally: Tally): (bytes: Buffer, from: number, to: number) => void {
  const line = Buffer.allocUnsafe(MOST_LINE);
  let length = 0;
  return (bytes, from, to) => {
    let at = from;
    while (at < to) {
      const found = bytes.indexOf(LF, at);
      const end = found < 0 || found >= to ? to : found;
      length += bytes.copy(line, length, at, end);
      at = end + 1;
      if (end === to) break;
      const text = line.subarray(0, length);
      if (text.includes(POSTED)) tally.posted();
      else if (length > 0) tally.other(codeOf(text.toString("utf8")));
      length = 0;
    }
  };
}

function codeOf(line: string): string {
  return /"code":"([a-z_]+)"/.exec(line)?.[1] ?? line.slice(0, 80);
}
