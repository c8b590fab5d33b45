import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { type FieldValues, FormProvider } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Notice } from "../notice.tsx";
import type { ServerForm } from "./use-server-form.ts";

interface FormProps<V extends FieldValues> {
  model: ServerForm<V>;
  submit: string;
  children: ReactNode;
  /** Beside the button: cancel, back. */
  beside?: ReactNode;
}

/** A form: its fields, one button, and what went wrong where everybody looks, just above the button. */
export function Form<V extends FieldValues>({ model, submit, children, beside }: FormProps<V>) {
  return (
    <FormProvider {...model.form}>
      <form noValidate onSubmit={model.submit} className="stack">
        {model.isRestored ? <Restored startOver={model.startOver} /> : null}
        {children}
        {model.fault ? <Notice tone="bad">{model.fault}</Notice> : null}
        <div className="row">
          <Button type="submit" loading={model.isBusy}>
            {submit}
          </Button>
          {beside}
        </div>
      </form>
    </FormProvider>
  );
}

/** What was typed at an earlier visit is there again. */
export function Restored({ startOver }: { startOver: () => void }) {
  const { t } = useTranslation("ui");
  return (
    <Notice tone="plain">
      <span className="spread">
        {t("form.restored")}
        <Button variant="subtle" size="compact-sm" onClick={startOver}>
          {t("form.startOver")}
        </Button>
      </span>
    </Notice>
  );
}
