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

/** A giver's vote, changeable until the close. Whoever may not vote is told why by the server. */
export function VoteForm({ here, proof }: { here: GoalHere; proof: Proof }) {
  const { t } = useTranslation("fundraising");
  const client = useQueryClient();
  const model = useServerForm<VoteValues, Vote>({
    defaultValues: { answer: "", comment: "" },
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
    <Section title={t(`vote.question_${proof.kind}`)} lead={t("vote.changeable")} card>
      <Form model={model} submit={t("vote.action")}>
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
