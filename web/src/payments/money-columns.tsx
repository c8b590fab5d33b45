import { useTranslation } from "react-i18next";
import { plainMoney } from "../lib/format.ts";
import type { Payment } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import type { Column } from "../ui/table/columns.ts";
import { useProviderName } from "./queries.ts";

interface Moved {
  providerId: string;
  createdAt: string;
  amount: Payment["amount"];
}

interface MoneyColumns<R> {
  provider: Column<R>;
  when: Column<R>;
  amount: Column<R>;
}

interface Readings<R> {
  /** When it was, where that is not when it began. */
  at?: (row: R) => string;
  /** With a sign, where the direction is the row's. */
  signed?: (row: R) => Payment["amount"];
}

/** The columns that every list of what providers moved has: with whom, when, how much. */
export function useMoneyColumns<R extends Moved>(
  communityId: string,
  { at, signed }: Readings<R> = {},
): MoneyColumns<R> {
  const { t } = useTranslation("payments");
  const provider = useProviderName(communityId);
  const instant = at ?? (({ createdAt }: R) => createdAt);
  const money = signed ?? (({ amount }: R) => amount);
  return {
    provider: {
      id: "provider",
      head: t("field.provider"),
      cell: ({ providerId }) => <bdi>{provider(providerId)}</bdi>,
      csv: ({ providerId }) => provider(providerId),
    },
    when: {
      id: "when",
      head: t("field.when"),
      cell: (row) => <DateText at={instant(row)} style="short" />,
      csv: instant,
    },
    amount: {
      id: "amount",
      head: t("field.amount"),
      isFigure: true,
      card: "figure",
      cell: (row) => <Money money={money(row)} sign={signed ? "always" : "auto"} />,
      csv: (row) => plainMoney(money(row)),
    },
  };
}
