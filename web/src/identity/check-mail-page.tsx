import { Button } from "@mantine/core";
import { IconMailOpened } from "@tabler/icons-react";
import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { onwardTo } from "../lib/own-path.ts";
import { useSentence } from "../ui/states.tsx";
import type { Search } from "../ui/table/use-filters.ts";
import { Threshold } from "../ui/threshold.tsx";
import { toastDone, toastFault } from "../ui/toast.tsx";

export function CheckMailPage() {
  const { t } = useTranslation("identity");
  const search: Search = useSearch({ strict: false });
  const email = search["email"] ?? "";
  const onward = onwardTo(search["next"]);
  const isReset = search["for"] === "reset";
  const sentence = useSentence();
  const [isBusy, setBusy] = useState(false);
  const again = async () => {
    setBusy(true);
    try {
      await call(isReset ? "POST /v1/password-resets" : "POST /v1/email-verification-requests", {
        body: { email, ...onward },
      });
      toastDone(t("checkMail.sentAgain"));
    } catch (error) {
      toastFault(sentence(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Threshold
      title={t("checkMail.title")}
      beside={
        <Link to="/sign-in" search={{ email, ...onward }}>
          {t("checkMail.toSignIn")}
        </Link>
      }
    >
      <IconMailOpened aria-hidden size="3rem" stroke={1.25} color="var(--accent)" />
      <p>{isReset ? t("checkMail.reset", { email }) : t("checkMail.verify", { email })}</p>
      <p className="soft small">{t("checkMail.spam")}</p>
      {email ? (
        <Button variant="default" loading={isBusy} onClick={again}>
          {t("checkMail.again")}
        </Button>
      ) : null}
    </Threshold>
  );
}
