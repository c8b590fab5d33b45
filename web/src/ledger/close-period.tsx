import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDate } from "../lib/format.ts";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import { useReader } from "../lib/reader.ts";
import { Notice } from "../ui/notice.tsx";
import { StepUp } from "../ui/step-up.tsx";
import { toastDone } from "../ui/toast.tsx";
import { dayBefore, isDay, today } from "./days.ts";

/** The end of the last month is what one closes as a rule; where that is closed, yesterday. */
function likelyDay(last: string | null): string {
  const monthEnd = dayBefore(`${today().slice(0, 7)}-01`, 1);
  return last !== null && monthEnd <= last ? dayBefore(today(), 1) : monthEnd;
}

/** Closes everything up to a day. It cannot be undone, and says so. */
export function ClosePeriod({ communityId, last }: { communityId: string; last: string | null }) {
  const { t } = useTranslation("ledger");
  const { language } = useReader();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [through, setThrough] = useState(() => likelyDay(last));
  const [keys] = useState(() => new Map<string, string>());
  const isLater = isDay(through) && (last === null || through > last) && through <= today();
  const act = async () => {
    const idempotencyKey = keys.get(through) ?? crypto.randomUUID();
    keys.set(through, idempotencyKey);
    await call("POST /v1/communities/{communityId}/ledger/closings", {
      path: { communityId },
      body: { through },
      idempotencyKey,
    });
    await client.invalidateQueries({ queryKey: communityKey(communityId) });
    toastDone(t("closings.done"));
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("closings.close")}
      </Button>
      <StepUp
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t("closings.close")}
        summary={[
          [t("closings.before"), last === null ? t("closings.nothingYet") : formatDate(last, language)],
          [t("closings.now"), isLater ? formatDate(through, language) : null],
        ]}
        vow={t("closings.vow")}
        confirm={t("closings.close")}
        isReady={isLater}
        onConfirm={act}
      >
        <TextInput
          type="date"
          label={t("closings.day")}
          value={through}
          max={today()}
          onChange={(event) => setThrough(event.currentTarget.value)}
          error={isLater ? null : t("closings.dayFault")}
        />
        <Notice tone="warn">{t("closings.means")}</Notice>
      </StepUp>
    </>
  );
}
