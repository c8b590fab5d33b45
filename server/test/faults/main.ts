import { parseArgs } from "node:util";
import { runRound } from "./round.ts";
import { createWorld } from "./world.ts";

const HELP = `npm run fault:flow -- [--minutes N] [--seed N] [--rounds N] [--short] [--verbose]

Kills the server, and now and then the database, before and within every step of a fundraising flow, starts them again,
and looks whether anything was lost or doubled. A round's seed replays it: --seed N --rounds 1.

  --minutes N   begin new rounds for so long (default 5)
  --rounds N    at most so many rounds
  --seed N      of the first round (default: chance); each round's is one more
  --short       the short form of each round, as the tests run it
  --verbose     every step, with what is killed when`;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "5" },
    rounds: { type: "string", default: "1000000" },
    seed: { type: "string" },
    short: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) process.stdout.write(`${HELP}\n`);
else process.exitCode = await main();

async function main(): Promise<number> {
  const until = Date.now() + Number(values.minutes) * 60_000;
  const first = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : Number(values.seed);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const world = await createWorld();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void world.stop().then(() => process.exit(130)));
  let seed = first;
  let kills = 0;
  try {
    for (; seed - first < Number(values.rounds) && (seed === first || Date.now() < until); seed++) {
      const began = Date.now();
      const round = await runRound(
        world,
        seed,
        values.short ? "short" : "long",
        values.verbose ? say : () => undefined,
      );
      kills += round.kills;
      const seconds = Math.round((Date.now() - began) / 1000);
      const facts = `${round.steps} steps, ${round.kills} kills, ${round.repeats} requests repeated, ${seconds} s`;
      say(`seed ${seed}: ${facts}: ${round.faults.length === 0 ? "whole" : "BROKEN"}`);
      if (round.faults.length > 0) throw new Error(round.faults.join("\n"));
    }
    say(`${seed - first} rounds, ${kills} kills: nothing lost, nothing doubled.`);
    return 0;
  } catch (error) {
    say(`seed ${seed} failed: ${error instanceof Error ? error.message : String(error)}`);
    say(`The server's last words:\n${world.log.slice(-30).join("\n")}`);
    say(`Replay: npm run fault:flow -- --seed ${seed} --rounds 1${values.short ? " --short" : ""} --verbose`);
    return 1;
  } finally {
    await world.stop();
  }
}
