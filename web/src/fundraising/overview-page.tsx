import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCommunity } from "../lib/community.ts";
import type { Goal } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Section } from "../ui/page.tsx";
import { CancelGoal } from "./cancel-goal.tsx";
import { GoalBar } from "./goal-bar.tsx";
import { Milestones } from "./milestones.tsx";
import { NextStepCard } from "./next-step-card.tsx";
import styles from "./overview.module.css";
import { type GoalHere, payoutsOf, proofsOf, useGoal, useGoalIds, useGoalRights } from "./queries.ts";
import { Share } from "./share.tsx";
import { TermsList } from "./terms-list.tsx";

/** How far it has come, what comes next, and what was promised. */
export function OverviewPage() {
  const { t } = useTranslation("fundraising");
  const here = useGoalIds();
  const goal = useGoal(here);
  const rights = useGoalRights(here.communityId, goal);
  if (!goal) return null;
  const isPublished = goal.publishedAt !== null;
  // As long as people can give, to tell others is the next step, and stands there.
  return (
    <div className={styles.columns}>
      <div className="stack">
        <Progress goal={goal} communityId={here.communityId} />
        <Step here={here} goal={goal} />
        <Milestones goal={goal} />
        <Section title={t("goal.story")} card>
          {goal.photoUrl ? (
            <img src={goal.photoUrl} alt={t("goal.photoAlt", { title: goal.title })} className={styles.photo} />
          ) : null}
          <p className="pre prose">{goal.description}</p>
        </Section>
      </div>
      <div className="stack">
        {isPublished && goal.status !== "open" ? <Share goal={goal} /> : null}
        <Section title={t("terms.title")} card>
          <TermsList terms={goal.terms} />
        </Section>
        {rights.may("fundraising.cancel") ? <CancelGoal here={here} goal={goal} /> : null}
      </div>
    </div>
  );
}

function Progress({ goal, communityId }: { goal: Goal; communityId: string }) {
  const { t } = useTranslation("fundraising");
  const timeZone = useCommunity(communityId)?.timeZone;
  return (
    <section className="card stack-tight" aria-label={t("goal.raised")}>
      <div className={styles.raised}>
        <Money money={goal.figures.raised} size="hero" />
        <span className="soft">
          {t("goal.raisedOf")} <Money money={goal.targetAmount} short />
        </span>
      </div>
      <GoalBar goal={goal} />
      <p className="spread soft">
        <span>{t("goal.givers", { count: goal.figures.givers })}</span>
        <span>
          {t("goal.until")} <DateText at={goal.deadline} style="instant" {...(timeZone ? { timeZone } : {})} />
        </span>
      </p>
      <p>{t(`state.${goal.status}`)}</p>
      {goal.endReason ? <p className="soft">{goal.endReason}</p> : null}
    </section>
  );
}

/** Payouts are asked for only by whoever may see them; without them the step is told as far as it is known. */
function Step({ here, goal }: { here: GoalHere; goal: Goal }) {
  const rights = useGoalRights(here.communityId, goal);
  const isPublished = goal.publishedAt !== null;
  const proofs = useInfiniteQuery({ ...proofsOf(here.communityId, here.goalId), enabled: isPublished });
  const payouts = useInfiniteQuery({
    ...payoutsOf(here.communityId, here.goalId),
    enabled: isPublished && rights.may("fundraising.pay_out"),
  });
  if (isPublished && proofs.isPending) return null;
  return (
    <NextStepCard
      here={here}
      goal={goal}
      proofs={proofs.data?.pages.flatMap((page) => page.items) ?? []}
      payouts={payouts.data?.pages.flatMap((page) => page.items) ?? []}
    />
  );
}
