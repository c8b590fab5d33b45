import { balanceOf } from "../ledger/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { escrowCode } from "./accounts.ts";
import type { Goal } from "./goal.ts";
import { stepProof } from "./proof.ts";
import { countedGifts, writeDues } from "./queries/gifts.ts";
import { updateGoal } from "./queries/goals.ts";
import { undecidedProof, updateProof } from "./queries/proofs.ts";
import { dues } from "./refunds.ts";
import { scheduleReturn } from "./schedule.ts";

const DAY_MS = 86_400_000;

/**
 * Failed or cancelled: fixes in one moment what each counted gift gets back, to the minor unit, so that shares stay exact
 * while some givers choose another goal and others are refunded in batches. Gifts under dispute keep their share in escrow.
 * The caller holds the goal's lock and has checked the move.
 */
export async function endGoal(
  ctx: CommunityContext,
  goal: Goal,
  end: { status: "failed" | "cancelled"; reason: string | null },
): Promise<void> {
  const gifts = await countedGifts(ctx, goal.id);
  const { available } = await balanceOf(ctx, escrowCode(goal.id), goal.currency);
  const shares = dues(available, gifts, goal.terms.refundFeeBorneBy);
  await writeDues(
    ctx,
    gifts.flatMap((gift, index) => {
      const due = shares[index];
      return due ? [{ giftId: gift.id, due }] : [];
    }),
  );
  const { choiceDays } = goal.terms;
  const choiceUntil = gifts.length > 0 ? new Date(ctx.now.getTime() + choiceDays * DAY_MS) : null;
  await updateGoal(ctx, goal.id, {
    status: end.status,
    ended_at: ctx.now,
    end_reason: end.reason,
    closed_at: goal.closedAt ?? ctx.now,
    choice_until: choiceUntil,
  });
  const proof = await undecidedProof(ctx, goal.id);
  if (proof) await updateProof(ctx, proof.id, { status: stepProof(proof.status, "withdraw") });
  if (!choiceUntil) return;
  if (choiceDays > 0) {
    ctx.enqueue({ name: "fundraising.offer_choices", payload: { communityId: ctx.communityId, goalId: goal.id } });
  }
  scheduleReturn(ctx, goal.id, choiceUntil);
}
