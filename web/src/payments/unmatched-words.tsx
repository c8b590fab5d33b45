import { useTranslation } from "react-i18next";
import type { Money, UnmatchedMoney } from "../lib/wire.ts";
import { StatusBadge } from "../ui/status-badge.tsx";

export function useUnmatchedReason(): (code: string) => string {
  const { t } = useTranslation("payments");
  return (code) => t(`unmatched.reason.${code}`, { defaultValue: code.replaceAll("_", " ") });
}

/** What went out is told with a minus. */
export function signedAmount({ amount, direction }: Pick<UnmatchedMoney, "amount" | "direction">): Money {
  return { ...amount, amount: direction === "out" ? -amount.amount : amount.amount };
}

export function UnmatchedBadge({ money }: { money: UnmatchedMoney }) {
  const { t } = useTranslation("payments");
  const { status, resolution } = money;
  return (
    <StatusBadge tone={status === "open" ? "warn" : "good"}>
      {resolution ? t(`unmatched.resolution.${resolution}`) : t("unmatched.open")}
    </StatusBadge>
  );
}
