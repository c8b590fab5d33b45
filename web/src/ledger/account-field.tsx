import { TextInput } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { type FieldValues, type Path, useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { LedgerAccount } from "../lib/wire.ts";
import { useFault } from "../ui/forms/use-fault.ts";
import { useLedgerWords } from "./labels.ts";

interface AccountFieldProps<V extends FieldValues> {
  name: Path<V>;
  label: string;
  accounts: readonly LedgerAccount[];
  help?: ReactNode;
  onCode: (code: string) => void;
}

/** An account by its code, with those that there are to choose from while one types. */
export function AccountField<V extends FieldValues>({ name, label, accounts, help, onCode }: AccountFieldProps<V>) {
  const { t } = useTranslation("ui");
  const words = useLedgerWords();
  const { register } = useFormContext<V>();
  const fault = useFault<V>(name);
  const id = useId();
  const codes = new Map(accounts.map(({ code, name: told }) => [code, words.account(code, told)]));
  const bound = register(name, { required: t("form.required") });
  return (
    <>
      <TextInput
        {...bound}
        onChange={async (event) => {
          const code = event.currentTarget.value.trim();
          await bound.onChange(event);
          onCode(code);
        }}
        label={label}
        description={help}
        error={fault}
        list={id}
        dir="ltr"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={200}
        aria-required
      />
      <datalist id={id}>
        {[...codes].map(([code, told]) => (
          <option key={code} value={code}>
            {told}
          </option>
        ))}
      </datalist>
    </>
  );
}
