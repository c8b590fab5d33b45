import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { Goal, Milestone } from "../lib/wire.ts";
import { Money } from "../ui/money.tsx";
import { StepUp } from "../ui/step-up.tsx";
import { toastDone } from "../ui/toast.tsx";
import type { GoalHere } from "./queries.ts";

/** Takes a milestone's money out of escrow. */
export function Release({ here, goal, milestone }: { here: GoalHere; goal: Goal; milestone: Milestone }) {
  const { t } = useTranslation("fundraising");
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const next = goal.figures.nextRelease;
  const act = async () => {
    await call("POST /v1/communities/{communityId}/goals/{goalId}/milestones/{milestoneId}/release", {
      path: { ...here, milestoneId: milestone.id },
      idempotencyKey: key,
    });
    await client.invalidateQueries({ queryKey: communityKey(here.communityId) });
    toastDone(t("release.done"));
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("release.open")}</Button>
      <StepUp
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t("release.title")}
        summary={[
          ...(next ? ([[t("release.amount"), <Money key="amount" money={next} size="big" />]] as const) : []),
          [t("release.milestone"), milestone.title],
          [t("milestones.planned"), <Money key="planned" money={milestone.amount} />],
          [t("release.inEscrow"), <Money key="escrow" money={goal.figures.inEscrow} />],
        ]}
        vow={t("release.vow")}
        confirm={t("release.action")}
        onConfirm={act}
      >
        <p className="soft small">{t(`terms.surplus_${goal.terms.surplus}`)}</p>
      </StepUp>
    </>
  );
}
