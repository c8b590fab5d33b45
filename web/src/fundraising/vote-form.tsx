import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey, selfKey } from "../lib/query.ts";
import type { Proof, Vote } from "../lib/wire.ts";
import { ChoiceField, LongField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { Section } from "../ui/page.tsx";
import { toastDone } from "../ui/toast.tsx";
import type { GoalHere } from "./queries.ts";

interface VoteValues {
  answer: string;
  comment: string;
}

function valuesOf(vote: Vote | null): VoteValues {
  if (!vote) return { answer: "", comment: "" };
  return { answer: vote.isApproved ? "yes" : "no", comment: vote.comment ?? "" };
}

/** A giver's vote, changeable until the close: it begins with the one that stands. */
export function VoteForm({ here, proof }: { here: GoalHere; proof: Proof }) {
  const { t } = useTranslation("fundraising");
  const client = useQueryClient();
  const { myVote } = proof;
  const standing = myVote
    ? `${t(myVote.isApproved ? "vote.yours_yes" : "vote.yours_no")} ${t("vote.changeable")}`
    : t("vote.changeable");
  const model = useServerForm<VoteValues, Vote>({
    defaultValues: valuesOf(myVote),
    draft: `vote-${proof.id}`,
    send: ({ answer, comment }) =>
      call("PUT /v1/communities/{communityId}/goals/{goalId}/proofs/{proofId}/vote", {
        path: { ...here, proofId: proof.id },
        body: { isApproved: answer === "yes", ...(comment.trim() ? { comment: comment.trim() } : {}) },
      }),
    async onDone() {
      toastDone(t("vote.saved"));
      await client.invalidateQueries({ queryKey: communityKey(here.communityId, "goal", here.goalId) });
      await client.invalidateQueries({ queryKey: selfKey("activity") });
    },
  });
  return (
    <Section title={t(`vote.question_${proof.kind}`)} lead={standing} card>
      <Form model={model} submit={myVote ? t("vote.change") : t("vote.action")}>
        <ChoiceField<VoteValues>
          name="answer"
          label={t("vote.yours")}
          options={[
            { value: "yes", label: t("vote.yesLong") },
            { value: "no", label: t("vote.noLong") },
          ]}
        />
        <LongField<VoteValues>
          name="comment"
          label={t("vote.why")}
          help={t("vote.whyHelp")}
          rows={3}
          maxLength={2000}
        />
      </Form>
    </Section>
  );
}
