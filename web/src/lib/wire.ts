/** What the API says and takes (written by hand until the generated client is there; then these become its names). */
export interface Money {
  amount: number;
  currency: string;
}

export interface Paged<T> {
  items: T[];
  next: string | null;
}

export interface User {
  id: string;
  email: string;
  username: string | null;
  givenName: string;
  familyName: string;
  displayName: string;
  phone: string | null;
  emailVerified: boolean;
  locale: string;
  timeZone: string;
  version: number;
}

export interface Session {
  id: string;
  expiresAt: string;
  createdAt: string;
  lastSeenAt: string;
  metadata: { userAgent: string; ip: string };
  current: boolean;
}

export interface MyCommunity {
  communityId: string;
  name: string;
  slug: string;
  products: string[];
  currency: string;
  roles: string[];
}

export interface Community {
  id: string;
  name: string;
  slug: string;
  products: string[];
  currency: string;
  locale: string;
  timeZone: string;
  permissions: string[];
  version: number;
}

export interface Member {
  userId: string;
  displayName: string;
  status: "active" | "invited" | "left" | "removed";
  roleIds: string[];
  joinedAt: string | null;
  version: number;
}

export interface Role {
  id: string;
  name: string;
  origin: "owner" | "treasurer" | "operator" | "member" | null;
  description: string;
  permissions: string[];
  version: number;
}

export interface Invitation {
  id: string;
  roleIds: string[];
  note: string;
  maxUses: number;
  usedCount: number;
  expiresAt: string;
  revokedAt: string | null;
  createdAt: string;
  url?: string;
}

export interface InvitationCard {
  communityId: string;
  communityName: string;
  note: string;
  roles: string[];
  expiresAt: string;
}

export interface Activity {
  id: string;
  communityId: string;
  kind: string;
  data: Record<string, unknown>;
  subject?: string | null;
  waits?: boolean;
  doneAt?: string | null;
  actorName?: string | null;
  occurredAt: string;
}

export interface SearchHit {
  kind: string;
  id: string;
  title: string;
  detail: string | null;
}

export type GoalStatus = "draft" | "open" | "deciding" | "funded" | "failed" | "cancelled" | "releasing" | "withdrawn" | "proven";
export type MilestoneStatus = "pending" | "ready" | "released" | "paid_out" | "proven";

export interface Milestone {
  id: string;
  position: number;
  title: string;
  description: string;
  amount: Money;
  status: MilestoneStatus;
  released: Money | null;
}

export interface Terms {
  mode: "all_or_nothing" | "keep_what_comes";
  stretchAmount: Money | null;
  surplus: "pro_rata" | "last_milestone";
  vote: { windowHours: number; quorumBps: number; thresholdBps: number; weight: "head" | "amount"; silence: "abstain" | "yes" | "no" };
  fees: { platformBps: number; providerBps: number; providerFlat: Money; borneBy: "goal" | "giver" };
  refundFeeBorneBy: "platform" | "giver";
  choiceDays: number;
  minGift: Money;
  maxGift: Money | null;
}

export interface Goal {
  id: string;
  communityId: string;
  ownerId: string;
  ownerName: string;
  title: string;
  description: string;
  photoId: string | null;
  targetAmount: Money;
  raised: Money;
  givers: number;
  deadline: string;
  status: GoalStatus;
  slug: string;
  url: string;
  terms: Terms;
  milestones: Milestone[];
  nextProof: { kind: "plan" | "use"; milestoneId: string } | null;
  takesGifts: boolean;
  termsLockedAt: string | null;
  publishedAt: string | null;
  endReason: string | null;
  choiceUntil: string | null;
  version: number;
  createdAt: string;
}

export type GiftStatus =
  | "pending" | "succeeded" | "failed" | "refunding" | "refunded" | "unclaimed" | "moved" | "disputed" | "reversed";

export interface Gift {
  id: string;
  goalId: string;
  goalTitle: string;
  status: GiftStatus;
  amount: Money;
  feeCover: Money;
  platformFee: Money;
  providerFee: Money;
  net: Money;
  due: Money | null;
  giverName: string | null;
  publicName: string | null;
  isAnonymous: boolean;
  message: string | null;
  receiptNumber: string | null;
  receiptUrl: string | null;
  paymentId: string | null;
  checkoutUrl: string | null;
  paidAt: string | null;
  createdAt: string;
  version: number;
}

export type ProofStatus = "submitted" | "voting" | "awaiting_operator" | "approved" | "rejected" | "withdrawn";

