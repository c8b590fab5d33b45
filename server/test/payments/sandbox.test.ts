import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createProvider } from "../../src/payments/create-provider.ts";
import type { Gateway } from "../../src/payments/gateway.ts";
import { requestPayout, startPayment } from "../../src/payments/index.ts";
import { createSandboxGateway } from "../../src/payments/sandbox-gateway.ts";
import { createPaymentsServer } from "./payments-server.ts";

/** The adapter against the provider itself, as a process of its own: do both read its page alike? */
let url: string;
let stop: () => Promise<void>;
let gateway: Gateway;
let secretKey: string;
let n = 0;

beforeAll(async () => {
  const data = mkdtempSync(join(tmpdir(), "commonpurse-sandbox-"));
  const script = join(import.meta.dirname, "../../../sandbox/src/main.ts");
  const child = spawn(process.execPath, [script, "--port", "0", "--data", data, "--stop-with-stdin"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  url = await new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error("the sandbox did not start")));
    createInterface({ input: child.stdout }).once("line", (line) =>
      resolve((JSON.parse(line) as { listening: string }).listening),
    );
  });
  stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.stdin.end();
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
});
afterAll(() => stop());

beforeEach(async () => {
  secretKey = `sk_sandbox_adapter_${++n}`;
  await call("POST", "/merchants", {
    secretKey,
    webhookUrl: null,
    webhookSecret: null,
    mode: "manual",
    currencies: ["KES", "NGN"],
  });
  gateway = createSandboxGateway({
    baseUrl: url,
    mode: "test",
    secretKey,
    webhookSecrets: [secretKey],
    timeoutMs: 1_000,
    now: () => new Date(),
  });
});

async function call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${secretKey}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

const reference = () => `pay-${crypto.randomUUID()}`;
const chargeOf = (ref: string, amount: bigint) => ({
  reference: ref,
  amount,
  currency: "KES",
  email: "wanjiru@example.org",
  returnUrl: "https://app.example.org/pay/1",
  metadata: { payment: "1" },
});

async function paid(amount: bigint): Promise<string> {
  const ref = reference();
  await gateway.initialise(chargeOf(ref, amount));
  await call("POST", `/control/charges/${ref}/payment`, { channel: "card" });
  return ref;
}

describe("charges at the sandbox", () => {
  it("begin, are asked about, and are paid", async () => {
    const ref = reference();
    expect(await gateway.verifyCharge(ref)).toEqual({ kind: "done", value: null });
    const begun = await gateway.initialise(chargeOf(ref, 250_000n));
    expect(begun).toMatchObject({ kind: "done", value: { checkoutUrl: expect.stringContaining("/checkout/") } });
    expect(await gateway.initialise(chargeOf(ref, 250_000n))).toEqual(begun);
    expect(await gateway.verifyCharge(ref)).toMatchObject({ value: { status: "pending" } });
    await call("POST", `/control/charges/${ref}/payment`, { channel: "card" });
    expect(await gateway.verifyCharge(ref)).toMatchObject({
      value: {
        status: "succeeded",
        requestedAmount: 250_000n,
        paidAmount: 250_000n,
        currency: "KES",
        fee: 3_750n,
        modeMatches: true,
        paidAt: expect.any(Date),
      },
    });
  });
  it.each([
    [907n, "dropped after accept"],
    [909n, "error but stored"],
    [915n, "no answer"],
  ])("%i (%s) is unknown, then found with its page", async (digits) => {
    const ref = reference();
    expect(await gateway.initialise(chargeOf(ref, 100_000n + digits))).toMatchObject({ kind: "unknown" });
    expect(await gateway.initialise(chargeOf(ref, 100_000n + digits))).toMatchObject({
      kind: "done",
      value: { checkoutUrl: expect.any(String) },
    });
  });
  it("not stored is unknown, then accepted", async () => {
    const ref = reference();
    expect(await gateway.initialise(chargeOf(ref, 100_908n))).toMatchObject({ kind: "unknown" });
    expect(await gateway.verifyCharge(ref)).toEqual({ kind: "done", value: null });
    expect(await gateway.initialise(chargeOf(ref, 100_908n))).toMatchObject({ kind: "done" });
  });
  it("that it does not permit are refused", async () => {
    expect(await gateway.initialise(chargeOf(reference(), 100_919n))).toMatchObject({
      kind: "refused",
      code: "not_permitted",
    });
  });
  it.each([
    [901n, { status: "failed" }],
    [905n, { status: "succeeded", requestedAmount: 100_905n, paidAmount: 100_805n }],
    [906n, { status: "succeeded", currency: "NGN" }],
    [911n, { status: "succeeded", paidAmount: 102_425n, fee: 1_514n }],
    [920n, { status: "succeeded", modeMatches: false }],
    [921n, { status: "succeeded", paidAmount: 101_021n }],
  ])("%i is read as it is", async (digits, expected) => {
    expect(await gateway.verifyCharge(await paid(100_000n + digits))).toMatchObject({ value: expected });
  });
});

