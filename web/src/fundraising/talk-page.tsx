import { Button } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { GoalUpdate, Media } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { LongField, TextField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { Section } from "../ui/page.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { More } from "../ui/table/more.tsx";
import { toastDone } from "../ui/toast.tsx";
import { Comments } from "./comments.tsx";
import styles from "./overview.module.css";
import { type GoalHere, updatesOf, useGoal, useGoalIds, useGoalRights } from "./queries.ts";
import { Upload } from "./upload.tsx";

/** News from the owner, and what people say. */
export function TalkPage() {
  const { t } = useTranslation("fundraising");
  const here = useGoalIds();
  const goal = useGoal(here);
  const rights = useGoalRights(here.communityId, goal);
  const [isWriting, setWriting] = useState(false);
  return (
    <div className={styles.columns}>
      <Section
        title={t("updates.title")}
        actions={rights.isOwner ? <Button onClick={() => setWriting(true)}>{t("updates.new")}</Button> : null}
      >
        <Updates here={here} />
      </Section>
      <Comments here={here} moderates={rights.may("fundraising.moderate")} />
      <Sheet opened={isWriting} onClose={() => setWriting(false)} title={t("updates.new")}>
        <UpdateForm here={here} onDone={() => setWriting(false)} />
      </Sheet>
    </div>
  );
}

function Updates({ here }: { here: GoalHere }) {
  const { t } = useTranslation("fundraising");
  const list = useInfiniteQuery(updatesOf(here.communityId, here.goalId));
  if (list.isPending) return <Lines />;
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const updates = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (updates.length === 0) return <p className="soft">{t("updates.none")}</p>;
  return (
    <>
      <ul className="plain-list stack">
        {updates.map((update) => (
          <li key={update.id} className="card stack-tight">
            <h3>{update.title}</h3>
            <span className="soft small">
              <DateText at={update.createdAt} />
            </span>
            {update.photoUrl ? <img src={update.photoUrl} alt="" className={styles.photo} loading="lazy" /> : null}
            <p className="pre prose">{update.body}</p>
          </li>
        ))}
      </ul>
      <More list={list} />
    </>
  );
}

interface UpdateValues {
  title: string;
  body: string;
}

function UpdateForm({ here, onDone }: { here: GoalHere; onDone: () => void }) {
  const { t } = useTranslation("fundraising");
  const client = useQueryClient();
  const [photos, setPhotos] = useState<readonly Media[]>([]);
  const model = useServerForm<UpdateValues, GoalUpdate>({
    defaultValues: { title: "", body: "" },
    draft: `update-${here.goalId}`,
    send: (values, key) =>
      call("POST /v1/communities/{communityId}/goals/{goalId}/updates", {
        path: here,
        idempotencyKey: key,
        body: { ...values, photoId: photos[0]?.id ?? null },
      }),
    async onDone() {
      await client.invalidateQueries({ queryKey: communityKey(here.communityId, "goal", here.goalId, "updates") });
      toastDone(t("updates.done"));
      onDone();
    },
  });
  return (
    <Form model={model} submit={t("updates.send")}>
      <TextField<UpdateValues> name="title" label={t("proof.heading")} required maxLength={120} />
      <LongField<UpdateValues> name="body" label={t("updates.body")} required rows={6} maxLength={10000} />
      <Upload
        communityId={here.communityId}
        label={t("updates.photo")}
        media={photos}
        onChange={setPhotos}
        most={1}
        photosOnly
      />
    </Form>
  );
}
