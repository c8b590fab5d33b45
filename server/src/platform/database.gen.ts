// Generated from server/migrations by `npm run generate`: change a migration, not this file.
import type { ColumnType, GeneratedAlways } from "kysely";

/** A column with a default: need not be given. */
export type Generated<T> =
  T extends ColumnType<infer Read, infer Written, infer Changed>
    ? ColumnType<Read, Written | undefined, Changed>
    : ColumnType<T, T | undefined, T>;
/** Of 64 bits: read as bigint. */
export type Int8 = ColumnType<bigint, bigint | number | string, bigint | number | string>;
/** Exact decimals: read as text. */
export type Numeric = ColumnType<string, bigint | number | string, bigint | number | string>;
export type Timestamp = ColumnType<Date, Date | string, Date | string>;
/** A span as written, such as `2 days`. */
export type Interval = ColumnType<unknown, string, string>;
export type JsonPrimitive = boolean | number | string | null;
export type JsonObject = { [key: string]: JsonValue | undefined };
export type JsonArray = JsonValue[];
export type JsonValue = JsonPrimitive | JsonObject | JsonArray;
export type Json = JsonValue;

export interface CommunitiesActivity {
  user_id: string;
  id: string;
  community_id: string;
  kind: string;
  data: Generated<Json>;
  subject: string | null;
  waits: Generated<boolean>;
  done_at: Timestamp | null;
  occurred_at: Timestamp;
}

