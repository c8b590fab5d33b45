import { describe, expect, it } from "vitest";
import { runRound } from "./faults/round.ts";
import { createWorld } from "./faults/world.ts";

// The short form of `npm run fault:flow`: the real server as a process of its own, killed once at every step of the flow
// and once with its database. Where it strikes is chance; a failure names the seed that replays it.

const MINUTES_10 = 600_000;

describe("kill -9 at every step, from the first sign-up to the payout", () => {
  it(
    "loses nothing and doubles nothing",
    async () => {
      const seed = Math.floor(Math.random() * 1_000_000);
      const replay = `replay: npm run fault:flow -- --short --rounds 1 --verbose --seed ${seed}`;
      const world = await createWorld();
      try {
        const round = await runRound(world, seed, "short", () => undefined);
        expect(round.faults, replay).toEqual([]);
        expect(round.kills).toBe(round.steps);
      } catch (error) {
        throw new Error(
          `${error instanceof Error ? error.message : String(error)}\n${replay}\n${world.log.slice(-10).join("\n")}`,
          { cause: error },
        );
      } finally {
        await world.stop();
      }
    },
    MINUTES_10,
  );
});
