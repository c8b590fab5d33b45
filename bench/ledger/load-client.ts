// The load client, a process of its own so that its CPU is counted apart. Its plan is its one argument.
import { runBulk } from "./bulk-load.ts";
import { runClosedLoop } from "./closed-loop.ts";
import { runOpenLoop } from "./open-loop.ts";
import type { LoadPlan } from "./plan.ts";

const plan: LoadPlan = JSON.parse(process.argv[2] ?? "");
switch (plan.kind) {
  case "closed":
    await runClosedLoop(plan);
    break;
  case "open":
    await runOpenLoop(plan);
    break;
  case "bulk":
    await runBulk(plan);
}
// What keeps the process alive is the channel to its parent and connections that nobody needs any more.
process.disconnect();
