import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../lib/community.ts";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { Goal } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Notice } from "../ui/notice.tsx";
import { StepUp } from "../ui/step-up.tsx";
import { toastDone } from "../ui/toast.tsx";
import { type GoalHere, goalProvidersOf } from "./queries.ts";
import { TermsList } from "./terms-list.tsx";

/** Shows the goal to the world, after a last look at what is promised. */
export function Publish({ here, goal }: { here: GoalHere; goal: Goal }) {
  const { t } = useTranslation("fundraising");
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const act = async () => {
    await call("POST /v1/communities/{communityId}/goals/{goalId}/publication", {
      path: here,
      idempotencyKey: `publish-${here.goalId}-${goal.version}`,
      body: { version: goal.version },
    });
    await client.invalidateQueries({ queryKey: communityKey(here.communityId) });
    toastDone(t("publish.done"));
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("publish.open")}</Button>
      <StepUp
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t("publish.title")}
        summary={[
          [t("field.target"), <Money key="target" money={goal.targetAmount} />],
          [t("field.deadline"), <DateText key="deadline" at={goal.deadline} style="instant" />],
          [t("milestones.title"), String(goal.milestones.length)],
        ]}
        vow={t("publish.vow")}
        confirm={t("publish.action")}
        onConfirm={act}
      >
        <NobodyCanPay here={here} currency={goal.currency} />
        <TermsList terms={goal.terms} />
      </StepUp>
    </>
  );
}

/** A goal may be shown before it can be paid, but its owner knows it, and who mends it. */
function NobodyCanPay({ here, currency }: { here: GoalHere; currency: string }) {
  const { t } = useTranslation("fundraising");
  const may = useMay(here.communityId);
  const { data } = useQuery(goalProvidersOf(here));
  if (data?.items.length !== 0) return null;
  return (
    <Notice tone="warn">
      {t("publish.noProvider", { currency })}{" "}
      {may("payments.configure") ? (
        <Link to="/c/$communityId/payments/providers" params={{ communityId: here.communityId }}>
          {t("publish.addProvider")}
        </Link>
      ) : (
        t("publish.askForProvider")
      )}
    </Notice>
  );
}
