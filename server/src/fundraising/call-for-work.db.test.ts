import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { callForWork } from "./call-for-work.ts";
import type { Happened } from "./note-activity.ts";
import { milestonesOf } from "./queries/milestones.ts";
import { releaseMilestone } from "./release-milestone.ts";
import { requestPayout } from "./request-payout.ts";
import { createWorld, type World } from "./testing/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  expect(await world.faults()).toEqual([]);
  await world.stop();
});

const NOTHING: Omit<Happened, "goalId"> = {
  giftId: null,
  proofId: null,
  commentId: null,
  milestoneId: null,
  payoutId: null,
};

async function waitingFor(kind: string): Promise<string[]> {
  const { rows } = await sql<{ user_id: string }>`
    select user_id from communities.activity where kind = ${kind} and waits and done_at is null`.execute(
    world.server.database.owner,
  );
  return rows.map((row) => row.user_id);
}

it("a payout that had been given up and arrives calls nobody to send another one", async () => {
  const goal = await world.goal({ amounts: [10_000] });
  await world.paid((await world.begin(goal.id, 10_000, { email: "g@x.example" })).id);
  await world.proveWithVotes(goal.id);
  const milestoneId = (await world.system((ctx) => milestonesOf(ctx, goal.id)))[0]?.id ?? "";
  const asked = { goalId: goal.id, milestoneId };
  await world.as(world.ownerId, (ctx) => releaseMilestone(ctx, asked));
  const destination = { name: "Akinyi", accountNumber: "0123456789", bankCode: "063" };
  const payout = await world.as(world.ownerId, (ctx) => requestPayout(ctx, { ...asked, destination }));
  const ended = async (status: "failed" | "succeeded") => {
    await world.payoutEnded(payout.id, status);
    const what = { ...NOTHING, goalId: goal.id, payoutId: payout.id };
    await world.system((ctx) => callForWork(ctx, "payout_ended", what));
    return waitingFor("fundraising.payout_failed");
  };
  expect(await ended("failed")).toEqual([world.ownerId]);
  expect(await ended("succeeded")).toEqual([]);
});
