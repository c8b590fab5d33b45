import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPerson } from "../../test/harness/people.ts";
import { castVote } from "./cast-vote.ts";
import { openVote } from "./open-vote.ts";
import { findGoal } from "./queries/goals.ts";
import { getProof } from "./queries/proofs.ts";
import { createWorld, type World } from "./testing/world.ts";
import { voteRights } from "./vote-right.ts";

let world: World;
let giver: string;
/** Gave, signed in, without being a member. */
let stranger: string;
let goalId: string;
let proofId: string;
beforeAll(async () => {
  world = await createWorld();
  giver = await world.newMember("juma");
  goalId = (await world.goal({ amounts: [10_000] })).id;
  stranger = (await createPerson(world.server, "Amina")).userId;
  for (const userId of [giver, stranger]) {
    const gift = await world.begin(goalId, 5_000, { userId });
    await world.paid(gift.id, { fee: 145 });
  }
  proofId = (await world.submit(goalId)).id;
});
afterAll(() => world.stop());

/** As a member, or, signed in without being one, as the public. */
async function right(userId: string, as: "member" | "visitor" = "member") {
  const entry = { as, communityId: world.communityId, actor: world.actorOf(userId) };
  return world.server.app.services.inCommunity(entry, async (ctx) => {
    const goal = await findGoal(ctx, goalId);
    if (!goal) throw new Error("no goal");
    return (await voteRights(ctx, goal, [await getProof(ctx, proofId)])).get(proofId);
  });
}

describe("who may vote", () => {
  it("nobody, before the vote opens", async () => {
    expect(await right(giver)).toEqual({ vote: null, whyNot: "vote_closed" });
  });

  it("a giver on the roll: not the owner, nor whoever gave nothing", async () => {
    await world.system((ctx) => openVote(ctx, { proofId }));
    expect(await right(giver)).toEqual({ vote: null, whyNot: null });
    expect(await right(stranger, "visitor")).toEqual({ vote: null, whyNot: null });
    expect(await right(world.ownerId)).toMatchObject({ whyNot: "own_proof" });
    expect(await right(await world.newMember("amina"))).toMatchObject({ whyNot: "not_a_voter" });
  });

  it("a voter sees the own vote as it stands, and may change it until the close", async () => {
    await world.as(giver, (ctx) => castVote(ctx, { proofId, isApproved: false, comment: "Not yet." }));
    expect(await right(giver)).toMatchObject({
      vote: { isApproved: false, comment: "Not yet." },
      whyNot: null,
    });
    world.server.clock.advance({ hours: 73 });
    expect(await right(giver)).toMatchObject({ vote: { isApproved: false }, whyNot: "vote_closed" });
  });
});
