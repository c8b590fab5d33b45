import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { Proof } from "../lib/wire.ts";
import { LongField, TextField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { Section } from "../ui/page.tsx";
import { useKeptMedia } from "./kept-media.ts";
import { nextStep } from "./next-step.ts";
import { useGoal, useGoalIds } from "./queries.ts";
import { Upload } from "./upload.tsx";

interface ProofValues {
  title: string;
  description: string;
}

/** Shows the givers what their money will buy, or what it has bought. */
export function NewProofPage() {
  const { t } = useTranslation("fundraising");
  const here = useGoalIds();
  const goal = useGoal(here);
  const client = useQueryClient();
  const navigate = useNavigate();
  const kept = useKeptMedia(`proof-${here.goalId}`);
  const model = useServerForm<ProofValues, Proof>({
    defaultValues: { title: "", description: "" },
    draft: `proof-${here.goalId}`,
    send: (values, key) =>
      call("POST /v1/communities/{communityId}/goals/{goalId}/proofs", {
        path: here,
        idempotencyKey: key,
        body: { ...values, mediaIds: kept.media.map(({ id }) => id) },
      }),
    async onDone({ id }) {
      kept.forget();
      await client.invalidateQueries({ queryKey: communityKey(here.communityId, "goal", here.goalId) });
      await navigate({ to: "/c/$communityId/goals/$goalId/proofs/$proofId", params: { ...here, proofId: id } });
    },
  });
  const startOver = () => {
    model.startOver();
    kept.forget();
  };
  const step = goal ? nextStep(goal, [], []) : null;
  const kind = step?.kind === "prove" ? step.proof : "use";
  const milestone = step && "milestone" in step ? step.milestone.title : "";
  return (
    <Section title={t(`proof.title_${kind}`, { milestone })} lead={t(`proof.lead_${kind}`)} card>
      <Form model={{ ...model, startOver }} submit={t("proof.submit")}>
        <TextField<ProofValues> name="title" label={t("proof.heading")} required maxLength={120} />
        <LongField<ProofValues>
          name="description"
          label={t("proof.description")}
          help={t("proof.descriptionHelp")}
          required
          rows={6}
          maxLength={10000}
        />
        <Upload
          communityId={here.communityId}
          label={t("upload.title")}
          help={t("upload.help")}
          media={kept.media}
          onChange={kept.change}
        />
      </Form>
    </Section>
  );
}
