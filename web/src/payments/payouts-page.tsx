import { IconBuildingBank } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import type { Payout } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Facts } from "../ui/page.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { EmptyState } from "../ui/states.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import type { Column } from "../ui/table/columns.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { FilterBar } from "../ui/table/filter-bar.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { useMoneyColumns } from "./money-columns.tsx";
import { ProviderData } from "./provider-data.tsx";
import { payoutsOf } from "./queries.ts";
import { PAYOUT_TONES } from "./tones.ts";

export function PayoutsPage() {
  const { t } = useTranslation("payments");
  const communityId = useCommunityId();
  const { search, set } = useFilters();
  const list = useInfiniteQuery(payoutsOf(communityId, { status: search["status"] }));
  const open = list.data?.pages.flatMap((page) => page.items).find(({ id }) => id === search["open"]);
  return (
    <div className="stack">
      <FilterBar
        choices={[
          {
            name: "status",
            label: t("status.title"),
            options: Object.keys(PAYOUT_TONES).map((value) => ({ value, label: t(`status.${value}`) })),
          },
        ]}
      />
      <DataTable
        name={t("tab.payouts")}
        list={list}
        columns={useColumns(communityId)}
        rowKey={({ id }) => id}
        onOpen={({ id }) => set({ open: id })}
        openKey={search["open"]}
        exportName="payouts"
        empty={<EmptyState icon={IconBuildingBank} title={t("payouts.none")} />}
      />
      <Sheet opened={open !== undefined} onClose={() => set({ open: undefined })} title={t("payouts.one")}>
        {open ? <PayoutFacts payout={open} /> : null}
      </Sheet>
    </div>
  );
}

function PayoutFacts({ payout }: { payout: Payout }) {
  const { t } = useTranslation("payments");
  return (
    <>
      <Money money={payout.amount} size="hero" />
      <StatusBadge tone={PAYOUT_TONES[payout.status]}>{t(`status.${payout.status}`)}</StatusBadge>
      <Facts
        facts={[
          [t("field.what"), payout.reason],
          [t("field.destination"), <bdi key="to">{payout.destinationHint}</bdi>],
          [
            t("field.reference"),
            <code key="reference" dir="ltr">
              {payout.reference}
            </code>,
          ],
          [t("field.begun"), <DateText key="begun" at={payout.createdAt} style="instant" />],
          ...(payout.failureReason ? ([[t("field.why"), payout.failureReason]] as const) : []),
        ]}
      />
      <ProviderData data={payout.providerData} />
    </>
  );
}

function useColumns(communityId: string): Column<Payout>[] {
  const { t } = useTranslation("payments");
  const money = useMoneyColumns<Payout>(communityId);
  return [
    { id: "what", head: t("field.what"), card: "title", cell: ({ reason }) => reason, csv: ({ reason }) => reason },
    {
      id: "status",
      head: t("status.title"),
      cell: ({ status }) => <StatusBadge tone={PAYOUT_TONES[status]}>{t(`status.${status}`)}</StatusBadge>,
      csv: ({ status }) => t(`status.${status}`),
      code: ({ status }) => status,
    },
    {
      id: "to",
      head: t("field.destination"),
      cell: ({ destinationHint }) => <bdi>{destinationHint}</bdi>,
      csv: ({ destinationHint }) => destinationHint,
    },
    money.provider,
    money.when,
    money.amount,
  ];
}
