import { sql } from "kysely";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { addMember, createCommunity } from "../../communities/index.ts";
import { createUser } from "../../identity/index.ts";
import type { Actor, CommunityContext } from "../../platform/context.ts";
import { Refusal } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { castVote } from "../cast-vote.ts";
import { closeVote } from "../close-vote.ts";
import { createGoal } from "../create-goal.ts";
import type { Gift } from "../gift.ts";
import { give } from "../give.ts";
import type { TermsInput } from "../goal-plan.ts";
import { voteToken } from "../links.ts";
import { openVote } from "../open-vote.ts";
import type { Proof } from "../proof.ts";
import { publishGoal } from "../publish-goal.ts";
import { giftPurpose, payoutPurpose } from "../purpose.ts";
import { getGift } from "../queries/gifts.ts";
import { findPayout } from "../queries/payouts.ts";
import { getProof } from "../queries/proofs.ts";
import { submitProof } from "../submit-proof.ts";

export const CURRENCY = "KES";
export const money = (amount: number | bigint) => ({ amount: BigInt(amount), currency: CURRENCY });
const SYSTEM: Actor = { kind: "system", job: "test" };
const GUEST: Actor = { kind: "guest", email: null };

export interface GoalPlan {
  amounts?: readonly number[];
  days?: number;
  terms?: TermsInput;
  by?: string;
  title?: string;
}

export type World = Awaited<ReturnType<typeof createWorld>>;

/** A community with an owner, members and a provider that nobody calls: the test says what the provider reports. */
export async function createWorld(server?: TestServer) {
  const own = server ?? (await createTestServer());
  const { services } = own.app;
  const newUser = (name: string) =>
    services.run({ as: "nobody", actor: SYSTEM }, (ctx) => {
      const email = `${name}-${newId()}@example.org`;
      return createUser(ctx, { email, passwordHash: null, givenName: name, familyName: "Otieno" });
    });
  const owner = await newUser("akinyi");
  const actorOf = (userId: string): Actor => ({ kind: "user", userId, sessionId: null });
  const community = await services.run({ as: "self", userId: owner.id, actor: actorOf(owner.id) }, (ctx) =>
    createCommunity(ctx, {
      name: "Circle",
      products: ["fundraising"],
      currency: CURRENCY,
      locale: "en",
      timeZone: "Africa/Nairobi",
    }),
  );
  const communityId = community.id;
  const system = <T>(work: (ctx: CommunityContext) => Promise<T>) =>
    services.inCommunity({ as: "system", communityId, actor: SYSTEM }, work);
  const as = <T>(userId: string, work: (ctx: CommunityContext) => Promise<T>) =>
    services.inCommunity({ as: "member", communityId, actor: actorOf(userId) }, work);
  /** Through the door for people without a membership: as the system, which the command's policy limits. */
  const outside = <T>(actor: Actor, work: (ctx: CommunityContext) => Promise<T>) =>
    services.inCommunity({ as: "system", communityId, actor }, work);
  const newMember = async (name: string, role: "member" | "operator" = "member") => {
    const user = await newUser(name);
    await system((ctx) => addMember(ctx, { userId: user.id, roles: [role] }));
    return user.id;
  };
  const providerId = await insertProvider(own, communityId);
  const base = { server: own, communityId, providerId, ownerId: owner.id, ownerEmail: owner.email };
  const doors = { system, as, outside, newMember, newUser, guest: GUEST, actorOf };
  return { ...base, ...doors, ...givingIn({ ...base, ...doors }), stop: () => own.stop() };
}

async function insertProvider(server: TestServer, communityId: string): Promise<string> {
  const id = newId();
  await sql`insert into payments.provider (community_id, id, kind, name, status, mode, base_url, currencies, fees, created_at, updated_at)
    values (${communityId}, ${id}, 'sandbox', 'Nobody', 'active', 'test', 'http://127.0.0.1:9', array[${CURRENCY}, 'USD'],
            '{"KES": {"bps": 290, "fixed": 0, "cap": null}}', now(), now())`.execute(server.database.owner);
  return id;
}

interface Doors {
  server: TestServer;
  communityId: string;
  providerId: string;
  ownerId: string;
  system: <T>(work: (ctx: CommunityContext) => Promise<T>) => Promise<T>;
  as: <T>(userId: string, work: (ctx: CommunityContext) => Promise<T>) => Promise<T>;
  outside: <T>(actor: Actor, work: (ctx: CommunityContext) => Promise<T>) => Promise<T>;
}

