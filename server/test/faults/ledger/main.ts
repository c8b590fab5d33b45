import { parseArgs } from "node:util";
import { FAULTS, type Fault, isFault, runRound } from "./faults.ts";
import { createLedgerWorld } from "./world.ts";

const HELP = `npm run fault:ledger -- [--minutes N] [--fault NAME] [--seed N] [--rounds N] [--verbose]

Posts to the ledger without pause, singly, in bulk and by commands, while it is hurt, and then looks whether each acknowledged
transaction is there once, sums are zero, every truth of the books holds and the seals verify. A round's seed replays it.

  --minutes N    begin new rounds for so long (default 5)
  --fault NAME   kills (of server and PostgreSQL), commits (connections cut in the middle of COMMIT) or freezes (PostgreSQL
                 stands still); default: one after the other
  --seed N       of the first round (default: chance); each round's is one more
  --rounds N     at most so many rounds
  --verbose      every blow`;

const ROUND_MS: Readonly<Record<Fault, number>> = { kills: 40_000, commits: 15_000, freezes: 1 };

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "5" },
    rounds: { type: "string", default: "1000000" },
    fault: { type: "string" },
    seed: { type: "string" },
    verbose: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) process.stdout.write(`${HELP}\n`);
else process.exitCode = await main(values.fault);

async function main(wanted: string | undefined): Promise<number> {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  if (wanted !== undefined && !isFault(wanted)) {
    say(`There is no fault "${wanted}": it is one of ${FAULTS.join(", ")}.`);
    return 2;
  }
  const end = Date.now() + Number(values.minutes) * 60_000;
  const first = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : Number(values.seed);
  const world = await createLedgerWorld();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void world.stop().then(() => process.exit(130)));
  let seed = first;
  let fault: Fault = wanted ?? FAULTS[0];
  let acknowledged = 0;
  try {
    for (; seed - first < Number(values.rounds) && (seed === first || Date.now() < end); seed++) {
      fault = wanted ?? FAULTS[(seed - first) % FAULTS.length] ?? FAULTS[0];
      const ms = Math.min(ROUND_MS[fault], Math.max(1, end - Date.now()));
      const round = await runRound(world, { fault, seed, ms }, values.verbose ? say : () => undefined);
      acknowledged += round.acknowledged;
      const posted = `${round.acknowledged} of ${round.asked} transactions acknowledged`;
      const trouble = `${round.blows} blows, ${round.repeats} requests repeated, ${round.turnedAway} told to come back`;
      say(`seed ${seed}, ${fault}: ${posted}, ${trouble}: ${round.faults.length === 0 ? "whole" : "BROKEN"}`);
      if (round.faults.length > 0) throw new Error(round.faults.join("\n"));
    }
    say(`${seed - first} rounds, ${acknowledged} transactions: nothing lost, nothing doubled, the seals verify.`);
    return 0;
  } catch (error) {
    say(`seed ${seed} failed: ${error instanceof Error ? error.message : String(error)}`);
    say(`The server's last words:\n${world.log.slice(-30).join("\n")}`);
    say(`Replay: npm run fault:ledger -- --fault ${fault} --seed ${seed} --rounds 1 --verbose`);
    return 1;
  } finally {
    await world.stop();
  }
}
