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
import { createPerson, type Person, request } from "./harness/people.ts";
import { type Sandbox, startSandbox } from "./harness/sandbox.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

// What waits for those who look after the money: on their homes, by mail, and gone when somebody has done it.

type Row = Record<string, unknown>;

let server: TestServer;
let sandbox: Sandbox;
let circle: Circle;
let operator: Person;
let treasurer: Person;
let member: Person;

beforeAll(async () => {
  [server, sandbox] = await Promise.all([createTestServer(), startSandbox()]);
  circle = await createCircle(server, sandbox);
  const roles = must(await circle.owner.get(`${circle.path}/roles`))["items"] as Row[];
  const join = async (name: string, origin: string) => {
    const person = await createPerson(server, name);
    const roleIds = roles.filter((role) => role["origin"] === origin).map(({ id }) => id);
    const invitation = must(await circle.owner.send("POST", `${circle.path}/invitations`, { roleIds }));
    must(await person.send("POST", `/v1/invitations/${invitation["token"]}/acceptance`));
    return person;
  };
  [operator, treasurer, member] = [
    await join("Otieno", "operator"),
    await join("Tabu", "treasurer"),
    await join("Baraka", "member"),
  ];
}, 60_000);
afterAll(async () => {
  expect(await server.failedJobs()).toEqual([]);
  expect(await faultsOf(server, [circle])).toEqual([]);
  await server.stop();
  await sandbox.stop();
});

async function waiting(person: Person, kind: string): Promise<Row[]> {
  await server.runJobs();
  const { items } = must(await person.get("/v1/me/activity?waiting=true&limit=100"));
  return (items as Row[]).filter((item) => item["kind"] === kind);
}

async function mails(person: Person, kind: string): Promise<{ subject: string; button: string | undefined }[]> {
  const box = must(await request(server, "GET", `/dev/mailbox.json?to=${encodeURIComponent(person.email)}`));
  const items = box["items"] as { kind: string; subject: string; links: string[] }[];
  return items.filter((mail) => mail.kind === kind).map(({ subject, links }) => ({ subject, button: links[0] }));
}

const inside = (path: string) => expect.stringContaining(`/app/c/${circle.communityId}${path}`);

describe("a comment that waits", () => {
  it("is told to who moderates and to the goal's owner, by one mail however many wait, until somebody decides", async () => {
    const kind = "fundraising.comment_posted";
    const goalId = await publishGoal(server, circle, { amounts: [50_000] });
    const comments = `${circle.path}/goals/${goalId}/comments`;
    const write = async () => {
      const headers = { "idempotency-key": crypto.randomUUID() };
      return must(await request(server, "POST", comments, { body: "Well done", publicName: "Guest" }, headers));
    };
    const first = await write();
    expect(await waiting(operator, kind)).toMatchObject([{ data: { goalId, commentId: first["id"] } }]);
    await write();
    for (const person of [operator, circle.owner]) {
      expect(await waiting(person, kind)).toHaveLength(2);
      expect(await mails(person, kind)).toMatchObject([{ button: inside(`/goals/${goalId}/talk`) }]);
    }
    expect(await waiting(member, kind)).toEqual([]);
    must(await operator.send("POST", `${comments}/${first["id"]}/approval`));
    expect(await waiting(circle.owner, kind)).toHaveLength(1);
  });

  it("is not told to a goal's owner who has left the community", async () => {
    const invitation = must(await circle.owner.send("POST", `${circle.path}/invitations`, {}));
    const leaver = await createPerson(server, "Salim");
    must(await leaver.send("POST", `/v1/invitations/${invitation["token"]}/acceptance`));
    const goalId = await publishGoal(server, { ...circle, owner: leaver }, { amounts: [50_000] });
    must(await leaver.send("DELETE", `${circle.path}/members/${leaver.userId}`));
    const said = { body: "Well done", publicName: "Guest" };
    const headers = { "idempotency-key": crypto.randomUUID() };
    must(await request(server, "POST", `${circle.path}/goals/${goalId}/comments`, said, headers));
    expect(await waiting(leaver, "fundraising.comment_posted")).toEqual([]);
    expect(await mails(leaver, "fundraising.comment_posted")).toEqual([]);
  });
});

