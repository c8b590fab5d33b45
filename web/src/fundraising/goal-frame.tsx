import { Button } from "@mantine/core";
import { IconExternalLink, IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Goal } from "../lib/wire.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { Page } from "../ui/page.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { GoalBadge } from "./badges.tsx";
import { type GoalHere, goalOptions, useGoalIds, useGoalRights } from "./queries.ts";

/** The head of a goal and its tabs. */
export function GoalFrame() {
  const { t } = useTranslation("fundraising");
  const here = useGoalIds();
  const goal = useQuery(goalOptions(here.communityId, here.goalId));
  if (goal.isPending) {
    return (
      <Page title={t("goal.title")}>
        <Lines count={6} />
      </Page>
    );
  }
  if (goal.isError && !goal.data) return <ErrorState error={goal.error} onRetry={() => void goal.refetch()} />;
  if (!goal.data) return null;
  return <Framed goal={goal.data} here={here} />;
}

function Framed({ goal, here }: { goal: Goal; here: GoalHere }) {
  const { t } = useTranslation("fundraising");
  const rights = useGoalRights(here.communityId, goal);
  const isDraft = goal.status === "draft";
  return (
    <Page
      title={goal.title}
      trail={
        <Link to="/c/$communityId/goals" params={{ communityId: here.communityId }}>
          {t("goals.title")}
        </Link>
      }
      lead={<GoalBadge status={goal.status} />}
      actions={
        <>
          {rights.isOwner ? (
            <LinkButton
              to="/c/$communityId/goals/$goalId/edit"
              params={here}
              variant="default"
              leftSection={<IconPencil aria-hidden size="1.1em" />}
            >
              {t("goal.edit")}
            </LinkButton>
          ) : null}
          {goal.url ? (
            <Button
              component="a"
              href={`/g/${goal.slug}`}
              variant="default"
              leftSection={<IconExternalLink aria-hidden size="1.1em" />}
            >
              {t("goal.publicPage")}
            </Button>
          ) : null}
        </>
      }
    >
      {isDraft ? null : <GoalTabs here={here} seesPayouts={rights.may("fundraising.pay_out")} />}
      <Outlet />
    </Page>
  );
}

function GoalTabs({ here, seesPayouts }: { here: GoalHere; seesPayouts: boolean }) {
  const { t } = useTranslation("fundraising");
  const parts = ["", "gifts", "proofs", "money", ...(seesPayouts ? ["payouts"] : []), "talk"];
  const tabs = parts.map((part) => ({
    id: part,
    label: t(`tab.${part || "overview"}`),
    to: part === "" ? "/c/$communityId/goals/$goalId" : `/c/$communityId/goals/$goalId/${part}`,
  }));
  return <Tabs name={t("goal.parts")} tabs={tabs} params={{ ...here }} />;
}
