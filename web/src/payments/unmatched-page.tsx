import { IconHomeQuestion } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import { plainMoney } from "../lib/format.ts";
import type { UnmatchedMoney } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { EmptyState } from "../ui/states.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import type { Column } from "../ui/table/columns.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { FilterBar } from "../ui/table/filter-bar.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { unmatchedOf, useProviderName } from "./queries.ts";

/** Money that a provider moved and nobody here expected: booked, waiting for somebody to find its home. */
export function UnmatchedPage() {
  const { t } = useTranslation("payments");
  const communityId = useCommunityId();
  const { search } = useFilters();
  const list = useInfiniteQuery(unmatchedOf(communityId, { status: search["status"] }));
  return (
    <div className="stack">
      <p className="soft">{t("unmatched.lead")}</p>
      <FilterBar
        choices={[
          {
            name: "status",
            label: t("status.title"),
            options: ["open", "resolved"].map((value) => ({ value, label: t(`unmatched.${value}`) })),
          },
        ]}
      />
      <DataTable
        name={t("tab.unmatched")}
        list={list}
        columns={useColumns(communityId)}
        rowKey={({ id }) => id}
        exportName="unmatched-money"
        empty={<EmptyState icon={IconHomeQuestion} title={t("unmatched.none")} text={t("unmatched.noneText")} />}
      />
    </div>
  );
}

function useColumns(communityId: string): Column<UnmatchedMoney>[] {
  const { t } = useTranslation("payments");
  const provider = useProviderName(communityId);
  const reason = (code: string) => t(`unmatched.reason.${code}`, { defaultValue: code.replaceAll("_", " ") });
  return [
    { id: "reason", head: t("field.why"), card: "title", cell: (row) => reason(row.reason), csv: (row) => row.reason },
    {
      id: "status",
      head: t("status.title"),
      cell: ({ status, resolution }) => (
        <span className="stack-tight">
          <StatusBadge tone={status === "open" ? "warn" : "good"}>{t(`unmatched.${status}`)}</StatusBadge>
          {resolution ? <span className="soft small">{resolution}</span> : null}
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
      id: "reference",
      head: t("field.reference"),
      cell: ({ reference }) => (reference ? <code dir="ltr">{reference}</code> : "–"),
      csv: ({ reference }) => reference,
    },
    {
      id: "when",
      head: t("field.when"),
      cell: ({ createdAt }) => <DateText at={createdAt} style="short" />,
      csv: ({ createdAt }) => createdAt,
    },
    { id: "from", head: t("unmatched.from"), cell: (row) => <Origin communityId={communityId} row={row} /> },
    {
      id: "amount",
      head: t("field.amount"),
      isFigure: true,
      card: "figure",
      cell: ({ amount, direction }) => (
        <Money money={{ ...amount, amount: direction === "out" ? -amount.amount : amount.amount }} sign="always" />
      ),
      csv: ({ amount }) => plainMoney(amount),
    },
  ];
}

function Origin({ communityId, row }: { communityId: string; row: UnmatchedMoney }) {
  const { t } = useTranslation("payments");
  return (
    <span className="row-tight">
      {row.webhookEventId ? (
        <Link to="/c/$communityId/payments/webhooks" params={{ communityId }} search={{ open: row.webhookEventId }}>
          {t("webhooks.one")}
        </Link>
      ) : null}
      <Link to="/c/$communityId/books/transactions" params={{ communityId }} search={{ sourceId: row.id }}>
        {row.booked ? t("field.transactions") : t("unmatched.notBooked")}
      </Link>
    </span>
  );
}
