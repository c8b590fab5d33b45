import { Button, Checkbox } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useController, useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useCommunity, useCommunityId, useMay, usePermissions } from "../lib/community.ts";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { Role } from "../lib/wire.ts";
import { TextField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { Page } from "../ui/page.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { toastDone } from "../ui/toast.tsx";
import { rolesOf } from "./queries.ts";

interface RoleValues {
  name: string;
  description: string;
  permissions: string[];
}

export function RolesPage() {
  const { t } = useTranslation("communities");
  const communityId = useCommunityId();
  const community = useCommunity(communityId);
  const may = useMay(communityId);
  const roles = useQuery(rolesOf(communityId));
  const [isAdding, setAdding] = useState(false);
  return (
    <Page
      title={t("roles.title")}
      lead={t("roles.lead")}
      trail={
        <Link to="/c/$communityId" params={{ communityId }}>
          {community?.name ?? ""}
        </Link>
      }
      actions={
        may("communities.manage_roles") ? <Button onClick={() => setAdding(true)}>{t("roles.add")}</Button> : null
      }
      narrow
    >
      {roles.isPending ? <Lines /> : null}
      {roles.isError && !roles.data ? <ErrorState error={roles.error} onRetry={() => void roles.refetch()} /> : null}
      {roles.data?.items.map((role) => (
        <RoleCard key={role.id} role={role} communityId={communityId} />
      ))}
      <Sheet opened={isAdding} onClose={() => setAdding(false)} title={t("roles.add")}>
        <RoleForm communityId={communityId} onDone={() => setAdding(false)} />
      </Sheet>
    </Page>
  );
}

function RoleCard({ role, communityId }: { role: Role; communityId: string }) {
  const { t } = useTranslation("communities");
  const known = usePermissions(communityId).data?.items ?? [];
  const words = (name: string) =>
    t(`permission.${name}`, { defaultValue: known.find((one) => one.name === name)?.description ?? name });
  return (
    <details className="card">
      <summary>
        <strong>{role.name}</strong> <span className="soft">{role.description}</span>
      </summary>
      <ul className="small">
        {role.permissions.includes("*") ? (
          <li>{t("roles.everything")}</li>
        ) : (
          role.permissions.map((name) => <li key={name}>{words(name)}</li>)
        )}
        {role.permissions.length === 0 ? <li>{t("roles.nothing")}</li> : null}
      </ul>
    </details>
  );
}

function RoleForm({ communityId, onDone }: { communityId: string; onDone: () => void }) {
  const { t } = useTranslation("communities");
  const client = useQueryClient();
  const model = useServerForm<RoleValues, Role>({
    defaultValues: { name: "", description: "", permissions: [] },
    send: (values, key) =>
      call("POST /v1/communities/{communityId}/roles", { path: { communityId }, body: values, idempotencyKey: key }),
    async onDone() {
      await client.invalidateQueries({ queryKey: communityKey(communityId, "roles") });
      toastDone(t("roles.added"));
      onDone();
    },
  });
  return (
    <Form model={model} submit={t("roles.save")}>
      <TextField<RoleValues> name="name" label={t("roles.name")} required maxLength={60} />
      <TextField<RoleValues> name="description" label={t("roles.description")} maxLength={500} />
      <PermissionsField communityId={communityId} />
    </Form>
  );
}

function PermissionsField({ communityId }: { communityId: string }) {
  const { t } = useTranslation("communities");
  const { control } = useFormContext<RoleValues>();
  const { field } = useController({ name: "permissions", control });
  const known = usePermissions(communityId).data?.items ?? [];
  return (
    <Checkbox.Group label={t("roles.permissions")} value={field.value} onChange={field.onChange}>
      <div className="stack-tight" style={{ paddingBlock: "var(--space-2)" }}>
        {known.map(({ name, description }) => (
          <Checkbox key={name} value={name} label={t(`permission.${name}`, { defaultValue: description })} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