describe("refunds and payouts at the sandbox", () => {
  const destination = { name: "Otieno Roofing", accountNumber: "0123456789", bankCode: "063" };
  it("a refund is sent, repeated without harm, and settled", async () => {
    const chargeReference = await paid(250_000n);
    const request = {
      reference: `refund-${crypto.randomUUID()}`,
      chargeReference,
      chargeProviderId: null,
      requestedAt: new Date(),
      amount: 100_000n,
      currency: "KES",
    };
    expect(await gateway.verifyRefund(request)).toEqual({ kind: "done", value: null });
    const sent = await gateway.refund(request);
    expect(sent).toMatchObject({
      kind: "done",
      value: { status: "pending", chargeReference, reference: request.reference },
    });
    expect(await gateway.refund(request)).toEqual(sent);
    await call("POST", `/control/refunds/${request.reference}/settlement`, { outcome: "processed" });
    expect(await gateway.verifyRefund(request)).toMatchObject({ value: { status: "processed", amount: 100_000n } });
    const more = { ...request, reference: `refund-${crypto.randomUUID()}`, amount: 200_000n };
    expect(await gateway.refund(more)).toMatchObject({ kind: "refused", code: "refund_exceeds_charge" });
  });
  it("a payout whose answer was lost is found, and is reversed", async () => {
    await paid(900_000n);
    const ref = `payout-${crypto.randomUUID()}`;
    const request = { reference: ref, amount: 100_953n, currency: "KES", destination, reason: "Roof" };
    expect(await gateway.payout(request)).toMatchObject({ kind: "unknown" });
    expect(await gateway.payout(request)).toMatchObject({ kind: "done", value: { status: "pending", reference: ref } });
    await call("POST", `/control/payouts/${ref}/settlement`, { outcome: "success" });
    expect(await gateway.verifyPayout(ref)).toMatchObject({ value: { status: "succeeded" } });
    await call("POST", `/control/payouts/${ref}/settlement`, { outcome: "reversed" });
    expect(await gateway.verifyPayout(ref)).toMatchObject({ value: { status: "reversed", amount: 100_953n } });
  });
  it("a payout of more than there is is refused", async () => {
    const request = {
      reference: `payout-${crypto.randomUUID()}`,
      amount: 100_000n,
      currency: "KES",
      destination,
      reason: "",
    };
    expect(await gateway.payout(request)).toMatchObject({ kind: "refused", code: "insufficient_balance" });
  });
});

describe("events of the sandbox", () => {
  it("read like the answers", async () => {
    const ref = await paid(250_000n);
    const { items } = await call("GET", `/control/events?reference=${ref}`);
    const [event] = items as { id: string; body: string }[];
    const webhook = gateway.readWebhook(Buffer.from(event?.body ?? ""));
    expect(webhook).toMatchObject({ event: "charge.success", dedupeKey: event?.id });
    const asked = await gateway.verifyCharge(ref);
    expect(asked).toMatchObject({ kind: "done", value: webhook.report });
  });
});

describe("the whole circle, webhooks over real HTTP", () => {
  it("pay, dispute, refund and payout: both sides' books agree", async () => {
    const server = await createPaymentsServer();
    try {
      const address = await server.api.listen({ port: 0, host: "127.0.0.1" });
      const webhookSecret = "whsec_whole_circle";
      const input = {
        kind: "sandbox",
        name: "Sandbox",
        secretKey,
        webhookSecret,
        baseUrl: url,
        currencies: ["KES"],
      } as const;
      const { id: providerId } = await server.inside((ctx) => createProvider(ctx, input));
      await call("POST", "/merchants", { secretKey, webhookSecret, webhookUrl: `${address}/v1/hooks/${providerId}` });
      const flush = async () => {
        await call("POST", "/control/flush", { early: true, concurrency: 8 });
        await server.runJobs();
      };
      const purposeId = crypto.randomUUID();
      const begin = (amount: bigint) =>
        server.inside((ctx) =>
          startPayment(ctx, {
            purpose: { kind: "test_gift", id: purposeId },
            providerId,
            userId: null,
            email: "wanjiru@example.org",
            amount,
            currency: "KES",
            description: "A roof",
          }),
        );
      const payments = await Promise.all([200_000n, 100_902n, 100_911n, 100_912n, 100_914n].map(begin));
      await server.runJobs();
      for (const payment of payments)
        await call("POST", `/control/charges/${payment.reference}/payment`, { channel: "card" });
      await flush();
      await flush();
      await server.refund(payments[0]?.id ?? "", 50_000n);
      const destination = { name: "Otieno", accountNumber: "0123456789", bankCode: "063" };
      const payout = { purpose: { kind: "test_payout", id: purposeId }, providerId, amount: 60_000n, currency: "KES" };
      await server.inside((ctx) => requestPayout(ctx, { ...payout, destination, reason: "Roof" }));
      await server.runJobs();
      await flush();
      await flush();
      const { merchants } = await call("GET", "/control/books");
      const theirs = (merchants as { currencies: { balance: number }[] }[])[0]?.currencies[0]?.balance;
      expect((await server.balances())["clearing KES"]).toBe(BigInt(theirs ?? -1));
      expect(server.purpose.told).toEqual(
        expect.arrayContaining(["dispute lost 100912", "refund processed 50000", "payout succeeded 60000"]),
      );
      expect(server.purpose.told.filter((line) => line.startsWith("paid"))).toHaveLength(5);
      expect(
        (await server.events()).filter((event) => event.status !== "processed" && event.status !== "ignored"),
      ).toEqual([]);
      expect(await server.breaches()).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});
