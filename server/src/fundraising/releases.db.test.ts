import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../platform/ids.ts";
import { cancelGoal } from "./cancel-goal.ts";
import { castVote } from "./cast-vote.ts";
import { closeGoal } from "./close-goal.ts";
import { closeVote } from "./close-vote.ts";
import { decideProof } from "./decide-proof.ts";
import { voteToken } from "./links.ts";
import { openVote } from "./open-vote.ts";
import { figuresOfGoal } from "./queries/figures.ts";
import { findGoal } from "./queries/goals.ts";
import { milestonesOf } from "./queries/milestones.ts";
import { getProof } from "./queries/proofs.ts";
import { refundGift } from "./refund-gift.ts";
import { releaseMilestone } from "./release-milestone.ts";
import { requestPayout } from "./request-payout.ts";
import { returnGifts } from "./return-gifts.ts";
import { createWorld, refusalOf, type World } from "./testing/world.ts";

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

const DESTINATION = { name: "Akinyi", accountNumber: "0123456789", bankCode: "063" };
const goalNow = async (id: string) => {
  const goal = await world.system((ctx) => findGoal(ctx, id));
  if (!goal) throw new Error("no goal");
  return goal;
};
const figures = async (id: string) => world.system(async (ctx) => figuresOfGoal(ctx, await goalNow(id)));
const milestone = async (goalId: string, position: number) => {
  const found = (await world.system((ctx) => milestonesOf(ctx, goalId)))[position - 1];
  if (!found) throw new Error("no milestone");
  return found;
};
const release = async (goalId: string, position: number) => {
  const { id } = await milestone(goalId, position);
  return world.as(world.ownerId, (ctx) => releaseMilestone(ctx, { goalId, milestoneId: id }));
};
const payOut = async (goalId: string, position: number) => {
  const { id } = await milestone(goalId, position);
  return world.as(world.ownerId, (ctx) => requestPayout(ctx, { goalId, milestoneId: id, destination: DESTINATION }));
};
async function funded(amounts: readonly number[], givers: readonly number[], terms = {}) {
  const goal = await world.goal({ amounts, terms });
  const gifts = [];
  const begun = [];
  for (const [index, amount] of givers.entries())
    begun.push(await world.begin(goal.id, amount, { email: `g${index}@x.example` }));
  for (const gift of begun) gifts.push(await world.paid(gift.id, { fee: Math.round(Number(gift.amount) * 0.029) }));
  return { goal, gifts };
}

describe("votes", () => {
  async function opened(terms = {}) {
    const { goal, gifts } = await funded([10_000], [6_000, 3_000, 1_000], terms);
    const proof = await world.submit(goal.id);
    await world.system((ctx) => openVote(ctx, { proofId: proof.id }));
    const cast = (index: number, isApproved: boolean, token?: string) =>
      world.outside(world.guest, (ctx) => {
        const giverId = gifts[index]?.giverId ?? "";
        return castVote(ctx, {
          proofId: proof.id,
          isApproved,
          token: token ?? voteToken(ctx.keys, ctx.communityId, proof.id, giverId),
        });
      });
    const close = async () => {
      world.server.clock.advance({ hours: 73 });
      await world.system((ctx) => closeVote(ctx, { proofId: proof.id }));
      return (await world.system((ctx) => getProof(ctx, proof.id))).status;
    };
    return { goal, gifts, proof, cast, close };
  }

  it("one voice a head: two of three carry it; a vote may be changed until the close", async () => {
    const { cast, close, goal } = await opened();
    await cast(0, false);
    await cast(1, false);
    await cast(2, true);
    expect((await cast(1, true)).version).toBe(2);
    expect(await close()).toBe("approved");
    expect(await refusalOf(cast(0, true))).toBe("vote_closed");
    expect((await milestone(goal.id, 1)).status).toBe("ready");
  });

  it("weighed by amount, the largest giver decides", async () => {
    const { cast, close, goal } = await opened({ vote: { weight: "amount" } });
    await cast(0, false);
    await cast(1, true);
    await cast(2, true);
    expect(await close()).toBe("rejected");
    expect(await refusalOf(release(goal.id, 1))).toBe("milestone_state");
    expect((await world.submit(goal.id)).status).toBe("submitted");
  });

  it("a tie is a no, and silence is not a vote", async () => {
    const tie = await opened();
    await tie.cast(0, true);
    await tie.cast(1, false);
    expect(await tie.close()).toBe("rejected");
    const silent = await opened();
    expect(await silent.close()).toBe("rejected");
  });

  it("is closed by its time, not by its job", async () => {
    const { cast, proof } = await opened();
    await world.system((ctx) => closeVote(ctx, { proofId: proof.id }));
    await cast(0, true);
    world.server.clock.advance({ hours: 72 });
    expect(await refusalOf(cast(1, true))).toBe("vote_closed");
  });

  it("takes a link for its own proof and person alone", async () => {
    const { cast } = await opened();
    const other = await opened();
    const token = await world.system(async (ctx) =>
      voteToken(ctx.keys, ctx.communityId, other.proof.id, other.gifts[0]?.giverId ?? ""),
    );
    expect(await refusalOf(cast(0, true, token))).toBe("not_a_voter");
    expect(await refusalOf(cast(0, true, `${token}x`))).toBe("not_a_voter");
    expect(
      await refusalOf(
        world.outside(world.actorOf(member), (ctx) => castVote(ctx, { proofId: other.proof.id, isApproved: true })),
      ),
    ).toBe("not_a_voter");
  });

  it("never the owner, not with his address as a guest either, nor whose gift went back; then an operator decides", async () => {
    const goal = await world.goal({ amounts: [1_000] });
    const refunded = await world.paid((await world.begin(goal.id, 800, { userId: member })).id);
    await world.as(world.ownerId, (ctx) => refundGift(ctx, { goalId: goal.id, giftId: refunded.id }));
    const own = await world.begin(goal.id, 600, { userId: world.ownerId });
    const asGuest = await world.begin(goal.id, 600, { email: world.ownerEmail.toUpperCase() });
    for (const gift of [own, asGuest]) await world.paid(gift.id);
    const proof = await world.submit(goal.id);
    await world.system((ctx) => openVote(ctx, { proofId: proof.id }));
    expect((await world.system((ctx) => getProof(ctx, proof.id))).status).toBe("awaiting_operator");
    const decide = (userId: string) =>
      world.as(userId, (ctx) => decideProof(ctx, { goalId: goal.id, proofId: proof.id, isApproved: true }));
    expect(await refusalOf(decide(world.ownerId))).toBe("own_proof");
    expect(await refusalOf(decide(member))).toBe("not_permitted");
    const operator = await world.newMember("zawadi", "operator");
    expect((await decide(operator)).status).toBe("approved");
  });
});

