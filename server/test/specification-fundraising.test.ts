import { sql } from "kysely";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Circle, createCircle, give, goalOf, must, passDays, pay, publishGoal, settle } from "./harness/goals.ts";
import { createPerson, PASSWORD, type Person, request } from "./harness/people.ts";
import { type Sandbox, startSandbox } from "./harness/sandbox.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

/** The document's seven steps, done once; each of its statements is then looked at in what they left. */
type Row = Record<string, unknown>;
let server: TestServer;
let sandbox: Sandbox;
let circle: Circle;
let giver: Person;
let goalId: string;
let gifts: Row[];
let first: Awaited<ReturnType<typeof give>>;
const statuses: string[] = [];
const DESTINATION = { name: "Akinyi Otieno", accountNumber: "0123456789", bankCode: "063" };

beforeAll(async () => {
  [server, sandbox] = await Promise.all([createTestServer(), startSandbox()]);
  circle = await createCircle(server, sandbox);
  giver = await createPerson(server, "Juma");
  goalId = await publishGoal(server, circle, { amounts: [100_000] });
  statuses.push(await statusOf());
  first = await give(server, circle, goalId, 30_000, giver);
  await pay(server, circle, first.reference);
  const second = await give(server, circle, goalId, 80_000, giver);
  await pay(server, circle, second.reference);
  statuses.push(await statusOf());
  gifts = items(await circle.owner.get(`${circle.path}/goals/${goalId}/gifts`));
});
afterAll(async () => {
  await server.stop();
  await sandbox.stop();
});

async function statusOf(): Promise<string> {
  return String((await goalOf(circle, goalId))["status"]);
}
function items(answer: Awaited<ReturnType<Person["get"]>>): Row[] {
  return must(answer)["items"] as Row[];
}
async function entriesOf(code: string): Promise<Row[]> {
  const account = items(await circle.owner.get(`${circle.path}/ledger/accounts?limit=200`)).find(
    (row) => row["code"] === code,
  );
  return items(await circle.owner.get(`${circle.path}/ledger/accounts/${account?.["id"]}/entries`));
}

async function uploadPhoto() {
  const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#0072b2" } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(png)], { type: "image/png" }), "quote.png");
  const encoded = new Response(form);
  const headers = {
    authorization: `Bearer ${circle.owner.token}`,
    "content-type": encoded.headers.get("content-type") ?? "",
  };
  const payload = Buffer.from(await encoded.arrayBuffer());
  const answer = await server.app.api.inject({ method: "POST", url: `${circle.path}/media`, headers, payload });
  return { status: answer.statusCode, headers: {}, text: answer.body, body: JSON.parse(answer.body) as Row };
}

describe("users, roles, sessions", () => {
  it("roles hold JSON permissions; a user has many roles and a role many users", async () => {
    const roles = items(await circle.owner.get(`${circle.path}/roles`));
    expect(roles.find((role) => role["name"] && (role["permissions"] as string[]).includes("*"))).toBeDefined();
    const { rows } = await sql<{ unique: boolean; columns: string }>`
      select i.indisunique as unique, string_agg(a.attname, ',' order by a.attnum) as columns from pg_index i
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
       where i.indrelid = 'communities.membership_role'::regclass and i.indisprimary group by 1`.execute(
      server.database.owner,
    );
    expect(rows[0]?.columns.split(",").sort()).toEqual(["community_id", "role_id", "user_id"]);
    const members = items(await circle.owner.get(`${circle.path}/members`));
    expect(members[0]?.["roles"]).not.toEqual([]);
  });

  it("a user has many sessions, each with its device, and each ends by itself", async () => {
    const sessions = items(await giver.get("/v1/sessions"));
    must(
      await request(
        server,
        "POST",
        "/v1/sessions",
        { email: giver.email, password: PASSWORD, bearer: true },
        { "user-agent": "Phone" },
      ),
    );
    const more = items(await giver.get("/v1/sessions"));
    expect(more.length).toBe(sessions.length + 1);
    expect(JSON.stringify(more)).toContain("Phone");
    for (const session of more) {
      expect(session["userId"]).toBe(giver.userId);
      expect(new Date(String(session["expiresAt"])).getTime()).toBeGreaterThan(server.clock.now().getTime());
    }
  });

  it("passwords are kept as salted argon2id hashes, never plain", async () => {
    const { rows } = await sql<{ hash: string }>`select password_hash as hash from identity.user`.execute(
      server.database.owner,
    );
    expect(new Set(rows.map((row) => row.hash.split("$")[1]))).toEqual(new Set(["argon2id"]));
    expect(rows.every((row) => !row.hash.includes(PASSWORD))).toBe(true);
  });

  it("e-mail and phone each have a flag that says whether they are verified", async () => {
    expect(must(await giver.get("/v1/me"))).toMatchObject({ emailVerified: true, phoneVerified: false });
  });
});

