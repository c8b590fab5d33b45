import { type Html, html } from "../../platform/html.ts";
import type { Reader } from "../../platform/page-reader.ts";
import type { FeeTerms } from "../fees.ts";
import type { Terms } from "../terms.ts";

/** At most this is "more than half" to a person; the rule itself says more than half whatever the number. */
const HALF_BPS = 5_001n;

/** What happens at each edge, said before the first gift. */
export function termsSentences(terms: Terms, currency: string, reader: Reader): string[] {
  const { t } = reader;
  const { stretchAmount, vote } = terms;
  const stretch = stretchAmount === null ? null : reader.amount({ amount: stretchAmount, currency }, { short: true });
  return [
    t(`terms.${terms.mode}`),
    terms.choiceDays === 0 ? t("terms.noChoice") : t("terms.choice", { count: terms.choiceDays }),
    stretch === null ? t("terms.noStretch") : t("terms.stretch", { stretch }),
    t(`terms.surplus_${terms.surplus}`),
    t("terms.late"),
    t(terms.refundFeeBorneBy === "platform" ? "terms.refundPlatform" : "terms.refundGiver"),
    t(vote.thresholdBps <= HALF_BPS ? "terms.voteHalf" : "terms.vote", {
      quorum: reader.basisPoints(Number(vote.quorumBps)),
      threshold: reader.basisPoints(Number(vote.thresholdBps)),
    }),
    t(`terms.weight_${vote.weight}`),
    vote.windowHours % 24 === 0
      ? t("terms.days", { count: vote.windowHours / 24 })
      : t("terms.hours", { count: vote.windowHours }),
    t(`terms.silence_${vote.silence}`),
  ];
}

export function termsSection(terms: Terms, currency: string, reader: Reader): Html {
  const sentences = [feeSentence(terms.fees, currency, reader), ...termsSentences(terms, currency, reader)];
  return html`<section class="part" aria-labelledby="terms"><h2 id="terms">${reader.t("terms.title")}</h2>
<p class="soft">${reader.t("terms.intro")}</p>
<ul class="sentences">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul></section>`;
}

export function feeSentence(fees: FeeTerms, currency: string, reader: Reader): string {
  if (fees.platformBps === 0n && fees.providerBps === 0n && fees.providerFlat === 0n) return reader.t("fees.none");
  const platform = reader.basisPoints(Number(fees.platformBps));
  return reader.t(`fees.${fees.borneBy}`, { platform, provider: providerFee(fees, currency, reader) });
}

function providerFee(fees: FeeTerms, currency: string, reader: Reader): string {
  const amount = (value: bigint) => reader.amount({ amount: value, currency }, { short: true });
  const share = reader.basisPoints(Number(fees.providerBps));
  const from = fees.providerFlatFrom ?? null;
  const flat = amount(fees.providerFlat);
  const both =
    from === null
      ? reader.t("fees.flat", { share, flat })
      : reader.t("fees.flatFrom", { share, flat, from: amount(from) });
  const fee = fees.providerFlat === 0n ? share : both;
  const cap = fees.providerCap ?? null;
  return cap === null ? fee : reader.t("fees.capped", { fee, cap: amount(cap) });
}
