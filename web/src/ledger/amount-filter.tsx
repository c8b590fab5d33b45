import { useTranslation } from "react-i18next";
import { decimalSeparator, formatPlainAmount } from "../lib/format.ts";
import { parseAmount } from "../lib/money.ts";
import { useReader } from "../lib/reader.ts";
import { TextFilter } from "./text-filter.tsx";

interface AmountFilterProps {
  label: string;
  currency: string;
  /** Minor units, as the address has them. */
  value: string | undefined;
  onChange: (minor: string | undefined) => void;
}

/** An amount that narrows a list; what is no amount narrows nothing. */
export function AmountFilter({ label, currency, value, onChange }: AmountFilterProps) {
  const { t } = useTranslation("ledger");
  const { language } = useReader();
  const change = (text: string | undefined) => {
    const parsed = parseAmount(text ?? "", currency, decimalSeparator(language));
    onChange("amount" in parsed && parsed.amount > 0n ? parsed.amount.toString() : undefined);
  };
  const shown = value && /^\d+$/.test(value) ? formatPlainAmount(BigInt(value), currency, language) : undefined;
  return (
    <TextFilter
      label={t("filter.amount", { label, currency })}
      inputMode="decimal"
      dir="ltr"
      value={shown}
      onChange={change}
    />
  );
}
