import { SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconPlus, IconSearch, IconTarget } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCommunityId, useMay } from "../lib/community.ts";
import { useMe } from "../lib/session.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState, ErrorState, Lines } from "../ui/states.tsx";
import { FilterBar } from "../ui/table/filter-bar.tsx";
import { More } from "../ui/table/more.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { GoalCard } from "./goal-card.tsx";
import styles from "./goals.module.css";
import { goalsOf } from "./queries.ts";

const STATES = [
  "draft",
  "open",
  "deciding",
  "funded",
  "releasing",
  "withdrawn",
  "proven",
  "failed",
  "cancelled",
] as const;

export function GoalsPage() {
  const { t } = useTranslation("fundraising");
  const communityId = useCommunityId();
  const may = useMay(communityId);
  return (
    <Page
      title={t("goals.title")}
      actions={
        may("fundraising.create") ? (
          <LinkButton
            to="/c/$communityId/goals/new"
            params={{ communityId }}
            leftSection={<IconPlus aria-hidden size="1.1em" />}
          >
            {t("goals.new")}
          </LinkButton>
        ) : null
      }
    >
      <Filters />
      <GoalList communityId={communityId} mayCreate={may("fundraising.create")} />
    </Page>
  );
}

function Filters() {
  const { t } = useTranslation("fundraising");
  const { search, set } = useFilters();
  const find = useDebouncedCallback((q: string) => set({ q }), 300);
  return (
    <div className="row">
      <SegmentedControl
        aria-label={t("goals.whose")}
        value={search["mine"] ?? "all"}
        onChange={(value) => set({ mine: value === "all" ? undefined : value })}
        data={[
          { value: "all", label: t("goals.all") },
          { value: "yes", label: t("goals.mine") },
        ]}
      />
      <FilterBar
        choices={[
          {
            name: "status",
            label: t("goals.status"),
            options: STATES.map((value) => ({ value, label: t(`goalStatus.${value}`) })),
          },
        ]}
      />
      <TextInput
        type="search"
        aria-label={t("goals.find")}
        placeholder={t("goals.find")}
        defaultValue={search["q"] ?? ""}
        onChange={(event) => find(event.currentTarget.value)}
        leftSection={<IconSearch aria-hidden size="1.1em" />}
      />
    </div>
  );
}

function GoalList({ communityId, mayCreate }: { communityId: string; mayCreate: boolean }) {
  const { t } = useTranslation("fundraising");
  const { search } = useFilters();
  const me = useMe();
  const list = useInfiniteQuery(
    goalsOf(communityId, { status: search["status"], q: search["q"], ownerId: search["mine"] ? me?.id : undefined }),
  );
  if (list.isPending) return <Lines count={6} />;
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const goals = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = Boolean(search["status"] ?? search["q"] ?? search["mine"]);
  if (goals.length === 0) {
    return (
      <EmptyState
        icon={IconTarget}
        title={isFiltered ? t("goals.noneFound") : t("goals.none")}
        {...(isFiltered ? {} : { text: t("goals.noneText") })}
        action={
          mayCreate && !isFiltered ? (
            <LinkButton to="/c/$communityId/goals/new" params={{ communityId }}>
              {t("goals.new")}
            </LinkButton>
          ) : null
        }
      />
    );
  }
  return (
    <>
      <ul className={styles.grid}>
        {goals.map((goal) => (
          <GoalCard key={goal.id} communityId={communityId} goal={goal} />
        ))}
      </ul>
      <More list={list} />
    </>
  );
}
