import type { Stage } from "./stage.ts";

const MOST_ROUNDS = 20;
const MINUTE_MS = 60_000;
/** When the reconciler asks about a call that was never answered. */
const ASKED_AFTER_MINUTES = [1, 3, 11];

/** Webhooks and jobs, back and forth, until nothing moves any more. */
export async function settle(stage: Stage): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const moved = (await stage.merchant.flush()) + (await stage.queue.run());
    if (moved === 0) return;
  }
  throw new Error(`the demo does not come to rest: ${stage.story.title}`);
}

/** Time passes, here and at the provider, and what falls due on the way happens at its moment. */
export async function moveTo(stage: Stage, time: Date): Promise<void> {
  for (;;) {
    const due = await stage.queue.nextDue(time);
    if (!due) break;
    await setBoth(stage, due);
    await settle(stage);
  }
  if (time > stage.clock.now()) stage.clock.set(time);
}

export async function setBoth(stage: Stage, time: Date): Promise<void> {
  if (time > stage.clock.now()) stage.clock.set(time);
  await stage.merchant.advanceTo(stage.clock.now());
}

/** After a cut: the provider is asked about what it may have been told, as the reconciler does. */
export async function catchUp(stage: Stage): Promise<void> {
  const from = stage.clock.now().getTime();
  for (const minutes of ASKED_AFTER_MINUTES) {
    const time = from + minutes * MINUTE_MS;
    // Never ahead of the present: webhooks signed in the future would be refused.
    if (time > Date.now()) return;
    await setBoth(stage, new Date(time));
    await stage.queue.runNamed("payments.reconcile");
    await settle(stage);
  }
}
