import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { Invitation } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Section } from "../ui/page.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { toastUndo } from "../ui/toast.tsx";
import { invitationsOf, useRoleNames } from "./queries.ts";

/** Links that were given out, and the way to take one back. */
export function InvitationList({ communityId }: { communityId: string }) {
  const { t } = useTranslation("communities");
  const client = useQueryClient();
  const { data } = useQuery(invitationsOf(communityId));
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const items = (data?.items ?? []).filter(({ id }) => !hidden.includes(id));
  const revoke = ({ id }: Invitation) => {
    setHidden((before) => [...before, id]);
    toastUndo(
      t("invite.revoked"),
      async () => {
        await call("DELETE /v1/communities/{communityId}/invitations/{invitationId}", {
          path: { communityId, invitationId: id },
        });
        await client.invalidateQueries({ queryKey: communityKey(communityId, "invitations") });
      },
      () => setHidden((before) => before.filter((other) => other !== id)),
    );
  };
  if (items.length === 0) return null;
  return (
    <Section title={t("invite.given")} card>
      <ul className="plain-list stack">
        {items.map((one) => (
          <Given key={one.id} invitation={one} communityId={communityId} onRevoke={() => revoke(one)} />
        ))}
      </ul>
    </Section>
  );
}

function Given({
  invitation,
  communityId,
  onRevoke,
}: {
  invitation: Invitation;
  communityId: string;
  onRevoke: () => void;
}) {
  const { t } = useTranslation("communities");
  const roleName = useRoleNames(communityId);
  const roles = invitation.roleIds.map(roleName).join(", ");
  const isOpen = invitation.state === "open";
  return (
    <li className="spread">
      <span className="stack-tight">
        <span className="row-tight">
          <strong>{roles || t("invite.usualRole")}</strong>
          <StatusBadge tone={isOpen ? "good" : "plain"}>{t(`invite.state.${invitation.state}`)}</StatusBadge>
        </span>
        <span className="soft small">
          {t("invite.used", { used: invitation.usedCount, max: invitation.maxUses })} · {t("invite.until")}{" "}
          <DateText at={invitation.expiresAt} />
        </span>
      </span>
      {isOpen ? (
        <Button variant="default" onClick={onRevoke}>
          {t("invite.revoke")}
        </Button>
      ) : null}
    </li>
  );
}
