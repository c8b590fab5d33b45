import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { selfKey } from "../lib/query.ts";
import type { Activity } from "../lib/wire.ts";
import { Ago } from "../ui/dates.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { toastUndo } from "../ui/toast.tsx";
import { useActivityText } from "./activity-line.tsx";
import { placeOfActivity } from "./activity-place.ts";
import styles from "./home.module.css";

/** Something that one is asked to do, with the way to it. */
export function WaitingCard({ item, communityName }: { item: Activity; communityName: string | undefined }) {
  const { t } = useTranslation("communities");
  const text = useActivityText()(item);
  const place = placeOfActivity(item);
  const client = useQueryClient();
  const [isHidden, setHidden] = useState(false);
  const dismiss = () => {
    setHidden(true);
    toastUndo(
      t("home.dismissed"),
      async () => {
        await call("POST /v1/me/activity/{activityId}/completion", { path: { activityId: item.id } });
        await client.invalidateQueries({ queryKey: selfKey("activity") });
      },
      () => setHidden(false),
    );
  };
  if (isHidden) return null;
  return (
    <li className={styles.waiting}>
      <div className={styles.waitingText}>
        <strong>{text}</strong>
        <span className="soft small">
          {communityName ? (
            <>
              <bdi>{communityName}</bdi> ·{" "}
            </>
          ) : null}
          <Ago at={item.occurredAt} />
        </span>
      </div>
      <div className="row-tight">
        {place ? <LinkButton {...place}>{t("home.open")}</LinkButton> : null}
        <Button variant="subtle" onClick={dismiss}>
          {t("home.dismiss")}
        </Button>
      </div>
    </li>
  );
}
