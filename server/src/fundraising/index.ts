/** Doors for edges and demo data. Products are strangers to each other: no other product imports this. */
export { castVote } from "./cast-vote.ts";
export { choose } from "./choose.ts";
export { type CreateGoal, createGoal } from "./create-goal.ts";
export { give } from "./give.ts";
export { cleanFile } from "./media.ts";
export { keepFile } from "./media-store.ts";
export { approveComment } from "./moderate-comment.ts";
export { postComment } from "./post-comment.ts";
export { postUpdate } from "./post-update.ts";
export { publishGoal } from "./publish-goal.ts";
export { findGift } from "./queries/gifts.ts";
export { listGoals } from "./queries/goals.ts";
export { insertMedia } from "./queries/media.ts";
export { milestonesOf } from "./queries/milestones.ts";
export { refundGift } from "./refund-gift.ts";
export { releaseMilestone } from "./release-milestone.ts";
export { requestPayout } from "./request-payout.ts";
export { submitProof } from "./submit-proof.ts";
