import { IconHomeQuestion } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import type { UnmatchedMoney } from "../lib/wire.ts";
import { EmptyState } from "../ui/states.tsx";
import type { Column } from "../ui/table/columns.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { FilterBar } from "../ui/table/filter-bar.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { useMoneyColumns } from "./money-columns.tsx";
import { unmatchedOf } from "./queries.ts";
import { UNMATCHED_STATES } from "./tones.ts";
import { UnmatchedSheet } from "./unmatched-sheet.tsx";
import { signedAmount, UnmatchedBadge, useUnmatchedReason } from "./unmatched-words.tsx";

/** Money that a provider moved and nobody here expected: booked, waiting for somebody to find its home. */
export function UnmatchedPage() {
  const { t } = useTranslation("payments");
  const communityId = useCommunityId();
  const { search, set } = useFilters();
  const list = useInfiniteQuery(unmatchedOf(communityId, { status: search["status"] }));
  return (
    <div className="stack">
      <p className="soft">{t("unmatched.lead")}</p>
      <FilterBar
        choices={[
          {
            name: "status",
            label: t("status.title"),
            options: UNMATCHED_STATES.map((value) => ({ value, label: t(`unmatched.${value}`) })),
          },
        ]}
      />
      <DataTable
        name={t("tab.unmatched")}
        list={list}
        columns={useColumns(communityId)}
        rowKey={({ id }) => id}
        onOpen={({ id }) => set({ open: id })}
        openKey={search["open"]}
        exportName="unmatched-money"
        empty={<EmptyState icon={IconHomeQuestion} title={t("unmatched.none")} text={t("unmatched.noneText")} />}
      />
      <UnmatchedSheet
        communityId={communityId}
        unmatchedId={search["open"] ?? null}
        onClose={() => set({ open: undefined })}
      />
    </div>
  );
}

function useColumns(communityId: string): Column<UnmatchedMoney>[] {
  const { t } = useTranslation("payments");
  const money = useMoneyColumns<UnmatchedMoney>(communityId, { signed: signedAmount });
  const reason = useUnmatchedReason();
  return [
    {
      id: "reason",
      head: t("field.why"),
      card: "title",
      cell: (row) => reason(row.reason),
      csv: (row) => reason(row.reason),
      code: (row) => row.reason,
    },
    {
      id: "status",
      head: t("status.title"),
      cell: (row) => <UnmatchedBadge money={row} />,
      csv: ({ status, resolution }) => resolution ?? status,
    },
    money.provider,
    {
      id: "reference",
      head: t("field.reference"),
      cell: ({ reference }) => (reference ? <code dir="ltr">{reference}</code> : "–"),
      csv: ({ reference }) => reference,
    },
    money.when,
    money.amount,
  ];
}