describe("the data flow in seven steps", () => {
  it("1: a user creates a goal and is its owner", async () => {
    expect(await goalOf(circle, goalId)).toMatchObject({
      ownerId: circle.owner.userId,
      targetAmount: { amount: 100_000, currency: "KES" },
    });
    expect(
      items(await circle.owner.get(`${circle.path}/goals`)).every((goal) => goal["ownerId"] === circle.owner.userId),
    ).toBe(true);
  });

  it("2: a contribution is created with its payment, and its status follows it", async () => {
    expect(gifts.length).toBe(2);
    for (const gift of gifts) {
      expect(gift).toMatchObject({ goalId, userId: giver.userId, status: "succeeded" });
      const payment = must(await circle.owner.get(`${circle.path}/payments/${gift["paymentId"]}`));
      expect(payment).toMatchObject({ status: "succeeded", purposeId: gift["id"], userId: giver.userId });
    }
  });

  it("3: the payment keeps what the provider said, under our reference and with its user and goal", async () => {
    const payment = must(await circle.owner.get(`${circle.path}/payments/${first.paymentId}`));
    expect(payment).toMatchObject({ reference: first.reference, userId: giver.userId, subjectId: goalId });
    expect(payment["providerData"]).toMatchObject({ status: "success" });
    expect(payment["providerReference"]).toMatch(/^ch_/);
  });

  it("4: the verified payment triggers one balanced ledger transaction for its contribution", async () => {
    const [transaction, ...others] = items(
      await circle.owner.get(`${circle.path}/ledger/transactions?sourceId=${first.giftId}`),
    );
    expect(others).toEqual([]);
    expect(transaction).toMatchObject({ kind: "gift", sourceKind: "gift", sourceId: first.giftId });
    const entries = transaction?.["entries"] as { entryType: string; amount: number; label: string }[];
    const sum = (side: string) =>
      entries.filter((entry) => entry.entryType === side).reduce((total, entry) => total + entry.amount, 0);
    expect(sum("DEBIT")).toBe(sum("CREDIT"));
    expect(entries.length).toBeGreaterThanOrEqual(2);
  });

  it("5: the goal's status is updated when the target is reached", () => {
    expect(statuses).toEqual(["open", "funded"]);
  });

  it("6: a proof is submitted with media, contributors vote with a comment, one vote each, and a threshold decides", async () => {
    const path = `${circle.path}/goals/${goalId}/proofs`;
    const photo = must(await uploadPhoto());
    const proof = must(
      await circle.owner.send("POST", path, { title: "Quote", description: "Of the builder", mediaIds: [photo["id"]] }),
    );
    expect(proof["mediaUrls"]).toEqual([`/v1/communities/${circle.communityId}/media/${photo["id"]}`]);
    await server.runJobs();
    must(await giver.send("PUT", `${path}/${proof["id"]}/vote`, { isApproved: false, comment: "Is that all?" }));
    must(await giver.send("PUT", `${path}/${proof["id"]}/vote`, { isApproved: true, comment: "Now I see" }));
    const votes = items(await circle.owner.get(`${path}/${proof["id"]}/votes`));
    await passDays(server, circle, 4);
    const decided = must(await circle.owner.get(`${path}/${proof["id"]}`));
    expect(decided).toMatchObject({ status: "approved", votes: 1, goalId, submittedBy: circle.owner.userId });
    expect(decided["verifiedAt"]).toBeTruthy();
    const after = votes.length > 0 ? votes : items(await circle.owner.get(`${path}/${proof["id"]}/votes`));
    expect(after).toMatchObject([{ proofId: proof["id"], isApproved: true, comment: "Now I see" }]);
  });

  it("7: funds are released by further entries, and paid out", async () => {
    const [milestone] = (await goalOf(circle, goalId))["milestones"] as Row[];
    must(await circle.owner.send("POST", `${circle.path}/goals/${goalId}/milestones/${milestone?.["id"]}/release`, {}));
    must(
      await circle.owner.send("POST", `${circle.path}/goals/${goalId}/payouts`, {
        milestoneId: milestone?.["id"],
        destination: DESTINATION,
      }),
    );
    await server.runJobs();
    await settle(server, circle);
    expect(await statusOf()).toBe("withdrawn");
    const labels = (await entriesOf(`goal/${goalId}`)).map((entry) => entry["label"]);
    expect(labels).toEqual(["payout", "release"]);
  });
});

