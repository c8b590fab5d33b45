import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { Provider } from "../lib/wire.ts";
import { SelectField, TextField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { toastDone } from "../ui/toast.tsx";

interface ProviderValues {
  kind: string;
  name: string;
  status: string;
  secretKey: string;
  webhookSecret: string;
  baseUrl: string;
  currencies: string;
}

function useProviderForm(
  communityId: string,
  defaultValues: ProviderValues,
  send: (values: ProviderValues, key: string) => Promise<Provider>,
  onDone: () => void,
) {
  const { t } = useTranslation("payments");
  const client = useQueryClient();
  return useServerForm<ProviderValues, Provider>({
    defaultValues,
    send,
    async onDone() {
      await client.invalidateQueries({ queryKey: communityKey(communityId, "providers") });
      toastDone(t("providers.saved"));
      onDone();
    },
  });
}

const codes = (text: string) =>
  text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((code) => code !== "");
const given = <K extends string>(name: K, value: string) =>
  value.trim() === "" ? {} : ({ [name]: value.trim() } as Record<K, string>);

export function NewProvider({
  communityId,
  currency,
  onDone,
}: {
  communityId: string;
  currency: string;
  onDone: () => void;
}) {
  const { t } = useTranslation("payments");
  const model = useProviderForm(
    communityId,
    {
      kind: "paystack",
      name: "",
      status: "active",
      secretKey: "",
      webhookSecret: "",
      baseUrl: "",
      currencies: currency,
    },
    ({ kind, name, secretKey, webhookSecret, baseUrl, currencies }, key) =>
      call("POST /v1/communities/{communityId}/providers", {
        path: { communityId },
        idempotencyKey: key,
        body: {
          kind: kind === "sandbox" ? "sandbox" : "paystack",
          name: name.trim(),
          secretKey: secretKey.trim(),
          currencies: codes(currencies),
          ...given("webhookSecret", webhookSecret),
          ...given("baseUrl", baseUrl),
        },
      }),
    onDone,
  );
  return (
    <Form model={model} submit={t("providers.save")}>
      <SelectField<ProviderValues>
        name="kind"
        label={t("providers.kind")}
        options={["paystack", "sandbox"].map((value) => ({ value, label: t(`providers.kinds.${value}`) }))}
      />
      <Fields isNew />
    </Form>
  );
}

export function EditProvider({
  communityId,
  provider,
  onDone,
}: {
  communityId: string;
  provider: Provider;
  onDone: () => void;
}) {
  const { t } = useTranslation("payments");
  const model = useProviderForm(
    communityId,
    {
      kind: provider.kind,
      name: provider.name,
      status: provider.status,
      secretKey: "",
      webhookSecret: "",
      baseUrl: provider.baseUrl,
      currencies: provider.currencies.join(", "),
    },
    ({ name, status, secretKey, webhookSecret, baseUrl, currencies }) =>
      call("PATCH /v1/communities/{communityId}/providers/{providerId}", {
        path: { communityId, providerId: provider.id },
        body: {
          version: provider.version,
          name: name.trim(),
          status: status === "disabled" ? "disabled" : "active",
          currencies: codes(currencies),
          ...given("secretKey", secretKey),
          ...given("webhookSecret", webhookSecret),
          ...given("baseUrl", baseUrl),
        },
      }),
    onDone,
  );
  return (
    <Form model={model} submit={t("providers.save")}>
      <SelectField<ProviderValues>
        name="status"
        label={t("status.title")}
        options={["active", "disabled"].map((value) => ({ value, label: t(`providers.${value}`) }))}
      />
      <Fields isNew={false} />
    </Form>
  );
}

function Fields({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation("payments");
  return (
    <>
      <TextField<ProviderValues>
        name="name"
        label={t("providers.name")}
        help={t("providers.nameHelp")}
        required
        maxLength={120}
      />
      <TextField<ProviderValues>
        name="secretKey"
        label={t("providers.secretKey")}
        help={isNew ? t("providers.secretHelp") : t("providers.secretKeep")}
        required={isNew}
        dir="ltr"
        autoComplete="off"
        maxLength={200}
      />
      <TextField<ProviderValues>
        name="webhookSecret"
        label={t("providers.webhookSecret")}
        help={t("providers.webhookSecretHelp")}
        dir="ltr"
        autoComplete="off"
        maxLength={200}
      />
      <TextField<ProviderValues>
        name="currencies"
        label={t("providers.currencies")}
        help={t("providers.currenciesHelp")}
        required
        dir="ltr"
      />
      <TextField<ProviderValues>
        name="baseUrl"
        type="url"
        label={t("providers.baseUrl")}
        help={t("providers.baseUrlHelp")}
        dir="ltr"
        maxLength={500}
      />
    </>
  );
}
