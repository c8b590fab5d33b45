import { IconWebhook } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCommunityId, useMay } from "../lib/community.ts";
import type { WebhookEvent } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { EmptyState } from "../ui/states.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import type { Column } from "../ui/table/columns.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { FilterBar } from "../ui/table/filter-bar.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { ProcessAgain } from "./process-again.tsx";
import { useProviderName, webhooksOf } from "./queries.ts";
import { WEBHOOK_TONES } from "./tones.ts";
import { WebhookSheet } from "./webhook-sheet.tsx";

/** Everything that providers sent, kept before anything was done with it. */
export function WebhooksPage() {
  const { t } = useTranslation("payments");
  const communityId = useCommunityId();
  const may = useMay(communityId);
  const { search, set } = useFilters();
  const list = useInfiniteQuery(webhooksOf(communityId, { status: search["status"] }));
  const mayReprocess = may("payments.reprocess");
  return (
    <div className="stack">
      <FilterBar
        choices={[
          {
            name: "status",
            label: t("status.title"),
            options: Object.keys(WEBHOOK_TONES).map((value) => ({ value, label: t(`status.${value}`) })),
          },
        ]}
      />
      <DataTable
        name={t("tab.webhooks")}
        list={list}
        columns={useColumns(communityId)}
        rowKey={({ id }) => id}
        openKey={search["open"]}
        {...(mayReprocess
          ? {
              onOpen: ({ id }: WebhookEvent) => set({ open: id }),
              bulk: (rows: readonly WebhookEvent[], done: () => void) => (
                <ProcessAgain communityId={communityId} events={rows} onDone={done} />
              ),
            }
          : {})}
        exportName="webhooks"
        empty={<EmptyState icon={IconWebhook} title={t("webhooks.none")} text={t("webhooks.noneText")} />}
      />
      <WebhookSheet
        communityId={communityId}
        webhookEventId={search["open"] ?? null}
        onClose={() => set({ open: undefined })}
      />
    </div>
  );
}

function useColumns(communityId: string): Column<WebhookEvent>[] {
  const { t } = useTranslation("payments");
  const provider = useProviderName(communityId);
  return [
    {
      id: "event",
      head: t("webhooks.event"),
      card: "title",
      cell: ({ event }) => <code dir="ltr">{event ?? t("webhooks.unreadable")}</code>,
      csv: ({ event }) => event,
    },
    {
      id: "status",
      head: t("status.title"),
      cell: ({ status }) => <StatusBadge tone={WEBHOOK_TONES[status]}>{t(`status.${status}`)}</StatusBadge>,
      csv: ({ status }) => t(`status.${status}`),
      code: ({ status }) => status,
    },
    {
      id: "signature",
      head: t("webhooks.signature"),
      cell: ({ signatureValid }) => (
        <StatusBadge tone={signatureValid ? "good" : "bad"}>
          {signatureValid ? t("webhooks.valid") : t("webhooks.invalid")}
        </StatusBadge>
      ),
      csv: ({ signatureValid }) => (signatureValid ? "valid" : "invalid"),
    },
    {
      id: "provider",
      head: t("field.provider"),
      cell: ({ providerId }) => <bdi>{provider(providerId)}</bdi>,
      csv: ({ providerId }) => provider(providerId),
    },
    {
      id: "deliveries",
      head: t("webhooks.deliveries"),
      isFigure: true,
      cell: ({ deliveries }) => deliveries,
      csv: ({ deliveries }) => deliveries,
    },
    {
      id: "when",
      head: t("webhooks.received"),
      cell: ({ receivedAt }) => <DateText at={receivedAt} style="short" />,
      csv: ({ receivedAt }) => receivedAt,
    },
  ];
}
