import { itemsOf } from "./client.ts";
import {
  asGiver,
  asOwner,
  base,
  control,
  type Flow,
  goalPath,
  idOf,
  linkIn,
  milestonesIn,
  type Person,
} from "./flow.ts";
import type { World } from "./world.ts";

/** One step of the flow: what a kill may come before and in the middle of. */
export interface Step {
  name: string;
  run(): Promise<void>;
}

const PASSWORD = "correct horse battery 7";
const CURRENCY = "KES";
const DESTINATION = { name: "Otieno Roofing", accountNumber: "0123456789", bankCode: "063" };
const HOUR_MS = 3_600_000;

export function stepsOf(world: World, flow: Flow): Step[] {
  return [
    ...foundingSteps(world, flow),
    ...givingSteps(flow),
    ...flow.plan.milestones.flatMap((_, index) => milestoneSteps(flow, index)),
  ];
}

function foundingSteps(world: World, flow: Flow): Step[] {
  const { plan, secretKey, webhookSecret } = flow;
  const people = { owner: `owner.${plan.name}@example.org`, giver: `giver.${plan.name}@example.org` };
  return [
    ...(["owner", "giver"] as const).flatMap((who) => [
      { name: `${who} signs up`, run: () => signUp(flow, people[who]) },
      {
        name: `${who} proves the address and signs in`,
        run: async () => {
          flow[who] = await proveAndSignIn(flow, people[who]);
        },
      },
    ]),
    {
      name: "found the community",
      async run() {
        const body = { name: `Circle ${plan.name}`, slug: plan.name, products: ["fundraising"], currency: CURRENCY };
        flow.communityId = idOf(await asOwner(flow, "POST", "/v1/communities", body));
      },
    },
    { name: "the giver joins", run: () => join(flow) },
    {
      name: "set the provider up",
      async run() {
        const merchant = {
          secretKey,
          webhookSecret,
          feeBps: 290,
          currencies: [CURRENCY, "USD"],
          settleSeconds: 0,
          lateSeconds: 1,
        };
        await flow.client.must({ at: "sandbox", method: "POST", path: "/merchants", body: merchant });
        flow.hasMerchant = true;
        const fees = [{ currency: CURRENCY, bps: 290, fixed: 0, cap: null }];
        const provider = {
          kind: "sandbox",
          name: "Sandbox",
          secretKey,
          webhookSecret,
          baseUrl: world.sandboxUrl,
          currencies: [CURRENCY],
          fees,
        };
        flow.providerId = idOf(await asOwner(flow, "POST", `${base(flow)}/providers`, provider));
        const webhookUrl = `${world.url}/v1/hooks/${flow.providerId}`;
        await flow.client.must({ at: "sandbox", method: "POST", path: "/merchants", body: { secretKey, webhookUrl } });
        await flow.time.pass(0);
      },
    },
    { name: "write the goal", run: () => writeGoal(world, flow) },
    {
      name: "publish it",
      async run() {
        const { version } = await asOwner(flow, "GET", goalPath(flow));
        await asOwner(flow, "POST", `${goalPath(flow)}/publication`, { version });
      },
    },
  ];
}

async function signUp(flow: Flow, email: string): Promise<void> {
  const body = { email, password: PASSWORD, givenName: "Akinyi", familyName: "Otieno", locale: "en" };
  await flow.client.must({ method: "POST", path: "/v1/users", body });
}

async function proveAndSignIn(flow: Flow, email: string): Promise<Person> {
  const link = await flow.time.waitFor(
    "the mail that proves the address",
    async () =>
      (await linkIn(flow, email, "identity.finish_sign_up", "/reset-password?")) ??
      (await linkIn(flow, email, "identity.verify_email", "/verify?")),
  );
  const token = link.searchParams.get("t");
  if (link.pathname.startsWith("/verify")) {
    await flow.client.must({ method: "POST", path: "/v1/email-verifications", body: { token } });
  } else {
    // The sign-up was sent twice. One that is repeated here is told that its link was used: the password counts all the same.
    const body = { token, password: PASSWORD };
    await flow.client.ask({ method: "POST", path: "/v1/password-resets/confirmation", body });
  }
  const session = await flow.client.must({
    method: "POST",
    path: "/v1/sessions",
    body: { email, password: PASSWORD, bearer: true },
  });
  return { email, token: String(session["token"]) };
}

