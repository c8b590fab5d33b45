import Type, { type Static } from "typebox";
import type { Figures } from "../figures.ts";
import { GOAL_STATES, type Goal } from "../goal.ts";
import type { MilestoneInput, TermsInput } from "../goal-plan.ts";
import { MILESTONE_STATES, type Milestone } from "../milestone.ts";
import type { Terms } from "../terms.ts";
import {
  Currency,
  Figure,
  figureOut,
  Id,
  Instant,
  instantOut,
  moneyIn,
  Nullable,
  PositiveMoney,
  text,
  Version,
} from "./common.ts";

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
    providerFee: Type.Object({ bps: Bps, flat: Figure, cap: Nullable(Figure) }, { description: "Estimate" }),
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
      cap: Nullable(PositiveMoney),
    }),
  ),
  refundFeeBorneBy: Type.Optional(Type.Enum(["platform", "giver"])),
  choiceDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 90 })),
  minGift: Type.Optional(PositiveMoney),
  maxGift: Type.Optional(Nullable(PositiveMoney)),
});

export const GoalMilestone = Type.Object(
  {
    id: Id,
    position: Type.Integer(),
    title: Type.String(),
    description: Type.String(),
    amount: Figure,
    status: Type.Enum([...MILESTONE_STATES]),
    releasedAmount: Nullable(Figure),
  },
  { $id: "GoalMilestone" },
);

const MilestoneInputs = Type.Array(
  Type.Object({
    title: text(120),
    description: Type.Optional(Type.String({ maxLength: 2000 })),
    amount: PositiveMoney,
  }),
  { minItems: 1, maxItems: 20, description: "In the order of release; the amounts make up the target" },
);

export const GoalFigures = Type.Object(
  {
    raised: Figure,
    given: Figure,
    providerFees: Figure,
    platformFees: Figure,
    inEscrow: Figure,
    released: Figure,
    paidOut: Figure,
    refunded: Figure,
    disputed: Figure,
    givers: Type.Integer({ description: "People whose gifts count" }),
  },
  { $id: "GoalFigures", description: "Read from the books" },
);

export const GoalSchema = Type.Object(
  {
    id: Id,
    ownerId: Id,
    title: Type.String(),
    description: Type.String(),
    photoUrl: Nullable(Type.String()),
    targetAmount: Figure,
    currency: Currency,
    deadline: Instant,
    status: Type.Enum([...GOAL_STATES]),
    slug: Type.String(),
    url: Nullable(Type.String({ description: "Public page" })),
    publishedAt: Nullable(Instant),
    termsLockedAt: Nullable(Instant),
    closedAt: Nullable(Instant),
    endedAt: Nullable(Instant),
    endReason: Nullable(Type.String()),
    choiceUntil: Nullable(Instant),
    milestones: Type.Array(GoalMilestone),
    terms: GoalTerms,
    figures: GoalFigures,
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  },
  { $id: "Goal" },
);

export const NewGoal = Type.Object({
  title: text(120, { examples: ["A new roof for Kisumu school"] }),
  description: text(20_000),
  photoId: Type.Optional(Nullable(Id)),
  targetAmount: PositiveMoney,
  deadline: Instant,
  terms: Type.Optional(GoalTermsInput),
  milestones: MilestoneInputs,
});

export const GoalChange = Type.Object({
  version: Version,
  title: Type.Optional(text(120)),
  description: Type.Optional(text(20_000)),
  photoId: Type.Optional(Nullable(Id)),
  targetAmount: Type.Optional(PositiveMoney),
  deadline: Type.Optional(Instant),
  terms: Type.Optional(GoalTermsInput),
  milestones: Type.Optional(MilestoneInputs),
});

export type GoalOut = Static<typeof GoalSchema>;

export interface GoalContext {
  communityId: string;
  publicUrl: string;
  milestones: readonly Milestone[];
  figures: Figures;
  givers: number;
}

export function goalOut(goal: Goal, about: GoalContext): GoalOut {
  return {
    id: goal.id,
    ownerId: goal.ownerId,
    title: goal.title,
    description: goal.description,
    photoUrl: goal.photoId ? mediaUrl(about.communityId, goal.photoId) : null,
    targetAmount: figureOut(goal.targetAmount, goal.currency),
    currency: goal.currency,
    deadline: instantOut(goal.deadline),
    status: goal.status,
    slug: goal.slug,
    url: goal.publishedAt ? `${about.publicUrl}/g/${goal.slug}` : null,
    publishedAt: instantOut(goal.publishedAt),
    termsLockedAt: instantOut(goal.termsLockedAt),
    closedAt: instantOut(goal.closedAt),
    endedAt: instantOut(goal.endedAt),
    endReason: goal.endReason,
    choiceUntil: instantOut(goal.choiceUntil),
    milestones: about.milestones
      .filter(({ goalId }) => goalId === goal.id)
      .map((milestone) => milestoneOut(milestone, goal.currency)),
    terms: termsOut(goal.terms, goal.currency),
    figures: figuresOut(about.figures, about.givers, goal.currency),
    version: goal.version,
    createdAt: instantOut(goal.createdAt),
    updatedAt: instantOut(goal.updatedAt),
  };
}

export function mediaUrl(communityId: string, mediaId: string): string {
  return `/v1/communities/${communityId}/media/${mediaId}`;
}

export function milestoneOut(milestone: Milestone, currency: string): Static<typeof GoalMilestone> {
  const { id, position, title, description, status, amount, releasedAmount } = milestone;
  const released = releasedAmount === null ? null : figureOut(releasedAmount, currency);
  return { id, position, title, description, status, amount: figureOut(amount, currency), releasedAmount: released };
}

function termsOut(terms: Terms, currency: string): Static<typeof GoalTerms> {
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
      cap: money(fees.providerCap),
    },
    feesBorneBy: fees.borneBy,
    refundFeeBorneBy: terms.refundFeeBorneBy,
    choiceDays: terms.choiceDays,
    minGift: figureOut(terms.minGift, currency),
    maxGift: money(terms.maxGift),
  };
}

function figuresOut(figures: Figures, givers: number, currency: string): Static<typeof GoalFigures> {
  const out = (amount: bigint) => figureOut(amount, currency);
  return {
    raised: out(figures.raised),
    given: out(figures.given + figures.movedIn),
    providerFees: out(figures.providerFees),
    platformFees: out(figures.platformFees),
    inEscrow: out(figures.inEscrow),
    released: out(figures.released),
    paidOut: out(figures.paidOut),
    refunded: out(figures.refunded),
    disputed: out(figures.disputed),
    givers,
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

export function milestonesIn(input: Static<typeof MilestoneInputs>): MilestoneInput[] {
  return input.map(({ amount, ...words }) => ({ ...words, amount: moneyIn(amount) }));
}
