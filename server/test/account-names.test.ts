import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Circle, createCircle, give, must, pay, publishGoal } from "./harness/goals.ts";
import { createPerson, type Person } from "./harness/people.ts";
import { type Sandbox, startSandbox } from "./harness/sandbox.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

type Row = Record<string, unknown>;

let server: TestServer;
let sandbox: Sandbox;
let circle: Circle;
let goalId: string;
/** Sees the books, but not every gift. */
let auditor: Person;

beforeAll(async () => {
  [server, sandbox] = await Promise.all([createTestServer(), startSandbox()]);
  circle = await createCircle(server, sandbox);
  goalId = await publishGoal(server, circle, { amounts: [90_000] });
  auditor = await newAuditor();
  await giveAndGiveBack({ email: "shown@example.org" });
  await giveAndGiveBack({ email: "hidden@example.org" });
  await sql`update fundraising.gift set public_name = 'Hidden', is_anonymous = true
             where id = (select id from fundraising.gift order by created_at desc, id desc limit 1)`.execute(
    server.database.owner,
  );
});
afterAll(async () => {
  await server.stop();
  await sandbox.stop();
});

async function newAuditor(): Promise<Person> {
  const { owner, path } = circle;
  const role = must(
    await owner.send("POST", `${path}/roles`, { name: "Auditor", permissions: ["ledger.view", "payments.view"] }),
  );
  const invitation = must(await owner.send("POST", `${path}/invitations`, { roleIds: [role["id"]] }));
  const person = await createPerson(server, "Neema");
  must(await person.send("POST", `/v1/invitations/${invitation["token"]}/acceptance`));
  return person;
}

async function giveAndGiveBack(giver: { email: string }): Promise<void> {
  const { giftId, reference } = await give(server, circle, goalId, 10_000, giver);
  await pay(server, circle, reference);
  must(await circle.owner.send("POST", `${circle.path}/goals/${goalId}/gifts/${giftId}/refund`));
}

async function accounts(who: Person): Promise<Row[]> {
  return must(await who.get(`${circle.path}/ledger/accounts?limit=200`))["items"] as Row[];
}

async function namesOf(who: Person, type: string): Promise<unknown[]> {
  return (await accounts(who)).filter((row) => row["accountType"] === type).map((row) => row["name"]);
}

describe("accounts are called", () => {
  it("by what they belong to: a goal's title, a provider's name", async () => {
    expect(await namesOf(circle.owner, "ESCROW")).toEqual(["A new roof for the school"]);
    expect(await namesOf(circle.owner, "CLEARING")).toEqual(["Sandbox"]);
    expect(await namesOf(circle.owner, "REVENUE")).toEqual([null]);
  });

  it("by the giver's name, but not to those from whom the giver hid it", async () => {
    expect((await namesOf(circle.owner, "USER")).sort()).toEqual(["Hidden", "Somebody"]);
    expect((await namesOf(auditor, "USER")).sort()).toEqual(["Somebody", null]);
  });

  it("and nothing else about the account tells who the giver is", async () => {
    const giver = circle.owner;
    const { giftId, reference } = await give(server, circle, goalId, 5_000, giver);
    await pay(server, circle, reference);
    must(await giver.send("POST", `${circle.path}/goals/${goalId}/gifts/${giftId}/refund`));
    await sql`update fundraising.gift set is_anonymous = true where id = ${giftId}`.execute(server.database.owner);
    const { userId } = giver;
    expect(JSON.stringify(await accounts(auditor))).not.toContain(userId);
    expect(await namesOf(auditor, "USER")).toContain(null);
    // Who may see every gift reads the name that a member has.
    const members = must(await giver.get(`${circle.path}/members`))["items"] as Row[];
    const name = members.find((member) => member["userId"] === userId)?.["displayName"];
    expect(await namesOf(giver, "USER")).toContain(name);
  });

  it("and refunds by the goal and the giver, with the same silence", async () => {
    type Told = { goalId: unknown; goal: unknown; giver: unknown };
    const refundsTold = async (who: Person): Promise<Told[]> =>
      (must(await who.get(`${circle.path}/refunds?limit=200`))["items"] as Row[]).map((row) => ({
        goalId: row["subjectId"],
        goal: row["subjectName"],
        giver: row["payerName"],
      }));
    const goal = { goalId, goal: "A new roof for the school" };
    const [, second, first] = await refundsTold(circle.owner);
    expect([first, second]).toEqual([
      { ...goal, giver: "Somebody" },
      { ...goal, giver: "Hidden" },
    ]);
    const [ofMember, hidden, shown] = await refundsTold(auditor);
    expect([ofMember?.giver, hidden, shown?.giver]).toEqual([null, { ...goal, giver: null }, "Somebody"]);
  });

  it("so wherever they are shown: opened, in a statement, in the journal, in the trial balance, in a search", async () => {
    const name = "A new roof for the school";
    const [escrow] = (await accounts(auditor)).filter((row) => row["accountType"] === "ESCROW");
    const path = `${circle.path}/ledger`;
    expect(must(await auditor.get(`${path}/accounts/${escrow?.["id"]}`))["name"]).toBe(name);
    const statement = must(await auditor.get(`${path}/accounts/${escrow?.["id"]}/entries`))["items"] as Row[];
    expect(statement[0]?.["accountName"]).toBe(name);
    // Beside when it was written: the day that counts, as its transaction says it.
    const day = must(await auditor.get(`${path}/transactions/${statement[0]?.["transactionId"]}`))["effectiveDate"];
    expect(statement[0]).toMatchObject({ effectiveDate: day, createdAt: expect.stringMatching(/^\d{4}-.*Z$/) });
    const [transaction] = must(await auditor.get(`${path}/transactions?kind=gift`))["items"] as { entries: Row[] }[];
    expect(transaction?.entries.map((entry) => entry["accountName"])).toContain("Sandbox");
    const trial = must(await auditor.get(`${path}/trial-balance`))["items"] as Row[];
    expect(trial.find((row) => row["accountId"] === escrow?.["id"])?.["name"]).toBe(name);
    const found = must(await auditor.get(`${circle.path}/search?q=escrow/goal`))["items"] as Row[];
    expect(found).toMatchObject([{ kind: "account", title: name, detail: `escrow/goal/${goalId}` }]);
  });

  it("by today's name: the books hold none that could grow old", async () => {
    const goal = must(await circle.owner.get(`${circle.path}/goals/${goalId}`));
    const change = { version: goal["version"], title: "Two roofs" };
    must(await circle.owner.send("PATCH", `${circle.path}/goals/${goalId}`, change));
    expect(await namesOf(auditor, "ESCROW")).toEqual(["Two roofs"]);
  });
});
