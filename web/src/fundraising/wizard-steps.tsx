import { Button } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../lib/format.ts";
import { toMoney } from "../lib/money.ts";
import { useReader } from "../lib/reader.ts";
import type { Media } from "../lib/wire.ts";
import { LongField, TextField } from "../ui/forms/fields.tsx";
import { MoneyField } from "../ui/forms/money-input.tsx";
import { useFault } from "../ui/forms/use-fault.ts";
import { type GoalValues, milestoneSum } from "./goal-values.ts";
import { Upload } from "./upload.tsx";
import styles from "./wizard.module.css";

const MOST_MILESTONES = 20;

export function StoryStep({
  communityId,
  photos,
  onPhotos,
}: {
  communityId: string;
  photos: readonly Media[];
  onPhotos: (photos: readonly Media[]) => void;
}) {
  const { t } = useTranslation("fundraising");
  return (
    <>
      <TextField<GoalValues>
        name="title"
        label={t("field.title")}
        help={t("field.titleHelp")}
        required
        maxLength={120}
      />
      <LongField<GoalValues>
        name="description"
        label={t("field.story")}
        help={t("field.storyHelp")}
        required
        rows={8}
        maxLength={20000}
      />
      <Upload
        communityId={communityId}
        label={t("field.photo")}
        help={t("field.photoHelp")}
        media={photos}
        onChange={onPhotos}
        most={1}
        photosOnly
      />
    </>
  );
}

/** The target, the deadline, and what the money pays for step by step: the parts make up the whole. */
export function MilestonesStep({ currency }: { currency: string }) {
  const { t } = useTranslation("fundraising");
  const { control } = useFormContext<GoalValues>();
  const { fields, append, remove } = useFieldArray<GoalValues, "milestones">({ control, name: "milestones" });
  const values = useWatch<GoalValues>({ control });
  const { missing } = milestoneSum({
    target: values.target ?? null,
    milestones: (values.milestones ?? []).map(({ amount }) => ({ title: "", description: "", amount: amount ?? null })),
  });
  const addPart = () => append({ title: "", description: "", amount: missing > 0n ? Number(missing) : null });
  return (
    <>
      <MoneyField<GoalValues> name="target" label={t("field.target")} currency={currency} required />
      <TextField<GoalValues>
        name="deadline"
        type="datetime-local"
        label={t("field.deadline")}
        help={t("field.deadlineHelp")}
        required
        dir="ltr"
        rules={{ validate: (value) => new Date(String(value)).getTime() > Date.now() || t("field.deadlinePast") }}
      />
      <fieldset className="fieldset">
        <legend>{t("milestones.title")}</legend>
        <p className="soft small">{t("wizard.milestonesHelp")}</p>
        {fields.map((field, index) => (
          <Part
            key={field.id}
            index={index}
            currency={currency}
            onRemove={fields.length > 1 ? () => remove(index) : null}
          />
        ))}
        {fields.length < MOST_MILESTONES ? (
          <Button variant="default" leftSection={<IconPlus aria-hidden size="1.1em" />} onClick={addPart}>
            {t("wizard.addMilestone")}
          </Button>
        ) : null}
        <Balance missing={missing} currency={currency} />
      </fieldset>
    </>
  );
}

function Part({ index, currency, onRemove }: { index: number; currency: string; onRemove: (() => void) | null }) {
  const { t } = useTranslation("fundraising");
  return (
    <div className={styles.part}>
      <div className="spread">
        <strong>{t("wizard.milestone", { number: index + 1 })}</strong>
        {onRemove ? (
          <Button
            variant="subtle"
            color="bad"
            size="compact-md"
            leftSection={<IconTrash aria-hidden size="1.1em" />}
            onClick={onRemove}
          >
            {t("wizard.removeMilestone")}
          </Button>
        ) : null}
      </div>
      <div className={styles.pair}>
        <TextField<GoalValues>
          name={`milestones.${index}.title`}
          label={t("field.milestone")}
          required
          maxLength={120}
        />
        <MoneyField<GoalValues>
          name={`milestones.${index}.amount`}
          label={t("field.amount")}
          currency={currency}
          required
        />
      </div>
      <LongField<GoalValues>
        name={`milestones.${index}.description`}
        label={t("field.milestoneText")}
        rows={2}
        maxLength={2000}
      />
    </div>
  );
}

/** What is missing to the target, or too much; told as one types. */
function Balance({ missing, currency }: { missing: bigint; currency: string }) {
  const { t } = useTranslation("fundraising");
  const { language } = useReader();
  const fault = useFault<GoalValues>("milestones");
  const amount = formatMoney(toMoney(missing < 0n ? -missing : missing, currency), language);
  const text =
    missing === 0n
      ? t("wizard.sumRight")
      : missing > 0n
        ? t("wizard.sumMissing", { amount })
        : t("wizard.sumTooMuch", { amount });
  return (
    <p className={styles.balance} data-right={missing === 0n || undefined} role={fault ? "alert" : "status"}>
      {text}
    </p>
  );
}
