import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { GoalComment } from "../lib/wire.ts";
import { Ago } from "../ui/dates.tsx";
import { LongField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { Notice } from "../ui/notice.tsx";
import { Section } from "../ui/page.tsx";
import { Lines, useSentence } from "../ui/states.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { More } from "../ui/table/more.tsx";
import { toastDone, toastFault, toastUndo } from "../ui/toast.tsx";
import { commentsOf, type GoalHere } from "./queries.ts";

/** What people say; whoever moderates sees what is held back and what was reported. */
export function Comments({ here, moderates }: { here: GoalHere; moderates: boolean }) {
  const { t } = useTranslation("fundraising");
  const list = useInfiniteQuery(commentsOf(here.communityId, here.goalId));
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const all = list.data?.pages.flatMap((page) => page.items) ?? [];
  const comments = all.filter(({ id, status }) => status !== "deleted" && !hidden.includes(id));
  const held = comments.filter(({ status }) => status === "held");
  const shown = comments.filter(({ status }) => status === "shown");
  const remove = (comment: GoalComment) => {
    setHidden((before) => [...before, comment.id]);
    toastUndo(
      t("comments.deleted"),
      async () =>
        void (await call("DELETE /v1/communities/{communityId}/goals/{goalId}/comments/{commentId}", {
          path: { ...here, commentId: comment.id },
        })),
      () => setHidden((before) => before.filter((id) => id !== comment.id)),
    );
  };
  return (
    <Section title={t("comments.title")} card>
      <div className="stack">
        {list.isPending ? <Lines /> : null}
        {held.length > 0 && moderates ? (
          <Notice tone="warn">{t("comments.waiting", { count: held.length })}</Notice>
        ) : null}
        {[...held, ...shown].map((comment) => (
          <Comment
            key={comment.id}
            here={here}
            comment={comment}
            moderates={moderates}
            onRemove={() => remove(comment)}
          />
        ))}
        {list.data && comments.length === 0 ? <p className="soft">{t("comments.none")}</p> : null}
        {list.hasNextPage ? <More list={list} /> : null}
        <CommentForm here={here} />
      </div>
    </Section>
  );
}

interface CommentProps {
  here: GoalHere;
  comment: GoalComment;
  moderates: boolean;
  onRemove: () => void;
}

function Comment({ here, comment, moderates, onRemove }: CommentProps) {
  const { t } = useTranslation("fundraising");
  const client = useQueryClient();
  const sentence = useSentence();
  const approve = useMutation({
    mutationFn: () =>
      call("POST /v1/communities/{communityId}/goals/{goalId}/comments/{commentId}/approval", {
        path: { ...here, commentId: comment.id },
      }),
    onSuccess: () =>
      client.invalidateQueries({ queryKey: communityKey(here.communityId, "goal", here.goalId, "comments") }),
    onError: (error) => toastFault(sentence(error)),
  });
  return (
    <article className="stack-tight">
      <div className="row-tight">
        <strong>
          <bdi>{comment.publicName}</bdi>
        </strong>
        <span className="soft small">
          <Ago at={comment.createdAt} />
        </span>
        {comment.status === "held" ? <StatusBadge tone="warn">{t("comments.held")}</StatusBadge> : null}
      </div>
      <p className="pre">{comment.body}</p>
      {comment.reports.map((report) => (
        <p key={report.createdAt} className="small soft">
          {t("comments.reported")} <bdi>{report.reason}</bdi>
        </p>
      ))}
      {moderates || comment.isMine ? (
        <div className="row-tight">
          {comment.status === "held" && moderates ? (
            <Button size="compact-md" variant="light" loading={approve.isPending} onClick={() => approve.mutate()}>
              {t("comments.approve")}
            </Button>
          ) : null}
          <Button size="compact-md" variant="subtle" color="bad" onClick={onRemove}>
            {t("comments.delete")}
          </Button>
        </div>
      ) : null}
    </article>
  );
}

function CommentForm({ here }: { here: GoalHere }) {
  const { t } = useTranslation("fundraising");
  const client = useQueryClient();
  const model = useServerForm<{ body: string }, GoalComment>({
    defaultValues: { body: "" },
    draft: `comment-${here.goalId}`,
    send: (values, key) =>
      call("POST /v1/communities/{communityId}/goals/{goalId}/comments", {
        path: here,
        idempotencyKey: key,
        body: values,
      }),
    async onDone(comment) {
      model.startOver();
      toastDone(comment.status === "held" ? t("comments.willBeRead") : t("comments.sent"));
      await client.invalidateQueries({ queryKey: communityKey(here.communityId, "goal", here.goalId, "comments") });
    },
  });
  return (
    <Form model={model} submit={t("comments.send")}>
      <LongField<{ body: string }> name="body" label={t("comments.write")} required rows={2} maxLength={2000} />
    </Form>
  );
}
