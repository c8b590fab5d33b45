import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFilters } from "./use-filters.ts";

export interface Choice {
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
}

/** Choices that narrow a list; kept in the address under their own names. */
export function FilterBar({ choices }: { choices: readonly Choice[] }) {
  const { t } = useTranslation("ui");
  const { search, set } = useFilters();
  return (
    <div className="row no-print">
      {choices.map((choice) => (
        <NativeSelect
          key={choice.name}
          aria-label={choice.label}
          value={search[choice.name] ?? ""}
          onChange={(event) => set({ [choice.name]: event.currentTarget.value, open: undefined })}
          data={[{ value: "", label: `${choice.label}: ${t("table.all")}` }, ...choice.options]}
        />
      ))}
    </div>
  );
}
