import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Circle, createCircle, faultsOf, give, goalOf, must, pay, publishGoal, settle } from "./harness/goals.ts";
import { createPerson, type Person } from "./harness/people.ts";
import { type Sandbox, startSandbox } from "./harness/sandbox.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

// What a provider's webhooks do to a gift, through every layer: the sandbox sends them over HTTP, fundraising books them.
// The edge cases of the Paystack adapter, and of payments alone, stand in payments/*.test.ts.

let server: TestServer;
let sandbox: Sandbox;
let circle: Circle;
let giver: Person;

beforeAll(async () => {
  [server, sandbox] = await Promise.all([createTestServer(), startSandbox()]);
  circle = await createCircle(server, sandbox);
  giver = await createPerson(server, "Juma");
});
afterEach(async () => {
  expect(await faultsOf(server, [circle])).toEqual([]);
  expect(await server.failedJobs()).toEqual([]);
});
afterAll(async () => {
  await server.stop();
  await sandbox.stop();
});

type Row = Record<string, unknown>;

/** A goal that a single gift does not fund, and a gift to it that nobody has paid yet. */
async function begin(amount: number, plan: { target?: number; days?: number } = {}) {
  const goalId = await publishGoal(server, circle, {
    amounts: [plan.target ?? 900_000],
    ...(plan.days ? { days: plan.days } : {}),
  });
  const gift = await give(server, circle, goalId, amount, giver);
  return { goalId, ...gift };
}

/** The payer pays; what the provider sends of it is left to the test. */
async function payOnly(reference: string): Promise<void> {
  const { status } = await circle.merchant.call("POST", `/control/charges/${reference}/payment`, { channel: "card" });
  expect(status).toBe(200);
}

async function giftOf({ goalId, giftId }: { goalId: string; giftId: string }): Promise<Row> {
  return must(await circle.owner.get(`${circle.path}/goals/${goalId}/gifts/${giftId}`));
}

/** What the operator sees of the webhooks about a reference, newest first. */
async function eventsOf(reference: string): Promise<Row[]> {
  const { items } = must(await circle.owner.get(`${circle.path}/webhook-events?limit=100`));
  return (items as Row[]).filter((event) => (event["data"] as Row)["reference"] === reference);
}

async function unmatchedOf(reference: string): Promise<Row[]> {
  const { items } = must(await circle.owner.get(`${circle.path}/unmatched-money?limit=100`));
  return (items as Row[]).filter((row) => row["reference"] === reference);
}

/** How often the gift stands in the books. */
async function bookings(giftId: string): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`
    select kind from ledger.transaction where source_id = ${giftId} order by kind`.execute(server.database.owner);
  return rows.map(({ kind }) => kind);
}

async function eventIdOf(reference: string, event: string): Promise<string> {
  const { body } = await circle.merchant.call("GET", `/control/events?reference=${reference}&event=${event}`);
  const [found] = body["items"] as { id: string }[];
  if (!found) throw new Error(`the provider has no ${event} of ${reference}`);
  return found.id;
}

const raisedBy = async (goalId: string) =>
  ((await goalOf(circle, goalId))["figures"] as { raised: { amount: number } }).raised.amount;

describe("the same webhook", () => {
  it("200 times at once, while its job runs, books one gift", async () => {
    // 904: the provider keeps it back until it is told to send it.
    const gift = await begin(100_904);
    await payOnly(gift.reference);
    const eventId = await eventIdOf(gift.reference, "charge.success");
    const sent = circle.merchant.call("POST", `/control/events/${eventId}/deliveries`, { copies: 200 });
    const state = { ended: false };
    const done = sent.finally(() => {
      state.ended = true;
    });
    while (!state.ended) await server.runJobs();
    const { body } = await done;
    await server.runJobs();
    const statuses = (body["attempts"] as { status: number }[]).map(({ status }) => status);
    expect(statuses).toHaveLength(200);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await giftOf(gift)).toMatchObject({ status: "succeeded", amount: { amount: 100_904 } });
    expect(await bookings(gift.giftId)).toEqual(["gift"]);
    expect(await raisedBy(gift.goalId)).toBe(100_904);
    expect(await eventsOf(gift.reference)).toMatchObject([{ status: "processed", deliveries: 200 }]);
    expect(await receiptsOf(gift.giftId)).toBe(1n);
  });

  it("thrice, of itself, books one gift", async () => {
    const gift = await begin(100_902);
    await pay(server, circle, gift.reference);
    expect(await bookings(gift.giftId)).toEqual(["gift"]);
    expect(await eventsOf(gift.reference)).toMatchObject([{ status: "processed", deliveries: 3 }]);
  });

  it("again after the gift was given back changes nothing", async () => {
    const gift = await begin(100_000);
    await pay(server, circle, gift.reference);
    must(await circle.owner.send("POST", `${circle.path}/goals/${gift.goalId}/gifts/${gift.giftId}/refund`));
    await server.runJobs();
    await settle(server, circle);
    await circle.merchant.call(
      "POST",
      `/control/events/${await eventIdOf(gift.reference, "charge.success")}/deliveries`,
      { copies: 5 },
    );
    await settle(server, circle);
    expect((await giftOf(gift))["status"]).toBe("refunded");
    expect(await bookings(gift.giftId)).toEqual(["gift", "refund", "refund_delivered"]);
  });
});