function givingIn(world: Doors) {
  const { server, system, providerId } = world;
  const owner = server.database.owner;
  const ref = async (giftId: string) => {
    const { rows } = await sql<{ payment_id: string; root: string; amount: bigint; currency: string }>`
      select p.id as payment_id, p.purpose_id as root, p.amount, p.currency from fundraising.gift g
        join payments.payment p on p.community_id = g.community_id and p.id = g.payment_id where g.id = ${giftId}`.execute(
      owner,
    );
    const [row] = rows;
    if (!row) throw new Error("no payment");
    return { paymentId: row.payment_id, providerId, purposeId: row.root, amount: row.amount, currency: row.currency };
  };
  return {
    ref,
    async goal(plan: GoalPlan = {}) {
      const amounts = plan.amounts ?? [60_000, 40_000];
      const by = plan.by ?? world.ownerId;
      const deadline = new Date(server.clock.now().getTime() + (plan.days ?? 30) * 86_400_000);
      const draft = await world.as(by, (ctx) =>
        createGoal(ctx, {
          title: plan.title ?? "A roof",
          description: "The rain comes in.",
          targetAmount: money(amounts.reduce((a, b) => a + b, 0)),
          deadline,
          milestones: amounts.map((amount, index) => ({ title: `Part ${index + 1}`, amount: money(amount) })),
          ...(plan.terms ? { terms: plan.terms } : {}),
        }),
      );
      return world.as(by, (ctx) => publishGoal(ctx, { goalId: draft.id }));
    },
    /** Begins a gift, as a user or as a guest with an e-mail. */
    async begin(goalId: string, amount: number, giver: { userId: string } | { email: string }): Promise<Gift> {
      const actor = "userId" in giver ? ({ kind: "user", userId: giver.userId, sessionId: null } as const) : GUEST;
      const email = "email" in giver ? { email: giver.email } : {};
      const { gift } = await world.outside(actor, (ctx) =>
        give(ctx, { goalId, amount: money(amount), locale: "en", ...email }),
      );
      return gift;
    },
    async paid(giftId: string, report: { fee?: number; at?: Date } = {}): Promise<Gift> {
      const payment = await ref(giftId);
      const paidAt = report.at ?? server.clock.now();
      const fee = BigInt(report.fee ?? 0);
      await sql`update payments.payment set status = 'succeeded', paid_at = ${paidAt}, fee = ${fee} where id = ${payment.paymentId}`.execute(
        owner,
      );
      return system(async (ctx) => {
        await giftPurpose.lock(ctx, payment.purposeId);
        await giftPurpose.paid(ctx, { ...payment, fee, paidAt });
        return getGift(ctx, giftId);
      });
    },
    async notPaid(giftId: string): Promise<void> {
      const payment = await ref(giftId);
      await system((ctx) => giftPurpose.notPaid(ctx, payment));
    },
    async refundEnded(giftId: string, status: "processed" | "failed"): Promise<Gift> {
      const payment = await ref(giftId);
      const gift = await system((ctx) => getGift(ctx, giftId));
      await sql`update payments.refund set status = ${status} where id = ${gift.refundId}`.execute(owner);
      return system(async (ctx) => {
        await giftPurpose.lock(ctx, payment.purposeId);
        await giftPurpose.refundEnded(ctx, {
          ...payment,
          refundId: gift.refundId ?? "",
          amount: gift.refundAmount ?? 0n,
          status,
        });
        return getGift(ctx, giftId);
      });
    },
    async dispute(giftId: string, status: "opened" | "won" | "lost"): Promise<void> {
      const payment = await ref(giftId);
      const lost = status === "lost" ? payment.amount : 0n;
      await system((ctx) => giftPurpose.disputed(ctx, { ...payment, status }));
      await sql`update payments.payment set dispute_status = ${status}, disputed_amount = ${lost} where id = ${payment.paymentId}`.execute(
        owner,
      );
    },
    async payoutEnded(id: string, status: "succeeded" | "failed" | "reversed"): Promise<void> {
      const payout = await system((ctx) => findPayout(ctx, id));
      if (!payout) throw new Error("no payout");
      const { amount, currency } = payout;
      await system(async (ctx) => {
        await payoutPurpose.lock(ctx, id);
        await payoutPurpose.payoutEnded(ctx, {
          payoutId: payout.payoutId ?? "",
          providerId,
          purposeId: id,
          amount,
          currency,
          status,
        });
      });
      await sql`update payments.payout set status = ${status} where id = ${payout.payoutId}`.execute(owner);
    },
    submit: (goalId: string, by = world.ownerId): Promise<Proof> =>
      world.as(by, (ctx) => submitProof(ctx, { goalId, title: "Proof", description: "", mediaIds: [] })),
    /** Submits, opens, lets everybody on the roll vote, and closes. */
    async proveWithVotes(goalId: string, isApproved = true): Promise<Proof> {
      const proof = await this.submit(goalId);
      await system((ctx) => openVote(ctx, { proofId: proof.id }));
      const { rows } = await sql<{
        giver_id: string;
      }>`select giver_id from fundraising.voter where proof_id = ${proof.id}`.execute(owner);
      for (const { giver_id: giverId } of rows) {
        await world.outside(GUEST, (ctx) =>
          castVote(ctx, {
            proofId: proof.id,
            isApproved,
            token: voteToken(ctx.keys, ctx.communityId, proof.id, giverId),
          }),
        );
      }
      await sql`update fundraising.proof set vote_closes_at = ${server.clock.now()} where id = ${proof.id} and status = 'voting'`.execute(
        owner,
      );
      await system((ctx) => closeVote(ctx, { proofId: proof.id }));
      return system((ctx) => getProof(ctx, proof.id));
    },
    /** Balance of each account by code, grown side up. */
    async balances(): Promise<ReadonlyMap<string, bigint>> {
      const { rows } = await sql<{ code: string; posted: bigint }>`
        select a.code, b.posted from ledger.account a join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id
         where a.community_id = ${world.communityId}`.execute(owner);
      return new Map(rows.map(({ code, posted }) => [code, posted]));
    },
    async faults(): Promise<string[]> {
      const faults: string[] = [];
      for (const check of server.app.modules.flatMap((module) => module.checks ?? [])) {
        for (const fault of await check.run(owner)) faults.push(`${check.name}: ${fault}`);
      }
      return faults;
    },
  };
}

/** The code of a refusal; a fault is thrown on. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return "not refused";
}