export interface CommunitiesCommunity {
  id: string;
  name: string;
  slug: string;
  products: Generated<string[]>;
  currency: string;
  locale: Generated<string>;
  time_zone: Generated<string>;
  theme: Generated<Json>;
  shows_public: Generated<boolean>;
  version: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface CommunitiesCommunityActivity {
  community_id: string;
  id: string;
  kind: string;
  actor_id: string | null;
  data: Generated<Json>;
  occurred_at: Timestamp;
}

export interface CommunitiesInvitation {
  community_id: string;
  id: string;
  token_hash: Buffer;
  role_ids: string[];
  note: Generated<string>;
  max_uses: number;
  used_count: Generated<number>;
  invited_by: string | null;
  expires_at: Timestamp;
  revoked_at: Timestamp | null;
  created_at: Timestamp;
}

export interface CommunitiesMembership {
  community_id: string;
  user_id: string;
  status: string;
  display_name: string;
  overrides: Generated<Json>;
  joined_at: Timestamp | null;
  ended_at: Timestamp | null;
  version: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface CommunitiesMembershipRole {
  community_id: string;
  user_id: string;
  role_id: string;
  assigned_at: Timestamp;
}

export interface CommunitiesRole {
  community_id: string;
  id: string;
  name: string;
  origin: string | null;
  description: Generated<string>;
  permissions: Json;
  version: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface CommunitiesSlug {
  slug: string;
  community_id: string;
  created_at: Timestamp;
}

export interface CommunitiesUserCommunity {
  user_id: string;
  community_id: string;
  name: string;
  slug: string;
  products: string[];
  currency: string;
  status: string;
  roles: string[];
  updated_at: Timestamp;
}

export interface DocumentsDocument {
  community_id: string;
  id: string;
  kind: string;
  year: number;
  number: Int8;
  subject_id: string;
  issued_at: Timestamp;
}

export interface DocumentsSeries {
  community_id: string;
  kind: string;
  year: number;
  last_number: Int8;
}

export interface FundraisingComment {
  community_id: string;
  id: string;
  goal_id: string;
  author_user_id: string | null;
  public_name: string;
  body: string;
  status: string;
  decided_by: string | null;
  decided_at: Timestamp | null;
  version: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface FundraisingCommentReport {
  community_id: string;
  comment_id: string;
  reporter_key: string;
  reason: string;
  created_at: Timestamp;
}

export interface FundraisingGift {
  community_id: string;
  id: string;
  goal_id: string;
  giver_id: string;
  user_id: string | null;
  payment_id: string | null;
  provider_id: string | null;
  moved_from_id: string | null;
  amount: Int8;
  currency: string;
  fee_cover: Int8;
  reversed_amount: Generated<Int8>;
  platform_fee: Int8;
  provider_fee: Int8;
  status: string;
  public_name: string | null;
  message: string | null;
  is_anonymous: boolean;
  locale: string;
  paid_at: Timestamp | null;
  due_escrow: Int8 | null;
  due_platform_fee: Int8 | null;
  due_provider_fee: Int8 | null;
  refund_id: string | null;
  refund_amount: Int8 | null;
  version: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface FundraisingGiver {
  community_id: string;
  id: string;
  user_id: string | null;
  email_sealed: string;
  email_key: string;
  locale: string;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface FundraisingGoal {
  community_id: string;
  id: string;
  owner_id: string;
  title: string;
  description: string;
  photo_id: string | null;
  target_amount: Int8;
  currency: string;
  deadline: Timestamp;
  status: string;
  slug: string;
  published_at: Timestamp | null;
  terms_locked_at: Timestamp | null;
  closed_at: Timestamp | null;
  ended_at: Timestamp | null;
  end_reason: string | null;
  choice_until: Timestamp | null;
  version: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface FundraisingGoalUpdate {
  community_id: string;
  id: string;
  goal_id: string;
  author_id: string;
  title: string;
  body: string;
  photo_id: string | null;
  created_at: Timestamp;
}

export interface FundraisingMedia {
  community_id: string;
  id: string;
  sha256: string;
  content_type: string;
  byte_count: number;
  width: number | null;
  height: number | null;
  uploaded_by: string;
  published_at: Timestamp | null;
  created_at: Timestamp;
}

export interface FundraisingMilestone {
  community_id: string;
  id: string;
  goal_id: string;
  position: number;
  title: string;
  description: string;
  amount: Int8;
  status: string;
  published_at: Timestamp | null;
  version: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface FundraisingPayout {
  community_id: string;
  id: string;
  goal_id: string;
  milestone_id: string;
  payout_id: string | null;
  hold_id: string;
  amount: Int8;
  currency: string;
  status: string;
  requested_by: string;
  ended_at: Timestamp | null;
  version: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface FundraisingProof {
  community_id: string;
  id: string;
  goal_id: string;
  milestone_id: string;
  kind: string;
  submitted_by: string;
  title: string;
  description: string;
  status: string;
  submitted_at: Timestamp;
  vote_opened_at: Timestamp | null;
  vote_closes_at: Timestamp | null;
  verified_at: Timestamp | null;
  verified_by: string | null;
  version: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface FundraisingProofMedia {
  community_id: string;
  proof_id: string;
  media_id: string;
  position: number;
}

export interface FundraisingRelease {
  community_id: string;
  id: string;
  goal_id: string;
  milestone_id: string;
  proof_id: string;
  amount: Int8;
  currency: string;
  released_by: string | null;
  released_at: Timestamp;
}

export interface FundraisingSlug {
  slug: string;
  community_id: string;
  goal_id: string;
  created_at: Timestamp;
}

export interface FundraisingTerms {
  community_id: string;
  goal_id: string;
  mode: string;
  stretch_amount: Int8 | null;
  surplus: string;
  vote_window_hours: number;
  vote_quorum_bps: number;
  vote_threshold_bps: number;
  vote_weight: string;
  vote_silence: string;
  platform_fee_bps: number;
  provider_fee_bps: number;
  provider_fee_flat: Int8;
  provider_fee_flat_from: Int8 | null;
  provider_fee_cap: Int8 | null;
  fees_borne_by: string;
  refund_fee_borne_by: string;
  choice_days: number;
  min_gift: Int8;
  max_gift: Int8 | null;
  published_at: Timestamp | null;
}

export interface FundraisingVote {
  community_id: string;
  id: string;
  proof_id: string;
  giver_id: string;
  is_approved: boolean;
  comment: string | null;
  voted_at: Timestamp;
  version: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface FundraisingVoter {
  community_id: string;
  proof_id: string;
  giver_id: string;
  weight: Int8;
}

export interface IdentitySession {
  token_hash: Buffer;
  id: string;
  user_id: string;
  metadata: Generated<Json>;
  expires_at: Timestamp;
  last_seen_at: Timestamp;
  revoked_at: Timestamp | null;
  created_at: Timestamp;
}

export interface IdentitySignInAttempt {
  email_hash: Buffer;
  failures: number;
  last_failed_at: Timestamp;
  blocked_until: Timestamp | null;
}

export interface IdentityToken {
  token_hash: Buffer;
  purpose: string;
  user_id: string;
  expires_at: Timestamp;
  used_at: Timestamp | null;
  created_at: Timestamp;
}

export interface IdentityUser {
  id: string;
  email: string;
  email_normal: string;
  username: string | null;
  username_normal: string | null;
  password_hash: string | null;
  given_name: string;
  family_name: string;
  display_name: string;
  phone: string | null;
  email_verified_at: Timestamp | null;
  phone_verified_at: Timestamp | null;
  locale: Generated<string>;
  time_zone: Generated<string>;
  platform_roles: Generated<string[]>;
  version: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface LedgerAccount {
  community_id: string;
  id: string;
  code: string;
  type: string;
  currency: string;
  normal_side: string;
  entity_kind: string | null;
  entity_id: string | null;
  name: string | null;
  keeps_turnover: Generated<boolean>;
  closed_at: Timestamp | null;
  created_at: Timestamp;
  metadata: Generated<Json>;
  by_product: Generated<boolean>;
  version: Generated<number>;
  closed_by: string | null;
}

export interface LedgerAccountDay {
  community_id: string;
  account_id: string;
  effective_date: string;
  debit: Int8;
  credit: Int8;
}

export interface LedgerAccountMonth {
  community_id: string;
  account_id: string;
  month: string;
  debit: Int8;
  credit: Int8;
}

export interface LedgerBalance {
  community_id: string;
  account_id: string;
  posted: Generated<Int8>;
  held: Generated<Int8>;
  floor: Int8 | null;
  seq: Generated<Int8>;
  last_recorded_at: Generated<Timestamp>;
  refuses_debit: Generated<boolean>;
  refuses_credit: Generated<boolean>;
  time_zone: string | null;
  day_limit: Int8 | null;
  month_limit: Int8 | null;
  usage_day: string | null;
  day_used: Generated<Int8>;
  month_used: Generated<Int8>;
  currency: string;
  grows_by_debit: boolean;
  keeps_turnover: boolean;
  closed: boolean;
  by_product: boolean;
}

export interface LedgerBatch {
  community_id: string;
  id: string;
  recorded_at: Timestamp;
  format: number;
  transaction_ids: string[];
  leaves: Buffer;
}

export interface LedgerClosing {
  community_id: string;
  through: string;
  closed_at: Timestamp;
  closed_by: string | null;
  opened_after: string | null;
  secret: Buffer;
  proven_at: Timestamp | null;
  transactions: Int8 | null;
  transactions_root: Buffer | null;
  accounts: Int8 | null;
  balances_root: Buffer | null;
}

export interface LedgerCompanion {
  target: string;
}

export interface LedgerEntry {
  community_id: string;
  account_id: string;
  recorded_at: Timestamp;
  seq: Int8;
  transaction_id: string;
  is_debit: boolean;
  amount: Int8;
  currency: string;
  label: string;
  balance_after: Int8;
  effective_date: string;
}

export interface LedgerHold {
  community_id: string;
  id: string;
  account_id: string;
  amount: Int8;
  status: Generated<string>;
  source_kind: string | null;
  source_id: string | null;
  created_at: Timestamp;
  ended_at: Timestamp | null;
  captured: Generated<Int8>;
  expires_at: Timestamp | null;
  description: string | null;
  placed_by: string | null;
}

export interface LedgerMetadataIndexed {
  community_id: string;
  n: Int8;
}

export interface LedgerMetadataTerm {
  community_id: string;
  term: Int8;
  transaction_id: string;
}

export interface LedgerPostingKey {
  community_id: string;
  key: Buffer;
  day: string;
  fingerprint: Buffer;
  transaction_id: string | null;
  answer: Json | null;
}

export interface LedgerReference {
  community_id: string;
  reference: string;
  transaction_id: string;
}

export interface LedgerReversed {
  community_id: string;
  account_id: string;
  seq: Int8;
  amount: Int8;
  reversed: Int8;
}

export interface LedgerRollPace {
  one: Generated<boolean>;
  began_at: Timestamp;
  ended_at: Timestamp;
}

export interface LedgerRolled {
  community_id: string;
  account_id: string;
  seq: Int8;
  recorded_at: Timestamp;
}

export interface LedgerSeal {
  community_id: string;
  n: Int8;
  previous: Buffer;
  hash: Buffer;
  batch_ids: string[];
  sealed_at: Timestamp;
}

export interface LedgerSealHead {
  community_id: string;
  n: Int8;
  hash: Buffer;
  sealed_at: Timestamp;
}

export interface LedgerTransaction {
  community_id: string;
  id: string;
  kind: string;
  reference: string | null;
  source_kind: string | null;
  source_id: string | null;
  effective_date: string;
  recorded_at: Timestamp;
  actor_id: string | null;
  description: string | null;
  metadata: Json;
  reverses: string | null;
}

export interface LedgerTurnover {
  community_id: string;
  account_id: string;
  label: string;
  debit: Generated<Int8>;
  credit: Generated<Int8>;
  entries: Generated<Int8>;
}

export interface LedgerUnrolled {
  community_id: string;
  n: Int8;
}

export interface LedgerUnsealed {
  community_id: string;
  batch_id: string;
}

export interface NotificationsMail {
  id: string;
  community_id: string | null;
  user_id: string | null;
  kind: string;
  locale: string;
  sealed_to: string;
  sealed_content: string | null;
  status: Generated<string>;
  kept: Generated<boolean>;
  attempts: Generated<number>;
  message_id: string;
  failure: string | null;
  created_at: Timestamp;
  sent_at: Timestamp | null;
}

export interface PaymentsPayment {
  community_id: string;
  id: string;
  provider_id: string;
  purpose_kind: string;
  purpose_id: string;
  subject_id: string | null;
  reference: string;
  user_id: string | null;
  payer_email: string;
  amount: Int8;
  currency: string;
  status: string;
  description: string;
  return_url: string;
  checkout_url: string | null;
  provider_reference: string | null;
  provider_data: Generated<Json>;
  failure_reason: string | null;
  fee: Int8 | null;
  paid_at: Timestamp | null;
  dispute_status: Generated<string>;
  disputed_amount: Int8;
  dispute_reference: string | null;
  expires_at: Timestamp;
  attempts: Generated<number>;
  next_check_at: Timestamp | null;
  version: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface PaymentsPayout {
  community_id: string;
  id: string;
  provider_id: string;
  purpose_kind: string;
  purpose_id: string;
  subject_id: string | null;
  reference: string;
  amount: Int8;
  currency: string;
  destination: string;
  destination_hint: string;
  reason: string;
  status: string;
  provider_reference: string | null;
  provider_data: Generated<Json>;
  failure_reason: string | null;
  attempts: Generated<number>;
  next_check_at: Timestamp | null;
  ended_at: Timestamp | null;
  version: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface PaymentsProvider {
  community_id: string;
  id: string;
  kind: string;
  name: string;
  status: string;
  mode: string;
  base_url: string;
  currencies: string[];
  fees: Generated<Json>;
  version: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface PaymentsProviderAddress {
  provider_id: string;
  community_id: string;
}

export interface PaymentsProviderSecret {
  community_id: string;
  provider_id: string;
  secret_key: string;
  webhook_secret: string | null;
  previous_secret: string | null;
  previous_until: Timestamp | null;
}

export interface PaymentsRefund {
  community_id: string;
  id: string;
  payment_id: string;
  provider_id: string;
  reference: string;
  amount: Int8;
  currency: string;
  status: string;
  provider_reference: string | null;
  provider_data: Generated<Json>;
  failure_reason: string | null;
  attempts: Generated<number>;
  next_check_at: Timestamp | null;
  ended_at: Timestamp | null;
  version: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface PaymentsRejectionTally {
  community_id: string;
  provider_id: string;
  day: string;
  kept: number;
}

export interface PaymentsUnmatched {
  community_id: string;
  id: string;
  provider_id: string;
  movement: string;
  direction: string;
  reason: string;
  reference: string | null;
  amount: Int8;
  currency: string;
  fee: Int8;
  booked: boolean;
  payment_id: string | null;
  webhook_event_id: string | null;
  status: string;
  resolution: string | null;
  resolved_at: Timestamp | null;
  resolved_by: string | null;
  note: string | null;
  counterpart_id: string | null;
  version: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface PaymentsWebhookEvent {
  community_id: string;
  id: string;
  provider_id: string;
  dedupe_key: string;
  event: string | null;
  data: Generated<Json>;
  body: string;
  body_bytes: number;
  signature: string | null;
  signature_valid: boolean;
  status: string;
  error: string | null;
  deliveries: Generated<number>;
  received_at: Timestamp;
  last_received_at: Timestamp;
  processed_at: Timestamp | null;
}

export interface PlatformIdempotency {
  day: string;
  scope: Buffer;
  key: string;
  fingerprint: Buffer;
  status: number;
  answer: Json | null;
  resource_id: string | null;
  created_at: Timestamp;
  expires_at: Timestamp;
}

export interface PlatformLiveEvent {
  id: GeneratedAlways<bigint>;
  community_id: string | null;
  name: string;
  payload: Json;
  created_at: Generated<Timestamp>;
}

export interface PlatformOutbox {
  id: GeneratedAlways<bigint>;
  kind: string;
  name: string;
  payload: Json;
  queue: string | null;
  job_key: string | null;
  run_at: Timestamp | null;
  max_attempts: number | null;
  live: Generated<boolean>;
  created_at: Generated<Timestamp>;
}

export interface PlatformPartitioned {
  parent: string;
  grain: string;
  bound: string;
  guard: string | null;
  keep: Interval | null;
}

export interface DB {
  "communities.activity": CommunitiesActivity;
  "communities.community": CommunitiesCommunity;
  "communities.community_activity": CommunitiesCommunityActivity;
  "communities.invitation": CommunitiesInvitation;
  "communities.membership": CommunitiesMembership;
  "communities.membership_role": CommunitiesMembershipRole;
  "communities.role": CommunitiesRole;
  "communities.slug": CommunitiesSlug;
  "communities.user_community": CommunitiesUserCommunity;
  "documents.document": DocumentsDocument;
  "documents.series": DocumentsSeries;
  "fundraising.comment": FundraisingComment;
  "fundraising.comment_report": FundraisingCommentReport;
  "fundraising.gift": FundraisingGift;
  "fundraising.giver": FundraisingGiver;
  "fundraising.goal": FundraisingGoal;
  "fundraising.goal_update": FundraisingGoalUpdate;
  "fundraising.media": FundraisingMedia;
  "fundraising.milestone": FundraisingMilestone;
  "fundraising.payout": FundraisingPayout;
  "fundraising.proof": FundraisingProof;
  "fundraising.proof_media": FundraisingProofMedia;
  "fundraising.release": FundraisingRelease;
  "fundraising.slug": FundraisingSlug;
  "fundraising.terms": FundraisingTerms;
  "fundraising.vote": FundraisingVote;
  "fundraising.voter": FundraisingVoter;
  "identity.session": IdentitySession;
  "identity.sign_in_attempt": IdentitySignInAttempt;
  "identity.token": IdentityToken;
  "identity.user": IdentityUser;
  "ledger.account": LedgerAccount;
  "ledger.account_day": LedgerAccountDay;
  "ledger.account_month": LedgerAccountMonth;
  "ledger.balance": LedgerBalance;
  "ledger.batch": LedgerBatch;
  "ledger.closing": LedgerClosing;
  "ledger.companion": LedgerCompanion;
  "ledger.entry": LedgerEntry;
  "ledger.hold": LedgerHold;
  "ledger.metadata_indexed": LedgerMetadataIndexed;
  "ledger.metadata_term": LedgerMetadataTerm;
  "ledger.posting_key": LedgerPostingKey;
  "ledger.reference": LedgerReference;
  "ledger.reversed": LedgerReversed;
  "ledger.roll_pace": LedgerRollPace;
  "ledger.rolled": LedgerRolled;
  "ledger.seal": LedgerSeal;
  "ledger.seal_head": LedgerSealHead;
  "ledger.transaction": LedgerTransaction;
  "ledger.turnover": LedgerTurnover;
  "ledger.unrolled": LedgerUnrolled;
  "ledger.unsealed": LedgerUnsealed;
  "notifications.mail": NotificationsMail;
  "payments.payment": PaymentsPayment;
  "payments.payout": PaymentsPayout;
  "payments.provider": PaymentsProvider;
  "payments.provider_address": PaymentsProviderAddress;
  "payments.provider_secret": PaymentsProviderSecret;
  "payments.refund": PaymentsRefund;
  "payments.rejection_tally": PaymentsRejectionTally;
  "payments.unmatched": PaymentsUnmatched;
  "payments.webhook_event": PaymentsWebhookEvent;
  "platform.idempotency": PlatformIdempotency;
  "platform.live_event": PlatformLiveEvent;
  "platform.outbox": PlatformOutbox;
  "platform.partitioned": PlatformPartitioned;
}
