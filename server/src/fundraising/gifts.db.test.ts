import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cancelGoal } from "./cancel-goal.ts";
import { choose } from "./choose.ts";
import { closeGoal } from "./close-goal.ts";
import { give } from "./give.ts";
import { giftToken } from "./links.ts";
import { moneyOfGoal } from "./money.ts";
import { figuresOfGoal } from "./queries/figures.ts";
import { getGift } from "./queries/gifts.ts";
import { findGoal } from "./queries/goals.ts";
import { milestonesOf } from "./queries/milestones.ts";
import { refundGift } from "./refund-gift.ts";
import { releaseMilestone } from "./release-milestone.ts";
import { returnGifts } from "./return-gifts.ts";
import { termsDigest } from "./terms-digest.ts";
import { money } from "./testing/doors.ts";
import { createWorld, refusalOf, type World } from "./testing/world.ts";
import { updateGoal } from "./update-goal.ts";

let world: World;
let member: string;
beforeAll(async () => {
  world = await createWorld();
  member = await world.newMember("juma");
});
afterAll(async () => {
  expect(await world.faults()).toEqual([]);
  await world.stop();
});

const goalNow = async (id: string) => {
  const goal = await world.system((ctx) => findGoal(ctx, id));
  if (!goal) throw new Error("no goal");
  return goal;
};
const figures = async (id: string) => world.system(async (ctx) => figuresOfGoal(ctx, await goalNow(id)));
const escrowOf = async (id: string) => (await world.balances()).get(`escrow/goal/${id}`) ?? 0n;

