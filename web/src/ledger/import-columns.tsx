import { TextInput } from "@mantine/core";
import { useId } from "react";
import { useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useFault } from "../ui/forms/use-fault.ts";
import { headingsOf, type ImportValues } from "./import-values.ts";
import styles from "./post.module.css";

const COLUMNS = ["date", "dateFormat", "description", "amount", "account", "counterAccount", "currency"] as const;
const NEEDED: ReadonlySet<string> = new Set(["date", "amount", "account", "currency"]);

/** Which column of a table means what; some may be the same for every row. */
export function ImportColumns() {
  const { t } = useTranslation("ledger");
  const { watch } = useFormContext<ImportValues>();
  const { headings } = headingsOf(watch("content"));
  const id = useId();
  return (
    <fieldset className="fieldset">
      <legend>{t("import.columns.title")}</legend>
      <p className="soft small">{t("import.columns.help")}</p>
      <div className={styles.columns}>
        {COLUMNS.map((name) => (
          <Column key={name} name={name} headingsId={id} />
        ))}
      </div>
      <datalist id={id}>
        {headings.map((head) => (
          <option key={head} value={head} />
        ))}
      </datalist>
    </fieldset>
  );
}

function Column({ name, headingsId }: { name: (typeof COLUMNS)[number]; headingsId: string }) {
  const { t } = useTranslation("ledger");
  const { register } = useFormContext<ImportValues>();
  const fault = useFault<ImportValues>(name);
  const isNeeded = NEEDED.has(name);
  return (
    <TextInput
      {...register(name, isNeeded ? { required: t("ui:form.required") } : {})}
      label={isNeeded ? t(`import.columns.${name}`) : `${t(`import.columns.${name}`)} (${t("ui:form.optional")})`}
      error={fault}
      autoComplete="off"
      aria-required={isNeeded}
      {...(name === "dateFormat" ? { placeholder: "DD.MM.YYYY" } : { list: headingsId })}
    />
  );
}
