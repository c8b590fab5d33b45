import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestServer, type TestServer } from "../../test/harness/server.ts";
import { checks } from "./checks.ts";
import { moneyOfGoal } from "./money.ts";
import { figuresOfGoal, waitingRefunds } from "./queries/figures.ts";
import { findGoal } from "./queries/goals.ts";
import { STEPS, type Step, startHistory } from "./testing/history.ts";
import { createWorld, type World } from "./testing/world.ts";

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.stop());

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...STEPS) },
    { weight: 1, arbitrary: fc.constant("give and pay" as const) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        "prove" as const,
        "release" as const,
        "pay out" as const,
        "arrive" as const,
        "return" as const,
        "come back" as const,
        "come back" as const,
      ),
    },
  ),
  a: fc.nat(1_000),
  b: fc.nat(10_000),
});

/** Accounts that hold something. */
async function real(world: World): Promise<[string, bigint][]> {
  return [...(await world.balances())].filter(([, amount]) => amount !== 0n).sort();
}

describe("any history", () => {
  const carried = new Set<string>();

  it("leaves the books as the model says, and the picture of the money sums to the trial balance", {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 60 }), async (steps) => {
        const world = await createWorld(server);
        const history = await startHistory(world);
        for (const each of steps) await history.step(each);
        for (const kind of history.carried) carried.add(kind);
        expect(await real(world)).toEqual([...history.model.balances()].sort());
        await requirePicture(
          world,
          history.goals.map(({ id }) => id),
        );
      }),
      { numRuns: 20, seed: 20_261_121, endOnFailure: true },
    );
    for (const check of checks) expect(await check.run(server.database.owner), check.name).toEqual([]);
    // A history in which nothing happens proves nothing.
    expect(STEPS.filter((kind) => !carried.has(kind))).toEqual([]);
  });
});

/** Each goal's nodes are balances; over all goals they are the community's. */
async function requirePicture(world: World, goalIds: readonly string[]): Promise<void> {
  const balances = await world.balances();
  const of = (code: string) => balances.get(code) ?? 0n;
  const totals = { platform: 0n, waiting: 0n };
  for (const goalId of goalIds) {
    const goal = await world.system((ctx) => findGoal(ctx, goalId));
    if (!goal) throw new Error("no goal");
    const { sankey, figures } = await world.as(world.ownerId, (ctx) => moneyOfGoal(ctx, goal));
    const node = (id: string) => sankey.nodes.find((candidate) => candidate.id === id)?.amount ?? 0n;
    expect(node("in_escrow")).toBe(of(`escrow/goal/${goalId}`));
    expect(node("awaiting_payout")).toBe(of(`goal/${goalId}`));
    expect(node("owed")).toBe(of(`receivable/goal/${goalId}`));
    totals.platform += node("platform_fees");
    const { underWay, unclaimed } = await world.system((ctx) => waitingRefunds(ctx, goalId));
    totals.waiting += underWay + unclaimed;
    for (const { id, amount } of sankey.nodes) {
      const out = sankey.links.filter((link) => link.from === id).reduce((sum, link) => sum + link.amount, 0n);
      const into = sankey.links.filter((link) => link.to === id).reduce((sum, link) => sum + link.amount, 0n);
      if (out > 0n && into > 0n) expect([id, into]).toEqual([id, out]);
      expect(amount).toBe(into > 0n ? into : out);
    }
    expect(figures.find(({ name }) => name === "raised")?.amount).toBe(
      (await world.system((ctx) => figuresOfGoal(ctx, goal))).raised,
    );
  }
  expect(totals.platform).toBe(of("revenue/platform-fees"));
  const users = [...balances]
    .filter(([code]) => code.startsWith("user/"))
    .reduce((sum, [, amount]) => sum + amount, 0n);
  expect(totals.waiting).toBe(users);
}
