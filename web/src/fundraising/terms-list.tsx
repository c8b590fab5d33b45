import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { formatBasisPoints, formatList, formatMoney } from "../lib/format.ts";
import { useReader } from "../lib/reader.ts";
import type { Terms } from "../lib/wire.ts";
import styles from "./overview.module.css";

const HOURS_A_DAY = 24;

/** What is promised to givers, in sentences; also what the wizard shows before it is promised. */
export function TermsList({ terms }: { terms: Terms }) {
  const { t } = useTranslation("fundraising");
  const { language } = useReader();
  const share = (basisPoints: number) => formatBasisPoints(basisPoints, language);
  const { vote, providerFee } = terms;
  const provider = formatList(
    [
      ...(providerFee.bps > 0 ? [share(providerFee.bps)] : []),
      ...(providerFee.flat.amount > 0 ? [formatMoney(providerFee.flat, language)] : []),
    ],
    language,
  );
  const hasFees = terms.platformFeeBps > 0 || provider !== "";
  const sentences = [
    t(`terms.${terms.mode}`),
    terms.stretchAmount
      ? t("terms.stretch", { stretch: formatMoney(terms.stretchAmount, language, { short: true }) })
      : t("terms.noStretch"),
    t(`terms.surplus_${terms.surplus}`),
    hasFees
      ? t(`fees.${terms.feesBorneBy}`, { platform: share(terms.platformFeeBps), provider: provider || share(0) })
      : t("fees.none"),
    t(isBareMajority(vote.thresholdBps) ? "terms.voteHalf" : "terms.vote", {
      quorum: share(vote.quorumBps),
      threshold: share(vote.thresholdBps),
    }),
    `${t(`terms.weight_${vote.weight}`)} ${windowText(t, vote.windowHours)}`,
    t(`terms.silence_${vote.silence}`),
    terms.refundFeeBorneBy === "platform" ? t("terms.refundPlatform") : t("terms.refundGiver"),
    terms.choiceDays > 0 ? t("terms.choice", { count: terms.choiceDays }) : t("terms.noChoice"),
    t("terms.late"),
  ];
  return (
    <ul className={styles.terms}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

/** More than half, said so: "50.01 %" would make people wonder. */
export function isBareMajority(thresholdBps: number): boolean {
  return thresholdBps === 5_001;
}

export function windowText(t: TFunction<"fundraising">, hours: number): string {
  return hours % HOURS_A_DAY === 0
    ? t("terms.days", { count: hours / HOURS_A_DAY })
    : t("terms.hours", { count: hours });
}
