import { IconMoodCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCommunityId, useMay } from "../lib/community.ts";
import { Page } from "../ui/page.tsx";
import { EmptyState } from "../ui/states.tsx";
import { DataTable } from "../ui/table/data-table.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { GiftSheet } from "./gift-sheet.tsx";
import { useGiftColumns } from "./gifts-page.tsx";
import { unclaimedGifts } from "./queries.ts";

/** Refunds that did not arrive: the money waits on the givers' accounts. */
export function UnclaimedPage() {
  const { t } = useTranslation("fundraising");
  const communityId = useCommunityId();
  const may = useMay(communityId);
  const { search, set } = useFilters();
  const list = useInfiniteQuery(unclaimedGifts(communityId));
  const open = list.data?.pages.flatMap((page) => page.items).find(({ id }) => id === search["open"]);
  return (
    <Page title={t("unclaimed.title")} lead={t("unclaimed.lead")}>
      <DataTable
        name={t("unclaimed.title")}
        list={list}
        columns={useGiftColumns()}
        rowKey={({ id }) => id}
        onOpen={({ id }) => set({ open: id })}
        openKey={search["open"]}
        exportName="unclaimed"
        empty={<EmptyState icon={IconMoodCheck} title={t("unclaimed.none")} />}
      />
      <GiftSheet
        here={{ communityId, goalId: open?.goalId ?? "" }}
        gift={open ?? null}
        mayRefund={may("fundraising.refund")}
        onClose={() => set({ open: undefined })}
      />
    </Page>
  );
}
