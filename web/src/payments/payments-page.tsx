import { IconCreditCard } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import { plainMoney } from "../lib/format.ts";
import { shortId } from "../lib/ids.ts";
import type { Payment } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { EmptyState } from "../ui/states.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import type { Column } from "../ui/table/columns.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { FilterBar } from "../ui/table/filter-bar.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { PaymentSheet } from "./payment-sheet.tsx";
import { paymentsOf, useProviderName } from "./queries.ts";
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
  const provider = useProviderName(communityId);
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
      csv: ({ status }) => status,
    },
    {
      id: "provider",
      head: t("field.provider"),
      cell: ({ providerId }) => <bdi>{provider(providerId)}</bdi>,
      csv: ({ providerId }) => provider(providerId),
    },
    {
      id: "when",
      head: t("field.when"),
      cell: ({ paidAt, createdAt }) => <DateText at={paidAt ?? createdAt} style="short" />,
      csv: ({ paidAt, createdAt }) => paidAt ?? createdAt,
    },
    {
      id: "reference",
      head: t("field.reference"),
      card: "none",
      cell: ({ reference }) => <code dir="ltr">{shortId(reference)}</code>,
      csv: ({ reference }) => reference,
    },
    {
      id: "amount",
      head: t("field.amount"),
      isFigure: true,
      card: "figure",
      cell: ({ amount }) => <Money money={amount} />,
      csv: ({ amount }) => plainMoney(amount),
    },
  ];
}
