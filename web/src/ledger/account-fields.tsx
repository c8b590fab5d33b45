import { Checkbox } from "@mantine/core";
import { useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { SelectField, TextField } from "../ui/forms/fields.tsx";
import { MoneyField } from "../ui/forms/money-input.tsx";
import { type AccountValues, FLOORS } from "./account-values.ts";

/** What may be said of an account when it is opened and changed later. */
export function AccountFields({ currency }: { currency: string }) {
  const { t } = useTranslation("ledger");
  const { watch } = useFormContext<AccountValues>();
  const floor = watch("floor");
  return (
    <>
      <TextField<AccountValues> name="name" label={t("settings.name")} help={t("settings.nameHelp")} maxLength={200} />
      <SelectField<AccountValues>
        name="floor"
        label={t("settings.floor")}
        help={t("settings.floorHelp")}
        options={FLOORS.map((value) => ({ value, label: t(`settings.floors.${value}`) }))}
      />
      {floor === "overdraft" || floor === "keep" ? (
        <MoneyField<AccountValues>
          name="floorAmount"
          label={t(`settings.floorAmount.${floor}`)}
          currency={currency}
          required
        />
      ) : null}
      <MoneyField<AccountValues>
        name="dayLimit"
        label={t("settings.dayLimit")}
        help={t("settings.limitHelp")}
        currency={currency}
        min={0n}
      />
      <MoneyField<AccountValues> name="monthLimit" label={t("settings.monthLimit")} currency={currency} min={0n} />
    </>
  );
}

/** Freezes an account in one direction, or in both. */
export function FreezeFields() {
  const { t } = useTranslation("ledger");
  const { register } = useFormContext<AccountValues>();
  return (
    <fieldset className="fieldset">
      <legend>{t("settings.freeze")}</legend>
      <p className="soft small">{t("settings.freezeHelp")}</p>
      <Checkbox {...register("refusesDebit")} label={t("settings.refusesDebit")} />
      <Checkbox {...register("refusesCredit")} label={t("settings.refusesCredit")} />
    </fieldset>
  );
}
