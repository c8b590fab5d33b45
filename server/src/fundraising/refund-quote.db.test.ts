import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cancelGoal } from "./cancel-goal.ts";
import type { Gift } from "./gift.ts";
import { findGift } from "./queries/gifts.ts";
import { findGoal } from "./queries/goals.ts";
import { milestonesOf } from "./queries/milestones.ts";
import { refundGift } from "./refund-gift.ts";
import { quoteRefund } from "./refund-quote.ts";
import { releaseMilestone } from "./release-milestone.ts";
import { createWorld, refusalOf, type World } from "./testing/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  expect(await world.faults()).toEqual([]);
  await world.stop();
});

async function given(goalId: string, amount: number, name: string): Promise<Gift> {
  const gift = await world.begin(goalId, amount, { email: `${name}@x.example` });
  return world.paid(gift.id, { fee: Math.round(amount * 0.029) });
}

function quote(gift: Gift, by = world.ownerId) {
  return world.as(by, async (ctx) => {
    const [goal, now] = [await findGoal(ctx, gift.goalId), await findGift(ctx, gift.id)];
    if (!goal || !now) throw new Error("no such gift");
    return quoteRefund(ctx, goal, now);
  });
}

/** What the command then does with the same gift. */
async function refunded(gift: Gift): Promise<bigint | null> {
  const after = await world.as(world.ownerId, (ctx) => refundGift(ctx, { goalId: gift.goalId, giftId: gift.id }));
  return after.refundAmount;
}

describe("a refund's quote", () => {
  it("is all that was paid while everything is in escrow: both fees come back", async () => {
    const goal = await world.goal();
    const gift = await given(goal.id, 10_000, "a");
    const told = await quote(gift);
    expect(told).toEqual({
      paid: 10_000n,
      gets: 10_000n,
      parts: { platformFee: 250n, providerFee: 290n, providerFeeBorneBy: "platform", spent: 0n },
    });
    expect(await refunded(gift)).toBe(told.gets);
  });

  it("says which fee the giver loses, where the terms say so", async () => {
    const goal = await world.goal({ terms: { refundFeeBorneBy: "giver" } });
    const gift = await given(goal.id, 10_000, "b");
    const told = await quote(gift);
    expect(told).toMatchObject({
      gets: 9_710n,
      parts: { platformFee: 250n, providerFee: 290n, providerFeeBorneBy: "giver", spent: 0n },
    });
    expect(await refunded(gift)).toBe(told.gets);
  });

  it("after a release is the share of what is left, and says what is spent; the parts make up what was paid", async () => {
    const goal = await world.goal({ amounts: [6_000, 4_000] });
    const first = await given(goal.id, 4_000, "c");
    await given(goal.id, 6_000, "d");
    await world.proveWithVotes(goal.id);
    const [milestone] = await world.system((ctx) => milestonesOf(ctx, goal.id));
    await world.as(world.ownerId, (ctx) =>
      releaseMilestone(ctx, { goalId: goal.id, milestoneId: milestone?.id ?? "" }),
    );
    const told = await quote(first);
    expect(told.parts?.spent).toBeGreaterThan(0n);
    expect(told.parts).toMatchObject({ providerFeeBorneBy: "platform" });
    expect(told.gets + (told.parts?.spent ?? 0n)).toBe(4_000n);
    expect(await refunded(first)).toBe(told.gets);
  });

  it("of a goal that was called off is the share that was fixed at its end", async () => {
    const goal = await world.goal();
    const gift = await given(goal.id, 10_000, "e");
    await world.as(world.ownerId, (ctx) => cancelGoal(ctx, { goalId: goal.id }));
    expect(await quote(gift)).toMatchObject({ gets: 10_000n, parts: { spent: 0n } });
  });

  it("is refused with the command's own words: to a stranger, for what was given back already, and where the target would break", async () => {
    const goal = await world.goal();
    const gift = await given(goal.id, 10_000, "f");
    const member = await world.newMember("juma");
    expect(await refusalOf(quote(gift, member))).toBe("not_permitted");
    await refunded(gift);
    expect(await refusalOf(quote(gift))).toBe("gift_state");
    const own = await world.goal({ amounts: [5_000], by: member });
    expect(await refusalOf(quote(await given(own.id, 5_000, "g"), member))).toBe("refund_breaks_target");
  });
});
