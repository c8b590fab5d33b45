import { describe, expect, it } from "vitest";
import { Refusal } from "../platform/errors.ts";
import { hasText } from "../platform/i18n.ts";
import { GIFT_EVENTS, GIFT_STATES, nextGiftState, stepGift } from "./gift.ts";
import { GOAL_EVENTS, GOAL_STATES, nextGoalState, stepGoal } from "./goal.ts";
import { MILESTONE_EVENTS, MILESTONE_STATES, nextMilestoneState, stepMilestone } from "./milestone.ts";
import { nextProofState, PROOF_EVENTS, PROOF_STATES, stepProof } from "./proof.ts";

/** Written a second time on purpose, as a person would read the rules aloud: the table in the code must say the same. */
const LEGAL = {
  goal: [
    "draft publish open",
    "draft cancel cancelled",
    "open reach_target funded",
    "open pass_deadline deciding",
    "open cancel cancelled",
    "deciding reach_target funded",
    "deciding decide_success funded",
    "deciding decide_failure failed",
    "deciding cancel cancelled",
    "funded release releasing",
    "funded cancel cancelled",
    "releasing release releasing",
    "releasing pay_out_last withdrawn",
    "releasing reverse_payout releasing",
    "releasing cancel cancelled",
    "withdrawn reverse_payout releasing",
    "withdrawn prove proven",
    "proven reverse_payout proven",
    "cancelled reverse_payout cancelled",
  ],
  gift: [
    "pending pay succeeded",
    "pending pay_late refunding",
    "pending not_pay failed",
    "failed pay succeeded",
    "failed pay_late refunding",
    "succeeded refund refunding",
    "succeeded move moved",
    "succeeded open_dispute disputed",
    "succeeded lose_dispute reversed",
    "succeeded lose_part succeeded",
    "disputed win_dispute succeeded",
    "disputed lose_dispute reversed",
    "disputed lose_part succeeded",
    "refunding deliver_refund refunded",
    "refunding fail_refund unclaimed",
    "refunding lose_dispute reversed",
    "refunding lose_part refunding",
    "unclaimed refund refunding",
    "unclaimed deliver_refund refunded",
    "unclaimed lose_dispute reversed",
    "unclaimed lose_part unclaimed",
    "refunded lose_dispute reversed",
    "refunded lose_part refunded",
  ],
  proof: [
    "submitted open_vote voting",
    "submitted find_no_voter awaiting_operator",
    "submitted withdraw withdrawn",
    "voting approve approved",
    "voting reject rejected",
    "voting withdraw withdrawn",
    "awaiting_operator approve approved",
    "awaiting_operator reject rejected",
    "awaiting_operator withdraw withdrawn",
  ],
  milestone: [
    "pending allow ready",
    "ready release released",
    "released pay_out paid_out",
    "paid_out reverse_payout released",
    "paid_out prove proven",
    "proven reverse_payout proven",
    "proven pay_out proven",
  ],
};

function everyMove<S extends string, E extends string>(
  states: readonly S[],
  events: readonly E[],
  next: (state: S, event: E) => S | null,
  step: (state: S, event: E) => S,
  legal: readonly string[],
): void {
  const wanted = new Map(legal.map((line) => [line.split(" ").slice(0, 2).join(" "), line.split(" ")[2] ?? ""]));
  expect(wanted.size).toBe(legal.length);
  for (const state of states) {
    for (const event of events) {
      const to = wanted.get(`${state} ${event}`) ?? null;
      expect([state, event, next(state, event)]).toEqual([state, event, to]);
      if (to === null) expect(() => step(state, event)).toThrow(Refusal);
      else expect(step(state, event)).toBe(to);
    }
  }
}

describe("every state has its word, in refusals and on pages", () => {
  const states = { goal: GOAL_STATES, gift: GIFT_STATES, proof: PROOF_STATES, milestone: MILESTONE_STATES };
  it.each(Object.entries(states))("%s", (thing, names) => {
    const keys = names.map((state) => `states.${thing}.${state}`);
    expect(keys.filter((key) => !hasText("en", "fundraising", key))).toEqual([]);
  });
  it("on the public page", () => {
    const keys = [
      ...GOAL_STATES.map((state) => `state.${state}`),
      ...MILESTONE_STATES.map((state) => `milestones.state.${state}`),
    ];
    expect(keys.filter((key) => !hasText("en", "fundraising/pages", key))).toEqual([]);
  });
});

describe("every state machine, in all its states and with every event", () => {
  it("goal", () => everyMove(GOAL_STATES, GOAL_EVENTS, nextGoalState, stepGoal, LEGAL.goal));
  it("gift", () => everyMove(GIFT_STATES, GIFT_EVENTS, nextGiftState, stepGift, LEGAL.gift));
  it("proof", () => everyMove(PROOF_STATES, PROOF_EVENTS, nextProofState, stepProof, LEGAL.proof));
  it("milestone", () =>
    everyMove(MILESTONE_STATES, MILESTONE_EVENTS, nextMilestoneState, stepMilestone, LEGAL.milestone));

  it("an illegal move names the state and is a conflict", () => {
    try {
      stepGoal("failed", "publish");
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: "goal_state", status: 409, params: { state: "failed", event: "publish" } });
    }
  });
});
