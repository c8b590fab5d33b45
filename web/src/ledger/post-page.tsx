import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCommunity, useCommunityId } from "../lib/community.ts";
import { dropDraft } from "../lib/drafts.ts";
import { call } from "../lib/http.ts";
import { isProblem } from "../lib/problem.ts";
import { communityKey } from "../lib/query.ts";
import type { Community, PostedTransaction } from "../lib/wire.ts";
import { TextField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { Page } from "../ui/page.tsx";
import { Lines } from "../ui/states.tsx";
import { toastDone } from "../ui/toast.tsx";
import { BooksTrail } from "./books-page.tsx";
import { today } from "./days.ts";
import { PostEntries } from "./post-entries.tsx";
import { emptyPost, type PostValues, postBody } from "./post-values.ts";
import { allAccountsOf } from "./queries.ts";
import { keyToSend } from "./sent-key.ts";

/** A transaction by hand. */
export function PostPage() {
  const { t } = useTranslation("ledger");
  const communityId = useCommunityId();
  const community = useCommunity(communityId);
  return (
    <Page title={t("post.title")} lead={t("post.lead")} trail={<BooksTrail communityId={communityId} />} narrow>
      {community ? <PostForm community={community} /> : <Lines />}
    </Page>
  );
}

/** A key that an answer came for is spent; without an answer the same content goes under it again. */
async function postOnce(communityId: string, values: PostValues): Promise<PostedTransaction> {
  const name = `post-key:${communityId}`;
  const body = postBody(values);
  try {
    const posted = await call("POST /v1/communities/{communityId}/ledger/transactions", {
      path: { communityId },
      body,
      idempotencyKey: keyToSend(name, body),
    });
    dropDraft(name);
    return posted;
  } catch (error) {
    if (isProblem(error) && error.status >= 400 && error.status < 500) dropDraft(name);
    throw error;
  }
}

function PostForm({ community }: { community: Community }) {
  const { t } = useTranslation("ledger");
  const client = useQueryClient();
  const navigate = useNavigate();
  const communityId = community.id;
  const { data: accounts } = useQuery(allAccountsOf(communityId));
  const model = useServerForm<PostValues, PostedTransaction>({
    defaultValues: emptyPost(community.currency, today()),
    draft: `post:${communityId}`,
    send: (values) => postOnce(communityId, values),
    async onDone({ id }) {
      await client.invalidateQueries({ queryKey: communityKey(communityId) });
      toastDone(t("post.done"));
      await navigate({
        to: "/c/$communityId/books/transactions/$transactionId",
        params: { communityId, transactionId: id },
      });
    },
  });
  return (
    <Form model={model} submit={t("post.submit")}>
      <TextField<PostValues> name="description" label={t("transaction.description")} maxLength={500} />
      <TextField<PostValues>
        name="effectiveDate"
        type="date"
        label={t("transaction.date")}
        help={t("post.dateHelp")}
        required
      />
      <PostEntries accounts={accounts ?? null} currency={community.currency} />
      <details>
        <summary>{t("post.more")}</summary>
        <div className="stack">
          <TextField<PostValues>
            name="reference"
            label={t("transaction.reference")}
            help={t("post.referenceHelp")}
            dir="ltr"
            autoComplete="off"
            maxLength={200}
          />
          <TextField<PostValues>
            name="kind"
            label={t("transaction.kind")}
            help={t("post.kindHelp")}
            dir="ltr"
            autoComplete="off"
            maxLength={60}
            rules={{ pattern: { value: /^[a-z0-9_.-]*$/, message: t("post.kindFault") } }}
          />
        </div>
      </details>
      <p className="soft small">{t("post.safe")}</p>
    </Form>
  );
}
