-- Payments, refunds, payouts, and money without a home.

create table payments.payment (
  community_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  -- What it is paid for: the product that owns the purpose is told how it ends. `subject_id` is what the purpose is part of.
  purpose_kind text not null check (purpose_kind ~ '^[a-z_]{1,40}$'),
  purpose_id uuid not null,
  subject_id uuid,
  reference text not null check (reference ~ '^[A-Za-z0-9.=_-]{1,100}$'),
  user_id uuid,
  payer_email text not null,
  amount bigint not null check (amount between 1 and 10000000000000),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  status text not null check (status in ('preparing', 'pending', 'succeeded', 'failed', 'expired', 'reversed')),
  description text not null check (length(description) <= 200),
  return_url text not null check (length(return_url) <= 1000),
  checkout_url text check (length(checkout_url) <= 2000),
  provider_reference text,
  provider_data jsonb not null default '{}',
  failure_reason text check (length(failure_reason) <= 200),
  -- The provider's fee that was taken from `amount`; null until it is known.
  fee bigint check (fee between 0 and 10000000000000),
  paid_at timestamptz,
  dispute_status text not null default 'none' check (dispute_status in ('none', 'opened', 'won', 'lost')),
  disputed_amount bigint not null check (disputed_amount between 0 and 10000000000000),
  -- The provider's id of the dispute that is told of here; another one of the same charge is money without a home.
  dispute_reference text check (length(dispute_reference) <= 200),
  expires_at timestamptz not null,
  attempts integer not null default 0,
  next_check_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id),
  constraint payment_reference_key unique (community_id, provider_id, reference),
  constraint payment_paid check (status not in ('succeeded') or (paid_at is not null and fee is not null)),
  foreign key (community_id, provider_id) references payments.provider (community_id, id)
);
create index payment_purpose on payments.payment (community_id, purpose_kind, purpose_id);
create index payment_due on payments.payment (next_check_at) where next_check_at is not null;
call platform.protect('payments.payment', allow => 'select, insert, update');

create table payments.refund (
  community_id uuid not null,
  id uuid not null,
  payment_id uuid not null,
  provider_id uuid not null,
  reference text not null check (reference ~ '^[A-Za-z0-9.=_-]{1,100}$'),
  amount bigint not null check (amount between 1 and 10000000000000),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  status text not null check (status in ('preparing', 'pending', 'needs_attention', 'processed', 'failed')),
  provider_reference text,
  provider_data jsonb not null default '{}',
  failure_reason text check (length(failure_reason) <= 200),
  attempts integer not null default 0,
  next_check_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id),
  constraint refund_reference_key unique (community_id, reference),
  foreign key (community_id, payment_id) references payments.payment (community_id, id)
);
create index refund_payment on payments.refund (community_id, payment_id);
create index refund_due on payments.refund (next_check_at) where next_check_at is not null;
call platform.protect('payments.refund', allow => 'select, insert, update');

create table payments.payout (
  community_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  purpose_kind text not null check (purpose_kind ~ '^[a-z_]{1,40}$'),
  purpose_id uuid not null,
  subject_id uuid,
  reference text not null check (reference ~ '^[A-Za-z0-9.=_-]{1,100}$'),
  amount bigint not null check (amount between 1 and 10000000000000),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Sealed: name, account number, bank. The hint is what may be shown: the last digits.
  destination text not null,
  destination_hint text not null check (length(destination_hint) <= 20),
  reason text not null check (length(reason) <= 100),
  status text not null check (status in ('preparing', 'pending', 'needs_attention', 'succeeded', 'failed', 'reversed')),
  provider_reference text,
  provider_data jsonb not null default '{}',
  failure_reason text check (length(failure_reason) <= 200),
  attempts integer not null default 0,
  next_check_at timestamptz,
  -- When the money was first known to be there, or not to come.
  ended_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id),
  constraint payout_reference_key unique (community_id, reference),
  foreign key (community_id, provider_id) references payments.provider (community_id, id)
);
create index payout_purpose on payments.payout (community_id, purpose_kind, purpose_id);
create index payout_due on payments.payout (next_check_at) where next_check_at is not null;
call platform.protect('payments.payout', allow => 'select, insert, update');

-- Money without a home: the provider moved it, and nothing here knows why. Booked to suspense once for each movement.
create table payments.unmatched (
  community_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  -- The provider's own name of the movement, such as `charge:4099260516`: what makes it one.
  movement text not null check (length(movement) between 1 and 200),
  direction text not null check (direction in ('in', 'out')),
  reason text not null check (reason ~ '^[a-z_]{1,40}$'),
  reference text check (length(reference) <= 200),
  amount bigint not null check (amount >= 0),
  currency text not null check (length(currency) between 1 and 10),
  fee bigint not null check (fee >= 0),
  -- False where it cannot be in our books: of another mode, of an unknown currency, out of range.
  booked boolean not null,
  payment_id uuid,
  webhook_event_id uuid,
  status text not null check (status in ('open', 'resolved')),
  resolution text check (resolution in ('matched', 'returned', 'recovered', 'written_off', 'closed')),
  resolved_at timestamptz,
  -- Who resolved it by hand, and why; both null where what the provider told did.
  resolved_by uuid,
  note text check (length(note) between 1 and 500),
  -- The movement that undid this one at the provider, or that this one undid: each names the other.
  counterpart_id uuid,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id),
  constraint unmatched_once unique (community_id, provider_id, movement),
  foreign key (community_id, provider_id) references payments.provider (community_id, id),
  check ((status = 'open') = (resolution is null) and (status = 'open') = (resolved_at is null)),
  check (resolved_by is null or note is not null),
  check (resolution is null or resolution = 'matched' or (resolution = 'closed') = (not booked)),
  check (case resolution when 'returned' then direction = 'in' when 'recovered' then direction = 'out' else true end)
);
create index unmatched_reference on payments.unmatched (community_id, provider_id, reference);
call platform.protect('payments.unmatched', allow => 'select, insert, update');

-- What is due to be asked about, over all communities: ids only, for the reconciler, which enters each by itself.
create function payments.due_checks(at timestamptz, most integer)
returns table (kind text, community_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  (select 'payment', p.community_id, p.id from payments.payment p where p.next_check_at <= at order by p.next_check_at limit most)
  union all
  (select 'refund', r.community_id, r.id from payments.refund r where r.next_check_at <= at order by r.next_check_at limit most)
  union all
  (select 'payout', o.community_id, o.id from payments.payout o where o.next_check_at <= at order by o.next_check_at limit most)
  union all
  -- An event whose job died with its process: nobody else would come back for it within hours.
  (select 'webhook', w.community_id, w.id from payments.webhook_event w
    where w.status = 'received' and w.last_received_at <= at - interval '2 minutes' order by w.last_received_at limit most)
$$;
