import { Checkbox } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { ChoiceField, SelectField, TextField } from "../ui/forms/fields.tsx";
import { MoneyField } from "../ui/forms/money-input.tsx";
import type { GoalValues } from "./goal-values.ts";

/** What happens at each edge. It is fixed with the first gift, so each choice says what it means. */
export function TermsStep({ currency }: { currency: string }) {
  const { t } = useTranslation("fundraising");
  const option = (group: string, value: string) => ({
    value,
    label: t(`wizard.${group}.${value}`),
    help: t(`wizard.${group}.${value}Help`),
  });
  return (
    <>
      <p className="soft">{t("wizard.termsLead")}</p>
      <ChoiceField<GoalValues>
        name="terms.mode"
        label={t("wizard.mode.title")}
        options={[option("mode", "all_or_nothing"), option("mode", "keep_what_comes")]}
      />
      <Stretch currency={currency} />
      <ChoiceField<GoalValues>
        name="terms.surplus"
        label={t("wizard.surplus.title")}
        options={[option("surplus", "pro_rata"), option("surplus", "last_milestone")]}
      />
      <ChoiceField<GoalValues>
        name="terms.feesBorneBy"
        label={t("wizard.fees.title")}
        options={[option("fees", "goal"), option("fees", "giver")]}
      />
      <ChoiceField<GoalValues>
        name="terms.refundFeeBorneBy"
        label={t("wizard.refundFee.title")}
        options={[option("refundFee", "platform"), option("refundFee", "giver")]}
      />
      <VoteFields />
      <SelectField<GoalValues>
        name="terms.choiceDays"
        label={t("wizard.choiceDays")}
        help={t("wizard.choiceDaysHelp")}
        options={[7, 14, 30, 60].map((count) => ({ value: String(count), label: t("wizard.days", { count }) }))}
      />
    </>
  );
}

/** Beyond the target, if one likes, up to a limit. */
function Stretch({ currency }: { currency: string }) {
  const { t } = useTranslation("fundraising");
  const { control, register } = useFormContext<GoalValues>();
  const [takesMore, target] = useWatch<GoalValues, ["terms.takesMore", "target"]>({
    control,
    name: ["terms.takesMore", "target"],
  });
  return (
    <div className="stack-tight">
      <Checkbox
        {...register("terms.takesMore")}
        label={t("wizard.stretch.take")}
        description={t("wizard.stretch.takeHelp")}
      />
      {takesMore ? (
        <MoneyField<GoalValues>
          name="terms.stretchAmount"
          label={t("wizard.stretch.amount")}
          currency={currency}
          required
          min={BigInt(target ?? 0) + 1n}
        />
      ) : null}
    </div>
  );
}

function VoteFields() {
  const { t } = useTranslation("fundraising");
  const option = (group: string, value: string) => ({
    value,
    label: t(`wizard.${group}.${value}`),
    help: t(`wizard.${group}.${value}Help`),
  });
  const percent = (least: number) => (value: unknown) => {
    const share = Number(value);
    return (String(value).trim() !== "" && share >= least && share <= 100) || t("wizard.percentWrong");
  };
  return (
    <fieldset className="fieldset">
      <legend>{t("wizard.vote.title")}</legend>
      <SelectField<GoalValues>
        name="terms.windowDays"
        label={t("wizard.vote.window")}
        options={[1, 3, 7, 14].map((count) => ({ value: String(count), label: t("wizard.days", { count }) }))}
      />
      <TextField<GoalValues>
        name="terms.quorum"
        label={t("wizard.vote.quorum")}
        help={t("wizard.vote.quorumHelp")}
        inputMode="decimal"
        required
        dir="ltr"
        rules={{ validate: percent(0) }}
        rightSection="%"
      />
      <TextField<GoalValues>
        name="terms.threshold"
        label={t("wizard.vote.threshold")}
        help={t("wizard.vote.thresholdHelp")}
        inputMode="decimal"
        required
        dir="ltr"
        rules={{ validate: percent(0.01) }}
        rightSection="%"
      />
      <ChoiceField<GoalValues>
        name="terms.weight"
        label={t("wizard.weight.title")}
        options={[option("weight", "head"), option("weight", "amount")]}
      />
      <ChoiceField<GoalValues>
        name="terms.silence"
        label={t("wizard.silence.title")}
        options={[option("silence", "abstain"), option("silence", "yes"), option("silence", "no")]}
      />
    </fieldset>
  );
}
