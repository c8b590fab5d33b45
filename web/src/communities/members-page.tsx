import { IconUserPlus, IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useCommunityId, useMay } from "../lib/community.ts";
import type { Member } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState } from "../ui/states.tsx";
import type { Column } from "../ui/table/columns.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { MemberSheet } from "./member-sheet.tsx";
import { useMembers, useRoleNames } from "./queries.ts";

export function MembersPage() {
  const { t } = useTranslation("communities");
  const communityId = useCommunityId();
  const may = useMay(communityId);
  const list = useMembers(communityId);
  const { search, set } = useFilters();
  const columns = useColumns(communityId);
  const open = list.data?.pages.flatMap((page) => page.items).find(({ userId }) => userId === search["open"]);
  return (
    <Page
      title={t("members.title")}
      actions={
        may("communities.invite") ? (
          <LinkButton
            to="/c/$communityId/members/invite"
            params={{ communityId }}
            leftSection={<IconUserPlus aria-hidden size="1.1em" />}
          >
            {t("invite.title")}
          </LinkButton>
        ) : null
      }
    >
      <DataTable
        name={t("members.title")}
        list={list}
        columns={columns}
        rowKey={(member) => member.userId}
        onOpen={({ userId }) => set({ open: userId })}
        openKey={search["open"]}
        exportName="members"
        empty={<EmptyState icon={IconUsers} title={t("members.none")} text={t("members.noneText")} />}
      />
      <MemberSheet communityId={communityId} member={open ?? null} onClose={() => set({ open: undefined })} />
    </Page>
  );
}

function useColumns(communityId: string): Column<Member>[] {
  const { t } = useTranslation("communities");
  const roleName = useRoleNames(communityId);
  const roles = (member: Member) => member.roles.map(({ roleId }) => roleName(roleId)).join(", ");
  return [
    {
      id: "name",
      head: t("members.name"),
      card: "title",
      cell: (member) => <bdi>{member.displayName}</bdi>,
      csv: (member) => member.displayName,
    },
    { id: "roles", head: t("members.roles"), cell: roles, csv: roles },
    {
      id: "since",
      head: t("members.since"),
      cell: (member) => (member.joinedAt ? <DateText at={member.joinedAt} /> : "–"),
      csv: (member) => member.joinedAt,
    },
  ];
}
