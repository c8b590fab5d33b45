import { createClient } from "./client.ts";
import { checkFaults, faultsAfter, jobFaults } from "./end-state.ts";
import { createFlow, planFlow } from "./flow.ts";
import { describeStrike, planLong, planShort, strikeAt } from "./kills.ts";
import { createRandom } from "./random.ts";
import { stepsOf } from "./steps.ts";
import type { World } from "./world.ts";

export interface Round {
  steps: number;
  kills: number;
  /** Requests that were sent again under their key. */
  repeats: number;
  faults: string[];
}

/** One flow under fire, and what is wrong after it. The seed decides everything but the scheduler's moods. */
export async function runRound(
  world: World,
  seed: number,
  length: "short" | "long",
  tell: (line: string) => void,
): Promise<Round> {
  const random = createRandom(seed);
  const client = createClient(world);
  // The time in it, so that the same seed can be replayed in the same world.
  const name = `f${seed}-${Date.now().toString(36)}`;
  const flow = createFlow(world, client, planFlow(name, random, length));
  const steps = stepsOf(world, flow);
  const strikes = length === "short" ? planShort(random, steps) : planLong(random, steps);
  const killsBefore = world.crashes;
  for (const [index, step] of steps.entries()) {
    const strike = strikes[index] ?? { before: null, during: null };
    const began = Date.now();
    await strikeAt(world, client, step, strike);
    tell(`  ${step.name}: ${describeStrike(strike)}, ${Date.now() - began} ms`);
  }
  const faults = [...(await faultsAfter(flow, world)), ...(await checkFaults(world)), ...(await jobFaults(world))];
  return { steps: steps.length, kills: world.crashes - killsBefore, repeats: client.repeats, faults };
}
