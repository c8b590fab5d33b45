import { IconGift } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { exponentOf, toDecimal } from "../lib/money.ts";
import type { Money as Amount, Gift } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { EmptyState } from "../ui/states.tsx";
import type { Column } from "../ui/table/columns.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { FilterBar } from "../ui/table/filter-bar.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { GiftBadge } from "./badges.tsx";
import { GiftSheet } from "./gift-sheet.tsx";
import { giftsOf, useGoal, useGoalIds, useGoalRights } from "./queries.ts";
import { GIFT_TONES } from "./tones.ts";

export function GiftsPage() {
  const { t } = useTranslation("fundraising");
  const here = useGoalIds();
  const goal = useGoal(here);
  const rights = useGoalRights(here.communityId, goal);
  const { search, set } = useFilters();
  const list = useInfiniteQuery(giftsOf(here.communityId, here.goalId, { status: search["status"] }));
  const columns = useGiftColumns();
  const seesAll = rights.may("fundraising.view_gifts");
  const open = list.data?.pages.flatMap((page) => page.items).find(({ id }) => id === search["open"]);
  return (
    <div className="stack">
      {seesAll ? (
        <FilterBar
          choices={[
            {
              name: "status",
              label: t("gifts.status"),
              options: Object.keys(GIFT_TONES).map((value) => ({ value, label: t(`giftStatus.${value}`) })),
            },
          ]}
        />
      ) : null}
      <DataTable
        name={t("tab.gifts")}
        list={list}
        columns={columns}
        rowKey={(gift) => gift.id}
        {...(seesAll
          ? { onOpen: (gift: Gift) => set({ open: gift.id }), exportName: `gifts-${goal?.slug ?? ""}` }
          : {})}
        openKey={search["open"]}
        empty={<EmptyState icon={IconGift} title={t("gifts.none")} text={t("gifts.noneText")} />}
      />
      <GiftSheet
        here={here}
        gift={open ?? null}
        mayRefund={rights.may("fundraising.refund")}
        onClose={() => set({ open: undefined })}
      />
    </div>
  );
}

const plain = ({ amount, currency }: Amount) => toDecimal(BigInt(amount), exponentOf(currency));

export function useGiftColumns(): Column<Gift>[] {
  const { t } = useTranslation("fundraising");
  const name = (gift: Gift) => gift.publicName ?? t("gifts.unnamed");
  return [
    {
      id: "giver",
      head: t("gifts.giver"),
      card: "title",
      cell: (gift) => (
        <>
          <bdi>{name(gift)}</bdi>
          {gift.isAnonymous ? <span className="soft small"> · {t("gifts.anonymous")}</span> : null}
        </>
      ),
      csv: name,
    },
    {
      id: "status",
      head: t("gifts.status"),
      cell: (gift) => <GiftBadge status={gift.status} />,
      csv: (gift) => gift.status,
    },
    {
      id: "paid",
      head: t("gifts.paid"),
      cell: (gift) => (gift.paidAt ? <DateText at={gift.paidAt} style="short" /> : "–"),
      csv: (gift) => gift.paidAt,
    },
    {
      id: "platformFee",
      head: t("gifts.platformFee"),
      isFigure: true,
      cell: (gift) => <Money money={gift.platformFee} size="small" />,
      csv: (gift) => plain(gift.platformFee),
    },
    {
      id: "providerFee",
      head: t("gifts.providerFee"),
      isFigure: true,
      cell: (gift) => <Money money={gift.providerFee} size="small" />,
      csv: (gift) => plain(gift.providerFee),
    },
    {
      id: "amount",
      head: t("gifts.amount"),
      isFigure: true,
      card: "figure",
      cell: (gift) => <Money money={gift.amount} struck={gift.status === "failed"} />,
      csv: (gift) => `${gift.amount.currency} ${plain(gift.amount)}`,
    },
  ];
}
