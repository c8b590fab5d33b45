import { useTranslation } from "react-i18next";
import { useFilters } from "../ui/table/use-filters.ts";
import { dayBefore, isDay, today } from "./days.ts";
import { TextFilter } from "./text-filter.tsx";

const USUAL_DAYS = 30;

/** The period of the address; a month up to today where it says none. */
export function usePeriod(): { from: string; to: string } {
  const { search } = useFilters();
  const to = isDay(search["to"]) ? search["to"] : today();
  return { to, from: isDay(search["from"]) ? search["from"] : dayBefore(to, USUAL_DAYS) };
}

export function PeriodFilter() {
  const { t } = useTranslation("ledger");
  const { set } = useFilters();
  const { from, to } = usePeriod();
  return (
    <>
      <TextFilter label={t("filter.from")} type="date" value={from} onChange={(day) => set({ from: day })} />
      <TextFilter label={t("filter.to")} type="date" value={to} onChange={(day) => set({ to: day })} />
    </>
  );
}
