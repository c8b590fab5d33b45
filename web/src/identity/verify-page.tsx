import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { onwardTo } from "../lib/own-path.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { Notice } from "../ui/notice.tsx";
import { useSentence } from "../ui/states.tsx";
import type { Search } from "../ui/table/use-filters.ts";
import { Threshold } from "../ui/threshold.tsx";

/** A button and no more: mail programs that open links to look at them must not use the token up. */
export function VerifyPage() {
  const { t } = useTranslation("identity");
  const search: Search = useSearch({ strict: false });
  const sentence = useSentence();
  const proof = useMutation({
    mutationFn: () => call("POST /v1/email-verifications", { body: { token: search["t"] ?? "" } }),
  });
  if (proof.data) {
    return (
      <Threshold title={t("verify.done")} lead={t("verify.doneLead", { email: proof.data.email })}>
        <LinkButton to="/sign-in" search={{ ...onwardTo(search["next"]), email: proof.data.email }}>
          {t("signIn.action")}
        </LinkButton>
      </Threshold>
    );
  }
  return (
    <Threshold title={t("verify.title")} lead={t("verify.lead")}>
      {proof.error ? <Notice tone="bad">{sentence(proof.error)}</Notice> : null}
      <Button loading={proof.isPending} onClick={() => proof.mutate()}>
        {t("verify.action")}
      </Button>
    </Threshold>
  );
}