describe("giving", () => {
  it("keeps the limits of the terms", async () => {
    const goal = await world.goal({ terms: { minGift: money(500), maxGift: money(5_000) } });
    expect(await refusalOf(world.begin(goal.id, 499, { userId: member }))).toBe("gift_too_small");
    expect(await refusalOf(world.begin(goal.id, 5_001, { userId: member }))).toBe("gift_too_large");
    expect(await refusalOf(world.begin(goal.id, 500, { email: "" }))).toBe("email_required");
    expect((await world.begin(goal.id, 500, { email: "A@b.example" })).status).toBe("pending");
  });

  it("adds a fee that the giver bears, and shows a guest's address to nobody", async () => {
    const goal = await world.goal({ terms: { feesBorneBy: "giver" } });
    const gift = await world.begin(goal.id, 10_000, { email: "Nadia@Example.org" });
    expect(gift.amount - gift.platformFee - gift.providerFee).toBe(10_000n);
    expect(gift.feeCover).toBe(gift.amount - 10_000n);
    const { rows } =
      await sql`select email_sealed, email_key from fundraising.giver where id = ${gift.giverId}`.execute(
        world.server.database.owner,
      );
    expect(JSON.stringify(rows)).not.toMatch(/nadia/i);
    const again = await world.begin(goal.id, 10_000, { email: " nadia@example.ORG " });
    expect(again.giverId).toBe(gift.giverId);
  });

  it("is not begun under other terms than the giver read", async () => {
    const goal = await world.goal();
    const digest = async () => {
      const now = await goalNow(goal.id);
      return { now, termsDigest: termsDigest(now, await world.system((ctx) => milestonesOf(ctx, goal.id))) };
    };
    const { now, termsDigest: read } = await digest();
    await world.as(world.ownerId, (ctx) =>
      updateGoal(ctx, { goalId: goal.id, version: now.version, terms: { refundFeeBorneBy: "giver" } }),
    );
    const begin = (sent: string) =>
      world.outside(world.guest, (ctx) =>
        give(ctx, { goalId: goal.id, amount: money(1_000), email: "t@x.example", locale: "en", termsDigest: sent }),
      );
    expect(await refusalOf(begin(read))).toBe("terms_changed");
    const fresh = (await digest()).termsDigest;
    expect((await begin(fresh)).gift.status).toBe("pending");
    // The first gift locks the terms: they are the same for the second one.
    expect((await begin(fresh)).gift.status).toBe("pending");
  });

  it("locks the terms with the first gift, for the database's owner too", async () => {
    const goal = await world.goal();
    const change = (version: number) =>
      world.as(world.ownerId, (ctx) => updateGoal(ctx, { goalId: goal.id, version, terms: { choiceDays: 3 } }));
    expect((await change(goal.version)).terms.choiceDays).toBe(3);
    await world.begin(goal.id, 1_000, { userId: member });
    const { version } = await goalNow(goal.id);
    expect(await refusalOf(change(version))).toBe("terms_locked");
    expect(await refusalOf(change(version - 1))).toBe("stale_version");
    const owner = world.server.database.owner;
    await expect(
      sql`update fundraising.terms set choice_days = 9 where goal_id = ${goal.id}`.execute(owner),
    ).rejects.toThrow("fixed by the first gift");
    await expect(
      sql`update fundraising.goal set target_amount = 1 where id = ${goal.id}`.execute(owner),
    ).rejects.toThrow("fixed by the first gift");
    await expect(
      sql`update fundraising.milestone set amount = 1 where goal_id = ${goal.id}`.execute(owner),
    ).rejects.toThrow("fixed by the first gift");
    const story = await world.as(world.ownerId, (ctx) =>
      updateGoal(ctx, { goalId: goal.id, version, description: "It rains more." }),
    );
    expect(story.description).toBe("It rains more.");
  });

  it("is funded when the target is reached, and then closed for new gifts but not for those under way", async () => {
    const goal = await world.goal({ amounts: [1_000] });
    const [first, second] = [
      await world.begin(goal.id, 1_000, { userId: member }),
      await world.begin(goal.id, 700, { email: "x@y.example" }),
    ];
    await world.paid(first.id);
    expect((await goalNow(goal.id)).status).toBe("funded");
    expect(await refusalOf(world.begin(goal.id, 500, { userId: member }))).toBe("goal_not_open");
    expect((await world.paid(second.id)).status).toBe("succeeded");
    expect((await figures(goal.id)).raised).toBe(1_700n);
  });

  it("takes more towards a stretch target", async () => {
    const goal = await world.goal({ amounts: [1_000], terms: { stretchAmount: money(2_000) } });
    for (const amount of [1_000, 1_000]) await world.paid((await world.begin(goal.id, amount, { userId: member })).id);
    expect(await refusalOf(world.begin(goal.id, 500, { userId: member }))).toBe("goal_not_open");
  });

  it("adds up when many are paid at once, and is funded once", async () => {
    const goal = await world.goal({ amounts: [10_000] });
    const begun = [];
    for (let index = 0; index < 12; index++)
      begun.push(await world.begin(goal.id, 1_000, { email: `m${index}@x.example` }));
    await Promise.all(begun.map(({ id }) => world.paid(id, { fee: 29 })));
    expect(await figures(goal.id)).toMatchObject({ raised: 12_000n, inEscrow: 12n * (1_000n - 29n - 25n) });
    expect((await goalNow(goal.id)).status).toBe("funded");
  });

  it("books a gift once, however often it is told", async () => {
    const goal = await world.goal();
    const gift = await world.begin(goal.id, 1_000, { userId: member });
    await world.paid(gift.id, { fee: 29 });
    expect(await refusalOf(world.paid(gift.id, { fee: 29 }))).toBe("gift_state");
    expect(await escrowOf(goal.id)).toBe(1_000n - 29n - 25n);
  });
});