export interface Proof {
  id: string;
  goalId: string;
  milestoneId: string;
  kind: "plan" | "use";
  title: string;
  description: string;
  status: ProofStatus;
  submittedBy: string;
  submitterName: string;
  submittedAt: string;
  voteClosesAt: string | null;
  verifiedAt: string | null;
  media: { id: string; contentType: string; width: number | null; height: number | null }[];
  tally: { total: number; yes: number; no: number; quorumMet: boolean; voters: number; voted: number } | null;
  myVote: { isApproved: boolean; comment: string | null } | null;
  mayVote: boolean;
  version: number;
}

export interface Vote {
  id: string;
  voterName: string | null;
  isApproved: boolean;
  weight: number;
  comment: string | null;
  votedAt: string;
}

export interface GoalPayout {
  id: string;
  milestoneId: string;
  amount: Money;
  status: "requested" | "succeeded" | "failed" | "reversed";
  destination: { name: string; accountNumber: string; bankCode: string };
  failure: string | null;
  createdAt: string;
  endedAt: string | null;
}

export interface EntryFilter {
  accountId: string;
  label: string | null;
}

export interface MoneyNode {
  place: string;
  amount: Money;
  entries: EntryFilter[];
}

export interface MoneyFlow {
  currency: string;
  nodes: MoneyNode[];
  links: { from: string; to: string; amount: Money }[];
}

export interface GoalUpdate {
  id: string;
  title: string;
  body: string;
  photoId: string | null;
  authorName: string;
  createdAt: string;
}

export interface GoalComment {
  id: string;
  publicName: string;
  body: string;
  status: "held" | "shown" | "deleted";
  reports: number;
  createdAt: string;
}

export interface Media {
  id: string;
  contentType: string;
  width: number | null;
  height: number | null;
}

export interface Provider {
  id: string;
  name: string;
  gateway: string;
  mode: "test" | "live";
  isActive: boolean;
  currencies: string[];
  hookUrl: string;
  version: number;
}

export interface Payment {
  id: string;
  reference: string;
  providerId: string;
  providerName: string;
  purpose: string;
  amount: Money;
  fee: Money | null;
  status: "preparing" | "pending" | "succeeded" | "failed" | "expired" | "reversed";
  disputeStatus: "none" | "opened" | "won" | "lost";
  paidAt: string | null;
  createdAt: string;
  providerData: Record<string, unknown>;
}

export interface Refund {
  id: string;
  paymentId: string;
  reference: string;
  amount: Money;
  status: "preparing" | "pending" | "needs_attention" | "processed" | "failed";
  reason: string | null;
  createdAt: string;
}

export interface Payout {
  id: string;
  reference: string;
  amount: Money;
  status: "preparing" | "pending" | "needs_attention" | "succeeded" | "failed" | "reversed";
  destination: { name: string; accountNumber: string; bankCode: string };
  failure: string | null;
  createdAt: string;
}

export interface WebhookEvent {
  id: string;
  providerId: string;
  event: string | null;
  status: "received" | "processed" | "ignored" | "failed" | "rejected";
  signatureValid: boolean;
  reason: string | null;
  body?: string;
  headers?: Record<string, string>;
  receivedAt: string;
  processedAt: string | null;
}

export interface UnmatchedMoney {
  id: string;
  providerId: string;
  amount: Money;
  reason: string;
  reference: string | null;
  transactionId: string;
  createdAt: string;
}

export interface LedgerAccount {
  id: string;
  code: string;
  accountType: string;
  entityKind: string | null;
  entityId: string | null;
  name: string | null;
  currency: string;
  normalSide: "DEBIT" | "CREDIT";
  posted: number;
  held: number;
  available: number;
  createdAt: string;
  closedAt: string | null;
}

export interface LedgerEntry {
  id: string;
  accountId: string;
  accountCode: string;
  transactionId: string;
  entryType: "DEBIT" | "CREDIT";
  amount: number;
  currency: string;
  label: string;
  description: string | null;
  metadata: Record<string, unknown>;
  balanceAfter: number;
  createdAt: string;
}

export interface LedgerTransaction {
  id: string;
  kind: string;
  reference: string;
  sourceKind: string;
  sourceId: string;
  effectiveDate: string;
  recordedAt: string;
  description: string | null;
  metadata: Record<string, unknown>;
  reverses: string | null;
  entries: LedgerEntry[];
}

export interface TrialBalance {
  at: string;
  items: { accountId: string; code: string; accountType: string; name: string | null; currency: string; debit: number; credit: number }[];
  totals: { currency: string; debit: number; credit: number }[];
}
