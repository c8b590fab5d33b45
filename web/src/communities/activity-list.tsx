import { IconActivity } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { List } from "../lib/query.ts";
import type { Activity } from "../lib/wire.ts";
import { EmptyState, ErrorState, Lines } from "../ui/states.tsx";
import { More } from "../ui/table/more.tsx";
import { ActivityLine } from "./activity-line.tsx";

export function ActivityList({
  list,
  nameOf,
}: {
  list: List<Activity>;
  nameOf?: (item: Activity) => string | undefined;
}) {
  const { t } = useTranslation("communities");
  if (list.isPending) return <Lines count={8} />;
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0)
    return <EmptyState icon={IconActivity} title={t("activity.none")} text={t("activity.noneText")} />;
  return (
    <div className="card">
      {items.map((item) => (
        <ActivityLine key={item.id} item={item} communityName={nameOf?.(item)} />
      ))}
      <More list={list} />
    </div>
  );
}