describe("the deadline", () => {
  it("counts by the provider's time, waits for payments under way, a day at most, and refunds what comes later", async () => {
    const goal = await world.goal({ days: 2, terms: { choiceDays: 0 } });
    const names = ["in time", "told late", "late", "too late to tell"];
    const gifts = [];
    for (const name of names)
      gifts.push(await world.begin(goal.id, 1_000, { email: `${name.replaceAll(" ", "")}@x.example` }));
    const [inTime, toldLate, late, tooLate] = gifts;
    if (!inTime || !toldLate || !late || !tooLate) throw new Error("no gifts");
    await world.paid(inTime.id);
    world.server.clock.advance({ days: 2 });
    expect(await refusalOf(world.begin(goal.id, 1_000, { userId: member }))).toBe("goal_deadline_passed");
    await world.system((ctx) => closeGoal(ctx, { goalId: goal.id }));
    expect((await goalNow(goal.id)).status).toBe("deciding");
    expect((await world.paid(toldLate.id, { at: new Date(goal.deadline.getTime() - 1) })).status).toBe("succeeded");
    expect((await world.paid(late.id, { at: goal.deadline, fee: 29 })).status).toBe("refunding");
    await world.system((ctx) => closeGoal(ctx, { goalId: goal.id }));
    expect((await goalNow(goal.id)).status).toBe("deciding");
    world.server.clock.advance({ hours: 25 });
    await world.system((ctx) => closeGoal(ctx, { goalId: goal.id }));
    expect((await goalNow(goal.id)).status).toBe("failed");
    const told = await world.paid(tooLate.id, { at: new Date(goal.deadline.getTime() - 1) });
    expect([told.status, told.refundAmount]).toEqual(["refunding", 1_000n]);
    expect(await figures(goal.id)).toMatchObject({ given: 2_000n, raised: 2_000n });
    await world.system((ctx) => returnGifts(ctx, { goalId: goal.id }));
    expect(await figures(goal.id)).toMatchObject({ raised: 0n, inEscrow: 0n, refunded: 2_000n });
  });

  it("keeps what came where the terms say so", async () => {
    const goal = await world.goal({ days: 1, terms: { mode: "keep_what_comes" } });
    await world.paid((await world.begin(goal.id, 1_000, { userId: member })).id);
    world.server.clock.advance({ days: 1 });
    await world.system((ctx) => closeGoal(ctx, { goalId: goal.id }));
    expect(await goalNow(goal.id)).toMatchObject({ status: "funded", closedAt: expect.any(Date) });
  });
});

