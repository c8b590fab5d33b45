import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Reference } from "../src/ledger/testing/reference.ts";
import { createPerson, type Person } from "./harness/people.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";
import { prepare, step } from "./ledger-model/carry-out.ts";
import { type Engine, engineOf } from "./ledger-model/engine.ts";
import type { Story } from "./ledger-model/story.ts";
import { BEGINNING, textOf, type Wish, wish } from "./ledger-model/wishes.ts";

// Random histories, carried out by the engine and by a reference in memory that counts everything anew, and compared at every step.
// A failure tells the shortest history that it was found to need, and the seed that plays it again: `MODEL_SEED`. `MODEL_STEPS`
// says about how many steps are taken altogether.

const STEPS = Number(process.env["MODEL_STEPS"] ?? 500);
const SEED = process.env["MODEL_SEED"] ? Number(process.env["MODEL_SEED"]) : undefined;
/** Of one history; about half as many on the average. */
const MOST = 120;
/** A step takes about 35 ms, on a busy machine a multiple of it. The rest is for looking for a shorter history. */
const LIMIT_MS = STEPS * 200 + 120_000;

let server: TestServer;
let owner: Person;
let begun = 0;
let steps = 0;
let foundAfter = 0;

beforeAll(async () => {
  server = await createTestServer();
  turnBack();
  owner = await createPerson(server, "Akinyi");
});
afterAll(() => server.stop());

/**
 * Every history begins on a 28th at 06:17, so that its days and its month end at the same steps whenever it is played; no zone's day
 * begins, and no hold ends, at 17 minutes past an hour.
 */
function turnBack(): void {
  const today = new Date();
  const month = today.getUTCMonth() + (today.getUTCDate() > 28 ? 1 : 0);
  const begin = Date.UTC(today.getUTCFullYear(), month, 28, 6, 17);
  server.clock.advance({ seconds: (begin - server.clock.now().getTime()) / 1_000 });
}

async function begin(): Promise<Story> {
  turnBack();
  const founding = { name: "Books", slug: `model-${++begun}`, products: ["fundraising"], currency: "KES" };
  const { body } = await owner.send("POST", "/v1/communities", { ...founding, timeZone: "Africa/Nairobi" });
  const communityId = String(body["id"]);
  const engine = engineOf(server, { communityId, owner, path: `/v1/communities/${communityId}/ledger` });
  await engine.wait(0);
  const story = { reference: new Reference(), engine, ids: new Map(), keys: new Map(), sent: [], digests: {} };
  await prepare(story, BEGINNING);
  return story;
}

/** A wish as a command of a model, so that fast-check leaves out what a failure does not need. */
class Step implements fc.AsyncCommand<Story, Engine> {
  readonly #wish: Wish;
  constructor(asked: Wish) {
    this.#wish = asked;
  }
  check(): boolean {
    return true;
  }
  async run(story: Story): Promise<void> {
    steps += 1;
    await step(story, this.#wish);
  }
  toString(): string {
    return `\n  ${textOf(this.#wish)}`;
  }
}

/** The whole of it is proven at its end, as an operator does. */
async function play(history: Iterable<fc.AsyncCommand<Story, Engine>>): Promise<void> {
  const story = await begin();
  await fc.asyncModelRun(() => ({ model: story, real: story.engine }), history);
  expect(await story.engine.findings()).toEqual([]);
}

it(
  "does what the reference does, whatever is asked in whatever order, and leaves no trace of what it refuses",
  async () => {
    const histories = fc.commands([wish.map((each) => new Step(each))], {
      maxCommands: MOST,
      size: "max",
      disableReplayLog: true,
    });
    const property = fc.asyncProperty(histories, (history) =>
      play(history).catch((error: unknown) => {
        foundAfter ||= steps;
        throw error;
      }),
    );
    const told = await fc.check(property, {
      ...(SEED === undefined ? {} : { seed: SEED }),
      numRuns: Math.ceil((2 * STEPS) / MOST),
      interruptAfterTimeLimit: LIMIT_MS,
    });
    if (!told.failed) return;
    const error = told.errorInstance instanceof Error ? told.errorInstance : new Error(String(told.errorInstance));
    const replay = `MODEL_SEED=${told.seed} MODEL_STEPS=${STEPS} plays it again; found at step ${foundAfter}, made shorter until ${steps}:`;
    error.message = `${replay}${told.counterexample}\n\n${error.message}`;
    throw error;
  },
  LIMIT_MS + 60_000,
);

it("asks with and without each of what may be left out, so that nothing is always left out", () => {
  const texts = fc.sample(wish, { numRuns: 3_000, seed: 1 }).map((each) => JSON.stringify(each));
  for (const name of ["reference", "day", "nth", "hours", "floor", "dayLimit", "zone", "hold", "off", "amount"])
    for (const pattern of [`"${name}":null`, `"${name}":[^n]`])
      expect(
        texts.some((text) => new RegExp(pattern).test(text)),
        pattern,
      ).toBe(true);
});
