import { Button, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { Goal } from "../lib/wire.ts";
import { Money } from "../ui/money.tsx";
import { StepUp } from "../ui/step-up.tsx";
import { toastDone } from "../ui/toast.tsx";
import type { GoalHere } from "./queries.ts";

const LIVE = ["draft", "open", "deciding", "funded", "releasing"];

/** Calls a goal off: what is in escrow goes back. */
export function CancelGoal({ here, goal }: { here: GoalHere; goal: Goal }) {
  const { t } = useTranslation("fundraising");
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState("");
  if (!LIVE.includes(goal.status)) return null;
  const act = async () => {
    const body = { version: goal.version, ...(reason.trim() ? { reason: reason.trim() } : {}) };
    await call("POST /v1/communities/{communityId}/goals/{goalId}/cancellation", {
      path: here,
      body,
      idempotencyKey: key,
    });
    await client.invalidateQueries({ queryKey: communityKey(here.communityId) });
    toastDone(t("cancel.done"));
  };
  return (
    <>
      <Button variant="subtle" color="bad" onClick={() => setOpen(true)}>
        {t("cancel.title")}
      </Button>
      <StepUp
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t("cancel.title")}
        tone="bad"
        summary={[
          [t("cancel.goal"), goal.title],
          [t("cancel.back"), <Money key="back" money={goal.figures.inEscrow} />],
          [t("cancel.giversHead"), t("goal.givers", { count: goal.figures.givers })],
        ]}
        vow={t("cancel.vow")}
        confirm={t("cancel.action")}
        onConfirm={act}
      >
        <Textarea
          label={t("cancel.reason")}
          description={t("cancel.reasonHelp")}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </StepUp>
    </>
  );
}
