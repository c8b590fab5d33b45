// Transfers by the product's own commands, a database transaction each: how fast the books are without the poster. A process of
// its own, without a network in front; its plan is its one argument.
import { createApp } from "../../server/src/app/create-app.ts";
import { credit, debit, post } from "../../server/src/ledger/index.ts";
import { parseConfig } from "../../server/src/platform/config.ts";
import type { Services } from "../../server/src/platform/services.ts";
import { memberAccount } from "./accounts.ts";
import type { SinglePlan } from "./plan.ts";
import { below } from "./random.ts";
import { createTally } from "./tally.ts";
import { runCourse } from "./window.ts";

const plan: SinglePlan = JSON.parse(process.argv[2] ?? "");
const env = { DATA_DIR: plan.dataDir, SANDBOX: "0", DEMO: "0" };
const app = await createApp({ config: parseConfig(env), databaseUrl: plan.databaseUrl, connections: plan.workers });
const tally = createTally();
let isOver = false;
let working = plan.workers;

const worker = async () => {
  while (!isOver) {
    const began = performance.now();
    await transfer(app.services, plan);
    tally.answer(201, performance.now() - began);
  }
  working--;
};
const workers = Array.from({ length: plan.workers }, worker);
await runCourse({
  ...plan,
  tally,
  stop() {
    isOver = true;
  },
  isDone: () => working === 0,
});
await Promise.all(workers);
await app.stop();
process.disconnect();

async function transfer(services: Services, { communityId, accounts }: SinglePlan): Promise<void> {
  const from = below(accounts);
  const to = (from + 1 + below(accounts - 1)) % accounts;
  const amount = BigInt(100 + below(900));
  const actor = { kind: "system", job: "bench" } as const;
  await services.inCommunity({ as: "system", communityId, actor }, async (ctx) => {
    const id = ctx.newId();
    post(ctx, {
      kind: "transfer",
      reference: `transfer/${id}`,
      source: { kind: "transfer", id },
      lines: [debit(memberAccount(from), amount, "transfer"), credit(memberAccount(to), amount, "transfer")],
    });
  });
}
