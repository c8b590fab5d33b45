import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fault, runRound } from "./faults/ledger/faults.ts";
import { createLedgerWorld, type LedgerWorld } from "./faults/ledger/world.ts";

// The short form of `npm run fault:ledger`: the real server as a process of its own, on a durable database of its own. Where it
// strikes is chance; a failure names the seed that replays it.

const MINUTES_3 = 180_000;
let world: LedgerWorld;

beforeAll(async () => {
  world = await createLedgerWorld();
}, MINUTES_3);
afterAll(() => world.stop(), MINUTES_3);

async function hurt(fault: Fault, ms: number): Promise<void> {
  const seed = Math.floor(Math.random() * 1_000_000);
  const replay = `replay: npm run fault:ledger -- --fault ${fault} --rounds 1 --verbose --seed ${seed}`;
  try {
    const round = await runRound(world, { fault, seed, ms }, () => undefined);
    expect(round.faults, replay).toEqual([]);
  } catch (error) {
    const words = world.log.slice(-10).join("\n");
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${replay}\n${words}`, { cause: error });
  }
}

describe("every acknowledged transaction is there once, every other one once or not at all, and the seals verify", () => {
  it("after the server and PostgreSQL were killed under load", () => hurt("kills", 8_000), MINUTES_3);

  it("after connections were cut in the middle of COMMIT", () => hurt("commits", 5_000), MINUTES_3);

  it(
    "after PostgreSQL stood still: who waits is told when to come back, and memory does not grow",
    () => hurt("freezes", 1),
    MINUTES_3,
  );
});
