import { IconCreditCard } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import { shortId } from "../lib/ids.ts";
import type { Payment } from "../lib/wire.ts";
import { EmptyState } from "../ui/states.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import type { Column } from "../ui/table/columns.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { FilterBar } from "../ui/table/filter-bar.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { useMoneyColumns } from "./money-columns.tsx";
import { PaymentSheet } from "./payment-sheet.tsx";
import { paymentsOf } from "./queries.ts";
import { PAYMENT_TONES } from "./tones.ts";

export function PaymentsPage() {
  const { t } = useTranslation("payments");
  const communityId = useCommunityId();
  const { search, set } = useFilters();
  const list = useInfiniteQuery(paymentsOf(communityId, { status: search["status"], subjectId: search["subjectId"] }));
  return (
    <div className="stack">
      <FilterBar
        choices={[
          {
            name: "status",
            label: t("status.title"),
            options: Object.keys(PAYMENT_TONES).map((value) => ({ value, label: t(`status.${value}`) })),
          },
        ]}
      />
      <DataTable
        name={t("tab.payments")}
        list={list}
        columns={useColumns(communityId)}
        rowKey={({ id }) => id}
        onOpen={({ id }) => set({ open: id })}
        openKey={search["open"]}
        exportName="payments"
        empty={<EmptyState icon={IconCreditCard} title={t("payments.none")} text={t("payments.noneText")} />}
      />
      <PaymentSheet
        communityId={communityId}
        paymentId={search["open"] ?? null}
        onClose={() => set({ open: undefined })}
      />
    </div>
  );
}

function useColumns(communityId: string): Column<Payment>[] {
  const { t } = useTranslation("payments");
  const money = useMoneyColumns<Payment>(communityId, { at: ({ paidAt, createdAt }) => paidAt ?? createdAt });
  return [
    {
      id: "what",
      head: t("field.what"),
      card: "title",
      cell: ({ description, reference }) => description || <code dir="ltr">{reference}</code>,
      csv: ({ description }) => description,
    },
    {
      id: "status",
      head: t("status.title"),
      cell: ({ status, disputeStatus }) => (
        <span className="row-tight">
          <StatusBadge tone={PAYMENT_TONES[status]}>{t(`status.${status}`)}</StatusBadge>
          {disputeStatus === "none" ? null : <StatusBadge tone="warn">{t(`dispute.${disputeStatus}`)}</StatusBadge>}
        </span>
      ),
      csv: ({ status }) => t(`status.${status}`),
      code: ({ status }) => status,
    },
    money.provider,
    money.when,
    {
      id: "reference",
      head: t("field.reference"),
      card: "none",
      cell: ({ reference }) => <code dir="ltr">{shortId(reference)}</code>,
      csv: ({ reference }) => reference,
    },
    money.amount,
  ];
}
