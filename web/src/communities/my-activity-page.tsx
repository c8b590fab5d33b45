import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { myCommunities } from "../lib/community.ts";
import { Page } from "../ui/page.tsx";
import { ActivityList } from "./activity-list.tsx";
import { myActivity } from "./queries.ts";

export function MyActivityPage() {
  const { t } = useTranslation("communities");
  const mine = useQuery(myCommunities).data?.items ?? [];
  const list = useInfiniteQuery(myActivity(null));
  return (
    <Page title={t("activity.mine")} narrow>
      <ActivityList
        list={list}
        nameOf={(item) => mine.find(({ communityId }) => communityId === item.communityId)?.name}
      />
    </Page>
  );
}
