import { IconFileTypePdf } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Goal, Proof } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Notice } from "../ui/notice.tsx";
import { Section } from "../ui/page.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { ProofBadge } from "./badges.tsx";
import { DecideProof } from "./decide-proof.tsx";
import { proofOptions, useGoal, useGoalIds, useGoalRights } from "./queries.ts";
import styles from "./upload.module.css";
import { VoteForm } from "./vote-form.tsx";
import { VoteResult } from "./vote-result.tsx";

/** A proof: what is shown, the vote on it, how it came out. */
export function ProofPage() {
  const { t } = useTranslation("fundraising");
  const here = useGoalIds();
  const { proofId = "" } = useParams({ strict: false });
  const goal = useGoal(here);
  const rights = useGoalRights(here.communityId, goal);
  const proof = useQuery(proofOptions(here.communityId, here.goalId, proofId));
  if (proof.isPending || !goal) return <Lines count={6} />;
  if (!proof.data) return <ErrorState error={proof.error} onRetry={() => void proof.refetch()} />;
  return (
    <div className="stack">
      <Link to="/c/$communityId/goals/$goalId/proofs" params={here}>
        {t("tab.proofs")}
      </Link>
      <Shown goal={goal} proof={proof.data} />
      <VoteResult here={here} goal={goal} proof={proof.data} />
      {proof.data.mayVote ? (
        <VoteForm key={proof.data.id} here={here} proof={proof.data} />
      ) : (
        <NoVote proof={proof.data} />
      )}
      {proof.data.status === "awaiting_operator" && rights.hasRole("fundraising.decide_proof") ? (
        <DecideProof here={here} proof={proof.data} />
      ) : null}
    </div>
  );
}

/** Why there is nothing to vote here; of a vote that is over the result says all. */
function NoVote({ proof }: { proof: Proof }) {
  const { t } = useTranslation("fundraising");
  if (proof.status !== "voting" || proof.mayNotVote === null) return null;
  return <Notice tone="plain">{t(`vote.not.${proof.mayNotVote}`)}</Notice>;
}

function Shown({ goal, proof }: { goal: Goal; proof: Proof }) {
  const { t } = useTranslation("fundraising");
  const milestone = goal.milestones.find(({ id }) => id === proof.milestoneId);
  return (
    <Section title={proof.title} actions={<ProofBadge status={proof.status} />} card>
      <div className="stack">
        <p className="soft small">
          {t(`proof.kind.${proof.kind}`)} · <bdi>{milestone?.title}</bdi> ·{" "}
          <DateText at={proof.submittedAt} style="instant" />
        </p>
        <p className="pre prose">{proof.description}</p>
        <ul className={styles.gallery}>
          {proof.media.map(({ id, url, contentType }, index) => (
            <li key={id}>
              <a href={url} target="_blank" rel="noreferrer">
                {contentType === "application/pdf" ? (
                  <>
                    <IconFileTypePdf aria-hidden size="3rem" stroke={1.25} />
                    {t("upload.paper", { number: index + 1 })}
                  </>
                ) : (
                  <img src={url} alt={t("upload.picture", { number: index + 1 })} loading="lazy" />
                )}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
