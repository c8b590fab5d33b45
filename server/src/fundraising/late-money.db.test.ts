import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { figuresOfGoal } from "./queries/figures.ts";
import { getGift } from "./queries/gifts.ts";
import { findGoal } from "./queries/goals.ts";
import { refundGift } from "./refund-gift.ts";
import { createWorld, type World } from "./testing/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  expect(await world.faults()).toEqual([]);
  await world.stop();
});

const figures = (id: string) =>
  world.system(async (ctx) => {
    const goal = await findGoal(ctx, id);
    if (!goal) throw new Error("no goal");
    return figuresOfGoal(ctx, goal);
  });

/** A refund of 10 000 that is on its way, to somebody whose account holds nothing else. */
async function refunding(email: string) {
  const goal = await world.goal();
  const gift = await world.paid((await world.begin(goal.id, 10_000, { email })).id, { fee: 290 });
  const again = () => world.as(world.ownerId, (ctx) => refundGift(ctx, { goalId: goal.id, giftId: gift.id }));
  const { refundId } = await again();
  const now = () => world.system((ctx) => getGift(ctx, gift.id));
  const held = async () => (await world.balances()).get(`user/${gift.giverId}`) ?? 0n;
  return { goal, gift, first: refundId ?? "", again, now, held };
}

describe("a bank takes a part of a gift while its refund is on its way", () => {
  it("a refund that then fails leaves only the rest to be sent again", async () => {
    const { goal, gift, again, now, held } = await refunding("a@x.example");
    await world.dispute(gift.id, "lost", 4_000n);
    await world.refundEnded(gift.id, "failed");
    expect(await now()).toMatchObject({ status: "unclaimed", refundAmount: 6_000n });
    expect((await again()).refundAmount).toBe(6_000n);
    await world.refundEnded(gift.id, "processed");
    expect(await held()).toBe(0n);
    expect(await figures(goal.id)).toMatchObject({ raised: 0n, owed: 0n });
  });

  it("a refund that then arrives was too much: the goal owes the difference", async () => {
    const { goal, gift, now, held } = await refunding("b@x.example");
    await world.dispute(gift.id, "lost", 4_000n);
    await world.refundEnded(gift.id, "processed");
    expect(await now()).toMatchObject({ status: "refunded", refundAmount: 10_000n });
    expect(await held()).toBe(0n);
    expect(await figures(goal.id)).toMatchObject({ raised: 0n, owed: 4_000n });
  });
});

describe("a refund that was given up arrives after the bank", () => {
  it.each([
    ["took a part", 4_000n],
    ["took all", 10_000n],
  ])("%s: what the giver got twice the goal owes, and no other gift pays it", async (_what, taken) => {
    const { goal, gift, first, held } = await refunding(`c${taken}@x.example`);
    await world.refundEnded(gift.id, "failed");
    await world.dispute(gift.id, "lost", taken);
    expect(await world.refundTold(gift.id, first, "processed")).toBe("booked");
    expect(await held()).toBe(0n);
    expect(await figures(goal.id)).toMatchObject({ raised: 0n, owed: taken });
  });
});

it("a refund that was given up and arrives withdraws the one that was asked for instead, which nobody has sent yet", async () => {
  const { gift, first, again, now, held } = await refunding("d@x.example");
  await world.refundEnded(gift.id, "failed");
  const { refundId: second } = await again();
  expect(await world.refundTold(gift.id, first, "processed")).toBe("booked");
  expect(await now()).toMatchObject({ status: "refunded", refundId: first, refundAmount: 10_000n });
  expect(await world.refundAt(second)).toEqual({ status: "failed", next_check_at: null });
  expect(await held()).toBe(0n);
  expect(await world.refundTold(gift.id, second ?? "", "failed")).toBe("booked");
  expect((await now()).status).toBe("refunded");
});
