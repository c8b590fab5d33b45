import { type Answer, createPerson, type Person, request } from "./people.ts";
import type { Merchant, Sandbox } from "./sandbox.ts";
import type { TestServer } from "./server.ts";

/** A community with an owner, a sandbox provider that reaches the server over real HTTP, and what a test does in it. */
export interface Circle {
  owner: Person;
  communityId: string;
  path: string;
  providerId: string;
  merchant: Merchant;
  currency: string;
}

let count = 0;

export async function createCircle(server: TestServer, sandbox: Sandbox, currency = "KES"): Promise<Circle> {
  if (!server.app.api.server.listening) await server.app.api.listen({ host: "127.0.0.1", port: 0 });
  const owner = await createPerson(server, "Akinyi");
  const slug = `circle-${process.pid}-${++count}`;
  const community = must(
    await owner.send("POST", "/v1/communities", { name: `Circle ${count}`, slug, products: ["fundraising"], currency }),
  );
  const communityId = String(community["id"]);
  const path = `/v1/communities/${communityId}`;
  const merchant = await sandbox.createMerchant({ currencies: [currency, "USD"], feeBps: 290 });
  const provider = must(
    await owner.send("POST", `${path}/providers`, {
      kind: "sandbox",
      name: "Sandbox",
      secretKey: merchant.secretKey,
      webhookSecret: merchant.webhookSecret,
      baseUrl: sandbox.url,
      currencies: [currency],
      fees: [{ currency, bps: 290, fixed: 0, cap: null }],
    }),
  );
  const address = server.app.api.server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  const providerId = String(provider["id"]);
  await merchant.change({ webhookUrl: `http://127.0.0.1:${port}/v1/hooks/${providerId}` });
  return { owner, communityId, path, providerId, merchant, currency };
}

/** The answer's body; a refusal fails the test with its text. */
export function must(answer: Answer): Record<string, unknown> {
  if (answer.status >= 300) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.body;
}

export interface GoalPlan {
  amounts: number[];
  terms?: Record<string, unknown>;
  days?: number;
}

/** A published goal; its id. */
export async function publishGoal(server: TestServer, circle: Circle, plan: GoalPlan): Promise<string> {
  const { currency } = circle;
  const target = plan.amounts.reduce((a, b) => a + b, 0);
  const deadline = new Date(server.clock.now().getTime() + (plan.days ?? 30) * 86_400_000).toISOString();
  const goal = must(
    await circle.owner.send("POST", `${circle.path}/goals`, {
      title: "A new roof for the school",
      description: "The rain comes in.",
      targetAmount: { amount: target, currency },
      deadline,
      milestones: plan.amounts.map((amount, index) => ({ title: `Part ${index + 1}`, amount: { amount, currency } })),
      ...(plan.terms ? { terms: plan.terms } : {}),
    }),
  );
  must(await circle.owner.send("POST", `${circle.path}/goals/${goal["id"]}/publication`, { version: goal["version"] }));
  return String(goal["id"]);
}

/** A request that waits for a job: jobs run until it has its answer. */
async function withJobs<T>(server: TestServer, asked: Promise<T>): Promise<T> {
  const state = { ended: false };
  const end = () => {
    state.ended = true;
  };
  asked.then(end, end);
  while (!state.ended) await server.runJobs();
  return asked;
}

/** Begins a gift; the jobs have run, so that the payment is with the provider. */
export async function give(
  server: TestServer,
  circle: Circle,
  goalId: string,
  amount: number,
  giver: Person | { email: string },
): Promise<{ giftId: string; paymentId: string; reference: string; token: string }> {
  const path = `${circle.path}/goals/${goalId}/gifts`;
  const body = { amount: { amount, currency: circle.currency }, publicName: "Somebody" };
  const asked =
    "token" in giver
      ? giver.send("POST", path, body)
      : request(server, "POST", path, { ...body, email: giver.email }, { "idempotency-key": crypto.randomUUID() });
  const gift = must(await withJobs(server, asked));
  const payment = must(await circle.owner.get(`${circle.path}/payments/${gift["paymentId"]}`));
  return {
    giftId: String(gift["id"]),
    paymentId: String(gift["paymentId"]),
    reference: String(payment["reference"]),
    token: String(gift["receiptUrl"] ?? ""),
  };
}

/** The payer pays, the provider tells us, and we act on it. */
export async function pay(server: TestServer, circle: Circle, reference: string): Promise<void> {
  const paid = await circle.merchant.call("POST", `/control/charges/${reference}/payment`, { channel: "card" });
  if (paid.status >= 300) throw new Error(`the sandbox refused to pay: ${JSON.stringify(paid.body)}`);
  await settle(server, circle);
}

/** Jobs and webhooks, back and forth, until nothing moves any more. */
export async function settle(server: TestServer, circle: Pick<Circle, "merchant">): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await circle.merchant.flush();
    await server.runJobs();
  }
}

/** Time passes, here and at the provider. */
export async function passDays(server: TestServer, circle: Pick<Circle, "merchant">, days: number): Promise<void> {
  server.clock.advance({ days });
  await circle.merchant.call("POST", "/control/advance", { seconds: days * 86_400 });
  await settle(server, circle);
}

export async function goalOf(circle: Circle, goalId: string): Promise<Record<string, unknown>> {
  return must(await circle.owner.get(`${circle.path}/goals/${goalId}`));
}

/** Every truth of the live data, and our clearing account against the provider's own books. */
export async function faultsOf(server: TestServer, circles: readonly Circle[]): Promise<string[]> {
  const faults: string[] = [];
  for (const check of server.app.modules.flatMap((module) => module.checks ?? [])) {
    for (const fault of await check.run(server.database.owner)) faults.push(`${check.name}: ${fault}`);
  }
  for (const circle of circles) {
    const trial = must(await circle.owner.get(`${circle.path}/ledger/trial-balance`));
    const ours = new Map<string, number>();
    for (const line of trial["items"] as { code: string; currency: string; debit: number; credit: number }[]) {
      if (line.code === `clearing/${circle.providerId}`) ours.set(line.currency, line.debit - line.credit);
    }
    const { body } = await circle.merchant.call("GET", "/balance");
    for (const { currency, balance } of body["balances"] as { currency: string; balance: number }[]) {
      if ((ours.get(currency) ?? 0) !== balance)
        faults.push(`the provider owes ${balance} ${currency}, our books say ${ours.get(currency) ?? 0}`);
    }
  }
  return faults;
}
