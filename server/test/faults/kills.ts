import type { Client } from "./client.ts";
import type { Random } from "./random.ts";
import type { Step } from "./steps.ts";
import type { Blow, World } from "./world.ts";

/** Where a step is struck: before its first request, and so long after that was sent. */
export interface Strike {
  before: Blow | null;
  during: { blow: Blow; afterMs: number } | null;
}

const WITHIN_REQUEST_MS = 60;

/** One kill for each step, mostly in its middle; at one step the database is killed too. */
export function planShort(random: Random, steps: readonly Step[]): Strike[] {
  const withDatabase = random.between(0, steps.length - 1);
  return steps.map((_, index) => {
    const blow: Blow = { kills: index === withDatabase ? "database" : "server" };
    const afterMs = random.between(0, WITHIN_REQUEST_MS);
    return random.chance(0.25) ? { before: blow, during: null } : { before: null, during: { blow, afterMs } };
  });
}

/** Before most steps and within most; jobs that follow a request are met as well; now and then a start is killed too. */
export function planLong(random: Random, steps: readonly Step[]): Strike[] {
  const blow = (): Blow => {
    const chance = random.next();
    const kills = chance < 0.9 ? "server" : chance < 0.96 ? "database" : "postmaster";
    const early = random.chance(0.1);
    const startKilledAfterMs = random.between(0, 2_500);
    return { kills, ...(early ? { startKilledAfterMs } : {}) };
  };
  return steps.map(() => {
    const [before, during] = [blow(), blow()];
    const afterMs = random.chance(0.6)
      ? random.between(0, WITHIN_REQUEST_MS)
      : random.between(WITHIN_REQUEST_MS, 1_000);
    return {
      before: random.chance(0.4) ? before : null,
      during: random.chance(0.7) ? { blow: during, afterMs } : null,
    };
  });
}

/** Carries a step out under fire. A strike that falls after the step's end still belongs to it. */
export async function strikeAt(world: World, client: Client, step: Step, { before, during }: Strike): Promise<void> {
  if (before) await world.crash(before);
  let struck: Promise<void> = Promise.resolve();
  if (during) {
    client.onNextRequest(() => {
      // A delay on purpose: the server may die at any moment after the request was sent.
      struck = new Promise((resolve) => setTimeout(resolve, during.afterMs)).then(() => world.crash(during.blow));
      // The step meets the failure itself, when it waits for the server.
      struck.catch(() => undefined);
    });
  }
  try {
    await step.run();
  } catch (error) {
    throw new Error(`at "${step.name}": ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  await struck;
}

export function describeStrike({ before, during }: Strike): string {
  const blow = ({ kills, startKilledAfterMs }: Blow) =>
    kills + (startKilledAfterMs === undefined ? "" : ` and the start after ${startKilledAfterMs} ms`);
  const words = [
    before ? `kills ${blow(before)} before` : "",
    during ? `kills ${blow(during.blow)} ${during.afterMs} ms after the request` : "",
  ];
  return words.filter(Boolean).join(", ") || "kills nothing";
}
