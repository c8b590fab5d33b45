import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { Provider } from "../lib/wire.ts";
import { SelectField, TextField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { toastDone } from "../ui/toast.tsx";
import { FeeFields } from "./fee-fields.tsx";
import { codesIn, feesIn, newProvider, type ProviderValues, valuesOf } from "./provider-values.ts";
import { TestKey, useLocalUrl } from "./test-key.tsx";

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
  const sandboxUrl = useLocalUrl(communityId, "sandbox") ?? "";
  const model = useProviderForm(
    communityId,
    newProvider(currency),
    (values, key) =>
      call("POST /v1/communities/{communityId}/providers", {
        path: { communityId },
        idempotencyKey: key,
        body: {
          kind: values.kind === "sandbox" ? "sandbox" : "paystack",
          name: values.name.trim(),
          secretKey: values.secretKey.trim(),
          currencies: codesIn(values.currencies),
          fees: feesIn(values),
          ...given("webhookSecret", values.webhookSecret),
          // The usual address of a sandbox is the one beside the server; the server knows those of the others.
          ...given("baseUrl", values.baseUrl.trim() || (values.kind === "sandbox" ? sandboxUrl : "")),
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
      <TestKey communityId={communityId} />
      <Fields isNew communityId={communityId} />
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
    valuesOf(provider),
    (values) =>
      call("PATCH /v1/communities/{communityId}/providers/{providerId}", {
        path: { communityId, providerId: provider.id },
        body: {
          version: provider.version,
          name: values.name.trim(),
          status: values.status === "disabled" ? "disabled" : "active",
          currencies: codesIn(values.currencies),
          fees: feesIn(values),
          ...given("secretKey", values.secretKey),
          ...given("webhookSecret", values.webhookSecret),
          ...given("baseUrl", values.baseUrl),
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
      <Fields isNew={false} communityId={communityId} />
    </Form>
  );
}

function Fields({ isNew, communityId }: { isNew: boolean; communityId: string }) {
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
      <FeeFields communityId={communityId} />
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
