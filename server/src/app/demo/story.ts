import type { PictureName } from "./pictures.ts";

/** What happens in a demo community, from its founding to today. The engine tells it by the same commands as people use. */
export interface Story {
  /** As the progress tells it: "the school roof". */
  title: string;
  community: { slug: string; name: string; currency: string; locale: string; timeZone: string };
  /** How many days ago it began, at six in the morning UTC. */
  days: number;
  people: readonly StoryPerson[];
  fee: { bps: number; fixed: number };
  goal: StoryGoal;
  /** In the order of their days. */
  steps: readonly StoryStep[];
}

export interface StoryPerson {
  /** Names the person in the steps; the first of a story founds the community and owns the goal. */
  key: string;
  email: string;
  givenName: string;
  familyName: string;
  locale: string;
  roles: readonly ("owner" | "treasurer" | "operator" | "member")[];
}

/** Amounts are whole units of the community's currency: 15000 is KES 15,000. */
export interface StoryGoal {
  title: string;
  description: string;
  photo: PictureName;
  deadlineDay: number;
  milestones: readonly { title: string; description: string; amount: number }[];
  terms: StoryTerms;
}

export interface StoryTerms {
  mode: "all_or_nothing" | "keep_what_comes";
  feesBorneBy: "goal" | "giver";
  minGift: number;
  stretchAmount?: number;
  voteHours?: number;
  choiceDays?: number;
}

/** Whoever is none of the story's people is a guest with the address `<by>@example.org`. */
export interface GiftStep {
  do: "gift";
  by: string;
  amount: number;
  /** Public name; default: the person's own. */
  name?: string;
  anonymous?: boolean;
  message?: string;
  channel?: "card" | "mobile_money" | "bank_transfer";
  declined?: boolean;
  /** So that a later step can say which gift. */
  id?: string;
}

export type StoryStep = { day: number } & (
  | GiftStep
  | { do: "refund" | "dispute"; gift: string }
  /** After the goal has failed: the giver takes the money back. `lost`: the provider cannot deliver it. */
  | { do: "take_back"; gift: string; by: string; lost?: boolean }
  | { do: "update"; title: string; body: string; photo?: PictureName }
  | { do: "comment"; by: string; name?: string; body: string; held?: boolean }
  | { do: "proof"; id: string; title: string; description: string; pictures: readonly PictureName[] }
  | { do: "vote"; proof: string; by: string; approve: boolean; comment?: string }
  | { do: "release"; milestone: number }
  | { do: "pay_out"; milestone: number; by: string; to: { name: string; accountNumber: string; bankCode: string } }
);

export type StepOf<Kind extends StoryStep["do"]> = Extract<StoryStep, { do: Kind }>;
