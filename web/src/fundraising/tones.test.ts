import { expect, it } from "vitest";
import texts from "./texts/en.json" with { type: "json" };
import { GIFT_TONES, GOAL_TONES, MILESTONE_TONES, PAYOUT_TONES, PROOF_TONES } from "./tones.ts";

it.each([
  ["goalStatus", GOAL_TONES, texts.goalStatus],
  ["giftStatus", GIFT_TONES, texts.giftStatus],
  ["proofStatus", PROOF_TONES, texts.proofStatus],
  ["payoutStatus", PAYOUT_TONES, texts.payoutStatus],
  ["milestones.state", MILESTONE_TONES, texts.milestones.state],
])("every state that is shown has its word: %s", (_key, tones, words) => {
  expect(Object.keys(tones).filter((state) => !(state in words))).toEqual([]);
});
