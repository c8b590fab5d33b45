import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Bars } from "../ui/charts/bars.tsx";
import { Money } from "../ui/money.tsx";
import { shortCode } from "./account-name.tsx";
import { useLedgerWords } from "./labels.ts";
import styles from "./ledger.module.css";

export interface FlowBar {
  id: string;
  name: ReactNode;
  amount: number;
}

/** Flows by size: as legible on a phone as on a desk, and read out as a list. */
export function FlowBars({
  title,
  flows,
  currency,
  colour,
}: {
  title: string;
  flows: readonly FlowBar[];
  currency: string;
  colour: string;
}) {
  if (flows.length === 0) return null;
  const bars = flows.map(({ id, name, amount }) => ({
    id,
    name,
    colour,
    size: amount,
    value: <Money money={{ amount, currency }} />,
  }));
  return <Bars title={title} bars={bars} />;
}

/** A code, or the first part of it, in words where there are any. */
export function CodeName({ code, name }: { code: string; name?: string | null | undefined }) {
  const words = useLedgerWords();
  const told = words.account(code, name) ?? (code.includes("/") ? null : words.branch(code));
  if (told && told !== code.replaceAll("_", " ")) return <bdi>{told}</bdi>;
  return (
    <code dir="ltr" title={code} className={styles.code}>
      {shortCode(code)}
    </code>
  );
}

/** What is not drawn one by one, so that nobody takes the picture for the whole. */
export function Others({ others, currency }: { others: { links: number; amount: number }; currency: string }) {
  const { t } = useTranslation("ledger");
  if (others.links === 0) return null;
  return (
    <p className="soft small">
      {t("flow.others", { count: others.links })} <Money money={{ amount: others.amount, currency }} size="small" />
    </p>
  );
}
