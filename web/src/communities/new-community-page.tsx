import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { myCommunities } from "../lib/community.ts";
import { currencyName } from "../lib/format.ts";
import { call } from "../lib/http.ts";
import { localeOf } from "../lib/languages.ts";
import { currencies } from "../lib/money.ts";
import { useReader } from "../lib/reader.ts";
import type { Community } from "../lib/wire.ts";
import { SelectField, TextField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { Page } from "../ui/page.tsx";
import { type CommunityValues, PlaceFields, ProductsField, productsOf } from "./community-form.tsx";
import { likelyCurrency } from "./likely-currency.ts";

export function NewCommunityPage() {
  const { t } = useTranslation("communities");
  const { language } = useReader();
  const navigate = useNavigate();
  const client = useQueryClient();
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const model = useServerForm<CommunityValues, Community>({
    defaultValues: {
      name: "",
      products: ["fundraising"],
      currency: likelyCurrency(timeZone),
      locale: language,
      timeZone,
    },
    draft: "new-community",
    send: ({ locale, products, ...values }, key) =>
      call("POST /v1/communities", {
        body: { ...values, locale: localeOf(locale), products: productsOf(products) },
        idempotencyKey: key,
      }),
    async onDone({ id }) {
      await client.invalidateQueries({ queryKey: myCommunities.queryKey });
      await navigate({ to: "/c/$communityId", params: { communityId: id } });
    },
  });
  return (
    <Page title={t("create.title")} lead={t("create.lead")} narrow>
      <Form model={model} submit={t("create.action")}>
        <TextField<CommunityValues>
          name="name"
          label={t("create.name")}
          help={t("create.nameHelp")}
          required
          maxLength={120}
        />
        <ProductsField />
        <SelectField<CommunityValues>
          name="currency"
          label={t("create.currency")}
          help={t("create.currencyHelp")}
          options={currencies().map((value) => ({ value, label: `${value} · ${currencyName(value, language)}` }))}
        />
        <PlaceFields />
      </Form>
    </Page>
  );
}
