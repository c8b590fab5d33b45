import { Button, CopyButton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import { call } from "../lib/http.ts";
import { localeOf } from "../lib/languages.ts";
import { communityKey } from "../lib/query.ts";
import { useReader } from "../lib/reader.ts";
import type { NewInvitation } from "../lib/wire.ts";
import { LongField, SelectField, TextField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { Page, Section } from "../ui/page.tsx";
import { InvitationList } from "./invitation-list.tsx";
import { rolesOf } from "./queries.ts";

interface InviteValues {
  roleId: string;
  note: string;
  email: string;
  maxUses: string;
  days: string;
}

export function InvitePage() {
  const { t } = useTranslation("communities");
  const communityId = useCommunityId();
  const [made, setMade] = useState<NewInvitation | null>(null);
  return (
    <Page
      title={t("invite.title")}
      lead={t("invite.lead")}
      trail={
        <Link to="/c/$communityId/members" params={{ communityId }}>
          {t("members.title")}
        </Link>
      }
      narrow
    >
      {made ? (
        <Ready url={made.url} onAgain={() => setMade(null)} />
      ) : (
        <InviteForm communityId={communityId} onMade={setMade} />
      )}
      <InvitationList communityId={communityId} />
    </Page>
  );
}

function InviteForm({ communityId, onMade }: { communityId: string; onMade: (made: NewInvitation) => void }) {
  const { t } = useTranslation("communities");
  const { language } = useReader();
  const client = useQueryClient();
  const roles = useQuery(rolesOf(communityId)).data?.items ?? [];
  const model = useServerForm<InviteValues, NewInvitation>({
    defaultValues: { roleId: "", note: "", email: "", maxUses: "1", days: "7" },
    send: ({ roleId, note, email, maxUses, days }, key) =>
      call("POST /v1/communities/{communityId}/invitations", {
        path: { communityId },
        idempotencyKey: key,
        body: {
          ...(roleId ? { roleIds: [roleId] } : {}),
          ...(note.trim() ? { note: note.trim() } : {}),
          ...(email.trim() ? { email: email.trim() } : {}),
          maxUses: Number(maxUses),
          days: Number(days),
          locale: localeOf(language),
        },
      }),
    async onDone(made) {
      onMade(made);
      await client.invalidateQueries({ queryKey: communityKey(communityId, "invitations") });
    },
  });
  return (
    <Form model={model} submit={t("invite.action")}>
      <SelectField<InviteValues>
        name="roleId"
        label={t("invite.role")}
        required={false}
        options={[
          { value: "", label: t("invite.usualRole") },
          ...roles.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextField<InviteValues>
        name="email"
        type="email"
        inputMode="email"
        dir="ltr"
        label={t("invite.email")}
        help={t("invite.emailHelp")}
      />
      <LongField<InviteValues> name="note" label={t("invite.note")} rows={2} maxLength={500} />
      <SelectField<InviteValues>
        name="maxUses"
        label={t("invite.uses")}
        options={[1, 5, 20, 100].map((count) => ({ value: String(count), label: t("invite.people", { count }) }))}
      />
      <SelectField<InviteValues>
        name="days"
        label={t("invite.valid")}
        options={[1, 7, 30].map((count) => ({ value: String(count), label: t("invite.days", { count }) }))}
      />
    </Form>
  );
}

function Ready({ url, onAgain }: { url: string; onAgain: () => void }) {
  const { t } = useTranslation("communities");
  const share = () => void navigator.share({ url }).catch(() => undefined);
  return (
    <Section title={t("invite.ready")} lead={t("invite.once")} card>
      <div className="stack">
        <code dir="ltr">{url}</code>
        <div className="row">
          <CopyButton value={url}>
            {({ copied, copy }) => <Button onClick={copy}>{copied ? t("invite.copied") : t("invite.copy")}</Button>}
          </CopyButton>
          {"share" in navigator ? (
            <Button variant="default" onClick={share}>
              {t("invite.share")}
            </Button>
          ) : null}
          <Button variant="subtle" onClick={onAgain}>
            {t("invite.another")}
          </Button>
        </div>
      </div>
    </Section>
  );
}