async function join(flow: Flow): Promise<void> {
  const roles = itemsOf(await asOwner(flow, "GET", `${base(flow)}/roles`));
  const member = roles.find((role) => role["name"] === "member") ?? roles.at(-1);
  if (!member) throw new Error("a community without roles");
  const invitation = await asOwner(flow, "POST", `${base(flow)}/invitations`, { roleIds: [idOf(member)] });
  flow.invitation = String(invitation["token"]);
  await asGiver(flow, "POST", `/v1/invitations/${flow.invitation}/acceptance`);
}

async function writeGoal(world: World, flow: Flow): Promise<void> {
  const { milestones } = flow.plan;
  const money = (amount: number) => ({ amount, currency: CURRENCY });
  const goal = await asOwner(flow, "POST", `${base(flow)}/goals`, {
    title: `A roof for ${flow.plan.name}`,
    description: "The rain comes in.",
    targetAmount: money(milestones.reduce((sum, amount) => sum + amount, 0)),
    deadline: new Date(Date.now() + world.ahead() + 30 * 24 * HOUR_MS).toISOString(),
    milestones: milestones.map((amount, index) => ({ title: `Part ${index + 1}`, amount: money(amount) })),
    terms: { vote: { windowHours: 1 } },
  });
  flow.goalId = idOf(goal);
  flow.milestones = milestonesIn(goal).map(idOf);
}

function givingSteps(flow: Flow): Step[] {
  const { gifts, refundedGift } = flow.plan;
  const all = [...gifts, refundedGift];
  const last = all.length - 1;
  return [
    ...all.map((gift, index) => ({
      name: `begin gift ${index + 1}`,
      run: async () => {
        flow.gifts[index] = await give(flow, gift);
      },
    })),
    { name: "pay the gift that goes back", run: () => pay(flow, last) },
    {
      name: "give it back",
      async run() {
        const path = `${goalPath(flow)}/gifts/${giftAt(flow, last).giftId}`;
        await control(flow, "POST", "/control/behaviours", { on: "refund", behaviour: "normal" });
        await asOwner(flow, "POST", `${path}/refund`);
        await flow.time.waitFor("the refund", async () => (await asOwner(flow, "GET", path))["status"] === "refunded");
      },
    },
    ...gifts.map((_, index) => ({ name: `pay gift ${index + 1}`, run: () => pay(flow, index) })),
    {
      name: "the goal is funded",
      async run() {
        await flow.time.waitFor(
          "the funded goal",
          async () => (await asOwner(flow, "GET", goalPath(flow)))["status"] === "funded",
        );
      },
    },
    { name: "prove the plan", run: () => submitProof(flow, 0, "The builder's quote") },
    ...votingSteps(flow, 0),
  ];
}

async function give(
  flow: Flow,
  gift: { email: string | null; amount: number },
): Promise<{ giftId: string; paymentId: string }> {
  const path = `${goalPath(flow)}/gifts`;
  const body = { amount: { amount: gift.amount, currency: CURRENCY }, publicName: "Somebody" };
  const begun =
    gift.email === null
      ? await asGiver(flow, "POST", path, body)
      : await flow.client.must({ method: "POST", path, body: { ...body, email: gift.email } });
  return { giftId: idOf(begun), paymentId: String(begun["paymentId"]) };
}

function giftAt(flow: Flow, index: number): { giftId: string; paymentId: string } {
  const gift = flow.gifts[index];
  if (!gift) throw new Error(`gift ${index} has not begun`);
  return gift;
}

