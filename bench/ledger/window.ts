import type { LoadMessage } from "./plan.ts";
import type { Tally } from "./tally.ts";

const DRAIN_MS = 30_000;

export interface Course {
  warmUpSeconds: number;
  seconds: number;
  tally: Tally;
  /** Nothing new begins any more. */
  stop(): void;
  /** Whether everything that was begun is answered. */
  isDone(): boolean;
}

/** Lets a load that is under way warm up, measures it, stops it, waits for the last answer and tells the parent process. */
export async function runCourse({ warmUpSeconds, seconds, tally, stop, isDone }: Course): Promise<void> {
  await pause(warmUpSeconds * 1_000);
  tell({ at: "begin" });
  tally.begin();
  await pause(seconds * 1_000);
  tally.end();
  tell({ at: "end" });
  stop();
  const deadline = performance.now() + DRAIN_MS;
  while (!isDone() && performance.now() < deadline) await pause(10);
  if (!isDone()) throw new Error("requests stayed without an answer");
  tell({ at: "done", result: tally.result() });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function tell(message: LoadMessage): void {
  if (!process.send) throw new Error("this is the child of a benchmark, and has no parent");
  process.send(message);
}
