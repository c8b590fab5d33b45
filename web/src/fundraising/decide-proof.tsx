import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { Proof } from "../lib/wire.ts";
import { Notice } from "../ui/notice.tsx";
import { Section } from "../ui/page.tsx";
import { useSentence } from "../ui/states.tsx";
import type { GoalHere } from "./queries.ts";

/** Where nobody may vote, an operator looks and decides. */
export function DecideProof({ here, proof }: { here: GoalHere; proof: Proof }) {
  const { t } = useTranslation("fundraising");
  const client = useQueryClient();
  const sentence = useSentence();
  const decide = useMutation({
    mutationFn: (isApproved: boolean) =>
      call("POST /v1/communities/{communityId}/goals/{goalId}/proofs/{proofId}/decision", {
        path: { ...here, proofId: proof.id },
        body: { isApproved },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: communityKey(here.communityId) }),
  });
  return (
    <Section title={t("decide.title")} lead={t("decide.text")} card>
      <div className="stack">
        {decide.error ? <Notice tone="bad">{sentence(decide.error)}</Notice> : null}
        <div className="row">
          <Button loading={decide.isPending} onClick={() => decide.mutate(true)}>
            {t("decide.accept")}
          </Button>
          <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate(false)}>
            {t("decide.reject")}
          </Button>
        </div>
      </div>
    </Section>
  );
}
