import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import { Page } from "../ui/page.tsx";
import { ActivityList } from "./activity-list.tsx";
import { activityOf } from "./queries.ts";

export function ActivityPage() {
  const { t } = useTranslation("communities");
  return (
    <Page title={t("activity.title")} narrow>
      <ActivityList list={useInfiniteQuery(activityOf(useCommunityId()))} />
    </Page>
  );
}
