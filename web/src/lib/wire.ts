import type {
  ActivityItem,
  CommunityActivityItem,
  Contribution,
  Goal,
  GoalMoney,
  InvitationOffer,
  Membership,
  NewInvitation,
  Proof,
} from "@commonpurse/client";

/** The contract's types, under the words that pages use. */
export type {
  CashFlow,
  Comment as GoalComment,
  Community,
  GoalUpdate,
  ImportPreview,
  Invitation,
  LedgerAccount,
  LedgerAccountNode,
  LedgerClosing,
  LedgerEntry,
  LedgerHold,
  LedgerSeal,
  LedgerTransaction,
  LedgerTransactionWithSeal,
  MilestonePayout,
  MyCommunity,
  Payment,
  Payout,
  PostedTransaction,
  Provider,
  ProviderFee,
  Refund,
  RefundQuote,
  Role,
  SearchHit,
  Session,
  TrialBalance,
  UnmatchedMoney,
  User,
  Vote,
  WebhookEvent,
  WebhookEventWithBody,
} from "@commonpurse/client";

export type { ActivityItem, CommunityActivityItem, Goal, GoalMoney, InvitationOffer, NewInvitation, Proof };
export type Gift = Contribution;
export type Member = Membership;

export type GoalStatus = Goal["status"];
export type Milestone = Goal["milestones"][number];
export type MilestoneStatus = Milestone["status"];
export type Terms = Goal["terms"];
export type GiftStatus = Gift["status"];
export type ProofStatus = Proof["status"];
export type EntryFilter = GoalMoney["figures"][number]["entries"][number];
/** What happened, to oneself or in a community. */
export type Activity = ActivityItem | CommunityActivityItem;

export interface Money {
  amount: number;
  currency: string;
}

export interface Paged<T> {
  items: T[];
  next: string | null;
}

export interface Media {
  id: string;
  contentType: string;
}
