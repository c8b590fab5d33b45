import { findCommunity } from "../../communities/index.ts";
import { listGoals } from "../../fundraising/index.ts";
import { findUserByProvedEmail, hasUsers } from "../../identity/index.ts";
import type { App } from "../create-app.ts";
import { findHome, findOwnProvider, isForgotten, LOADING, openStage } from "./found.ts";
import { createDemoMerchant } from "./merchant.ts";
import { createPeople, peopleOf } from "./people.ts";
import { asSystem, ownerOf } from "./stage.ts";
import { STORIES } from "./stories.ts";
import type { Story } from "./story.ts";
import { handOver, tellStory } from "./tell-story.ts";
import { addressOf, openWorld } from "./world.ts";

export interface Demo {
  /** Where the stories' goals are shown to the world. */
  pages: readonly { title: string; slug: string }[];
}

export interface LoadOptions {
  sandboxUrl: string;
  /** Asks to stop; the next load goes on from there. */
  signal?: AbortSignal;
  stories?: readonly Story[];
}

const NOBODY = { as: "nobody", actor: { kind: "system", job: "demo" } } as const;

/**
 * The demo communities: made on an empty database, gone on with where a load was cut off, found where they are. Null where
 * people have begun without them. No worker may take jobs meanwhile: those of the demo's past are due by its own clock.
 */
export async function loadDemo(app: App, options: LoadOptions): Promise<Demo | null> {
  const { stories = STORIES } = options;
  if (!(await mayLoad(app, stories))) return null;
  const unfinished: Story[] = [];
  for (const story of stories) if (!(await isFinished(app, story))) unfinished.push(story);
  if (unfinished.length > 0) await tellAll(app, unfinished, { ...options, stories });
  const pages = [];
  for (const story of stories) pages.push(...(await settleIn(app, story, options.sandboxUrl)));
  return { pages };
}

/** On an empty database, or one where this began before. */
async function mayLoad(app: App, stories: readonly Story[]): Promise<boolean> {
  const [first] = stories;
  if (!first) return false;
  return app.services.run(NOBODY, async (ctx) => {
    return !(await hasUsers(ctx)) || (await findUserByProvedEmail(ctx, ownerOf(first).email)) !== null;
  });
}

async function isFinished(app: App, story: Story): Promise<boolean> {
  const communityId = await findHome(app.services, story);
  if (!communityId) return false;
  const provider = await app.services.inCommunity(asSystem({ communityId }), findOwnProvider);
  return provider !== undefined && provider.name !== LOADING;
}

async function tellAll(
  app: App,
  unfinished: readonly Story[],
  options: LoadOptions & { stories: readonly Story[] },
): Promise<void> {
  const { stories, sandboxUrl } = options;
  const days = Math.max(...stories.map((story) => story.days));
  const { world, close } = await openWorld(app, { days, signal: options.signal ?? new AbortController().signal });
  try {
    const ids = await createPeople(world.services, stories);
    await world.queue.unlock();
    for (const story of unfinished) {
      if (await isForgotten(app.services, story)) {
        app.services.log.warn({ story: story.title }, "the demo stays as it is: it was cut off too long ago to go on");
        continue;
      }
      app.readiness.progress = `Demo data: ${story.title} (${stories.indexOf(story) + 1} of ${stories.length})`;
      const stage = await openStage(world, story, sandboxUrl, peopleOf(story, ids));
      await tellStory(stage);
      await handOver(stage, { sandboxUrl, hooksUrl: addressOf(app.api) });
    }
  } finally {
    await close();
  }
}

/** Ports may be others than at the start before: server and provider are told where the other one is. Answers the goal's page. */
async function settleIn(app: App, story: Story, sandboxUrl: string): Promise<Demo["pages"]> {
  const { services } = app;
  const communityId = await findHome(services, story);
  if (!communityId) return [];
  const merchant = createDemoMerchant(sandboxUrl, communityId);
  await handOver({ services, story, communityId, merchant }, { sandboxUrl, hooksUrl: addressOf(app.api) });
  return services.inCommunity(asSystem({ communityId }), async (ctx) => {
    const community = await findCommunity(ctx);
    const goal = (await listGoals(ctx, { viewerId: null, drafts: false, limit: 50 })).at(-1);
    return community && goal ? [{ title: `${community.name}: ${goal.title}`, slug: goal.slug }] : [];
  });
}