/** The payer pays at the provider, whose webhook, or our question, brings the money into the books. */
async function pay(flow: Flow, index: number): Promise<void> {
  const { giftId, paymentId } = giftAt(flow, index);
  const payment = await flow.time.waitFor("the payment's page", async () => {
    const found = await asOwner(flow, "GET", `${base(flow)}/payments/${paymentId}`);
    return found["status"] === "preparing" ? null : found;
  });
  if (payment["status"] === "pending")
    await control(flow, "POST", `/control/charges/${payment["reference"]}/payment`, { channel: "card" });
  const path = `${goalPath(flow)}/gifts/${giftId}`;
  await flow.time.waitFor("the paid gift", async () => (await asOwner(flow, "GET", path))["status"] === "succeeded");
}

async function submitProof(flow: Flow, index: number, title: string): Promise<void> {
  const proof = await asOwner(flow, "POST", `${goalPath(flow)}/proofs`, { title, description: "See for yourselves." });
  flow.proofs[index] = idOf(proof);
}

function proofPath(flow: Flow, index: number): string {
  return `${goalPath(flow)}/proofs/${flow.proofs[index]}`;
}

function votingSteps(flow: Flow, index: number): Step[] {
  const guest = flow.plan.gifts.find(({ email }) => email !== null)?.email ?? "";
  const statusIs = async (status: string) => (await asOwner(flow, "GET", proofPath(flow, index)))["status"] === status;
  return [
    {
      name: `the giver votes on proof ${index + 1}`,
      async run() {
        await flow.time.waitFor("the vote to open", () => statusIs("voting"));
        await asGiver(flow, "PUT", `${proofPath(flow, index)}/vote`, { isApproved: true });
      },
    },
    {
      name: `a guest votes on proof ${index + 1}`,
      async run() {
        const page = `/vote/${flow.proofs[index]}?`;
        const link = await flow.time.waitFor("the guest's voting link", () =>
          linkIn(flow, guest, "fundraising.vote", page),
        );
        const body = { isApproved: true, token: link.searchParams.get("t") };
        await flow.client.must({ method: "PUT", path: `${proofPath(flow, index)}/vote`, body });
      },
    },
    {
      name: `the vote on proof ${index + 1} ends`,
      async run() {
        await flow.time.pass(HOUR_MS + 120_000);
        await flow.time.waitFor("the counted vote", () => statusIs("approved"));
      },
    },
  ];
}

function milestoneSteps(flow: Flow, index: number): Step[] {
  const behaviour = flow.plan.payoutBehaviours[index] ?? "normal";
  const statusIs = async (...wanted: string[]) => {
    const milestone = milestonesIn(await asOwner(flow, "GET", goalPath(flow)))[index];
    return wanted.includes(String(milestone?.["status"]));
  };
  const needsProof = flow.plan.provesUse || index < flow.plan.milestones.length - 1;
  return [
    {
      name: `release part ${index + 1}`,
      run: async () =>
        void (await asOwner(flow, "POST", `${goalPath(flow)}/milestones/${flow.milestones[index]}/release`, {})),
    },
    {
      name: `ask for payout ${index + 1}`,
      async run() {
        await control(flow, "POST", "/control/behaviours", { on: "payout", behaviour });
        await asOwner(flow, "POST", `${goalPath(flow)}/payouts`, {
          milestoneId: flow.milestones[index],
          destination: DESTINATION,
        });
      },
    },
    {
      name: `payout ${index + 1} arrives`,
      async run() {
        await flow.time.waitFor("the payout", () => statusIs("paid_out"));
      },
    },
    ...(needsProof
      ? [
          { name: `prove part ${index + 1}`, run: () => submitProof(flow, index + 1, `Receipts of part ${index + 1}`) },
          ...votingSteps(flow, index + 1),
        ]
      : []),
  ];
}
