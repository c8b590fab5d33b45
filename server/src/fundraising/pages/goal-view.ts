import type { Money } from "../../platform/money.ts";
import type { GoalState } from "../goal.ts";
import type { MilestoneState } from "../milestone.ts";
import type { Terms } from "../terms.ts";
import type { FlowView } from "./flow-view.ts";

/** What the public page of a goal shows: filled by `load-goal.ts`, drawn by `goal-page.ts`, which asks nothing more. */
export interface GoalView {
  communityId: string;
  communityName: string;
  goalId: string;
  slug: string;
  title: string;
  story: string;
  ownerName: string;
  timeZone: string;
  /** Whole address of the page, without a query. */
  url: string;
  photo: Picture | null;
  /** Address of the preview picture, whole. */
  preview: string;
  status: GoalState;
  raised: Money;
  target: Money;
  givers: number;
  deadline: Date;
  milestones: readonly MilestoneView[];
  terms: Terms;
  /** It is time to give, whether or not there is a way to pay yet. */
  takesGifts: boolean;
  /** Null: no gifts are taken now. */
  giving: GivingView | null;
  /** Null: it has neither failed nor been called off. */
  ending: EndingView | null;
  gifts: readonly GiftView[];
  updates: readonly UpdateView[];
  comments: readonly CommentView[];
  flow: FlowView;
  /** Who reads, if signed in: is not asked for a name and an e-mail. */
  viewer: { name: string } | null;
}

export interface Picture {
  url: string;
  /** Names the kept file. */
  sha256: string;
  width: number;
  height: number;
}

export interface MilestoneView {
  title: string;
  amount: Money;
  status: MilestoneState;
}

export interface GivingView {
  /** Made with the form: however often the same form is sent, there is one gift. */
  formId: string;
  termsDigest: string;
  presets: readonly Money[];
  providers: readonly ProviderView[];
}

export interface EndingView {
  at: Date;
  /** In the words of who called it off. */
  reason: string | null;
  /** Until when whoever gave may choose; null: there is nothing to choose. */
  choiceUntil: Date | null;
  hadGifts: boolean;
}

export interface ProviderView {
  id: string;
  name: string;
}

export interface GiftView {
  /** Null: stays unnamed. */
  name: string | null;
  amount: Money;
  message: string | null;
  at: Date;
}

export interface UpdateView {
  title: string | null;
  text: string;
  at: Date;
}

export interface CommentView {
  id: string;
  name: string;
  text: string;
  at: Date;
  isOwner: boolean;
}