async function receiptsOf(giftId: string): Promise<bigint | undefined> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) from documents.document where kind = 'receipt' and subject_id = ${giftId}`.execute(
    server.database.owner,
  );
  return rows[0]?.count;
}

describe("a webhook out of its order", () => {
  it("before the answer to the beginning of its charge books the gift, and the answer comes late", async () => {
    // 913: the provider is paid within our call, and waits for our answer to its webhook before it answers the call.
    const gift = await begin(100_913);
    await settle(server, circle);
    expect((await giftOf(gift))["status"]).toBe("succeeded");
    expect(must(await circle.owner.get(`${circle.path}/payments/${gift.paymentId}`))["status"]).toBe("succeeded");
    expect(await bookings(gift.giftId)).toEqual(["gift"]);
  });

  it("of a refund before that of its charge has the charge asked about: the gift is booked, the stranger's refund is seen", async () => {
    // 914: the charge's own webhook waits until another of it was sent. The refund is made at the provider's own pages.
    const gift = await begin(100_914);
    await payOnly(gift.reference);
    const refund = { charge: gift.reference, amount: 40_000, reference: `own-${gift.giftId}` };
    expect((await circle.merchant.call("POST", "/refunds", refund)).status).toBe(201);
    await settle(server, circle);
    expect((await giftOf(gift))["status"]).toBe("succeeded");
    expect(await bookings(gift.giftId)).toEqual(["gift"]);
    expect(await unmatchedOf(refund.reference)).toMatchObject([
      { direction: "out", reason: "unknown_refund", amount: { amount: 40_000 } },
    ]);
  });

  it("of a dispute before that of its charge books gift and dispute, lost once", async () => {
    const gift = await begin(100_914);
    await payOnly(gift.reference);
    const { body: dispute } = await circle.merchant.call("POST", `/control/charges/${gift.reference}/dispute`, {
      reason: "fraudulent",
    });
    await circle.merchant.call("POST", `/control/disputes/${dispute["id"]}/resolution`, { outcome: "lost" });
    await circle.merchant.call("POST", "/control/flush", { early: true, order: "newest_first" });
    await settle(server, circle);
    expect((await giftOf(gift))["status"]).toBe("reversed");
    expect(await bookings(gift.giftId)).toEqual(["dispute", "gift"]);
    expect(await goalOf(circle, gift.goalId)).toMatchObject({
      figures: { raised: { amount: 0 }, inEscrow: { amount: 0 } },
    });
  });
});

describe("money that is not what was asked for", () => {
  it("of an unknown reference is held on suspense, and the operator sees it", async () => {
    const reference = `stranger-${crypto.randomUUID()}`;
    const charge = {
      reference,
      amount: 70_000,
      currency: "KES",
      email: "stranger@example.org",
      returnUrl: "https://app.example.org/",
    };
    expect((await circle.merchant.call("POST", "/charges", charge)).status).toBe(201);
    await payOnly(reference);
    await settle(server, circle);
    expect(await unmatchedOf(reference)).toMatchObject([
      { direction: "in", reason: "unknown_reference", amount: { amount: 70_000 } },
    ]);
    expect(await eventsOf(reference)).toMatchObject([{ status: "processed", event: "charge.success" }]);
  });

  it.each([
    [100_905, "wrong_amount", { amount: 100_805, currency: "KES" }],
    [100_906, "wrong_currency", { amount: 100_906, currency: "USD" }],
  ])("of %i is %s: the gift fails, the money is held", async (amount, reason, held) => {
    const gift = await begin(amount);
    await pay(server, circle, gift.reference);
    expect((await giftOf(gift))["status"]).toBe("failed");
    expect(await bookings(gift.giftId)).toEqual([]);
    expect(await raisedBy(gift.goalId)).toBe(0);
    expect(await unmatchedOf(gift.reference)).toMatchObject([{ direction: "in", reason, amount: held }]);
  });

  it("of more than was asked for makes the gift, and the rest is held", async () => {
    // 100 more than asked, of which 59 are the provider's fee: as far as it goes, the payer has borne that.
    const gift = await begin(1_921);
    await pay(server, circle, gift.reference);
    expect(await giftOf(gift)).toMatchObject({
      status: "succeeded",
      amount: { amount: 1_921 },
      providerFee: { amount: 0 },
    });
    expect(await raisedBy(gift.goalId)).toBe(1_921);
    expect(await unmatchedOf(gift.reference)).toMatchObject([{ reason: "overpaid", amount: { amount: 41 } }]);
  });

  it("with the provider's fee on top makes the gift, and nothing is held", async () => {
    const gift = await begin(100_911);
    await pay(server, circle, gift.reference);
    expect(await giftOf(gift)).toMatchObject({ status: "succeeded", providerFee: { amount: 0 } });
    expect(await unmatchedOf(gift.reference)).toEqual([]);
  });
});

describe("a webhook that lies", () => {
  it("with a forged signature is kept and not acted on; the true one after it is", async () => {
    const gift = await begin(100_916);
    await payOnly(gift.reference);
    await circle.merchant.call("POST", "/control/flush", {});
    await server.runJobs();
    expect((await giftOf(gift))["status"]).toBe("pending");
    expect(await bookings(gift.giftId)).toEqual([]);
    await settle(server, circle);
    expect((await giftOf(gift))["status"]).toBe("succeeded");
    expect(await bookings(gift.giftId)).toEqual(["gift"]);
    const { items } = must(await circle.owner.get(`${circle.path}/webhook-events?status=rejected`));
    expect(items).toMatchObject([{ signatureValid: false, processed: false }]);
  });
});

describe("money of another mode", () => {
  it("is shown to the operator and booked nowhere; the gift still waits for its own", async () => {
    const other = await createCircle(server, sandbox);
    const goalId = await publishGoal(server, other, { amounts: [900_000] });
    const gift = await give(server, other, goalId, 100_920, giver);
    await pay(server, other, gift.reference);
    expect(must(await other.owner.get(`${other.path}/goals/${goalId}/gifts/${gift.giftId}`))["status"]).toBe("pending");
    const { items } = must(await other.owner.get(`${other.path}/unmatched-money`));
    expect(items).toMatchObject([{ reason: "wrong_mode", booked: false, reference: gift.reference }]);
    const trial = must(await other.owner.get(`${other.path}/ledger/trial-balance`));
    expect((trial["items"] as Row[]).filter((line) => line["debit"] !== 0 || line["credit"] !== 0)).toEqual([]);
  });
});

describe("a late webhook", () => {
  /** Time passes here and at the provider, but its webhooks stay where they are. */
  async function passHours(hours: number): Promise<void> {
    server.clock.advance({ hours });
    await circle.merchant.call("POST", "/control/advance", { seconds: hours * 3_600 });
    await server.runJobs();
  }

  it("about a payment before the deadline counts, and funds the goal after it", async () => {
    const gift = await begin(100_904, { target: 100_904, days: 1 });
    await payOnly(gift.reference);
    await passHours(25);
    expect((await goalOf(circle, gift.goalId))["status"]).toBe("deciding");
    await circle.merchant.call(
      "POST",
      `/control/events/${await eventIdOf(gift.reference, "charge.success")}/deliveries`,
      {},
    );
    await server.runJobs();
    expect((await goalOf(circle, gift.goalId))["status"]).toBe("funded");
    expect(await bookings(gift.giftId)).toEqual(["gift"]);
  });

  it("about a payment after the deadline goes straight back", async () => {
    const gift = await begin(100_904, { target: 100_904, days: 1 });
    await passHours(25);
    await payOnly(gift.reference);
    await circle.merchant.call(
      "POST",
      `/control/events/${await eventIdOf(gift.reference, "charge.success")}/deliveries`,
      {},
    );
    await server.runJobs();
    await settle(server, circle);
    expect(await giftOf(gift)).toMatchObject({ status: "refunded", refundAmount: { amount: 100_904 } });
    expect(await raisedBy(gift.goalId)).toBe(0);
    expect(["deciding", "failed"]).toContain((await goalOf(circle, gift.goalId))["status"]);
  });
});