describe("money without a home", () => {
  it("is told to who may resolve it, until one of them does", async () => {
    const kind = "payments.money_unmatched";
    const reference = `stranger-${crypto.randomUUID()}`;
    const charge = {
      reference,
      amount: 7_000,
      currency: "KES",
      email: "x@example.org",
      returnUrl: "https://x.example/",
    };
    await circle.merchant.call("POST", "/charges", charge);
    await circle.merchant.call("POST", `/control/charges/${reference}/payment`, { channel: "card" });
    await settle(server, circle);
    const [item] = await waiting(treasurer, kind);
    const { unmatchedId } = (item?.["data"] ?? {}) as { unmatchedId?: string };
    expect(await mails(treasurer, kind)).toMatchObject([
      {
        subject: expect.stringMatching(/70\.00/),
        button: inside(`/payments/unmatched?open=${unmatchedId}`),
      },
    ]);
    expect(await waiting(operator, kind)).toHaveLength(1);
    expect(await waiting(member, kind)).toEqual([]);
    const said = { resolution: "written_off", note: "Nobody knows the sender" };
    must(await treasurer.send("POST", `${circle.path}/unmatched-money/${unmatchedId}/resolution`, said));
    expect(await waiting(operator, kind)).toEqual([]);
  });
});

describe("a dispute", () => {
  it.each(["won", "lost"])("waits for an answer until it is %s", async (outcome) => {
    const kind = "fundraising.dispute_opened";
    const goalId = await publishGoal(server, circle, { amounts: [100_000] });
    const gift = await give(server, circle, goalId, 20_000, { email: "giver@example.org" });
    await pay(server, circle, gift.reference);
    const { body } = await circle.merchant.call("POST", `/control/charges/${gift.reference}/dispute`, {
      reason: "fraudulent",
    });
    await settle(server, circle);
    expect(await waiting(treasurer, kind)).toMatchObject([
      { data: { goalId, giftId: gift.giftId, amount: { amount: 20_000, currency: "KES" } } },
    ]);
    expect((await mails(treasurer, kind)).at(0)?.button).toEqual(
      inside(`/goals/${goalId}/gifts?status=disputed&open=${gift.giftId}`),
    );
    await circle.merchant.call("POST", `/control/disputes/${body["id"]}/resolution`, { outcome });
    await settle(server, circle);
    expect(await waiting(treasurer, kind)).toEqual([]);
  });
});

describe("what stands between a goal and its money", () => {
  it("waits for the operator and then for whoever pays out, until it is done", async () => {
    const goalId = await publishGoal(server, circle, { amounts: [50_000], days: 5 });
    const goal = `${circle.path}/goals/${goalId}`;
    const gift = await give(server, circle, goalId, 50_000, circle.owner);
    await pay(server, circle, gift.reference);
    await passDays(server, circle, 6);
    const proof = must(
      await circle.owner.send("POST", `${goal}/proofs`, {
        title: "Quote",
        description: "Of the builder",
        mediaIds: [],
      }),
    );
    const review = "fundraising.proof_awaits_operator";
    expect(await waiting(operator, review)).toMatchObject([{ data: { goalId, proofId: proof["id"] } }]);
    expect(await waiting(circle.owner, review)).toEqual([]);
    expect((await mails(operator, review)).at(0)?.button).toEqual(inside(`/goals/${goalId}/proofs/${proof["id"]}`));
    must(await operator.send("POST", `${goal}/proofs/${proof["id"]}/decision`, { isApproved: true }));
    expect(await waiting(operator, review)).toEqual([]);

    const [milestone] = (await goalOf(circle, goalId))["milestones"] as Row[];
    must(await circle.owner.send("POST", `${goal}/milestones/${milestone?.["id"]}/release`, {}));
    const payOut = async () => {
      const destination = { name: "Otieno Roofing", accountNumber: "0123456789", bankCode: "063" };
      must(await treasurer.send("POST", `${goal}/payouts`, { milestoneId: milestone?.["id"], destination }));
      await server.runJobs();
    };
    await payOut();
    const [payout] = must(await treasurer.get(`${circle.path}/payouts`))["items"] as Row[];
    await circle.merchant.call("POST", `/control/payouts/${payout?.["reference"]}/settlement`, { outcome: "failed" });
    await settle(server, circle);
    const failed = "fundraising.payout_failed";
    for (const person of [treasurer, operator, circle.owner])
      expect(await waiting(person, failed)).toMatchObject([{ data: { goalId, milestone: "Part 1" } }]);
    expect((await mails(treasurer, failed)).at(0)?.button).toEqual(inside(`/goals/${goalId}/payouts`));
    expect(await waiting(member, failed)).toEqual([]);
    await payOut();
    expect(await waiting(treasurer, failed)).toEqual([]);
  });
});