describe("after a failure", () => {
  async function failed(amounts: readonly number[]) {
    const goal = await world.goal({ days: 1 });
    const gifts = [];
    for (const [index, amount] of amounts.entries()) {
      const gift = await world.begin(goal.id, amount, { email: `giver${index}@x.example` });
      gifts.push(await world.paid(gift.id, { fee: Math.round(amount * 0.029) }));
    }
    world.server.clock.advance({ days: 1, minutes: 1 });
    await world.system((ctx) => closeGoal(ctx, { goalId: goal.id }));
    expect((await goalNow(goal.id)).status).toBe("failed");
    return { goal, gifts };
  }
  const tokenOf = (giftId: string) =>
    world.system(async (ctx) => giftToken(ctx.keys, "choice", ctx.communityId, giftId));

  it("a giver moves his gift with its fees, and his gift there can be refunded and disputed", async () => {
    const { goal, gifts } = await failed([10_000, 7_777]);
    const target = await world.goal({ amounts: [9_000] });
    const [first, second] = gifts;
    if (!first || !second) throw new Error("no gifts");
    const token = await tokenOf(first.id);
    const move = { giftId: first.id, choice: { kind: "move" as const, goalId: target.id } };
    expect(await refusalOf(world.outside(world.guest, (ctx) => choose(ctx, move)))).toBe("not_found");
    expect(
      await refusalOf(world.outside(world.guest, (ctx) => choose(ctx, { ...move, giftId: second.id, token }))),
    ).toBe("not_found");
    const moved = await world.outside(world.guest, (ctx) => choose(ctx, { ...move, token }));
    expect(moved).toMatchObject({
      goalId: target.id,
      amount: 10_000n,
      status: "succeeded",
      platformFee: first.platformFee,
    });
    expect(await figures(goal.id)).toMatchObject({ raised: 7_777n, movedOut: 10_000n });
    expect(await figures(target.id)).toMatchObject({ raised: 10_000n, platformFees: first.platformFee });
    expect((await goalNow(target.id)).status).toBe("funded");
    // The bank takes back what was given to the first goal: it is lost where the money is now.
    await world.dispute(first.id, "lost");
    expect(await figures(target.id)).toMatchObject({
      raised: 0n,
      disputed: 10_000n,
      inEscrow: 0n,
      owed: first.platformFee + first.providerFee,
    });
    expect(await figures(goal.id)).toMatchObject({ disputed: 0n, inEscrow: await escrowOf(goal.id) });
  });

  it("what nobody chose goes back when the time is over; what cannot be delivered waits and is tried again", async () => {
    const { goal, gifts } = await failed([10_000, 3_333, 100]);
    await world.system((ctx) => returnGifts(ctx, { goalId: goal.id }));
    expect((await figures(goal.id)).refunded).toBe(0n);
    world.server.clock.advance({ days: 15 });
    await world.system((ctx) => returnGifts(ctx, { goalId: goal.id }));
    expect(await escrowOf(goal.id)).toBe(0n);
    const [first, second] = gifts;
    if (!first || !second) throw new Error("no gifts");
    expect((await world.refundEnded(second.id, "processed")).status).toBe("refunded");
    expect((await world.refundEnded(first.id, "failed")).status).toBe("unclaimed");
    expect((await world.balances()).get(`user/${first.giverId}`)).toBeGreaterThanOrEqual(10_000n);
    await world.as(world.ownerId, (ctx) => refundGift(ctx, { goalId: goal.id, giftId: first.id }));
    expect((await world.refundEnded(first.id, "processed")).status).toBe("refunded");
  });

  it("a refund that was given up and tried again is delivered once, whichever arrives", async () => {
    const { goal, gifts } = await failed([4_000]);
    const [gift] = gifts;
    if (!gift) throw new Error("no gift");
    world.server.clock.advance({ days: 15 });
    await world.system((ctx) => returnGifts(ctx, { goalId: goal.id }));
    const failedOne = await world.refundEnded(gift.id, "failed");
    const again = await world.as(world.ownerId, (ctx) => refundGift(ctx, { goalId: goal.id, giftId: gift.id }));
    expect(again.refundId).not.toBe(failedOne.refundId);
    expect(await world.refundTold(gift.id, failedOne.refundId ?? "", "processed")).toBe("booked");
    expect(await world.system((ctx) => getGift(ctx, gift.id))).toMatchObject({
      status: "refunded",
      refundId: failedOne.refundId,
    });
    expect((await world.balances()).get(`user/${gift.giverId}`)).toBe(0n);
    expect(await world.refundTold(gift.id, again.refundId ?? "", "processed")).toBe("no_home");
    const refuse = world.as(world.ownerId, (ctx) => refundGift(ctx, { goalId: goal.id, giftId: gift.id }));
    expect(await refusalOf(refuse)).toBe("gift_state");
  });

  it("a bank takes no more from the new goal than came with a moved gift", async () => {
    const goal = await world.goal({
      amounts: [5_000, 95_000],
      days: 1,
      terms: { surplus: "last_milestone", choiceDays: 14 },
    });
    const gift = await world.paid((await world.begin(goal.id, 100_000, { email: "half@x.example" })).id);
    await world.proveWithVotes(goal.id);
    const [first] = await world.system((ctx) => milestonesOf(ctx, goal.id));
    await world.as(world.ownerId, (ctx) => releaseMilestone(ctx, { goalId: goal.id, milestoneId: first?.id ?? "" }));
    await world.as(world.ownerId, (ctx) => cancelGoal(ctx, { goalId: goal.id }));
    const target = await world.goal({ amounts: [900_000] });
    await world.paid((await world.begin(target.id, 50_000, { email: "other@x.example" })).id);
    const token = await tokenOf(gift.id);
    const choice = { kind: "move" as const, goalId: target.id };
    const moved = await world.outside(world.guest, (ctx) => choose(ctx, { giftId: gift.id, choice, token }));
    expect(moved.amount).toBeLessThan(100_000n);
    await world.dispute(gift.id, "lost");
    expect(await figures(target.id)).toMatchObject({ raised: 50_000n, disputed: moved.amount, owed: 0n });
    expect(await figures(goal.id)).toMatchObject({ raised: 100_000n - moved.amount, owed: 100_000n - moved.amount });
  });

  it("a gift made with a test key moves to no goal that holds real money", async () => {
    const { gifts } = await failed([4_000]);
    const target = await world.goal({ amounts: [90_000] });
    const live = await world.paid((await world.begin(target.id, 1_000, { email: "live@x.example" })).id);
    await sql`update fundraising.gift set provider_id = ${await world.newProvider("live", "disabled")} where id = ${live.id}`.execute(
      world.server.database.owner,
    );
    const giftId = gifts[0]?.id ?? "";
    const token = await tokenOf(giftId);
    const choice = { kind: "move" as const, goalId: target.id };
    const moving = world.outside(world.guest, (ctx) => choose(ctx, { giftId, choice, token }));
    expect(await refusalOf(moving)).toBe("provider_mode");
  });

  it("a goal for which real money can be given is not begun with a test key, however the giver chooses", async () => {
    const other = await createWorld(world.server);
    const goal = await other.goal();
    const live = await other.newProvider("live", "active");
    const begin = (providerId?: string) =>
      other.outside(other.guest, (ctx) =>
        give(ctx, {
          goalId: goal.id,
          amount: money(1_000),
          email: "m@x.example",
          locale: "en",
          ...(providerId ? { providerId } : {}),
        }),
      );
    expect(await refusalOf(begin(other.providerId))).toBe("provider_mode");
    await begin();
    await begin(live);
    const { rows } = await sql<{ provider_id: string }>`
      select distinct provider_id from payments.payment where subject_id = ${goal.id}`.execute(
      world.server.database.owner,
    );
    expect(rows).toEqual([{ provider_id: live }]);
  });

  it("a disputed gift keeps its share in escrow; won, it goes back; lost, the others lose nothing", async () => {
    const goal = await world.goal({ days: 1, terms: { choiceDays: 0 } });
    const gifts = [];
    for (const email of ["d1@x.example", "d2@x.example", "d3@x.example"]) {
      gifts.push(await world.paid((await world.begin(goal.id, 5_000, { email })).id, { fee: 145 }));
    }
    const [won, lost, plain] = gifts;
    if (!won || !lost || !plain) throw new Error("no gifts");
    await world.dispute(won.id, "opened");
    await world.dispute(lost.id, "opened");
    world.server.clock.advance({ days: 1, minutes: 1 });
    await world.system((ctx) => closeGoal(ctx, { goalId: goal.id }));
    await world.system((ctx) => returnGifts(ctx, { goalId: goal.id }));
    expect((await world.system((ctx) => getGift(ctx, plain.id))).refundAmount).toBe(5_000n);
    await world.dispute(lost.id, "lost");
    await world.dispute(won.id, "won");
    await world.system((ctx) => returnGifts(ctx, { goalId: goal.id }));
    expect((await world.system((ctx) => getGift(ctx, won.id))).refundAmount).toBe(5_000n);
    expect(await escrowOf(goal.id)).toBe(0n);
  });
});

