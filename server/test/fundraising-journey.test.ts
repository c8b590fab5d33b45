import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Circle,
  createCircle,
  faultsOf,
  give,
  goalOf,
  must,
  passDays,
  pay,
  publishGoal,
  settle,
} from "./harness/goals.ts";
import { createPerson, type Person } from "./harness/people.ts";
import { type Sandbox, startSandbox } from "./harness/sandbox.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

let server: TestServer;
let sandbox: Sandbox;
let circle: Circle;
let giver: Person;

beforeAll(async () => {
  [server, sandbox] = await Promise.all([createTestServer(), startSandbox()]);
  circle = await createCircle(server, sandbox);
  giver = await createPerson(server, "Juma");
});
afterAll(async () => {
  expect(await faultsOf(server, [circle])).toEqual([]);
  expect(await server.failedJobs()).toEqual([]);
  await server.stop();
  await sandbox.stop();
});

const DESTINATION = { name: "Akinyi Otieno", accountNumber: "0123456789", bankCode: "063" };

async function proveAndVote(goalId: string, title: string, approve: boolean): Promise<Record<string, unknown>> {
  const path = `${circle.path}/goals/${goalId}/proofs`;
  const proof = must(await circle.owner.send("POST", path, { title, description: "See the quote of the builder." }));
  await server.runJobs();
  must(await giver.send("PUT", `${path}/${proof["id"]}/vote`, { isApproved: approve }));
  await passDays(server, circle, 4);
  return must(await circle.owner.get(`${path}/${proof["id"]}`));
}

interface Figures {
  released: { amount: number };
  nextRelease: { amount: number } | null;
}

describe("a goal from the first gift to the last proof", () => {
  it("creates goal, takes gifts by webhook, is funded, proven, voted on, released and paid out", async () => {
    const goalId = await publishGoal(server, circle, { amounts: [60_000, 40_000] });
    const first = await give(server, circle, goalId, 70_000, giver);
    const second = await give(server, circle, goalId, 40_000, { email: "guest@example.org" });
    expect(await goalOf(circle, goalId)).toMatchObject({ status: "open", figures: { raised: { amount: 0 } } });

    await pay(server, circle, first.reference);
    expect(await goalOf(circle, goalId)).toMatchObject({ status: "open", figures: { raised: { amount: 70_000 } } });
    await pay(server, circle, second.reference);
    const funded = await goalOf(circle, goalId);
    expect(funded).toMatchObject({ status: "funded", figures: { raised: { amount: 110_000 }, givers: 2 } });

    const proof = await proveAndVote(goalId, "Quote of the builder", true);
    expect(proof).toMatchObject({ status: "approved", votes: 1, voters: 2, outcome: { approved: true } });

    expect((funded["figures"] as Figures).nextRelease).toBeNull();
    const ready = await goalOf(circle, goalId);
    const milestones = ready["milestones"] as { id: string; status: string }[];
    must(await circle.owner.send("POST", `${circle.path}/goals/${goalId}/milestones/${milestones[0]?.id}/release`, {}));
    await server.runJobs();
    must(
      await circle.owner.send("POST", `${circle.path}/goals/${goalId}/payouts`, {
        milestoneId: milestones[0]?.id,
        destination: DESTINATION,
      }),
    );
    await server.runJobs();
    await settle(server, circle);
    const releasing = await goalOf(circle, goalId);
    expect((releasing["figures"] as Figures).released).toEqual((ready["figures"] as Figures).nextRelease);
    expect(releasing["status"]).toBe("releasing");
    expect((releasing["figures"] as { paidOut: { amount: number } }).paidOut.amount).toBeGreaterThan(50_000);

    expect((await proveAndVote(goalId, "Receipts and photos of part 1", true))["status"]).toBe("approved");
    must(await circle.owner.send("POST", `${circle.path}/goals/${goalId}/milestones/${milestones[1]?.id}/release`, {}));
    must(
      await circle.owner.send("POST", `${circle.path}/goals/${goalId}/payouts`, {
        milestoneId: milestones[1]?.id,
        destination: DESTINATION,
      }),
    );
    await server.runJobs();
    await settle(server, circle);
    expect((await goalOf(circle, goalId))["status"]).toBe("withdrawn");
    expect((await proveAndVote(goalId, "The finished roof", true))["status"]).toBe("approved");
    expect(await goalOf(circle, goalId)).toMatchObject({ status: "proven", figures: { inEscrow: { amount: 0 } } });
  });

  it("fails at its deadline, and gives everything back to the minor unit", async () => {
    const goalId = await publishGoal(server, circle, { amounts: [500_000], days: 10, terms: { choiceDays: 1 } });
    const gifts = [
      await give(server, circle, goalId, 33_333, giver),
      await give(server, circle, goalId, 10_001, { email: "second@example.org" }),
    ];
    for (const gift of gifts) await pay(server, circle, gift.reference);
    await passDays(server, circle, 11);
    expect((await goalOf(circle, goalId))["status"]).toBe("failed");
    await passDays(server, circle, 2);
    expect(await goalOf(circle, goalId)).toMatchObject({
      status: "failed",
      figures: { inEscrow: { amount: 0 }, refunded: { amount: 43_334 } },
    });
  });
});
