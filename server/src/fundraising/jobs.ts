import type { CommunityContext } from "../platform/context.ts";
import type { Job, JobPayload, Schedule, Subscription } from "../platform/module.ts";
import { callForWork, DONE, endWork, WORK } from "./call-for-work.ts";
import { closeGoal } from "./close-goal.ts";
import { closeVote } from "./close-vote.ts";
import type { FundraisingEvent } from "./events.ts";
import { type Happened, NOTES, noteActivity } from "./note-activity.ts";
import { openVote } from "./open-vote.ts";
import { returnGifts } from "./return-gifts.ts";
import { offerChoices, sendLateNotice, sendReceipt, sendRefundNotice, sendVoteLinks } from "./send-mails.ts";
import { sweep } from "./sweep.ts";

function idIn(payload: JobPayload, name: string): string {
  const id = textIn(payload, name);
  if (id === null) throw new Error(`the job lacks ${name}`);
  return id;
}

function textIn(payload: JobPayload, name: string): string | null {
  const value = payload[name];
  return typeof value === "string" ? value : null;
}

const goalJob = (name: string, run: (ctx: CommunityContext, input: { goalId: string }) => Promise<void>): Job => ({
  name: `fundraising.${name}`,
  run: (ctx, payload) => run(ctx, { goalId: idIn(payload, "goalId") }),
});
const giftJob = (name: string, run: (ctx: CommunityContext, input: { giftId: string }) => Promise<void>): Job => ({
  name: `fundraising.${name}`,
  run: (ctx, payload) => run(ctx, { giftId: idIn(payload, "giftId") }),
});
const proofJob = (name: string, run: (ctx: CommunityContext, input: { proofId: string }) => Promise<void>): Job => ({
  name: `fundraising.${name}`,
  run: (ctx, payload) => run(ctx, { proofId: idIn(payload, "proofId") }),
});

function happenedIn(payload: JobPayload): Happened {
  return {
    goalId: idIn(payload, "goalId"),
    giftId: textIn(payload, "giftId"),
    proofId: textIn(payload, "proofId"),
    commentId: textIn(payload, "commentId"),
    milestoneId: textIn(payload, "milestoneId"),
    payoutId: textIn(payload, "payoutId"),
  };
}

/** What follows an event, each as a job of its own: `fundraising.note_gift_succeeded`. */
const FOLLOWING = [
  ...eventsOf(NOTES).map((event) => ({ event, name: `note_${event}`, run: noteActivity })),
  ...eventsOf(WORK).map((event) => ({ event, name: `call_${event}`, run: callForWork })),
  ...eventsOf(DONE).map((event) => ({ event, name: `end_${event}`, run: endWork })),
];

function eventsOf(table: Partial<Record<FundraisingEvent, unknown>>): FundraisingEvent[] {
  return Object.keys(table).filter((event): event is FundraisingEvent => event in table);
}

export const jobs: readonly Job[] = [
  goalJob("close_goal", closeGoal),
  goalJob("return_gifts", returnGifts),
  proofJob("open_vote", openVote),
  proofJob("close_vote", closeVote),
  giftJob("send_receipt", sendReceipt),
  giftJob("send_late_notice", sendLateNotice),
  giftJob("send_refund_notice", sendRefundNotice),
  {
    name: "fundraising.send_vote_links",
    run: (ctx, payload) => sendVoteLinks(ctx, { proofId: idIn(payload, "proofId"), after: textIn(payload, "after") }),
  },
  {
    name: "fundraising.offer_choices",
    run: (ctx, payload) => offerChoices(ctx, { goalId: idIn(payload, "goalId"), after: textIn(payload, "after") }),
  },
  { name: "fundraising.sweep", runGlobal: sweep },
  ...FOLLOWING.map(
    ({ event, name, run }): Job => ({
      name: `fundraising.${name}`,
      run: (ctx, payload) => run(ctx, event, happenedIn(payload)),
    }),
  ),
];

export const subscriptions: readonly Subscription[] = FOLLOWING.map(({ event, name }) => ({
  event: `fundraising.${event}`,
  job: `fundraising.${name}`,
}));

export const schedules: readonly Schedule[] = [{ job: "fundraising.sweep", cron: "*/5 * * * *" }];
