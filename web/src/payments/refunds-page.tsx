import { IconArrowBackUp } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import { shortId } from "../lib/ids.ts";
import type { Refund } from "../lib/wire.ts";
import { EmptyState } from "../ui/states.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import type { Column } from "../ui/table/columns.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { FilterBar } from "../ui/table/filter-bar.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { useMoneyColumns } from "./money-columns.tsx";
import { PaymentSheet } from "./payment-sheet.tsx";
import { refundsOf } from "./queries.ts";
import { REFUND_TONES } from "./tones.ts";

export function RefundsPage() {
  const { t } = useTranslation("payments");
  const communityId = useCommunityId();
  const { search, set } = useFilters();
  const list = useInfiniteQuery(refundsOf(communityId, { status: search["status"] }));
  return (
    <div className="stack">
      <FilterBar
        choices={[
          {
            name: "status",
            label: t("status.title"),
            options: Object.keys(REFUND_TONES).map((value) => ({ value, label: t(`status.${value}`) })),
          },
        ]}
      />
      <DataTable
        name={t("tab.refunds")}
        list={list}
        columns={useColumns(communityId)}
        rowKey={({ id }) => id}
        onOpen={({ paymentId }) => set({ open: paymentId })}
        exportName="refunds"
        empty={<EmptyState icon={IconArrowBackUp} title={t("refunds.none")} />}
      />
      <PaymentSheet
        communityId={communityId}
        paymentId={search["open"] ?? null}
        onClose={() => set({ open: undefined })}
      />
    </div>
  );
}

function useColumns(communityId: string): Column<Refund>[] {
  const { t } = useTranslation("payments");
  const money = useMoneyColumns<Refund>(communityId);
  return [
    ...useGiftColumns(communityId),
    {
      id: "reference",
      head: t("field.reference"),
      card: "none",
      cell: ({ reference }) => <code dir="ltr">{shortId(reference)}</code>,
      csv: ({ reference }) => reference,
    },
    {
      id: "status",
      head: t("status.title"),
      cell: ({ status }) => <StatusBadge tone={REFUND_TONES[status]}>{t(`status.${status}`)}</StatusBadge>,
      csv: ({ status }) => t(`status.${status}`),
      code: ({ status }) => status,
    },
    money.provider,
    {
      id: "why",
      head: t("field.why"),
      cell: ({ failureReason }) => failureReason ?? "–",
      csv: ({ failureReason }) => failureReason,
    },
    money.when,
    money.amount,
  ];
}

/** What was given to, by whom, and the way there. */
function useGiftColumns(communityId: string): Column<Refund>[] {
  const { t } = useTranslation("payments");
  return [
    {
      id: "what",
      head: t("field.what"),
      card: "title",
      // Where it cannot be told: the reference, by which a provider can be asked.
      cell: ({ subjectName, reference }) =>
        subjectName ? <bdi>{subjectName}</bdi> : <code dir="ltr">{shortId(reference)}</code>,
      csv: ({ subjectName }) => subjectName,
    },
    {
      id: "payer",
      head: t("refunds.payer"),
      cell: ({ payerName }) => (payerName ? <bdi>{payerName}</bdi> : t("refunds.unnamed")),
      csv: ({ payerName }) => payerName,
    },
    {
      id: "gift",
      head: t("refunds.paid"),
      cell: (refund) => <GiftLink communityId={communityId} refund={refund} />,
    },
  ];
}

function GiftLink({ communityId, refund }: { communityId: string; refund: Refund }) {
  const { t } = useTranslation("payments");
  const { purposeKind, purposeId, subjectId: goalId } = refund;
  if (purposeKind !== "gift" || !goalId) return "–";
  return (
    <Link to="/c/$communityId/goals/$goalId/gifts" params={{ communityId, goalId }} search={{ open: purposeId }}>
      {t("refunds.gift")}
    </Link>
  );
}
