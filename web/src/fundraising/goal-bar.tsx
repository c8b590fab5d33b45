import { useTranslation } from "react-i18next";
import type { Goal } from "../lib/wire.ts";
import { MilestoneBar } from "../ui/charts/milestone-bar.tsx";

export function GoalBar({ goal }: { goal: Goal }) {
  const { t } = useTranslation("fundraising");
  return (
    <MilestoneBar
      raised={goal.figures.raised}
      target={goal.targetAmount}
      parts={goal.milestones}
      label={(share, target) => t("goal.progress", { share, target })}
    />
  );
}
