import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFilters } from "../ui/table/use-filters.ts";

/** From which end a list of the books is read; it lives in the address. */
export function OrderFilter({ disabled = false }: { disabled?: boolean }) {
  const { t } = useTranslation("ledger");
  const { search, set } = useFilters();
  return (
    <SegmentedControl
      aria-label={t("entries.order")}
      value={search["order"] === "oldest" ? "oldest" : "newest"}
      onChange={(order) => set({ order: order === "oldest" ? order : undefined, open: undefined })}
      disabled={disabled}
      data={[
        { value: "newest", label: t("entries.newest") },
        { value: "oldest", label: t("entries.oldest") },
      ]}
    />
  );
}
