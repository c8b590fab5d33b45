const MILLIS = 1000;

/** The sandbox provider as its merchant, and as the people who pay there. Wire protocol: `sandbox/README.md`. */
export interface DemoMerchant {
  secretKey: string;
  webhookSecret: string;
  /** Registers or changes the merchant; answers its clock. `start` is where a new one's clock begins. */
  save(settings: Record<string, unknown>, start?: Date): Promise<Date>;
  /** Moves the merchant's clock, doing what falls due on the way. Never back. */
  advanceTo(time: Date): Promise<void>;
  /** All that is due happens and every webhook is delivered. Answers how much moved. */
  flush(): Promise<number>;
  /** A bank asks for the charge of this payment back. */
  dispute(paymentId: string): Promise<void>;
  /** The next refund cannot be delivered; `false`: takes that back. */
  loseNextRefund(lose: boolean): Promise<void>;
}

export function createDemoMerchant(sandboxUrl: string, communityId: string): DemoMerchant {
  const name = communityId.replaceAll("-", "");
  // Keys that are no secret: only this machine reaches the sandbox's control, and there is no money in it.
  const secretKey = `sk_sandbox_demo_${name}`;
  const webhookSecret = `whsec_demo_${name}`;
  const call = (method: string, path: string, body?: unknown) => send(sandboxUrl + path, method, body, secretKey);
  const save = async (settings: Record<string, unknown>, start?: Date): Promise<Date> => {
    const body = { secretKey, webhookSecret, ...settings };
    const first = start && (await send(`${sandboxUrl}/merchants`, "POST", { ...body, clock: start.toISOString() }));
    // 409: it is there already, from a load that was cut off.
    const answer = first && first.status !== 409 ? first : await send(`${sandboxUrl}/merchants`, "POST", body);
    return new Date(String(must(answer)["clock"]));
  };
  return {
    secretKey,
    webhookSecret,
    save,
    async advanceTo(time) {
      const seconds = Math.floor((time.getTime() - (await save({})).getTime()) / MILLIS);
      if (seconds > 0) must(await call("POST", "/control/advance", { seconds }));
    },
    async flush() {
      const { settled, attempted } = must(await call("POST", "/control/flush", { early: true }));
      return Number(settled) + Number(attempted);
    },
    async dispute(paymentId) {
      const { items } = must(await call("GET", "/charges?limit=200"));
      const charges: Charge[] = Array.isArray(items) ? items : [];
      const charge = charges.find(({ metadata }) => metadata["payment"] === paymentId);
      if (!charge) throw new Error(`the sandbox knows no charge of payment ${paymentId}`);
      const answer = await call("POST", `/control/charges/${charge.reference}/dispute`, { reason: "fraudulent" });
      // 422: the whole charge is disputed already, by the same step before it was cut off.
      if (answer.status !== 422) must(answer);
    },
    async loseNextRefund(lose) {
      must(await call("DELETE", "/control/behaviours"));
      if (lose) must(await call("POST", "/control/behaviours", { on: "refund", behaviour: "refund_fails" }));
    },
  };
}

interface Charge {
  reference: string;
  metadata: Record<string, string>;
}

/** A payer on the provider's hosted page. What is final already stays as it is. */
export async function payAt(checkoutUrl: string, action: "pay" | "fail", channel: string): Promise<void> {
  const form = new URLSearchParams({ action, channel });
  const { status } = await fetch(checkoutUrl, { method: "POST", body: form, redirect: "manual" });
  if (status !== 303) throw new Error(`the sandbox's page answered ${status}`);
}

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

async function send(url: string, method: string, body?: unknown, key?: string): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : {} };
}

function must({ status, body }: Answer): Record<string, unknown> {
  if (status >= 300) throw new Error(`the sandbox answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
