import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { WebhookEvent } from "../lib/wire.ts";
import { useSentence } from "../ui/states.tsx";
import { toastDone, toastFault } from "../ui/toast.tsx";

/** An event without a valid signature is never acted on; the others may be, as often as one likes. */
export function ProcessAgain({
  communityId,
  events,
  onDone,
}: {
  communityId: string;
  events: readonly WebhookEvent[];
  onDone: () => void;
}) {
  const { t } = useTranslation("payments");
  const client = useQueryClient();
  const sentence = useSentence();
  const [isBusy, setBusy] = useState(false);
  const authentic = events.filter(({ status }) => status !== "rejected");
  const act = async () => {
    setBusy(true);
    try {
      for (const { id } of authentic)
        await call("POST /v1/communities/{communityId}/webhook-events/{webhookEventId}/processing", {
          path: { communityId, webhookEventId: id },
        });
      toastDone(t("webhooks.again", { count: authentic.length }));
      onDone();
    } catch (error) {
      toastFault(sentence(error));
    } finally {
      await client.invalidateQueries({ queryKey: communityKey(communityId) });
      setBusy(false);
    }
  };
  return (
    <Button variant="light" size="compact-md" loading={isBusy} disabled={authentic.length === 0} onClick={act}>
      {t("webhooks.process")}
    </Button>
  );
}
