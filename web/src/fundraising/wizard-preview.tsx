import { useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { formatBasisPoints, formatMoney } from "../lib/format.ts";
import { toMoney } from "../lib/money.ts";
import { useReader } from "../lib/reader.ts";
import type { Media } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Facts } from "../ui/page.tsx";
import { type GoalValues, goalBody } from "./goal-values.ts";
import { isBareMajority, windowText } from "./terms-list.tsx";
import styles from "./wizard.module.css";

/** The goal as givers will find it, promise included. */
export function Preview({
  currency,
  communityId,
  photo,
}: {
  currency: string;
  communityId: string;
  photo: Media | null;
}) {
  const { t } = useTranslation("fundraising");
  const { getValues } = useFormContext<GoalValues>();
  const body = goalBody(getValues(), currency);
  return (
    <>
      {photo ? <img src={`/v1/communities/${communityId}/media/${photo.id}`} alt="" className={styles.photo} /> : null}
      <h2>{body.title}</h2>
      <Money money={body.targetAmount} size="hero" short />
      <p className="soft">
        {t("goal.until")} <DateText at={body.deadline} style="instant" />
      </p>
      <p className="pre">{body.description}</p>
      <h3>{t("milestones.title")}</h3>
      <Facts
        facts={body.milestones.map(({ title, amount }, index) => [
          `${index + 1}. ${title}`,
          <Money key={title} money={amount} />,
        ])}
      />
      <h3>{t("terms.title")}</h3>
      <Promises values={getValues()} currency={currency} />
    </>
  );
}

/** The sentences that need no fee rates: those are the community's and stand on the saved draft. */
function Promises({ values, currency }: { values: GoalValues; currency: string }) {
  const { t } = useTranslation("fundraising");
  const { language } = useReader();
  const { terms } = values;
  const stretch =
    terms.takesMore && terms.stretchAmount !== null
      ? formatMoney(toMoney(BigInt(terms.stretchAmount), currency), language, { short: true })
      : null;
  const share = (percent: string) => formatBasisPoints(Math.round(Number(percent) * 100), language);
  const sentences = [
    t(`terms.${terms.mode}`),
    stretch ? t("terms.stretch", { stretch }) : t("terms.noStretch"),
    t(`terms.surplus_${terms.surplus}`),
    t(`wizard.fees.${terms.feesBorneBy}Help`),
    t(isBareMajority(Math.round(Number(terms.threshold) * 100)) ? "terms.voteHalf" : "terms.vote", {
      quorum: share(terms.quorum),
      threshold: share(terms.threshold),
    }),
    `${t(`terms.weight_${terms.weight}`)} ${windowText(t, Number(terms.windowDays) * 24)}`,
    t(`terms.silence_${terms.silence}`),
    terms.refundFeeBorneBy === "platform" ? t("terms.refundPlatform") : t("terms.refundGiver"),
    t("terms.choice", { count: Number(terms.choiceDays) }),
  ];
  return (
    <ul className="small">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
