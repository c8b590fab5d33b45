import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { communityOptions, myCommunities, useCommunity, useCommunityId } from "../lib/community.ts";
import { call } from "../lib/http.ts";
import { localeOf } from "../lib/languages.ts";
import type { Community } from "../lib/wire.ts";
import { TextField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { Page } from "../ui/page.tsx";
import { Lines } from "../ui/states.tsx";
import { toastDone } from "../ui/toast.tsx";
import { type CommunityValues, PlaceFields, ProductsField, productsOf } from "./community-form.tsx";

export function SettingsPage() {
  const { t } = useTranslation("communities");
  const communityId = useCommunityId();
  const community = useCommunity(communityId);
  return (
    <Page
      title={t("settings.title")}
      trail={
        <Link to="/c/$communityId" params={{ communityId }}>
          {community?.name ?? ""}
        </Link>
      }
      narrow
    >
      {community ? <SettingsForm key={community.version} community={community} /> : <Lines />}
    </Page>
  );
}

function SettingsForm({ community }: { community: Community }) {
  const { t } = useTranslation("communities");
  const client = useQueryClient();
  const { name, products, currency, locale, timeZone } = community;
  const model = useServerForm<CommunityValues, Community>({
    defaultValues: { name, products, currency, locale, timeZone },
    send: ({ currency: _fixed, locale, products, ...values }) =>
      call("PATCH /v1/communities/{communityId}", {
        path: { communityId: community.id },
        body: { ...values, locale: localeOf(locale), products: productsOf(products), version: community.version },
      }),
    onDone(changed) {
      client.setQueryData(communityOptions(community.id).queryKey, changed);
      void client.invalidateQueries({ queryKey: myCommunities.queryKey });
      toastDone(t("settings.saved"));
    },
  });
  return (
    <Form model={model} submit={t("settings.save")}>
      <TextField<CommunityValues> name="name" label={t("create.name")} required maxLength={120} />
      <ProductsField />
      <PlaceFields />
      <p className="soft small">{t("settings.currency", { currency })}</p>
    </Form>
  );
}