describe("a bank takes back what was refunded", () => {
  async function refunding() {
    const goal = await world.goal();
    const gift = await world.paid((await world.begin(goal.id, 10_000, { email: "twice@x.example" })).id, { fee: 290 });
    await world.as(world.ownerId, (ctx) => refundGift(ctx, { goalId: goal.id, giftId: gift.id }));
    return { goal, gift };
  }

  it("the goal owes it, and it is not taken off what was raised a second time", async () => {
    const { goal, gift } = await refunding();
    await world.refundEnded(gift.id, "processed");
    await world.dispute(gift.id, "lost");
    expect(await figures(goal.id)).toMatchObject({ raised: 0n, owed: 10_000n, disputed: 10_000n });
  });

  it("a part leaves the rest of the gift counted, with its voice and its share", async () => {
    const goal = await world.goal({ days: 1, amounts: [50_000], terms: { choiceDays: 0 } });
    const gift = await world.paid((await world.begin(goal.id, 10_000, { email: "part@x.example" })).id, { fee: 290 });
    await world.paid((await world.begin(goal.id, 6_000, { email: "whole@x.example" })).id, { fee: 100 });
    await world.dispute(gift.id, "opened");
    await world.dispute(gift.id, "lost", 4_000n);
    expect(await world.system((ctx) => getGift(ctx, gift.id))).toMatchObject({
      status: "succeeded",
      amount: 6_000n,
      reversedAmount: 4_000n,
    });
    expect(await figures(goal.id)).toMatchObject({ raised: 12_000n, disputed: 4_000n, owed: 0n });
    world.server.clock.advance({ days: 1, minutes: 1 });
    await world.system((ctx) => closeGoal(ctx, { goalId: goal.id }));
    await world.system((ctx) => returnGifts(ctx, { goalId: goal.id }));
    expect((await world.system((ctx) => getGift(ctx, gift.id))).refundAmount).toBe(6_000n);
    expect(await escrowOf(goal.id)).toBe(0n);
  });

  it("a part of what waits for its giver leaves the rest waiting", async () => {
    const { goal, gift } = await refunding();
    await world.refundEnded(gift.id, "failed");
    await world.dispute(gift.id, "lost", 2_500n);
    expect(await world.system((ctx) => getGift(ctx, gift.id))).toMatchObject({
      status: "unclaimed",
      refundAmount: 7_500n,
    });
    expect((await world.balances()).get(`user/${gift.giverId}`)).toBeGreaterThanOrEqual(7_500n);
    expect(await figures(goal.id)).toMatchObject({ raised: 0n, owed: 0n });
  });

  it("a refund that then fails covers the loss", async () => {
    const { goal, gift } = await refunding();
    const held = (await world.balances()).get(`user/${gift.giverId}`) ?? 0n;
    await world.dispute(gift.id, "lost");
    expect((await world.refundEnded(gift.id, "failed")).status).toBe("reversed");
    expect((await world.balances()).get(`user/${gift.giverId}`)).toBe(held - 10_000n);
    expect(await figures(goal.id)).toMatchObject({ raised: 0n, owed: 0n });
  });
});

