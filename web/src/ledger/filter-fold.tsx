import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { usePhone } from "../ui/use-phone.ts";
import styles from "./ledger.module.css";

/** Filters stand beside each other; on a phone they wait behind a word, so that the list begins on the first screen. */
export function FilterFold({ isNarrowed, children }: { isNarrowed: boolean; children: ReactNode }) {
  const { t } = useTranslation("ledger");
  const isPhone = usePhone();
  const filters = <search className={`${styles.filters} no-print`}>{children}</search>;
  if (!isPhone) return filters;
  return (
    <details className={`${styles.filterFold} no-print`} open={isNarrowed}>
      <summary>{t("filter.title")}</summary>
      {filters}
    </details>
  );
}
