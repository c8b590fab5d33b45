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
  showsPublic: boolean;
  version: number;
}

export interface Permissions {
  items: { name: string; description: string }[];
  own: string[];
}

export interface Member {
  communityId: string;
  userId: string;
  displayName: string;
  status: string;
  roles: { userId: string; roleId: string; assignedAt: string }[];
  joinedAt: string | null;
  version: number;
}

export interface Role {
  id: string;
  name: string;
  origin: string | null;
  description: string;
  permissions: string[];
  createdAt: string;
}

export interface Invitation {
  id: string;
  roleIds: string[];
  note: string;
  maxUses: number;
  usedCount: number;
  state: string;
  expiresAt: string;
  createdAt: string;
  /** Only in the answer that made it. */
  url?: string;
}

export interface InvitationOffer {
  communityId: string;
  communityName: string;
  products: string[];
  roles: string[];
  note: string;
  state: string;
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
  actorId?: string | null;
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
  releasedAmount: Money | null;
}

export interface Terms {
  mode: "all_or_nothing" | "keep_what_comes";
  stretchAmount: Money | null;
  surplus: "pro_rata" | "last_milestone";
  vote: { windowHours: number; quorumBps: number; thresholdBps: number; weight: "head" | "amount"; silence: "abstain" | "yes" | "no" };
  platformFeeBps: number;
  providerFee: { bps: number; flat: Money; cap: Money | null };
  feesBorneBy: "goal" | "giver";
  refundFeeBorneBy: "platform" | "giver";
  choiceDays: number;
  minGift: Money;
  maxGift: Money | null;
}

export interface GoalFigures {
  raised: Money;
  given: Money;
  providerFees: Money;
  platformFees: Money;
  inEscrow: Money;
  released: Money;
  paidOut: Money;
  refunded: Money;
  disputed: Money;
  givers: number;
}

export interface Goal {
  id: string;
  ownerId: string;
  title: string;
  description: string;
  photoUrl: string | null;
  targetAmount: Money;
  currency: string;
  deadline: string;
  status: GoalStatus;
  slug: string;
  url: string | null;
  publishedAt: string | null;
  termsLockedAt: string | null;
  closedAt: string | null;
  endReason: string | null;
  choiceUntil: string | null;
  milestones: Milestone[];
  terms: Terms;
  figures: GoalFigures;
  version: number;
  createdAt: string;
}

export type GiftStatus =
  | "pending"
  | "succeeded"
  | "failed"
  | "refunding"
  | "refunded"
  | "unclaimed"
  | "moved"
  | "disputed"
  | "reversed";

export interface Gift {
  id: string;
  goalId: string;
  userId: string | null;
  paymentId: string | null;
  amount: Money;
  feeCover: Money;
  platformFee: Money;
  providerFee: Money;
  status: GiftStatus;
  publicName: string | null;
  message: string | null;
  isAnonymous: boolean;
  paidAt: string | null;
  due: Money | null;
  refundAmount: Money | null;
  receiptUrl: string | null;
  choiceUrl: string | null;
  payment: { id: string; status: string; checkoutUrl: string | null } | null;
  createdAt: string;
}

export interface GiftQuote {
  gross: Money;
  platformFee: Money;
  providerFee: Money;
  net: Money;
  feeCover: Money;
  feesBorneBy: "goal" | "giver";
}

export type ProofStatus = "submitted" | "voting" | "awaiting_operator" | "approved" | "rejected" | "withdrawn";

export interface Proof {
  id: string;
  goalId: string;
  milestoneId: string;
  kind: "plan" | "use";
  submittedBy: string;
  title: string;
  description: string;
  media: { id: string; url: string; contentType: string }[];
  status: ProofStatus;
  submittedAt: string;
  voteOpenedAt: string | null;
  voteClosesAt: string | null;
  verifiedAt: string | null;
  voters: number;
  votes: number;
  outcome: { total: number; yes: number; no: number; quorumMet: boolean; approved: boolean } | null;
  version: number;
}

export interface Vote {
  id: string;
  proofId: string;
  voterId: string;
  weight: number;
  isApproved: boolean;
  comment: string | null;
  votedAt: string;
}

export interface MilestonePayout {
  id: string;
  goalId: string;
  milestoneId: string;
  payoutId: string | null;
  amount: Money;
  status: "requested" | "succeeded" | "failed" | "reversed";
  requestedBy: string;
  endedAt: string | null;
  createdAt: string;
}

export interface EntryFilter {
  accountId: string;
  accountCode: string;
  label: string | null;
}

export interface GoalMoney {
  goalId: string;
  currency: string;
  figures: { name: string; amount: Money; entries: EntryFilter[] }[];
  nodes: { id: string; amount: Money }[];
  links: { from: string; to: string; amount: Money }[];
}

export interface GoalUpdate {
  id: string;
  goalId: string;
  authorId: string;
  title: string;
  body: string;
  photoUrl: string | null;
  createdAt: string;
}

export interface GoalComment {
  id: string;
  goalId: string;
  publicName: string;
  body: string;
  status: "held" | "shown" | "deleted";
  isMine: boolean;
  reports: { reason: string; createdAt: string }[];
  createdAt: string;
}

export interface Media {
  id: string;
  contentType: string;
}

export interface ProviderFee {
  currency: string;
  bps: number;
  fixed: number;
  cap: number | null;
}

export interface Provider {
  id: string;
  kind: "paystack" | "sandbox";
  name: string;
  status: "active" | "disabled";
  mode: "test" | "live";
  baseUrl: string;
  currencies: string[];
  fees: ProviderFee[];
  webhookUrl: string;
  hasWebhookSecret: boolean;
  version: number;
  createdAt: string;
}

export interface Payment {
  id: string;
  reference: string;
  providerId: string;
  providerReference: string | null;
  purposeKind: string;
  purposeId: string;
  subjectId: string | null;
  amount: Money;
  fee: number | null;
  status: "preparing" | "pending" | "succeeded" | "failed" | "expired" | "reversed";
  description: string;
  failureReason: string | null;
  disputeStatus: "none" | "opened" | "won" | "lost";
  disputedAmount: number;
  providerData: Record<string, unknown>;
  paidAt: string | null;
  createdAt: string;
}

export interface Refund {
  id: string;
  paymentId: string;
  providerId: string;
  reference: string;
  amount: Money;
  status: "preparing" | "pending" | "needs_attention" | "processed" | "failed";
  failureReason: string | null;
  providerData: Record<string, unknown>;
  createdAt: string;
}

export interface Payout {
  id: string;
  providerId: string;
  subjectId: string | null;
  reference: string;
  amount: Money;
  destinationHint: string;
  reason: string;
  status: "preparing" | "pending" | "needs_attention" | "succeeded" | "failed" | "reversed";
  failureReason: string | null;
  providerData: Record<string, unknown>;
  createdAt: string;
}

export interface WebhookEvent {
  id: string;
  eventId: string;
  providerId: string;
  event: string | null;
  data: Record<string, unknown>;
  signatureValid: boolean;
  status: "received" | "processed" | "ignored" | "failed" | "rejected";
  error: string | null;
  deliveries: number;
  bodyBytes: number;
  receivedAt: string;
  processedAt: string | null;
  body?: string;
}

export interface UnmatchedMoney {
  id: string;
  providerId: string;
  direction: "in" | "out";
  reason: string;
  movement: string;
  reference: string | null;
  amount: Money;
  fee: number;
  booked: boolean;
  paymentId: string | null;
  webhookEventId: string | null;
  status: "open" | "resolved";
  resolution: string | null;
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
