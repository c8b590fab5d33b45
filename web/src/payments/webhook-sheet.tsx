import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { WebhookEventWithBody } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Facts } from "../ui/page.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { ProcessAgain } from "./process-again.tsx";
import { Code, ProviderData, readable } from "./provider-data.tsx";
import { webhookOptions } from "./queries.ts";
import { WEBHOOK_TONES } from "./tones.ts";

export function WebhookSheet({
  communityId,
  webhookEventId,
  onClose,
}: {
  communityId: string;
  webhookEventId: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslation("payments");
  const event = useQuery({ ...webhookOptions(communityId, webhookEventId ?? ""), enabled: webhookEventId !== null });
  return (
    <Sheet opened={webhookEventId !== null} onClose={onClose} title={t("webhooks.one")}>
      {event.isPending ? <Lines /> : null}
      {event.isError && !event.data ? <ErrorState error={event.error} onRetry={() => void event.refetch()} /> : null}
      {event.data ? <Received communityId={communityId} event={event.data} /> : null}
    </Sheet>
  );
}

function Received({ communityId, event }: { communityId: string; event: WebhookEventWithBody }) {
  const { t } = useTranslation("payments");
  return (
    <>
      <StatusBadge tone={WEBHOOK_TONES[event.status]}>{t(`status.${event.status}`)}</StatusBadge>
      <Facts
        facts={[
          [
            t("webhooks.event"),
            <code key="event" dir="ltr">
              {event.event ?? t("webhooks.unreadable")}
            </code>,
          ],
          [t("webhooks.signature"), event.signatureValid ? t("webhooks.valid") : t("webhooks.invalid")],
          [t("webhooks.deliveries"), String(event.deliveries)],
          [t("webhooks.received"), <DateText key="received" at={event.receivedAt} style="instant" />],
          ...(event.processedAt
            ? ([
                [t("webhooks.processed"), <DateText key="processed" at={event.processedAt} style="instant" />],
              ] as const)
            : []),
          ...(event.error ? ([[t("field.why"), event.error]] as const) : []),
        ]}
      />
      <div>
        <ProcessAgain communityId={communityId} events={[event]} onDone={() => undefined} />
      </div>
      <ProviderData data={event.data} />
      {event.body ? (
        <div>
          <strong>{t("webhooks.body")}</strong>
          <Code text={readable(event.body)} />
        </div>
      ) : null}
    </>
  );
}
