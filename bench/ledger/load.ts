import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Cost, Meter } from "./meter.ts";
import type { LoadMessage, LoadPlan, LoadResult, SinglePlan } from "./plan.ts";
import { cpuOf } from "./processes.ts";

const LOAD_CLIENT = fileURLToPath(import.meta.resolve("./load-client.ts"));
const SINGLE_TX = fileURLToPath(import.meta.resolve("./single-tx.ts"));

export interface Load {
  result: LoadResult;
  cost: Cost;
}

export function runLoad(plan: LoadPlan, meter: Meter): Promise<Load> {
  return runChild(LOAD_CLIENT, plan, meter);
}

export function runSingle(plan: SinglePlan, meter: Meter): Promise<Load> {
  return runChild(SINGLE_TX, plan, meter);
}

/** Runs a load in a process of its own, and reads everybody's CPU at the edges of its window. */
function runChild(file: string, plan: LoadPlan | SinglePlan, meter: Meter): Promise<Load> {
  return new Promise((resolve, reject) => {
    const child = fork(file, [JSON.stringify(plan)]);
    const pid = child.pid ?? 0;
    let finish: (() => Cost) | undefined;
    let cost: Cost | undefined;
    let result: LoadResult | undefined;
    child.on("message", (message: LoadMessage) => {
      if (message.at === "begin") finish = meter.start(() => cpuOf(pid));
      if (message.at === "end") cost = finish?.();
      if (message.at === "done") result = message.result;
    });
    child.once("exit", (code) => {
      if (code === 0 && cost && result) resolve({ cost, result });
      else reject(new Error(`the load ended with ${code}`));
    });
  });
}
