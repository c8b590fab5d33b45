import { IconPhotoCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Goal, Proof } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { EmptyState, ErrorState, Lines } from "../ui/states.tsx";
import { More } from "../ui/table/more.tsx";
import { ProofBadge } from "./badges.tsx";
import { nextStep } from "./next-step.ts";
import { type GoalHere, proofsOf, useGoal, useGoalIds, useGoalRights } from "./queries.ts";

export function ProofsPage() {
  const { t } = useTranslation("fundraising");
  const here = useGoalIds();
  const goal = useGoal(here);
  const rights = useGoalRights(here.communityId, goal);
  const list = useInfiniteQuery(proofsOf(here.communityId, here.goalId));
  if (list.isPending || !goal) return <Lines />;
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const proofs = list.data?.pages.flatMap((page) => page.items) ?? [];
  const mayAdd = rights.isOwner && nextStep(goal, proofs, []).kind === "prove";
  const add = mayAdd ? (
    <LinkButton to="/c/$communityId/goals/$goalId/proofs/new" params={here}>
      {t("proof.new")}
    </LinkButton>
  ) : null;
  if (proofs.length === 0)
    return <EmptyState icon={IconPhotoCheck} title={t("proof.none")} text={t("proof.noneText")} action={add} />;
  return (
    <div className="stack">
      {add ? <div>{add}</div> : null}
      <ul className="plain-list stack-tight">
        {proofs.map((proof) => (
          <ProofLine key={proof.id} here={here} goal={goal} proof={proof} />
        ))}
      </ul>
      <More list={list} />
    </div>
  );
}

function ProofLine({ here, goal, proof }: { here: GoalHere; goal: Goal; proof: Proof }) {
  const { t } = useTranslation("fundraising");
  const milestone = goal.milestones.find(({ id }) => id === proof.milestoneId);
  return (
    <li className="card stack-tight">
      <div className="spread">
        <Link to="/c/$communityId/goals/$goalId/proofs/$proofId" params={{ ...here, proofId: proof.id }}>
          <strong>{proof.title}</strong>
        </Link>
        <ProofBadge status={proof.status} />
      </div>
      <span className="soft small">
        {t(`proof.kind.${proof.kind}`)} · <bdi>{milestone?.title}</bdi> · <DateText at={proof.submittedAt} />
        {proof.voters > 0 ? ` · ${t("vote.cast", { votes: proof.votes, count: proof.voters })}` : null}
      </span>
    </li>
  );
}
