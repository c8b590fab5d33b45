import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCommunity } from "../lib/community.ts";
import type { Goal } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { GoalBadge } from "./badges.tsx";
import { GoalBar } from "./goal-bar.tsx";
import styles from "./goals.module.css";

/** One goal at a glance: what came, of how much, until when. */
export function GoalCard({ communityId, goal }: { communityId: string; goal: Goal }) {
  const { t } = useTranslation("fundraising");
  const timeZone = useCommunity(communityId)?.timeZone;
  return (
    <li className={styles.card}>
      <div className={styles.photo}>
        {goal.photoUrl ? (
          <img src={goal.photoUrl} alt="" loading="lazy" />
        ) : (
          <span aria-hidden>{[...goal.title][0]}</span>
        )}
      </div>
      <div className={styles.body}>
        <div className="row-tight">
          <GoalBadge status={goal.status} />
        </div>
        <h2 className={styles.title}>
          <Link to="/c/$communityId/goals/$goalId" params={{ communityId, goalId: goal.id }} className={styles.link}>
            {goal.title}
          </Link>
        </h2>
        <div className={styles.figures}>
          <Money money={goal.figures.raised} size="big" short />
          <span className="soft small">{t("goal.of")}</span> <Money money={goal.targetAmount} size="small" short />
        </div>
        <GoalBar goal={goal} />
        <p className="soft small">
          {t("goal.givers", { count: goal.figures.givers })} · {t("goal.until")}{" "}
          <DateText at={goal.deadline} {...(timeZone ? { timeZone } : {})} />
        </p>
      </div>
    </li>
  );
}
