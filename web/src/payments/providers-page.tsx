import { Button, CopyButton } from "@mantine/core";
import { IconPlug } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommunity, useCommunityId, useMay } from "../lib/community.ts";
import type { Provider } from "../lib/wire.ts";
import { Facts } from "../ui/page.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { EmptyState, ErrorState, Lines } from "../ui/states.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { EditProvider, NewProvider } from "./provider-form.tsx";
import { providersOf } from "./queries.ts";

/** Gateways of the community: keys are entered and never shown again. */
export function ProvidersPage() {
  const { t } = useTranslation("payments");
  const communityId = useCommunityId();
  const community = useCommunity(communityId);
  const may = useMay(communityId);
  const list = useInfiniteQuery(providersOf(communityId));
  const [open, setOpen] = useState<Provider | "new" | null>(null);
  const providers = list.data?.pages.flatMap((page) => page.items) ?? [];
  const mayConfigure = may("payments.configure");
  const add = mayConfigure ? <Button onClick={() => setOpen("new")}>{t("providers.add")}</Button> : null;
  if (list.isPending) return <Lines />;
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <div className="stack">
      {providers.length === 0 ? (
        <EmptyState icon={IconPlug} title={t("providers.none")} text={t("providers.noneText")} action={add} />
      ) : (
        <div>{add}</div>
      )}
      {providers.map((provider) => (
        <ProviderCard key={provider.id} provider={provider} onEdit={mayConfigure ? () => setOpen(provider) : null} />
      ))}
      <Sheet
        opened={open !== null}
        onClose={() => setOpen(null)}
        title={open === "new" ? t("providers.add") : (open?.name ?? "")}
      >
        {open === "new" ? (
          <NewProvider communityId={communityId} currency={community?.currency ?? ""} onDone={() => setOpen(null)} />
        ) : null}
        {open !== null && open !== "new" ? (
          <EditProvider communityId={communityId} provider={open} onDone={() => setOpen(null)} />
        ) : null}
      </Sheet>
    </div>
  );
}

function ProviderCard({ provider, onEdit }: { provider: Provider; onEdit: (() => void) | null }) {
  const { t } = useTranslation("payments");
  const isActive = provider.status === "active";
  return (
    <section className="card stack-tight" aria-label={provider.name}>
      <div className="spread">
        <strong>
          <bdi>{provider.name}</bdi>
        </strong>
        <span className="row-tight">
          {provider.mode === "test" ? <StatusBadge tone="warn">{t("providers.test")}</StatusBadge> : null}
          <StatusBadge tone={isActive ? "good" : "plain"}>{t(`providers.${provider.status}`)}</StatusBadge>
        </span>
      </div>
      <Facts
        facts={[
          [t("providers.kind"), t(`providers.kinds.${provider.kind}`)],
          [t("providers.currencies"), provider.currencies.join(", ")],
          [
            t("providers.webhookUrl"),
            <span key="url" className="row-tight">
              <code dir="ltr">{provider.webhookUrl}</code>
              <CopyButton value={provider.webhookUrl}>
                {({ copied, copy }) => (
                  <Button size="compact-sm" variant="light" onClick={copy}>
                    {copied ? t("providers.copied") : t("providers.copy")}
                  </Button>
                )}
              </CopyButton>
            </span>,
          ],
        ]}
      />
      {onEdit ? (
        <div>
          <Button variant="default" onClick={onEdit}>
            {t("providers.edit")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
