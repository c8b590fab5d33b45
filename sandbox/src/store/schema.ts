export const SCHEMA_VERSION = 1;

/** Instants are integers: milliseconds by the merchant's clock. Amounts are minor units. */
export const SCHEMA = `
create table merchant (
  id text primary key,
  key_hash text not null unique,
  signing_key text not null,
  webhook_url text,
  fee_bps integer not null,
  fee_fixed integer not null,
  currencies text not null,
  mode text not null check (mode in ('auto', 'manual')),
  settle_seconds integer not null,
  late_seconds integer not null,
  charge_ttl_seconds integer not null,
  provoke integer not null check (provoke in (0, 1)),
  clock_offset integer not null default 0,
  created_at integer not null
) strict;

create table charge (
  seq integer primary key autoincrement,
  id text not null unique,
  merchant_id text not null references merchant,
  reference text not null,
  token text not null unique,
  domain text not null check (domain in ('test', 'live')),
  status text not null check (status in ('pending', 'abandoned', 'processing', 'success', 'failed')),
  behaviour text not null,
  requested_amount integer not null check (requested_amount > 0),
  amount integer not null check (amount > 0),
  currency text not null,
  fees integer not null default 0 check (fees between 0 and amount),
  channel text,
  email text not null,
  metadata text not null,
  return_url text not null,
  failure_reason text,
  created_at integer not null,
  paid_at integer,
  expires_at integer not null,
  unique (merchant_id, reference)
) strict;

create table refund (
  seq integer primary key autoincrement,
  id text not null unique,
  merchant_id text not null references merchant,
  charge_id text not null references charge (id),
  reference text not null,
  status text not null check (status in ('pending', 'processed', 'failed')),
  behaviour text not null,
  amount integer not null check (amount > 0),
  currency text not null,
  failure_reason text,
  created_at integer not null,
  settled_at integer,
  unique (merchant_id, reference)
) strict;
create index refund_of_charge on refund (charge_id);
create index refund_pending on refund (merchant_id, currency) where status = 'pending';

create table payout (
  seq integer primary key autoincrement,
  id text not null unique,
  merchant_id text not null references merchant,
  reference text not null,
  status text not null check (status in ('pending', 'success', 'failed', 'reversed')),
  behaviour text not null,
  amount integer not null check (amount > 0),
  currency text not null,
  destination_name text not null,
  account_number text not null,
  bank_code text not null,
  reason text not null,
  failure_reason text,
  created_at integer not null,
  settled_at integer,
  reversed_at integer,
  unique (merchant_id, reference)
) strict;
create index payout_pending on payout (merchant_id, currency) where status = 'pending';

create table dispute (
  seq integer primary key autoincrement,
  id text not null unique,
  merchant_id text not null references merchant,
  charge_id text not null references charge (id),
  status text not null check (status in ('open', 'won', 'lost')),
  amount integer not null check (amount > 0),
  currency text not null,
  reason text not null,
  created_at integer not null,
  resolved_at integer
) strict;
create index dispute_of_charge on dispute (charge_id);

-- The provider's books: one line for each final movement; totals by kind, kept in the same tx.
create table entry (
  merchant_id text not null references merchant,
  seq integer not null,
  kind text not null,
  reference text not null,
  amount integer not null check (amount <> 0),
  currency text not null,
  balance_after integer not null,
  at integer not null,
  primary key (merchant_id, seq)
) strict, without rowid;
create table total (
  merchant_id text not null references merchant,
  currency text not null,
  kind text not null,
  amount integer not null check (amount between 0 and 9007199254740991),
  count integer not null,
  primary key (merchant_id, currency, kind)
) strict, without rowid;
create trigger entry_stays before update on entry begin select raise(abort, 'entries stay as they are'); end;
create trigger entry_remains before delete on entry begin select raise(abort, 'entries stay as they are'); end;

-- about: the id of the charge that a charge, refund or dispute event concerns, else of its own object.
create table event (
  seq integer primary key autoincrement,
  id text not null unique,
  merchant_id text not null references merchant,
  name text not null,
  about text not null,
  reference text not null,
  body text not null,
  created_at integer not null
) strict;
create index event_of_merchant on event (merchant_id, seq);
create index event_about on event (about);

create table delivery (
  seq integer primary key autoincrement,
  event_seq integer not null references event,
  merchant_id text not null references merchant,
  state text not null check (state in ('waiting', 'sending', 'delivered', 'given_up')),
  due_at integer not null,
  attempts integer not null default 0,
  forged integer not null default 0,
  held integer not null default 0,
  again integer not null default 1,
  round text not null default ''
) strict;
create index delivery_due on delivery (merchant_id, due_at) where state = 'waiting';
create index delivery_of_event on delivery (event_seq);

create table attempt (
  seq integer primary key autoincrement,
  delivery_seq integer not null references delivery,
  at integer not null,
  status integer,
  error text
) strict;
create index attempt_of_delivery on attempt (delivery_seq);

create table task (
  seq integer primary key autoincrement,
  merchant_id text not null references merchant,
  due_at integer not null,
  kind text not null,
  subject text not null
) strict;
create index task_due on task (merchant_id, due_at);
create index task_subject on task (subject);

create table armed (
  seq integer primary key autoincrement,
  merchant_id text not null references merchant,
  kind text not null check (kind in ('charge', 'refund', 'payout')),
  behaviour text not null,
  reference text,
  times integer not null check (times > 0)
) strict;

-- References whose first POST was answered with a staged error and not stored.
create table spurned (
  merchant_id text not null references merchant,
  kind text not null,
  reference text not null,
  primary key (merchant_id, kind, reference)
) strict, without rowid;
`;
