import { TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { type FieldValues, type Path, type PathValue, useController, useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { decimalSeparator, formatMoney, formatPlainAmount } from "../../lib/format.ts";
import { exponentOf, parseAmount, toMoney } from "../../lib/money.ts";
import { useReader } from "../../lib/reader.ts";
import { useFault } from "./use-fault.ts";

interface MoneyFieldProps<V extends FieldValues> {
  name: Path<V>;
  label: string;
  currency: string;
  help?: ReactNode;
  required?: boolean;
  min?: bigint;
  max?: bigint;
}

/** An amount in a form. The value is the number of minor units, read digit by digit; `null` is an empty field. */
export function MoneyField<V extends FieldValues>({
  name,
  label,
  currency,
  help,
  required = false,
  min = 1n,
  max,
}: MoneyFieldProps<V>) {
  const { t } = useTranslation("ui");
  const { language } = useReader();
  const { control } = useFormContext<V>();
  const [faulty, setFaulty] = useState<string | null>(null);
  const check = (value: unknown): true | string => {
    if (faulty !== null)
      return t(`money.${faultOf(faulty, currency, language)}`, { currency, count: exponentOf(currency) });
    if (value === null || value === undefined) return required ? t("form.required") : true;
    const amount = BigInt(Number(value));
    if (amount < min) return t("money.too_small", { least: formatMoney(toMoney(min, currency), language) });
    if (max !== undefined && amount > max)
      return t("money.too_high", { most: formatMoney(toMoney(max, currency), language) });
    return true;
  };
  const { field } = useController<V>({ name, control, rules: { validate: check } });
  const fault = useFault<V>(name);
  const change = (text: string) => {
    const parsed = parseAmount(text, currency, decimalSeparator(language));
    const isFaulty = "fault" in parsed && parsed.fault !== "empty";
    setFaulty(isFaulty ? text : null);
    field.onChange(("amount" in parsed ? Number(parsed.amount) : null) as PathValue<V, Path<V>>);
  };
  return (
    <AmountInput
      label={label}
      required={required}
      currency={currency}
      help={help}
      fault={fault}
      value={numberOrNull(field.value)}
      faulty={faulty}
      onText={change}
      onBlur={field.onBlur}
      inputRef={field.ref}
    />
  );
}

function faultOf(text: string, currency: string, language: string): string {
  const parsed = parseAmount(text, currency, decimalSeparator(language));
  return "fault" in parsed ? parsed.fault : "not_a_number";
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

interface AmountInputProps {
  label: string;
  required: boolean;
  currency: string;
  help: ReactNode;
  fault: string | null;
  value: number | null;
  faulty: string | null;
  onText: (text: string) => void;
  onBlur: () => void;
  inputRef: (element: HTMLInputElement | null) => void;
}

/** While one types, the text stays as typed; when one leaves, it is written out in the locale's way. */
function AmountInput({
  label,
  required,
  currency,
  help,
  fault,
  value,
  faulty,
  onText,
  onBlur,
  inputRef,
}: AmountInputProps) {
  const { t } = useTranslation("ui");
  const { language } = useReader();
  const [typed, setTyped] = useState<string | null>(null);
  const written = faulty ?? (value === null ? "" : formatPlainAmount(BigInt(value), currency, language));
  return (
    <TextInput
      ref={inputRef}
      label={required ? label : `${label} (${t("form.optional")})`}
      description={help}
      error={fault}
      inputMode={exponentOf(currency) === 0 ? "numeric" : "decimal"}
      autoComplete="off"
      dir="ltr"
      className="tabular"
      value={typed ?? written}
      leftSection={<span className="small soft">{currency}</span>}
      leftSectionWidth="3.5rem"
      onFocus={() => setTyped(written)}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onText(event.currentTarget.value);
      }}
      onBlur={() => {
        setTyped(null);
        onBlur();
      }}
    />
  );
}
