import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moneyOfGoal } from "./money.ts";
import { findGoal } from "./queries/goals.ts";
import { milestonesOf } from "./queries/milestones.ts";
import { releaseMilestone } from "./release-milestone.ts";
import { requestPayout } from "./request-payout.ts";
import { createWorld, type World } from "./testing/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

const DESTINATION = { name: "Akinyi", accountNumber: "0123456789", bankCode: "063" };

async function money(goalId: string) {
  return world.as(world.ownerId, async (ctx) => {
    const goal = await findGoal(ctx, goalId);
    if (!goal) throw new Error("no goal");
    return moneyOfGoal(ctx, goal);
  });
}

async function figure(goalId: string, name: string) {
  const found = (await money(goalId)).figures.find((one) => one.name === name);
  if (!found) throw new Error(`no figure ${name}`);
  return found;
}

async function payOut(goalId: string, position: number): Promise<string> {
  return (await payoutOf(goalId, position)).milestoneId;
}

async function payoutOf(goalId: string, position: number): Promise<{ milestoneId: string; payoutId: string }> {
  const milestone = (await world.system((ctx) => milestonesOf(ctx, goalId)))[position];
  const milestoneId = milestone?.id ?? "";
  await world.as(world.ownerId, (ctx) => releaseMilestone(ctx, { goalId, milestoneId }));
  const payout = await world.as(world.ownerId, (ctx) =>
    requestPayout(ctx, { goalId, milestoneId, destination: DESTINATION }),
  );
  await world.payoutEnded(payout.id, "succeeded");
  return { milestoneId, payoutId: payout.id };
}

describe("where the money is", () => {
  it("what is proven and what is not yet opens to the releases of their milestones", async () => {
    const goal = await world.goal({ amounts: [6_000, 4_000] });
    const { id } = await world.begin(goal.id, 10_000, { email: "a@x.example" });
    await world.paid(id, { fee: 0 });
    await world.proveWithVotes(goal.id);
    const first = await payOut(goal.id, 0);
    expect(await figure(goal.id, "proven")).toMatchObject({ amount: 0n, entries: [] });
    const entry = { accountCode: `goal/${goal.id}`, label: "release" };
    const unproven = await figure(goal.id, "not_yet_proven");
    expect(unproven.entries).toMatchObject([{ ...entry, sourceId: first, name: "Part 1" }]);

    await world.proveWithVotes(goal.id);
    const second = await payOut(goal.id, 1);
    const proven = await figure(goal.id, "proven");
    expect([proven.amount, proven.entries]).toMatchObject([unproven.amount, unproven.entries]);
    const left = await figure(goal.id, "not_yet_proven");
    expect(left.entries).toMatchObject([{ ...entry, sourceId: second, name: "Part 2" }]);
    const paidOut = await figure(goal.id, "paid_out");
    expect(proven.amount + left.amount).toBe(paidOut.amount);
  });

  it("a payout that a bank sent back after its proof is proven no more, and takes nothing from another milestone", async () => {
    const goal = await world.goal({ amounts: [6_000, 4_000] });
    await world.paid((await world.begin(goal.id, 10_000, { email: "c@x.example" })).id, { fee: 0 });
    await world.proveWithVotes(goal.id);
    const { milestoneId, payoutId } = await payoutOf(goal.id, 0);
    await world.proveWithVotes(goal.id);
    const { amount } = await figure(goal.id, "proven");
    await world.payoutEnded(payoutId, "reversed");
    const second = await payOut(goal.id, 1);
    const paidOut = await figure(goal.id, "paid_out");
    expect(await figure(goal.id, "proven")).toMatchObject({
      amount: 0n,
      entries: [
        { label: "release", sourceId: milestoneId },
        { label: "payout_reversed", sourceId: payoutId, name: "Part 1" },
      ],
    });
    expect(await figure(goal.id, "not_yet_proven")).toMatchObject({
      amount: paidOut.amount,
      entries: [{ label: "release", sourceId: second }],
    });
    expect((await figure(goal.id, "awaiting_payout")).amount).toBe(amount);
  });

  it("every place of the picture that holds money has entries to open", async () => {
    const goal = await world.goal();
    const { id } = await world.begin(goal.id, 100_000, { email: "b@x.example" });
    await world.paid(id, { fee: 2_900 });
    await world.proveWithVotes(goal.id);
    await payOut(goal.id, 0);
    const { figures } = await money(goal.id);
    for (const { name, amount, entries } of figures) if (amount > 0n) expect(entries, name).not.toEqual([]);
  });
});
