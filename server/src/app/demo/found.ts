import { addMember, createCommunity, findCommunity, findCommunityId } from "../../communities/index.ts";
import { createGoal, publishGoal } from "../../fundraising/index.ts";
import { createProvider, listProviders } from "../../payments/index.ts";
import type { CommunityContext } from "../../platform/context.ts";
import { exponentOf, type Money } from "../../platform/money.ts";
import type { Services } from "../../platform/services.ts";
import { morning } from "./clock.ts";
import { upload } from "./draw.ts";
import { createJournal, makeRoomForNotes } from "./journal.ts";
import { createDemoMerchant } from "./merchant.ts";
import { asMember, asSystem, once, ownerOf, type Stage, userIdOf, type World } from "./stage.ts";
import type { Story } from "./story.ts";

/** What people read as the provider's name, at the end and before. The second one tells a later start that a load was cut off. */
export const READY = "Sandbox — no real money";
export const LOADING = "Sandbox — demo data are being loaded";

const FOUNDED = "founded";
const DAY_MS = 86_400_000;
const NOBODY = { as: "nobody", actor: { kind: "system", job: "demo" } } as const;

export function findHome(services: Services, story: Story): Promise<string | null> {
  return services.run(NOBODY, (ctx) => findCommunityId(ctx, story.community.slug));
}

/** The community with its people, its provider and its published goal: made, or found as far as a load that was cut off came. */
export async function openStage(
  world: World,
  story: Story,
  sandboxUrl: string,
  people: Stage["people"],
): Promise<Stage> {
  const { services } = world;
  const there = await findHome(services, story);
  const communityId = there ?? (await foundCommunity(world, story, people));
  const home = asSystem({ communityId });
  const community = await services.inCommunity(home, findCommunity);
  if (!community) throw new Error(`the community of ${story.title} is gone`);
  const start = community.createdAt;
  const journal = createJournal(communityId, start, there === null);
  const merchant = createDemoMerchant(sandboxUrl, communityId);
  const begun = { ...world, story, communityId, start, isNew: there === null, journal, merchant, people };
  const { currency } = story.community;
  // Its clock is where a load that was cut off came to, and what went by since.
  world.clock.set(await merchant.save({ ...priceOf(story), mode: "manual", provoke: false }, start));
  await once(begun, home, "members", async (ctx) => {
    for (const { key, roles } of story.people.slice(1)) await addMember(ctx, { userId: userIdOf(people, key), roles });
    return "added";
  });
  const providerId = await once(begun, home, "provider", async (ctx) => {
    const { secretKey, webhookSecret } = merchant;
    const fee = { currency, ...story.fee, fixedFrom: null, cap: null };
    const made = await createProvider(ctx, {
      kind: "sandbox",
      name: LOADING,
      secretKey,
      webhookSecret,
      baseUrl: sandboxUrl,
      currencies: [currency],
      fees: [fee],
    });
    return made.id;
  });
  await merchant.save({ webhookUrl: `${world.hooksUrl}/v1/hooks/${providerId}` });
  const goalId = await openGoal({ ...begun, providerId });
  return { ...begun, providerId, goalId };
}

async function foundCommunity({ services, clock }: World, story: Story, people: Stage["people"]): Promise<string> {
  const userId = userIdOf(people, ownerOf(story).key);
  clock.set(morning(story.days));
  await makeRoomForNotes(services, clock.now());
  const self = { as: "self", userId, actor: { kind: "user", userId, sessionId: null } } as const;
  return services.run(self, async (ctx) => {
    const { id, createdAt } = await createCommunity(ctx, { ...story.community, products: ["fundraising"] });
    await createJournal(id, createdAt, true).keep(ctx, FOUNDED, id);
    return id;
  });
}

/** The sandbox that the story set up: the first that was made. People may have added others since. */
export async function findOwnProvider(ctx: CommunityContext) {
  return (await listProviders(ctx, { limit: 50 })).findLast(({ kind }) => kind === "sandbox");
}

/** A story that was begun and whose journal is gone: it is kept for days. What stands of it stays as it is. */
export async function isForgotten(services: Services, story: Story): Promise<boolean> {
  const communityId = await findHome(services, story);
  if (!communityId) return false;
  return services.inCommunity(asSystem({ communityId }), async (ctx) => {
    const community = await findCommunity(ctx);
    if (!community) return true;
    return (await createJournal(communityId, community.createdAt, false).find(ctx, FOUNDED)) === null;
  });
}

/** What the provider takes, and of which currency. */
export function priceOf({ fee, community }: Story): Record<string, unknown> {
  return { feeBps: fee.bps, feeFixed: fee.fixed, currencies: [community.currency] };
}

async function openGoal(stage: Omit<Stage, "goalId">): Promise<string> {
  const { story, start } = stage;
  const { goal } = story;
  const money = (units: number) => moneyOf(story, units);
  const photoId = await upload(stage, goal.photo);
  const target = goal.milestones.reduce((sum, { amount }) => sum + amount, 0);
  const { voteHours, choiceDays, stretchAmount, minGift, mode, feesBorneBy } = goal.terms;
  return once(stage, asMember(stage, ownerOf(story).key), "goal", async (ctx) => {
    const draft = await createGoal(ctx, {
      title: goal.title,
      description: goal.description,
      photoId,
      targetAmount: money(target),
      deadline: new Date(start.getTime() + goal.deadlineDay * DAY_MS),
      milestones: goal.milestones.map(({ title, description, amount }) => ({
        title,
        description,
        amount: money(amount),
      })),
      terms: {
        mode,
        feesBorneBy,
        minGift: money(minGift),
        ...(stretchAmount === undefined ? {} : { stretchAmount: money(stretchAmount) }),
        ...(voteHours === undefined ? {} : { vote: { windowHours: voteHours } }),
        ...(choiceDays === undefined ? {} : { choiceDays }),
      },
    });
    return (await publishGoal(ctx, { goalId: draft.id })).id;
  });
}

/** Whole units of the story's currency as money. */
export function moneyOf(story: Story, units: number): Money {
  const { currency } = story.community;
  return { amount: BigInt(Math.round(units * 10 ** exponentOf(currency))), currency };
}
