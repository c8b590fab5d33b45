import Type, { type Static } from "typebox";
import type { Figures } from "../figures.ts";
import { GOAL_STATES, type Goal } from "../goal.ts";
import type { MilestoneInput } from "../goal-plan.ts";
import { MILESTONE_STATES, type Milestone, nextRelease } from "../milestone.ts";
import { termsDigest } from "../terms-digest.ts";
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
import { GoalTerms, GoalTermsInput, termsOut } from "./terms.ts";

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
    nextRelease: Nullable(Figure),
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
    termsDigest: Type.String({ description: "Changes with anything that is promised to givers" }),
    figures: GoalFigures,
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  },
  { $id: "Goal" },
);

export const GoalProvider = Type.Object(
  { id: Id, name: Type.String(), mode: Type.Enum(["test", "live"]) },
  { $id: "GoalProvider", description: "A payment gateway with which one may give to the goal" },
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
    termsDigest: termsDigest(
      goal,
      about.milestones.filter(({ goalId }) => goalId === goal.id),
    ),
    figures: figuresOut(about, goal),
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

function figuresOut({ figures, givers, milestones }: GoalContext, goal: Goal): Static<typeof GoalFigures> {
  const out = (amount: bigint) => figureOut(amount, goal.currency);
  const own = milestones.filter(({ goalId }) => goalId === goal.id);
  const next = nextRelease(figures.inEscrow, own, goal.terms.surplus);
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
    nextRelease: next === null ? null : out(next),
  };
}

export function milestonesIn(input: Static<typeof MilestoneInputs>): MilestoneInput[] {
  return input.map(({ amount, ...words }) => ({ ...words, amount: moneyIn(amount) }));
}
