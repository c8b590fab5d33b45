import Type, { type Static } from "typebox";
import type { TermsInput } from "../goal-plan.ts";
import type { Terms } from "../terms.ts";
import { Currency, Figure, figureOut, moneyIn, Nullable, PositiveMoney } from "./common.ts";

const Mode = Type.Enum(["all_or_nothing", "keep_what_comes"]);
const Surplus = Type.Enum(["pro_rata", "last_milestone"]);
const Bps = Type.Integer({ minimum: 0, maximum: 10_000, description: "Hundredths of a per cent" });
const FeeBps = Type.Integer({ minimum: 0, maximum: 5_000, description: "Hundredths of a per cent" });

const vote = {
  windowHours: Type.Integer({ minimum: 1, maximum: 720 }),
  quorumBps: Bps,
  thresholdBps: Type.Integer({ minimum: 1, maximum: 10_000, description: "Hundredths of a per cent; a tie is a no" }),
  weight: Type.Enum(["head", "amount"]),
  silence: Type.Enum(["abstain", "yes", "no"], {
    description: "What a silent voter counts as, once the quorum is there",
  }),
};

export const GoalTerms = Type.Object(
  {
    mode: Mode,
    stretchAmount: Nullable(Figure),
    surplus: Surplus,
    vote: Type.Object(vote),
    platformFeeBps: Bps,
    providerFee: Type.Object(
      { bps: Bps, flat: Figure, flatFrom: Nullable(Figure), cap: Nullable(Figure) },
      { description: "Estimate; `flat` is waived below `flatFrom`" },
    ),
    feesBorneBy: Type.Enum(["goal", "giver"]),
    refundFeeBorneBy: Type.Enum(["platform", "giver"], { description: "The provider's fee of a gift that goes back" }),
    choiceDays: Type.Integer(),
    minGift: Figure,
    maxGift: Nullable(Figure),
  },
  { $id: "GoalTerms", description: "Promised to givers: nothing of it changes once a gift has begun" },
);

export const GoalTermsInput = Type.Object({
  mode: Type.Optional(Mode),
  stretchAmount: Type.Optional(Nullable(PositiveMoney)),
  surplus: Type.Optional(Surplus),
  vote: Type.Optional(
    Type.Object({
      windowHours: Type.Optional(vote.windowHours),
      quorumBps: Type.Optional(vote.quorumBps),
      thresholdBps: Type.Optional(vote.thresholdBps),
      weight: Type.Optional(vote.weight),
      silence: Type.Optional(vote.silence),
    }),
  ),
  feesBorneBy: Type.Optional(Type.Enum(["goal", "giver"])),
  platformFeeBps: Type.Optional(FeeBps),
  providerFee: Type.Optional(
    Type.Object({
      bps: FeeBps,
      flat: Type.Object({ amount: Type.Integer({ minimum: 0, maximum: 1e13 }), currency: Currency }),
      flatFrom: Type.Optional(Nullable(PositiveMoney)),
      cap: Nullable(PositiveMoney),
    }),
  ),
  refundFeeBorneBy: Type.Optional(Type.Enum(["platform", "giver"])),
  choiceDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 90 })),
  minGift: Type.Optional(PositiveMoney),
  maxGift: Type.Optional(Nullable(PositiveMoney)),
});

export function termsOut(terms: Terms, currency: string): Static<typeof GoalTerms> {
  const money = (amount: bigint | null | undefined) =>
    amount === null || amount === undefined ? null : figureOut(amount, currency);
  const { fees } = terms;
  return {
    mode: terms.mode,
    stretchAmount: money(terms.stretchAmount),
    surplus: terms.surplus,
    vote: { ...terms.vote, quorumBps: Number(terms.vote.quorumBps), thresholdBps: Number(terms.vote.thresholdBps) },
    platformFeeBps: Number(fees.platformBps),
    providerFee: {
      bps: Number(fees.providerBps),
      flat: figureOut(fees.providerFlat, currency),
      flatFrom: money(fees.providerFlatFrom),
      cap: money(fees.providerCap),
    },
    feesBorneBy: fees.borneBy,
    refundFeeBorneBy: terms.refundFeeBorneBy,
    choiceDays: terms.choiceDays,
    minGift: figureOut(terms.minGift, currency),
    maxGift: money(terms.maxGift),
  };
}

export function termsIn(input: Static<typeof GoalTermsInput>): TermsInput {
  const { vote: rules, stretchAmount, minGift, maxGift, platformFeeBps, providerFee, ...plain } = input;
  return {
    ...plain,
    ...(rules ? { vote: voteIn(rules) } : {}),
    ...(stretchAmount === undefined ? {} : { stretchAmount: stretchAmount && moneyIn(stretchAmount) }),
    ...(minGift ? { minGift: moneyIn(minGift) } : {}),
    ...(maxGift === undefined ? {} : { maxGift: maxGift && moneyIn(maxGift) }),
    ...(platformFeeBps === undefined ? {} : { platformFeeBps: BigInt(platformFeeBps) }),
    ...(providerFee
      ? {
          providerFee: {
            bps: BigInt(providerFee.bps),
            flat: moneyIn(providerFee.flat),
            flatFrom: providerFee.flatFrom ? moneyIn(providerFee.flatFrom) : null,
            cap: providerFee.cap && moneyIn(providerFee.cap),
          },
        }
      : {}),
  };
}

function voteIn(rules: NonNullable<Static<typeof GoalTermsInput>["vote"]>): Partial<Terms["vote"]> {
  const { quorumBps, thresholdBps, ...plain } = rules;
  return {
    ...plain,
    ...(quorumBps === undefined ? {} : { quorumBps: BigInt(quorumBps) }),
    ...(thresholdBps === undefined ? {} : { thresholdBps: BigInt(thresholdBps) }),
  };
}
