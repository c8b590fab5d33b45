import { createGoal } from "../create-goal.ts";
import type { Gift } from "../gift.ts";
import { give } from "../give.ts";
import type { Goal } from "../goal.ts";
import type { TermsInput } from "../goal-plan.ts";
import { publishGoal } from "../publish-goal.ts";
import { type Doors, GUEST, money } from "./doors.ts";

export interface GoalPlan {
  amounts?: readonly number[];
  days?: number;
  terms?: TermsInput;
  by?: string;
}

/** Goals are published, gifts begun. */
export function giversOf(world: Doors) {
  return {
    async goal(plan: GoalPlan = {}): Promise<Goal> {
      const amounts = plan.amounts ?? [60_000, 40_000];
      const by = plan.by ?? world.ownerId;
      const deadline = new Date(world.server.clock.now().getTime() + (plan.days ?? 30) * 86_400_000);
      const draft = await world.as(by, (ctx) =>
        createGoal(ctx, {
          title: "A roof",
          description: "The rain comes in.",
          targetAmount: money(amounts.reduce((a, b) => a + b, 0)),
          deadline,
          milestones: amounts.map((amount, index) => ({ title: `Part ${index + 1}`, amount: money(amount) })),
          ...(plan.terms ? { terms: plan.terms } : {}),
        }),
      );
      return world.as(by, (ctx) => publishGoal(ctx, { goalId: draft.id }));
    },
    /** As a user or as a guest with an e-mail. */
    async begin(goalId: string, amount: number, giver: { userId: string } | { email: string }): Promise<Gift> {
      const actor = "userId" in giver ? ({ kind: "user", userId: giver.userId, sessionId: null } as const) : GUEST;
      const email = "email" in giver ? { email: giver.email } : {};
      const { gift } = await world.outside(actor, (ctx) =>
        give(ctx, { goalId, amount: money(amount), locale: "en", ...email }),
      );
      return gift;
    },
  };
}