describe("ledger and payments", () => {
  it("an account belongs to an entity of any kind and has one currency; entries carry their metadata", async () => {
    const accounts = items(await circle.owner.get(`${circle.path}/ledger/accounts?limit=200`));
    const kinds = new Map(accounts.map((account) => [account["accountType"], account["entityKind"]]));
    expect([...kinds.keys()]).toEqual(expect.arrayContaining(["ESCROW", "GOAL", "REVENUE", "CLEARING"]));
    expect(
      accounts
        .filter((account) => account["entityId"] === goalId)
        .map((account) => account["accountType"])
        .sort(),
    ).toEqual(["ESCROW", "GOAL"]);
    for (const entry of await entriesOf(`escrow/goal/${goalId}`)) expect(entry["metadata"]).toHaveProperty("requestId");
  });

  it("a community's accounts stand in several currencies, and each currency balances by itself", async () => {
    const naira = await createCircle(server, sandbox, "NGN");
    const other = await publishGoal(server, naira, { amounts: [10_000] });
    const gift = await give(server, naira, other, 5_000, { email: "ngn@example.org" });
    await pay(server, naira, gift.reference);
    const trial = must(await naira.owner.get(`${naira.path}/ledger/trial-balance`));
    for (const total of trial["totals"] as { currency: string; debit: number; credit: number }[]) {
      expect(total.debit).toBe(total.credit);
      expect(total.currency).toBe("NGN");
    }
  });

  it("a balance is the sum of its entries, which nobody can change", async () => {
    const [newest, ...rest] = await entriesOf(`escrow/goal/${goalId}`);
    const all = [newest, ...rest];
    const sum = all.reduce(
      (total, entry) => total + (entry?.["entryType"] === "CREDIT" ? 1 : -1) * Number(entry?.["amount"]),
      0,
    );
    expect(newest?.["balanceAfter"]).toBe(sum);
    await expect(sql`update ledger.entry set amount = 1`.execute(server.database.owner)).rejects.toThrow("append-only");
  });

  it("a webhook is kept raw with its signature's verdict, belongs to its payment, and is processed once", async () => {
    const events = items(await circle.owner.get(`${circle.path}/webhook-events?limit=100`));
    expect(events.length).toBeGreaterThanOrEqual(3);
    for (const event of events)
      expect(event).toMatchObject({ signatureValid: true, processed: true, status: "processed" });
    expect(new Set(events.map((event) => event["eventId"])).size).toBe(events.length);
    const charge = events.find((event) => JSON.stringify(event["data"]).includes(first.reference));
    expect(charge).toMatchObject({ event: "charge.success" });
    const { rows } = await sql<{
      bodies: bigint;
    }>`select count(*) as bodies from payments.webhook_event where body is not null`.execute(server.database.owner);
    expect(rows[0]?.bodies).toBeGreaterThanOrEqual(BigInt(events.length));
  });

  it("an idempotency key is tied to the gift's payment and makes no second one", async () => {
    const another = await publishGoal(server, circle, { amounts: [50_000] });
    const path = `${circle.path}/goals/${another}/gifts`;
    const body = { amount: { amount: 2_000, currency: "KES" }, id: crypto.randomUUID() };
    const [one, two] = await answersWhileJobsRun([
      () => giver.send("POST", path, body, "once"),
      () => giver.send("POST", path, body, "once"),
    ]);
    const made = [one, two].find((answer) => answer?.status === 201);
    const again = must(await giver.send("POST", path, body, "once"));
    expect(again["paymentId"]).toBe(made?.body["paymentId"]);
    const { rows } = await sql<{ resource_id: string; hours: number }>`
      select resource_id, extract(epoch from expires_at - created_at)::int / 3600 as hours from platform.idempotency where key = 'once'`.execute(
      server.database.owner,
    );
    expect(rows).toEqual([{ resource_id: again["id"], hours: 24 }]);
    const { rows: payments } = await sql`select from payments.payment where purpose_id = ${again["id"]}`.execute(
      server.database.owner,
    );
    expect(payments.length).toBe(1);
  });
});

/** Requests that wait for a job: jobs run until all have their answers. */
async function answersWhileJobsRun(asks: (() => ReturnType<Person["send"]>)[]) {
  let open = asks.length;
  const asked = asks.map((ask) => ask().finally(() => open--));
  while (open > 0) await server.runJobs();
  return Promise.all(asked);
}
