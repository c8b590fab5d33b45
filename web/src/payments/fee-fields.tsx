import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { ProviderFee } from "../lib/wire.ts";
import { TextField } from "../ui/forms/fields.tsx";
import { MoneyField } from "../ui/forms/money-input.tsx";
import { codesIn, type ProviderValues, valuesOfFee } from "./provider-values.ts";
import { providerKinds } from "./queries.ts";

/** What the provider takes, for each currency: filled with what such a provider usually takes, to be put right by hand. */
export function FeeFields({ communityId }: { communityId: string }) {
  const { t } = useTranslation("payments");
  const { control } = useFormContext<ProviderValues>();
  const [kind, currencies, fees] = useWatch<ProviderValues, ["kind", "currencies", "fees"]>({
    control,
    name: ["kind", "currencies", "fees"],
  });
  const kinds = useQuery(providerKinds(communityId));
  const usual = kinds.data?.items.find((one) => one.kind === kind)?.usualFees ?? [];
  const asked = usual.filter(({ currency }) => codesIn(currencies).includes(currency));
  const missing = asked.filter(({ currency }) => !fees[kind]?.[currency]);
  useUsual(kind, missing);
  return (
    <>
      {asked.map(({ currency }) =>
        fees[kind]?.[currency] ? <Fee key={`${kind} ${currency}`} kind={kind} currency={currency} /> : null,
      )}
      <p className="soft small">{t("fees.help")}</p>
    </>
  );
}

/** A currency that was just added begins with the usual price; its fields come after, so that they find it. */
function useUsual(kind: string, missing: readonly ProviderFee[]): void {
  const { setValue } = useFormContext<ProviderValues>();
  useEffect(() => {
    for (const fee of missing) setValue(`fees.${kind}.${fee.currency}`, valuesOfFee(fee));
  }, [setValue, kind, missing]);
}

function Fee({ kind, currency }: { kind: string; currency: string }) {
  const { t } = useTranslation("payments");
  const name = `fees.${kind}.${currency}` as const;
  const limits = { currency, min: 0n };
  return (
    <fieldset className="fieldset">
      <legend>{t("fees.title", { currency })}</legend>
      <TextField<ProviderValues>
        name={`${name}.percent`}
        label={t("fees.percent")}
        inputMode="decimal"
        required
        dir="ltr"
        rules={{ validate: (value) => isPercent(value) || t("fees.percentWrong") }}
        rightSection="%"
      />
      <MoneyField<ProviderValues>
        {...limits}
        name={`${name}.fixed`}
        label={t("fees.fixed")}
        help={t("fees.fixedHelp")}
      />
      <MoneyField<ProviderValues>
        {...limits}
        name={`${name}.fixedFrom`}
        label={t("fees.fixedFrom")}
        help={t("fees.fixedFromHelp")}
      />
      <MoneyField<ProviderValues> {...limits} name={`${name}.cap`} label={t("fees.cap")} help={t("fees.capHelp")} />
    </fieldset>
  );
}

function isPercent(value: unknown): boolean {
  const share = Number(String(value).trim().replace(",", "."));
  return share >= 0 && share <= 50;
}
