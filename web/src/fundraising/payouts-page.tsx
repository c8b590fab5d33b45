import { IconBuildingBank } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { exponentOf, toDecimal } from "../lib/money.ts";
import type { Goal, MilestonePayout } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { EmptyState } from "../ui/states.tsx";
import type { Column } from "../ui/table/columns.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { PayoutBadge } from "./badges.tsx";
import { payoutsOf, useGoal, useGoalIds } from "./queries.ts";

export function PayoutsPage() {
  const { t } = useTranslation("fundraising");
  const here = useGoalIds();
  const goal = useGoal(here);
  const list = useInfiniteQuery(payoutsOf(here.communityId, here.goalId));
  return (
    <DataTable
      name={t("tab.payouts")}
      list={list}
      columns={useColumns(goal)}
      rowKey={({ id }) => id}
      exportName={`payouts-${goal?.slug ?? ""}`}
      empty={<EmptyState icon={IconBuildingBank} title={t("payout.none")} text={t("payout.noneText")} />}
    />
  );
}

function useColumns(goal: Goal | undefined): Column<MilestonePayout>[] {
  const { t } = useTranslation("fundraising");
  const milestone = (payout: MilestonePayout) =>
    goal?.milestones.find(({ id }) => id === payout.milestoneId)?.title ?? "";
  return [
    {
      id: "milestone",
      head: t("release.milestone"),
      card: "title",
      cell: (payout) => <bdi>{milestone(payout)}</bdi>,
      csv: milestone,
    },
    {
      id: "status",
      head: t("gifts.status"),
      cell: (payout) => <PayoutBadge status={payout.status} />,
      csv: ({ status }) => status,
    },
    {
      id: "asked",
      head: t("payout.asked"),
      cell: ({ createdAt }) => <DateText at={createdAt} style="short" />,
      csv: ({ createdAt }) => createdAt,
    },
    {
      id: "ended",
      head: t("payout.ended"),
      cell: ({ endedAt }) => (endedAt ? <DateText at={endedAt} style="short" /> : "–"),
      csv: ({ endedAt }) => endedAt,
    },
    {
      id: "amount",
      head: t("gifts.amount"),
      isFigure: true,
      card: "figure",
      cell: ({ amount }) => <Money money={amount} />,
      csv: ({ amount }) => `${amount.currency} ${toDecimal(BigInt(amount.amount), exponentOf(amount.currency))}`,
    },
  ];
}
