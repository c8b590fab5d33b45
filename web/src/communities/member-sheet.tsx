import { Button, Checkbox } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../lib/community.ts";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import { useMe } from "../lib/session.ts";
import type { Member, Role } from "../lib/wire.ts";
import { Sheet } from "../ui/sheet.tsx";
import { useSentence } from "../ui/states.tsx";
import { toastDone, toastFault, toastUndo } from "../ui/toast.tsx";
import { rolesOf } from "./queries.ts";

export function MemberSheet({
  communityId,
  member,
  onClose,
}: {
  communityId: string;
  member: Member | null;
  onClose: () => void;
}) {
  return (
    <Sheet opened={member !== null} onClose={onClose} title={member?.displayName ?? ""}>
      {member ? (
        <MemberRoles
          key={`${member.userId} ${member.version}`}
          communityId={communityId}
          member={member}
          onClose={onClose}
        />
      ) : null}
    </Sheet>
  );
}

function MemberRoles({ communityId, member, onClose }: { communityId: string; member: Member; onClose: () => void }) {
  const { t } = useTranslation("communities");
  const client = useQueryClient();
  const sentence = useSentence();
  const may = useMay(communityId);
  const me = useMe();
  const roles = useQuery(rolesOf(communityId)).data?.items ?? [];
  const held = member.roles.map(({ roleId }) => roleId);
  const [chosen, setChosen] = useState<readonly string[]>(held);
  const [isBusy, setBusy] = useState(false);
  const mayManage = may("communities.manage_members");
  const isSelf = me?.id === member.userId;
  const path = { communityId, userId: member.userId };
  const refresh = () => client.invalidateQueries({ queryKey: communityKey(communityId, "members") });
  const save = async () => {
    setBusy(true);
    try {
      await call("PATCH /v1/communities/{communityId}/members/{userId}", {
        path,
        body: { roleIds: [...chosen], version: member.version },
      });
      toastDone(t("members.saved"));
      await refresh();
      onClose();
    } catch (error) {
      toastFault(sentence(error));
    } finally {
      setBusy(false);
    }
  };
  const end = () => {
    onClose();
    const text = isSelf ? t("members.left") : t("members.removed", { name: member.displayName });
    toastUndo(
      text,
      () => call("DELETE /v1/communities/{communityId}/members/{userId}", { path }).then(refresh),
      () => undefined,
    );
  };
  return (
    <>
      <RoleChoice {...{ communityId, roles, held, chosen }} onChange={setChosen} isFixed={!mayManage} />
      {mayManage ? (
        <Button loading={isBusy} onClick={save}>
          {t("members.save")}
        </Button>
      ) : null}
      {mayManage || isSelf ? (
        <Button variant="subtle" color="bad" onClick={end}>
          {isSelf ? t("members.leave") : t("members.remove")}
        </Button>
      ) : null}
    </>
  );
}

interface RoleChoiceProps {
  communityId: string;
  roles: readonly Role[];
  held: readonly string[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  isFixed: boolean;
}

/** Nobody gives a role that may more than they do; what a member has already can stay or go. */
function RoleChoice({ communityId, roles, held, chosen, onChange, isFixed }: RoleChoiceProps) {
  const { t } = useTranslation("communities");
  const may = useMay(communityId);
  const isTooMuch = (role: Role) => !held.includes(role.id) && !role.permissions.every(may);
  return (
    <Checkbox.Group label={t("members.roles")} value={[...chosen]} onChange={onChange}>
      <div className="stack-tight" style={{ paddingBlock: "var(--space-2)" }}>
        {roles.map((role) => (
          <Checkbox
            key={role.id}
            value={role.id}
            label={role.name}
            description={!isFixed && isTooMuch(role) ? t("members.tooMuch") : role.description}
            disabled={isFixed || isTooMuch(role)}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}