describe("milestones", () => {
  it("leave the escrow one at a time, each after its proof, until all is proven and nothing is left", async () => {
    const { goal } = await funded([60_000, 40_000], [70_000, 50_001]);
    expect(await refusalOf(release(goal.id, 1))).toBe("milestone_state");
    for (const position of [1, 2]) {
      expect((await world.proveWithVotes(goal.id)).status).toBe("approved");
      await release(goal.id, position);
      expect(await refusalOf(release(goal.id, position))).toBe("milestone_state");
      expect(await refusalOf(world.submit(goal.id))).toBe("proof_not_due");
      const payout = await payOut(goal.id, position);
      expect(await refusalOf(payOut(goal.id, position))).toBe("payout_under_way");
      await world.payoutEnded(payout.id, "succeeded");
    }
    expect((await goalNow(goal.id)).status).toBe("withdrawn");
    await world.proveWithVotes(goal.id);
    expect((await goalNow(goal.id)).status).toBe("proven");
    expect(await figures(goal.id)).toMatchObject({ inEscrow: 0n, awaitingPayout: 0n, raised: 120_001n });
  });

  it("a payout that fails gives the hold back; one that comes back later is mirrored and can be sent again", async () => {
    const { goal } = await funded([10_000], [10_000]);
    await world.proveWithVotes(goal.id);
    const { releasedAmount } = await release(goal.id, 1);
    await world.payoutEnded((await payOut(goal.id, 1)).id, "failed");
    const second = await payOut(goal.id, 1);
    await world.payoutEnded(second.id, "succeeded");
    expect((await goalNow(goal.id)).status).toBe("withdrawn");
    await world.payoutEnded(second.id, "reversed");
    expect(await goalNow(goal.id)).toMatchObject({ status: "releasing" });
    expect(await figures(goal.id)).toMatchObject({ paidOut: 0n, awaitingPayout: releasedAmount });
    await world.payoutEnded((await payOut(goal.id, 1)).id, "succeeded");
    expect(await figures(goal.id)).toMatchObject({ paidOut: releasedAmount, awaitingPayout: 0n });
  });

  it("a payout that was given up and arrives takes the place of the one that was asked for instead", async () => {
    const { goal } = await funded([10_000], [10_000]);
    await world.proveWithVotes(goal.id);
    const { releasedAmount } = await release(goal.id, 1);
    const first = await payOut(goal.id, 1);
    await world.payoutEnded(first.id, "failed");
    const second = await payOut(goal.id, 1);
    expect(await world.payoutEnded(first.id, "succeeded")).toBe("booked");
    expect(await figures(goal.id)).toMatchObject({ paidOut: releasedAmount, awaitingPayout: 0n });
    // It was never sent: nobody pays the same milestone twice.
    expect(await world.payoutAt(second.payoutId)).toEqual({ status: "failed", next_check_at: null });
    expect(await world.payoutEnded(second.id, "succeeded")).toBe("no_home");
    expect(await world.payoutEnded(second.id, "reversed")).toBe("no_home");
    expect(await figures(goal.id)).toMatchObject({ paidOut: releasedAmount, awaitingPayout: 0n });
    expect(await refusalOf(payOut(goal.id, 1))).toBe("milestone_state");
  });

  it("a payout that may have been sent is asked about, and sent no more, once an earlier one has arrived", async () => {
    const { goal } = await funded([10_000], [10_000]);
    await world.proveWithVotes(goal.id);
    await release(goal.id, 1);
    const first = await payOut(goal.id, 1);
    await world.payoutEnded(first.id, "failed");
    const second = await payOut(goal.id, 1);
    await sql`update payments.payout set attempts = 1 where id = ${second.payoutId}`.execute(
      world.server.database.owner,
    );
    await world.payoutEnded(first.id, "succeeded");
    expect(await world.payoutAt(second.payoutId)).toEqual({ status: "pending", next_check_at: expect.any(Date) });
  });

  it("no payout is asked for while an earlier one may be out", async () => {
    const { goal } = await funded([10_000], [10_000]);
    await world.proveWithVotes(goal.id);
    await release(goal.id, 1);
    const { owner } = world.server.database;
    const first = await payOut(goal.id, 1);
    await world.payoutEnded(first.id, "failed");
    await sql`insert into payments.unmatched (community_id, id, provider_id, movement, direction, reason, reference, amount, currency,
                                              fee, booked, status, created_at, updated_at)
              select community_id, ${newId()}, provider_id, 'payout:1:succeeded', 'out', 'late_payout', reference, amount, currency,
                     0, false, 'open', now(), now() from payments.payout where id = ${first.payoutId}`.execute(owner);
    expect(await refusalOf(payOut(goal.id, 1))).toBe("payout_astray");
    await sql`update payments.unmatched set status = 'resolved', resolution = 'closed', resolved_at = now(), note = 'Sent back'
               where reason = 'late_payout'`.execute(owner);
    expect((await payOut(goal.id, 1)).status).toBe("requested");
  });

  it("a provider is not asked to pay more than it holds", async () => {
    const { goal } = await funded([10_000], [10_000]);
    await world.proveWithVotes(goal.id);
    await release(goal.id, 1);
    const { id: milestoneId } = await milestone(goal.id, 1);
    const providerId = await world.newProvider("test", "active");
    const asked = { goalId: goal.id, milestoneId, destination: DESTINATION, providerId };
    expect(await refusalOf(world.as(world.ownerId, (ctx) => requestPayout(ctx, asked)))).toBe("provider_short");
    expect((await payOut(goal.id, 1)).status).toBe("requested");
  });

  it("a bank that takes a gift back after the release leaves a debt of the goal, not a hole in the books", async () => {
    const { goal, gifts } = await funded([10_000], [10_000]);
    await world.proveWithVotes(goal.id);
    await release(goal.id, 1);
    await world.dispute(gifts[0]?.id ?? "", "opened");
    await world.dispute(gifts[0]?.id ?? "", "lost");
    expect(await figures(goal.id)).toMatchObject({ owed: 10_000n, disputed: 10_000n, inEscrow: 0n });
  });

  it("cancelled after a release, what is left is shared by what each gave, to the minor unit", async () => {
    const { goal, gifts } = await funded([50_000, 50_000], [33_333, 33_333, 33_334], { choiceDays: 0 });
    await world.proveWithVotes(goal.id);
    await release(goal.id, 1);
    const { inEscrow } = await figures(goal.id);
    await world.as(world.ownerId, (ctx) => cancelGoal(ctx, { goalId: goal.id }));
    await world.system((ctx) => returnGifts(ctx, { goalId: goal.id }));
    expect(await figures(goal.id)).toMatchObject({
      inEscrow: 0n,
      awaitingPayout: (await milestone(goal.id, 1)).releasedAmount,
    });
    const { rows } = await sql<{ escrow: bigint; back: bigint; amount: bigint }>`
      select sum(due_escrow)::bigint as escrow, sum(refund_amount)::bigint as back, sum(amount)::bigint as amount
        from fundraising.gift where goal_id = ${goal.id} and status = 'refunding'`.execute(world.server.database.owner);
    expect(rows[0]?.escrow).toBe(inEscrow);
    expect(rows[0]?.back).toBeLessThan(rows[0]?.amount ?? 0n);
    expect(gifts).toHaveLength(3);
  });

  it("where the escrow runs dry before the last milestone, the goal ends with what was proven", async () => {
    const goal = await world.goal({
      amounts: [10_000, 90_000],
      days: 1,
      terms: { mode: "keep_what_comes", surplus: "last_milestone" },
    });
    await world.paid((await world.begin(goal.id, 5_000, { email: "dry@x.example" })).id);
    world.server.clock.advance({ days: 1, minutes: 1 });
    await world.system((ctx) => closeGoal(ctx, { goalId: goal.id }));
    await world.proveWithVotes(goal.id);
    await release(goal.id, 1);
    await world.payoutEnded((await payOut(goal.id, 1)).id, "succeeded");
    expect((await goalNow(goal.id)).status).toBe("withdrawn");
    await world.proveWithVotes(goal.id);
    expect((await goalNow(goal.id)).status).toBe("proven");
    expect((await milestone(goal.id, 2)).status).toBe("pending");
  });
});
