import { NativeSelect, PasswordInput, Radio, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { type FieldValues, type Path, type RegisterOptions, useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useFault } from "./use-fault.ts";

interface FieldProps<V extends FieldValues> {
  name: Path<V>;
  label: string;
  help?: ReactNode;
  /** Without it the label says "optional". */
  required?: boolean;
  rules?: RegisterOptions<V, Path<V>>;
}

function useField<V extends FieldValues>({ name, required = false, rules }: FieldProps<V>) {
  const { t } = useTranslation("ui");
  const { register } = useFormContext<V>();
  const fault = useFault<V>(name);
  const asked = required
    ? {
        required: t("form.required"),
        validate: (value: unknown) => String(value ?? "").trim() !== "" || t("form.required"),
      }
    : {};
  return { fault, bound: register(name, { ...asked, ...rules } as RegisterOptions<V, Path<V>>) };
}

function useLabel(label: string, required: boolean): ReactNode {
  const { t } = useTranslation("ui");
  if (required) return label;
  return (
    <>
      {label} <span className="soft small">({t("form.optional")})</span>
    </>
  );
}

interface TextFieldProps<V extends FieldValues> extends FieldProps<V> {
  type?: "text" | "email" | "tel" | "date" | "datetime-local" | "number" | "url";
  autoComplete?: string;
  inputMode?: "text" | "numeric" | "email" | "tel" | "decimal";
  placeholder?: string;
  maxLength?: number;
  autoFocus?: boolean;
  dir?: "ltr";
  rightSection?: ReactNode;
}

export function TextField<V extends FieldValues>(props: TextFieldProps<V>) {
  const { name: _name, label, help, required = false, rules: _rules, ...rest } = props;
  const { fault, bound } = useField<V>(props);
  return (
    <TextInput
      {...rest}
      {...bound}
      label={useLabel(label, required)}
      description={help}
      error={fault}
      aria-required={required}
    />
  );
}

export function PasswordField<V extends FieldValues>(
  props: FieldProps<V> & { autoComplete: "new-password" | "current-password" },
) {
  const { t } = useTranslation("ui");
  const { fault, bound } = useField<V>(props);
  return (
    <PasswordInput
      {...bound}
      label={props.label}
      description={props.help}
      error={fault}
      autoComplete={props.autoComplete}
      aria-required
      visibilityToggleButtonProps={{ "aria-label": t("form.showPassword") }}
    />
  );
}

export function LongField<V extends FieldValues>(props: FieldProps<V> & { rows?: number; maxLength?: number }) {
  const { label, help, required = false, rows = 4, maxLength } = props;
  const { fault, bound } = useField<V>(props);
  return (
    <Textarea
      {...bound}
      label={useLabel(label, required)}
      description={help}
      error={fault}
      rows={rows}
      aria-required={required}
      {...(maxLength ? { maxLength } : {})}
    />
  );
}

export interface Option {
  value: string;
  label: string;
  help?: string;
}

export function SelectField<V extends FieldValues>(props: FieldProps<V> & { options: readonly Option[] }) {
  const { label, help, options, required = true } = props;
  const { fault, bound } = useField<V>({ ...props, required });
  return (
    <NativeSelect
      {...bound}
      label={useLabel(label, required)}
      description={help}
      error={fault}
      data={options.map(({ value, label: text }) => ({ value, label: text }))}
    />
  );
}

/** A choice of few, all in view, each with what it means. */
export function ChoiceField<V extends FieldValues>(props: FieldProps<V> & { options: readonly Option[] }) {
  const { fault, bound } = useField<V>({ ...props, required: true });
  return (
    <fieldset className="fieldset">
      <legend>{props.label}</legend>
      {props.help ? <p className="soft small">{props.help}</p> : null}
      {props.options.map((option) => (
        <Radio key={option.value} {...bound} value={option.value} label={option.label} description={option.help} />
      ))}
      {fault ? (
        <p role="alert" className="fault">
          {fault}
        </p>
      ) : null}
    </fieldset>
  );
}
