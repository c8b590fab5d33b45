import { type Asked, type Client, isRecord, itemsOf } from "./client.ts";
import { createPassing, type Passing } from "./passing-time.ts";
import type { Random } from "./random.ts";
import type { World } from "./world.ts";

/** One flow, from nobody signed up to everything paid out: who takes part, and how far it has come. */
export interface Flow {
  readonly plan: Plan;
  readonly client: Client;
  readonly time: Passing;
  readonly secretKey: string;
  readonly webhookSecret: string;
  owner: Person | null;
  giver: Person | null;
  communityId: string;
  invitation: string;
  providerId: string;
  hasMerchant: boolean;
  goalId: string;
  milestones: string[];
  /** Ids as the plan's gifts. */
  gifts: { giftId: string; paymentId: string }[];
  proofs: string[];
}

export interface Person {
  email: string;
  token: string;
}

/** What is to happen. All amounts in minor units. */
export interface Plan {
  name: string;
  /** By the member, then by guests. The last three digits provoke the provider (`sandbox/README.md`). */
  gifts: readonly { email: string | null; amount: number }[];
  /** A guest's gift that goes back before the others are paid. */
  refundedGift: { email: string; amount: number };
  milestones: readonly number[];
  /** How the provider takes the payouts; one for each milestone. */
  payoutBehaviours: readonly string[];
  /** Whether the use of each milestone's money is proven too. */
  provesUse: boolean;
}

const CHARGE_BEHAVIOURS = ["000", "902", "904", "907", "909", "910", "913", "914", "916"] as const;
const PAYOUT_BEHAVIOURS = [
  "normal",
  "normal",
  "dropped_after_accept",
  "error_but_stored",
  "error_not_stored",
  "webhook_never",
  "webhook_thrice",
] as const;

/** The short one meets no trouble but the kills; the long one has a provider that makes trouble too. */
export function planFlow(name: string, random: Random, length: "short" | "long"): Plan {
  const isLong = length === "long";
  const guests = isLong ? random.between(1, 3) : 1;
  const amountOf = () => 1_000 * random.between(20, 90) + (isLong ? Number(random.pick(CHARGE_BEHAVIOURS)) : 0);
  const gifts = Array.from({ length: 1 + guests }, (_, index) => ({
    email: index === 0 ? null : `guest${index}.${name}@example.org`,
    amount: amountOf(),
  }));
  const target = gifts.reduce((sum, { amount }) => sum + amount, 0);
  const first = Math.floor(target / 3);
  const milestones = isLong && random.chance(0.5) ? [first, target - first] : [target];
  return {
    name,
    gifts,
    refundedGift: { email: `refunded.${name}@example.org`, amount: 30_000 },
    milestones,
    payoutBehaviours: milestones.map(() => (isLong ? random.pick(PAYOUT_BEHAVIOURS) : "normal")),
    provesUse: isLong && random.chance(0.5),
  };
}

export function createFlow(world: World, client: Client, plan: Plan): Flow {
  const secretKey = `sk_sandbox_faults_${plan.name}`;
  const flow: Flow = {
    plan,
    client,
    secretKey,
    webhookSecret: `whsec_faults_${plan.name}`,
    time: createPassing(world, client, () => (flow.hasMerchant ? { secretKey } : null)),
    owner: null,
    giver: null,
    communityId: "",
    invitation: "",
    providerId: "",
    hasMerchant: false,
    goalId: "",
    milestones: [],
    gifts: [],
    proofs: [],
  };
  return flow;
}

export function base(flow: Flow): string {
  return `/v1/communities/${flow.communityId}`;
}

export function goalPath(flow: Flow): string {
  return `${base(flow)}/goals/${flow.goalId}`;
}

/** As the owner of community and goal. */
export function asOwner(
  flow: Flow,
  method: Asked["method"],
  path: string,
  body?: unknown,
): Promise<Record<string, unknown>> {
  return flow.client.must({ method, path, ...(body === undefined ? {} : { body }), ...tokenOf(flow.owner) });
}

export function asGiver(
  flow: Flow,
  method: Asked["method"],
  path: string,
  body?: unknown,
): Promise<Record<string, unknown>> {
  return flow.client.must({ method, path, ...(body === undefined ? {} : { body }), ...tokenOf(flow.giver) });
}

function tokenOf(person: Person | null): { token: string } {
  if (!person) throw new Error("nobody has signed in yet");
  return { token: person.token };
}

/** At the provider's control address. 409: it is so already, by a request whose answer was lost. */
export async function control(flow: Flow, method: Asked["method"], path: string, body: unknown): Promise<void> {
  const { status, body: answer } = await flow.client.ask({ at: "sandbox", method, path, body, token: flow.secretKey });
  if (status >= 300 && status !== 409) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
}

export function idOf(body: Record<string, unknown>): string {
  const { id } = body;
  if (typeof id !== "string") throw new Error(`no id in ${JSON.stringify(body)}`);
  return id;
}

/** The newest mail of a kind to somebody: its first link with this path. */
export async function linkIn(flow: Flow, to: string, kind: string, path: string): Promise<URL | null> {
  const mails = itemsOf(
    await flow.client.must({ method: "GET", path: `/dev/mailbox.json?to=${encodeURIComponent(to)}` }),
  );
  const links = mails.find((mail) => mail["kind"] === kind)?.["links"];
  const found = Array.isArray(links) ? links.map(String).find((link) => link.includes(path)) : undefined;
  return found ? new URL(found) : null;
}

export function milestonesIn(goal: Record<string, unknown>): Record<string, unknown>[] {
  const { milestones } = goal;
  return Array.isArray(milestones) ? milestones.filter(isRecord) : [];
}
