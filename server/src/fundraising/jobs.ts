import type { CommunityContext } from "../platform/context.ts";
import type { Job, JobPayload, Schedule, Subscription } from "../platform/module.ts";
import { closeGoal } from "./close-goal.ts";
import { closeVote } from "./close-vote.ts";
import type { FundraisingEvent } from "./events.ts";
import { finishComment, type Happened, NOTES, noteActivity } from "./note-activity.ts";
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
  };
}

const noted = Object.keys(NOTES).filter((event): event is FundraisingEvent => event in NOTES);

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
  { name: "fundraising.finish_comment", run: (ctx, payload) => finishComment(ctx, happenedIn(payload)) },
  ...noted.map(
    (event): Job => ({
      name: `fundraising.note_${event}`,
      run: (ctx, payload) => noteActivity(ctx, event, happenedIn(payload)),
    }),
  ),
];

export const subscriptions: readonly Subscription[] = [
  { event: "fundraising.comment_changed", job: "fundraising.finish_comment" },
  ...noted.map((event) => ({ event: `fundraising.${event}`, job: `fundraising.note_${event}` })),
];

export const schedules: readonly Schedule[] = [{ job: "fundraising.sweep", cron: "*/5 * * * *" }];
