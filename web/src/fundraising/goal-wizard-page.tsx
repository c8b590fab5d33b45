import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCommunity, useCommunityId } from "../lib/community.ts";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { Goal } from "../lib/wire.ts";
import { Page } from "../ui/page.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { toastDone } from "../ui/toast.tsx";
import { goalBody, newGoal, valuesOf } from "./goal-values.ts";
import { GoalWizard } from "./goal-wizard.tsx";
import { goalOptions, useGoalIds } from "./queries.ts";

export function NewGoalPage() {
  const { t } = useTranslation("fundraising");
  const communityId = useCommunityId();
  const community = useCommunity(communityId);
  const client = useQueryClient();
  const navigate = useNavigate();
  return (
    <Page
      title={t("wizard.new")}
      trail={
        <Link to="/c/$communityId/goals" params={{ communityId }}>
          {t("goals.title")}
        </Link>
      }
      narrow
    >
      {community ? (
        <GoalWizard
          communityId={communityId}
          currency={community.currency}
          defaultValues={newGoal(Date.now())}
          draft={`goal-${communityId}`}
          send={({ values, photoId, key }) =>
            call("POST /v1/communities/{communityId}/goals", {
              path: { communityId },
              idempotencyKey: key,
              body: { ...goalBody(values, community.currency), photoId },
            })
          }
          onDone={async (goal) => {
            await client.invalidateQueries({ queryKey: communityKey(communityId, "goals") });
            await navigate({ to: "/c/$communityId/goals/$goalId", params: { communityId, goalId: goal.id } });
          }}
        />
      ) : (
        <Lines />
      )}
    </Page>
  );
}

export function EditGoalPage() {
  const { t } = useTranslation("fundraising");
  const here = useGoalIds();
  const goal = useQuery(goalOptions(here.communityId, here.goalId));
  return (
    <Page
      title={t("wizard.edit")}
      trail={
        <Link to="/c/$communityId/goals/$goalId" params={here}>
          {goal.data?.title ?? ""}
        </Link>
      }
      narrow
    >
      {goal.isPending ? <Lines /> : null}
      {goal.isError && !goal.data ? <ErrorState error={goal.error} onRetry={() => void goal.refetch()} /> : null}
      {goal.data ? <Edit goal={goal.data} /> : null}
    </Page>
  );
}

/** After the first gift only the story changes: the promise stands. */
function Edit({ goal }: { goal: Goal }) {
  const { t } = useTranslation("fundraising");
  const here = useGoalIds();
  const client = useQueryClient();
  const navigate = useNavigate();
  const isLocked = goal.termsLockedAt !== null;
  return (
    <GoalWizard
      communityId={here.communityId}
      currency={goal.currency}
      defaultValues={valuesOf(goal)}
      photoId={goal.photoUrl?.split("/").at(-1) ?? null}
      isLocked={isLocked}
      send={({ values, photoId }) => {
        const { title, description, ...promise } = goalBody(values, goal.currency);
        const body = { title, description, photoId, version: goal.version, ...(isLocked ? {} : promise) };
        return call("PATCH /v1/communities/{communityId}/goals/{goalId}", { path: here, body });
      }}
      onDone={async (changed) => {
        client.setQueryData(goalOptions(here.communityId, here.goalId).queryKey, changed);
        toastDone(t("wizard.saved"));
        await navigate({ to: "/c/$communityId/goals/$goalId", params: here });
      }}
    />
  );
}
