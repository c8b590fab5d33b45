import { IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useCommunity } from "../lib/community.ts";
import type { Filters } from "../lib/query.ts";
import { useFilters } from "../ui/table/use-filters.ts";
import { AmountFilter } from "./amount-filter.tsx";
import { FilterFold } from "./filter-fold.tsx";
import { useLedgerWords } from "./labels.ts";
import { OrderFilter } from "./order-filter.tsx";
import { TextFilter } from "./text-filter.tsx";

export const NARROWING = [
  "referencePrefix",
  "kind",
  "effectiveFrom",
  "effectiveTo",
  "amountFrom",
  "amountTo",
  "sourceId",
] as const;

/** Kinds that one can choose from; any other may be written. */
const KINDS = [
  "transfer",
  "reversal",
  "exchange",
  "gift",
  "late_gift",
  "refund",
  "refund_delivered",
  "move",
  "dispute",
  "release",
  "payout",
  "payout_reversed",
  "unmatched_in",
  "unmatched_returned",
  "unmatched_written_off",
] as const;

/** What of the address narrows the journal, or turns it round. Amounts are of the community's own currency. */
export function useNarrowed(communityId: string): Filters {
  const { search } = useFilters();
  const currency = useCommunity(communityId)?.currency;
  return { ...Object.fromEntries([...NARROWING, "order"].map((name) => [name, search[name]])), currency };
}

export function JournalFilters({ communityId }: { communityId: string }) {
  const { t } = useTranslation("ledger");
  const words = useLedgerWords();
  const { search, set } = useFilters();
  const currency = useCommunity(communityId)?.currency;
  const field = (name: (typeof NARROWING)[number]) => ({
    value: search[name],
    onChange: (value: string | undefined) => set({ [name]: value, open: undefined }),
  });
  return (
    <FilterFold isNarrowed={[...NARROWING, "order"].some((name) => search[name] !== undefined)}>
      <TextFilter
        {...field("referencePrefix")}
        label={t("filter.reference")}
        type="search"
        dir="ltr"
        icon={<IconSearch aria-hidden size="1.25em" />}
      />
      <TextFilter
        {...field("kind")}
        label={t("transaction.kind")}
        suggestions={KINDS.map((value) => ({ value, label: words.kind(value) }))}
      />
      <TextFilter {...field("effectiveFrom")} label={t("filter.from")} type="date" />
      <TextFilter {...field("effectiveTo")} label={t("filter.to")} type="date" />
      {currency ? (
        <>
          <AmountFilter {...field("amountFrom")} label={t("filter.least")} currency={currency} />
          <AmountFilter {...field("amountTo")} label={t("filter.most")} currency={currency} />
        </>
      ) : null}
      {/* What is found by reference stands in the order of the references. */}
      <OrderFilter disabled={search["referencePrefix"] !== undefined} />
    </FilterFold>
  );
}
