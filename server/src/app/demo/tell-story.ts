import { changeProvider } from "../../payments/index.ts";
import { Refusal } from "../../platform/errors.ts";
import { findOwnProvider, LOADING, priceOf, READY } from "./found.ts";
import { asSystem, recall, type Stage } from "./stage.ts";
import { keyOf, tell } from "./steps.ts";
import type { StoryStep } from "./story.ts";
import { catchUp, moveTo, setBoth, settle } from "./time.ts";

const DAY_MS = 86_400_000;

/** From where it stands to today. The step that was cut off is taken up where it stopped; those before it are done. */
export async function tellStory(stage: Stage): Promise<void> {
  const { steps } = stage.story;
  const begun = await lastBegun(stage);
  let late = 0;
  for (const [index, step] of steps.entries()) {
    if (begun !== null && index < begun) continue;
    stage.signal.throwIfAborted();
    const planned = stage.start.getTime() + step.day * DAY_MS;
    // The time that a cut took moves the rest of the story, so that its spans (a vote's window, say) stay as they were.
    late = Math.max(late, stage.clock.now().getTime() - planned);
    await moveTo(stage, new Date(Math.min(planned + late, Date.now())));
    await tellTolerantly(stage, step, keyOf(index), begun !== null);
    if (index === begun) await catchUp(stage);
  }
  await moveTo(stage, new Date());
  await setBoth(stage, new Date());
  await settle(stage);
}

/** A step is noted with its command, and the next one begins when all has settled: only the last that is noted may be half done. */
async function lastBegun(stage: Stage): Promise<number | null> {
  if (stage.isNew) return null;
  for (let index = stage.story.steps.length - 1; index >= 0; index--) {
    if ((await recall(stage, keyOf(index))) !== null) return index;
  }
  return null;
}

/** A load that goes on days later may find the goal closed: what is refused then is left out, and the rest goes on. */
async function tellTolerantly(stage: Stage, step: StoryStep, key: string, isResumed: boolean): Promise<void> {
  try {
    await tell(stage, step, key);
  } catch (error) {
    if (!isResumed || !(error instanceof Refusal)) throw error;
    stage.services.log.warn({ step, code: error.code }, "a step of the demo was left out");
  }
}

/** From now on the provider lives in the present, by itself, and tells the server that people use. */
export async function handOver(
  stage: Pick<Stage, "services" | "story" | "communityId" | "merchant">,
  address: { sandboxUrl: string; hooksUrl: string },
): Promise<void> {
  const { services, merchant } = stage;
  const home = asSystem(stage);
  const provider = await services.inCommunity(home, findOwnProvider);
  if (!provider) return;
  const webhookUrl = `${address.hooksUrl}/v1/hooks/${provider.id}`;
  await merchant.save({ ...priceOf(stage.story), webhookUrl, mode: "auto", provoke: true });
  const isLoading = provider.name === LOADING;
  if (!isLoading && provider.base_url === address.sandboxUrl) return;
  const { id: providerId, version } = provider;
  const change = { providerId, version, baseUrl: address.sandboxUrl, ...(isLoading ? { name: READY } : {}) };
  await services.inCommunity(home, (ctx) => changeProvider(ctx, change));
}
