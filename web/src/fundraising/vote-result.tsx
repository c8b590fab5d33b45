import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { formatBasisPoints, formatMoney, formatNumber } from "../lib/format.ts";
import { useReader } from "../lib/reader.ts";
import type { Goal, Proof } from "../lib/wire.ts";
import { TallyBar } from "../ui/charts/milestone-bar.tsx";
import { DateText } from "../ui/dates.tsx";
import { Section } from "../ui/page.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { type GoalHere, votesOf } from "./queries.ts";
import { isBareMajority } from "./terms-list.tsx";

/** How many have voted while the vote is open; how it came out once it is closed. */
export function VoteResult({ here, goal, proof }: { here: GoalHere; goal: Goal; proof: Proof }) {
  const { t } = useTranslation("fundraising");
  const { language } = useReader();
  if (proof.voters === 0) return null;
  const { quorumBps, thresholdBps } = goal.terms.vote;
  return (
    <Section title={t("vote.title")} card>
      <div className="stack-tight">
        {proof.outcome ? (
          <Outcome goal={goal} outcome={proof.outcome} quorumBps={quorumBps} />
        ) : (
          <Turnout proof={proof} />
        )}
        {proof.voteClosesAt && proof.status === "voting" ? (
          <p>
            {t("vote.closes")} <DateText at={proof.voteClosesAt} style="instant" />
          </p>
        ) : null}
        <p className="soft small">
          {t(isBareMajority(thresholdBps) ? "terms.voteHalf" : "terms.vote", {
            quorum: formatBasisPoints(quorumBps, language),
            threshold: formatBasisPoints(thresholdBps, language),
          })}
        </p>
        {proof.outcome ? <Reasons here={here} proof={proof} /> : null}
      </div>
    </Section>
  );
}

function Turnout({ proof }: { proof: Proof }) {
  const { t } = useTranslation("fundraising");
  const text = t("vote.cast", { votes: proof.votes, count: proof.voters });
  return (
    <div aria-live="polite" className="stack-tight">
      <strong>{text}</strong>
      <TallyBar yes={proof.votes} no={0} total={proof.voters} quorumBps={0} name={text} />
      <p className="soft small">{t("vote.secret")}</p>
    </div>
  );
}

function Outcome({
  goal,
  outcome,
  quorumBps,
}: {
  goal: Goal;
  outcome: NonNullable<Proof["outcome"]>;
  quorumBps: number;
}) {
  const { t } = useTranslation("fundraising");
  const { language } = useReader();
  const weigh = (weight: number) =>
    goal.terms.vote.weight === "amount"
      ? formatMoney({ amount: weight, currency: goal.currency }, language)
      : formatNumber(weight, language);
  const text = t("vote.result", { yes: weigh(outcome.yes), no: weigh(outcome.no), total: weigh(outcome.total) });
  return (
    <>
      <div className="row-tight">
        <StatusBadge tone={outcome.approved ? "good" : "bad"}>
          {outcome.approved ? t("vote.approved") : t("vote.rejected")}
        </StatusBadge>
        {outcome.quorumMet ? null : <StatusBadge tone="warn">{t("vote.noQuorum")}</StatusBadge>}
      </div>
      <strong>{text}</strong>
      <TallyBar yes={outcome.yes} no={outcome.no} total={outcome.total} quorumBps={quorumBps} name={text} />
    </>
  );
}

/** What voters wrote. */
function Reasons({ here, proof }: { here: GoalHere; proof: Proof }) {
  const { t } = useTranslation("fundraising");
  const votes = useInfiniteQuery(votesOf(here.communityId, here.goalId, proof.id));
  const told = (votes.data?.pages.flatMap((page) => page.items) ?? []).filter(({ comment }) => comment !== null);
  if (told.length === 0) return null;
  return (
    <ul className="plain-list stack-tight">
      {told.map((vote) => (
        <li key={vote.id} className="row-tight">
          <StatusBadge tone={vote.isApproved ? "good" : "bad"}>
            {vote.isApproved ? t("vote.yes") : t("vote.no")}
          </StatusBadge>
          <span className="pre">{vote.comment}</span>
        </li>
      ))}
    </ul>
  );
}
