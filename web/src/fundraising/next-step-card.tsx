import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Goal, MilestonePayout, Proof } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { type NextStep, nextStep } from "./next-step.ts";
import styles from "./overview.module.css";
import { PayOut } from "./pay-out.tsx";
import { Publish } from "./publish.tsx";
import { type GoalHere, useGoalRights } from "./queries.ts";
import { Release } from "./release.tsx";
import { ShareLink } from "./share.tsx";

interface NextStepCardProps {
  here: GoalHere;
  goal: Goal;
  proofs: readonly Proof[];
  payouts: readonly MilestonePayout[];
}

/** What the goal waits for, and the one button that takes it there, for whoever may press it. */
export function NextStepCard({ here, goal, proofs, payouts }: NextStepCardProps) {
  const { t } = useTranslation("fundraising");
  const step = nextStep(goal, proofs, payouts);
  const words = wordsOf(step);
  return (
    <section className={`card ${styles.step}`} aria-label={t("step.title")}>
      <span className="soft small">{t("step.title")}</span>
      <strong>{t(`step.${words.key}.title`, words.params)}</strong>
      <p className="soft">
        {t(`step.${words.key}.text`, words.params)}{" "}
        {step.kind === "vote" && step.proof.voteClosesAt ? (
          <DateText at={step.proof.voteClosesAt} style="instant" />
        ) : null}
      </p>
      <Action step={step} here={here} goal={goal} />
    </section>
  );
}

function wordsOf(step: NextStep): { key: string; params: Record<string, string | number> } {
  const milestone = "milestone" in step ? step.milestone.title : "";
  if (step.kind === "prove") return { key: step.proof === "plan" ? "prove_plan" : "prove_use", params: { milestone } };
  if (step.kind === "vote")
    return { key: "vote", params: { proof: step.proof.title, votes: step.proof.votes, voters: step.proof.voters } };
  if (step.kind === "decide") return { key: "decide", params: { proof: step.proof.title } };
  return { key: step.kind, params: { milestone } };
}

function Action({ step, here, goal }: { step: NextStep; here: GoalHere; goal: Goal }): ReactNode {
  const { t } = useTranslation("fundraising");
  const rights = useGoalRights(here.communityId, goal);
  switch (step.kind) {
    case "publish":
      return rights.isOwner ? <Publish here={here} goal={goal} /> : null;
    case "share":
      return <ShareLink goal={goal} />;
    case "prove":
      return rights.isOwner ? (
        <LinkButton to="/c/$communityId/goals/$goalId/proofs/new" params={here}>
          {t("proof.new")}
        </LinkButton>
      ) : null;
    case "vote":
    case "decide":
      return (
        <LinkButton
          to="/c/$communityId/goals/$goalId/proofs/$proofId"
          params={{ ...here, proofId: step.proof.id }}
          variant={rights.isOwner ? "default" : "filled"}
        >
          {t("proof.see")}
        </LinkButton>
      );
    case "release":
      return rights.may("fundraising.release") ? <Release here={here} goal={goal} milestone={step.milestone} /> : null;
    case "pay_out":
      return rights.may("fundraising.pay_out") ? <PayOut here={here} goal={goal} milestone={step.milestone} /> : null;
    default:
      return null;
  }
}
