import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { GatewayConfig, WebhookReport } from "./gateway.ts";
import { createPaystackGateway } from "./paystack-gateway.ts";

interface Vector {
  id: string;
  secret: { secret_key: string };
  request: { headers: Record<string, string>; raw_body: string };
  valid: boolean;
  reserialise_breaks?: boolean;
  expected: {
    event?: string;
    reference?: string;
    provider_id?: string;
    outcome: string;
    amount_minor?: number;
    credit_minor?: number;
    currency?: string;
    dedupe_key?: string;
  };
}

const file = new URL("../../test/vectors/paystack.json", import.meta.url);
const { vectors } = JSON.parse(readFileSync(file, "utf8")) as { vectors: Vector[] };

function gatewayFor(secretKey: string) {
  const config: GatewayConfig = {
    baseUrl: "http://127.0.0.1:1",
    mode: "test",
    secretKey,
    webhookSecrets: [secretKey],
    timeoutMs: 1_000,
    now: () => new Date(0),
  };
  return createPaystackGateway(config);
}

/** The vectors' words for what became of the money. */
function outcomeOf(report: WebhookReport["report"]): string {
  if (report.kind === "refund" && report.status === "processed") return "refunded";
  return report.kind === "other" ? "other" : report.status;
}

/** What the payer was charged, and what is credited. */
function amountsOf(report: WebhookReport["report"]): { amount: bigint; credit: bigint } | null {
  if (report.kind === "charge") return { amount: report.paidAmount, credit: report.requestedAmount };
  return report.kind === "other" ? null : { amount: report.amount, credit: report.amount };
}

describe("the Paystack vectors", () => {
  it("are all here", () => {
    expect(vectors).toHaveLength(10);
  });

  for (const vector of vectors) {
    const { id, request, expected } = vector;
    const gateway = gatewayFor(vector.secret.secret_key);
    const bytes = Buffer.from(request.raw_body, "utf8");

    it(`${id}: the signature is ${vector.valid ? "accepted" : "refused"}`, () => {
      expect(gateway.isAuthentic(request.headers, bytes)).toBe(vector.valid);
    });

    if (vector.valid && expected.outcome !== "duplicate") {
      it(`${id}: is read as ${expected.outcome}`, () => {
        const webhook = gateway.readWebhook(bytes);
        expect(webhook.event).toBe(expected.event);
        expect(webhook.dedupeKey).toBe(expected.dedupe_key);
        expect(outcomeOf(webhook.report)).toBe(expected.outcome);
        if (webhook.report.kind === "other") throw new Error("no report");
        expect(amountsOf(webhook.report)).toEqual({
          amount: BigInt(expected.amount_minor ?? -1),
          credit: BigInt(expected.credit_minor ?? expected.amount_minor ?? -1),
        });
        expect(webhook.report.currency).toBe(expected.currency);
        if (expected.provider_id) expect(webhook.report.providerId).toBe(expected.provider_id);
        if (expected.reference) {
          const report = webhook.report;
          expect("chargeReference" in report ? report.chargeReference : report.reference).toBe(expected.reference);
        }
      });
    }

    if (expected.outcome === "duplicate") {
      it(`${id}: has the key of the first delivery`, () => {
        expect(gateway.readWebhook(bytes).dedupeKey).toBe(expected.dedupe_key);
      });
    }

    if (vector.reserialise_breaks) {
      it(`${id}: written anew, the same event no longer verifies`, () => {
        const again = Buffer.from(JSON.stringify(JSON.parse(request.raw_body)), "utf8");
        expect(gateway.isAuthentic(request.headers, again)).toBe(false);
      });
    }

    if (vector.valid) {
      it(`${id}: with one byte changed anywhere it is refused`, () => {
        for (let at = 0; at < bytes.length; at += 17) {
          const changed = Buffer.from(bytes);
          changed[at] = (changed[at] ?? 0) ^ 1;
          expect(gateway.isAuthentic(request.headers, changed)).toBe(false);
        }
      });
    }
  }

  it("the small vector of the protocol page verifies", () => {
    const body = Buffer.from('{"event":"charge.success","data":{"reference":"r1","amount":10000}}');
    const signature =
      "d3312350479e0c9ca3f2b252d670314914bb1e922d0081cd7a520dcecdf69b7ae052984f204f8704f113dfb53c249ad73a7bb181bf11245ea311e9cc784357f0";
    expect(gatewayFor("sk_test_abc").isAuthentic({ "x-paystack-signature": signature }, body)).toBe(true);
  });

  it("an empty key signs nothing", () => {
    const gateway = gatewayFor("");
    expect(gateway.isAuthentic({ "x-paystack-signature": "" }, Buffer.from("{}"))).toBe(false);
    expect(gateway.isAuthentic({}, Buffer.from("{}"))).toBe(false);
  });
});