describe("refunds by the owner", () => {
  it("gives one gift back, the platform's fee too", async () => {
    const goal = await world.goal();
    const gift = await world.paid((await world.begin(goal.id, 10_000, { email: "one@x.example" })).id, { fee: 290 });
    const refund = (userId: string) => world.as(userId, (ctx) => refundGift(ctx, { goalId: goal.id, giftId: gift.id }));
    expect(await refusalOf(refund(member))).toBe("not_permitted");
    expect((await refund(world.ownerId)).refundAmount).toBe(10_000n);
    const { figures: shown } = await world.as(world.ownerId, (ctx) => moneyOfGoal(ctx, goal));
    const waiting = shown.find(({ name }) => name === "refunds_under_way");
    expect(waiting).toMatchObject({ amount: 10_000n, entries: [{ label: "refund", sourceId: gift.id }] });
    expect(await figures(goal.id)).toMatchObject({ raised: 0n, inEscrow: 0n, platformFees: 0n });
    expect(await refusalOf(refund(world.ownerId))).toBe("gift_state");
  });

  it("leaves the provider's fee with the giver where the terms say so", async () => {
    const goal = await world.goal({ terms: { refundFeeBorneBy: "giver" } });
    const gift = await world.paid((await world.begin(goal.id, 10_000, { email: "two@x.example" })).id, { fee: 290 });
    const refunded = await world.as(world.ownerId, (ctx) => refundGift(ctx, { goalId: goal.id, giftId: gift.id }));
    expect(refunded.refundAmount).toBe(9_710n);
    expect(await figures(goal.id)).toMatchObject({ raised: 0n, inEscrow: 0n });
  });

  it("does not let an owner take back what reached the target", async () => {
    const creator = await world.newMember("salim");
    const goal = await world.goal({ amounts: [1_000], by: creator });
    const gift = await world.paid((await world.begin(goal.id, 1_000, { userId: creator })).id);
    expect(await refusalOf(world.as(creator, (ctx) => refundGift(ctx, { goalId: goal.id, giftId: gift.id })))).toBe(
      "refund_breaks_target",
    );
    expect((await world.as(world.ownerId, (ctx) => refundGift(ctx, { goalId: goal.id, giftId: gift.id }))).status).toBe(
      "refunding",
    );
  });

  it("cancelling gives everything back; nobody but the owner or an operator may", async () => {
    const goal = await world.goal({ terms: { choiceDays: 0 } });
    const gift = await world.paid((await world.begin(goal.id, 2_000, { email: "c@x.example" })).id, { fee: 58 });
    expect(await refusalOf(world.as(member, (ctx) => cancelGoal(ctx, { goalId: goal.id })))).toBe("not_permitted");
    await world.as(world.ownerId, (ctx) => cancelGoal(ctx, { goalId: goal.id, reason: "The roof was given." }));
    await world.system((ctx) => returnGifts(ctx, { goalId: goal.id }));
    expect((await world.system((ctx) => getGift(ctx, gift.id))).refundAmount).toBe(2_000n);
  });
});
