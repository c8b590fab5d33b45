import {
  approveComment,
  castVote,
  choose,
  findGift,
  give,
  milestonesOf,
  postComment,
  postUpdate,
  refundGift,
  releaseMilestone,
  requestPayout,
  submitProof,
} from "../../fundraising/index.ts";
import { paymentOf } from "../../payments/index.ts";
import type { CommunityContext } from "../../platform/context.ts";
import { notFound } from "../../platform/errors.ts";
import { upload } from "./draw.ts";
import { moneyOf } from "./found.ts";
import { payAt } from "./merchant.ts";
import { asAnyone, asMember, asSystem, guestEmail, once, ownerOf, recall, type Stage } from "./stage.ts";
import type { StepOf, StoryStep } from "./story.ts";
import { catchUp, setBoth, settle } from "./time.ts";

/** Tells one step: a command of the product, and what its people do at the provider. `key` names it in the journal. */
export async function tell(stage: Stage, step: StoryStep, key: string): Promise<void> {
  switch (step.do) {
    case "gift":
      return tellGift(stage, step, key);
    case "refund":
    case "take_back":
    case "dispute":
      return tellWayBack(stage, step, key);
    case "release":
    case "pay_out":
      return tellRelease(stage, step, key);
    case "update":
    case "comment":
      await tellTalk(stage, step, key);
      break;
    case "proof":
    case "vote":
      await tellProof(stage, step, key);
      break;
  }
  await stage.queue.run();
}

const ownerEntry = (stage: Stage) => asMember(stage, ownerOf(stage.story).key);

/** The name of a step in the journal. */
export function keyOf(index: number): string {
  return `step ${index}`;
}

/** What an earlier step left: its gift, its proof. */
async function leftBy(stage: Stage, isIt: (step: StoryStep) => boolean): Promise<string> {
  const id = await recall(stage, keyOf(stage.story.steps.findIndex(isIt)));
  if (!id) throw notFound();
  return id;
}

async function tellGift(stage: Stage, step: StepOf<"gift">, key: string): Promise<void> {
  const { story, goalId } = stage;
  await setBoth(stage, stage.clock.now());
  const person = story.people.find((somebody) => somebody.key === step.by);
  const giftId = await once(stage, asAnyone(stage, step.by), key, async (ctx) => {
    const { gift } = await give(ctx, {
      goalId,
      amount: moneyOf(story, step.amount),
      email: guestEmail(step.by),
      publicName: step.name ?? (person ? `${person.givenName} ${person.familyName}` : null),
      message: step.message ?? null,
      isAnonymous: step.anonymous ?? false,
      locale: person?.locale ?? story.community.locale,
    });
    return gift.id;
  });
  await stage.queue.run();
  let payment = await paymentOfGift(stage, giftId);
  if (payment.status === "preparing") {
    // Cut off while the provider was asked: the reconciler finds out.
    await catchUp(stage);
    payment = await paymentOfGift(stage, giftId);
  }
  const { checkoutUrl, status } = payment;
  if (status === "pending" && checkoutUrl)
    await payAt(checkoutUrl, step.declined ? "fail" : "pay", step.channel ?? "mobile_money");
  await settle(stage);
}

async function paymentOfGift(stage: Stage, giftId: string) {
  return stage.services.inCommunity(asSystem(stage), async (ctx) => {
    const gift = await findGift(ctx, giftId);
    const payment = gift?.paymentId ? await paymentOf(ctx, gift.paymentId) : null;
    if (!payment) throw notFound();
    return payment;
  });
}

async function tellWayBack(stage: Stage, step: StepOf<"refund" | "dispute" | "take_back">, key: string): Promise<void> {
  const { goalId, merchant } = stage;
  const giftId = await leftBy(stage, (other) => other.do === "gift" && other.id === step.gift);
  await setBoth(stage, stage.clock.now());
  if (step.do === "dispute") {
    await merchant.dispute((await paymentOfGift(stage, giftId)).paymentId);
    await once(stage, asSystem(stage), key, async () => giftId);
  }
  if (step.do === "refund")
    await once(stage, ownerEntry(stage), key, async (ctx) => (await refundGift(ctx, { goalId, giftId })).id);
  if (step.do === "take_back") {
    await merchant.loseNextRefund(step.lost ?? false);
    await once(
      stage,
      asAnyone(stage, step.by),
      key,
      async (ctx) => (await choose(ctx, { giftId, choice: { kind: "refund" } })).id,
    );
  }
  await settle(stage);
  if (step.do === "take_back") await merchant.loseNextRefund(false);
}

async function tellRelease(stage: Stage, step: StepOf<"release" | "pay_out">, key: string): Promise<void> {
  const { goalId } = stage;
  await setBoth(stage, stage.clock.now());
  const milestoneId = async (ctx: CommunityContext): Promise<string> => {
    const found = (await milestonesOf(ctx, goalId)).find(({ position }) => position === step.milestone);
    if (!found) throw notFound();
    return found.id;
  };
  if (step.do === "release") {
    await once(
      stage,
      ownerEntry(stage),
      key,
      async (ctx) => (await releaseMilestone(ctx, { goalId, milestoneId: await milestoneId(ctx) })).id,
    );
  } else {
    await once(stage, asMember(stage, step.by), key, async (ctx) => {
      return (await requestPayout(ctx, { goalId, milestoneId: await milestoneId(ctx), destination: step.to })).id;
    });
  }
  await settle(stage);
}

async function tellTalk(stage: Stage, step: StepOf<"update" | "comment">, key: string): Promise<void> {
  const { goalId } = stage;
  const { body } = step;
  if (step.do === "update") {
    const photoId = step.photo ? await upload(stage, step.photo) : null;
    await once(
      stage,
      ownerEntry(stage),
      key,
      async (ctx) => (await postUpdate(ctx, { goalId, title: step.title, body, photoId })).id,
    );
    return;
  }
  const commentId = await once(stage, asAnyone(stage, step.by), key, async (ctx) => {
    return (await postComment(ctx, { goalId, body, publicName: step.name ?? null })).id;
  });
  await stage.queue.run();
  if (step.held || step.by === ownerOf(stage.story).key) return;
  await once(
    stage,
    ownerEntry(stage),
    `${key} approved`,
    async (ctx) => (await approveComment(ctx, { goalId, commentId })).id,
  );
}

async function tellProof(stage: Stage, step: StepOf<"proof" | "vote">, key: string): Promise<void> {
  const { goalId } = stage;
  if (step.do === "proof") {
    const mediaIds: string[] = [];
    for (const picture of step.pictures) mediaIds.push(await upload(stage, picture));
    const { title, description } = step;
    await once(
      stage,
      ownerEntry(stage),
      key,
      async (ctx) => (await submitProof(ctx, { goalId, title, description, mediaIds })).id,
    );
    return;
  }
  const proofId = await leftBy(stage, (other) => other.do === "proof" && other.id === step.proof);
  const { approve: isApproved, comment = null } = step;
  await once(stage, asAnyone(stage, step.by), key, async (ctx) => {
    await castVote(ctx, { goalId, proofId, isApproved, comment });
    return proofId;
  });
}
