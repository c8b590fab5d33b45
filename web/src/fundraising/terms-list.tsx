import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { formatBasisPoints, formatMoney } from "../lib/format.ts";
import { useReader } from "../lib/reader.ts";
import type { Money, Terms } from "../lib/wire.ts";
import styles from "./overview.module.css";

const HOURS_A_DAY = 24;

/** What is promised to givers, in sentences; also what the wizard shows before it is promised. */
export function TermsList({ terms }: { terms: Terms }) {
  const { t } = useTranslation("fundraising");
  const { language } = useReader();
  const share = (basisPoints: number) => formatBasisPoints(basisPoints, language);
  const { vote, providerFee } = terms;
  const hasFees = terms.platformFeeBps > 0 || providerFee.bps > 0 || providerFee.flat.amount > 0;
  const sentences = [
    t(`terms.${terms.mode}`),
    terms.stretchAmount
      ? t("terms.stretch", { stretch: formatMoney(terms.stretchAmount, language, { short: true }) })
      : t("terms.noStretch"),
    t(`terms.surplus_${terms.surplus}`),
    hasFees
      ? t(`fees.${terms.feesBorneBy}`, {
          platform: share(terms.platformFeeBps),
          provider: feeText(t, language, providerFee),
        })
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

/** "1.5 %, and ₦100 from ₦2,500 on, at most ₦2,000". */
function feeText(t: TFunction<"fundraising">, language: string, { bps, flat, flatFrom, cap }: Terms["providerFee"]) {
  const amount = (money: Money) => formatMoney(money, language, { short: true });
  const share = formatBasisPoints(bps, language);
  const both = flatFrom
    ? t("fees.flatFrom", { share, flat: amount(flat), from: amount(flatFrom) })
    : t("fees.flat", { share, flat: amount(flat) });
  const fee = flat.amount === 0 ? share : both;
  return cap ? t("fees.capped", { fee, cap: amount(cap) }) : fee;
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
