-- Payments: money in, out and back through providers. This file: the configured providers, their secrets, the webhooks' inbox.

create schema payments;
grant usage on schema payments to cp_app;

create table payments.provider (
  community_id uuid not null,
  id uuid not null,
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  name text not null check (length(name) between 1 and 120),
  status text not null check (status in ('active', 'disabled')),
  mode text not null check (mode in ('test', 'live')),
  base_url text not null check (length(base_url) between 8 and 500),
  currencies text[] not null check (cardinality(currencies) between 1 and 30),
  -- {"KES": {"bps": 290, "fixed": 0, "cap": null}}: the estimate shown before paying; what is booked is what it takes.
  fees jsonb not null default '{}' check (jsonb_typeof(fees) = 'object'),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id)
);
call platform.protect('payments.provider', public_when => $$status = 'active'$$);

-- Apart from the provider, whose row the public may read. All sealed with the key ring.
create table payments.provider_secret (
  community_id uuid not null,
  provider_id uuid not null,
  secret_key text not null,
  -- null: the secret key signs webhooks too.
  webhook_secret text,
  -- What signed webhooks before the last change, good until then: events under way are not lost by a rotation.
  previous_secret text,
  previous_until timestamptz,
  primary key (community_id, provider_id),
  foreign key (community_id, provider_id) references payments.provider (community_id, id)
);
call platform.protect('payments.provider_secret', allow => 'select, insert, update');

-- A reference table: a webhook's address names its provider before any community is entered.
create table payments.provider_address (
  provider_id uuid primary key,
  community_id uuid not null
);
call platform.protect('payments.provider_address', allow => 'select, insert');

create function payments.provider_community(provider uuid) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
  select community_id from payments.provider_address where provider_id = provider
$$;

-- Everything that a provider sent, stored before anything is done with it. The body is sealed: it names people.
create table payments.webhook_event (
  community_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  -- The provider's own name of the event where it gives one; of a rejected or unreadable body, its digest.
  dedupe_key text not null check (length(dedupe_key) between 1 and 200),
  event text check (length(event) <= 100),
  -- What an operator is shown: figures and states, nobody's name.
  data jsonb not null default '{}',
  body text not null,
  body_bytes integer not null check (body_bytes between 0 and 65536),
  signature text check (length(signature) <= 500),
  signature_valid boolean not null,
  status text not null check (status in ('received', 'processed', 'ignored', 'failed', 'rejected')),
  error text check (length(error) <= 500),
  deliveries integer not null default 1,
  received_at timestamptz not null,
  last_received_at timestamptz not null,
  processed_at timestamptz,
  primary key (community_id, id),
  constraint webhook_event_once unique (community_id, provider_id, dedupe_key),
  foreign key (community_id, provider_id) references payments.provider (community_id, id),
  -- Nothing without a valid signature is ever acted on.
  constraint webhook_event_authentic check (signature_valid = (status <> 'rejected'))
);
-- The operator asks for what failed or was rejected, newest first.
create index webhook_event_status on payments.webhook_event (community_id, status, id);
create index webhook_event_waiting on payments.webhook_event (last_received_at) where status = 'received';
call platform.protect('payments.webhook_event', allow => 'select, insert, update');

-- How many rejected bodies were kept on a day: whoever floods the address fills a thousand rows and no more.
create table payments.rejection_tally (
  community_id uuid not null,
  provider_id uuid not null,
  day date not null,
  kept integer not null check (kept between 1 and 1000),
  primary key (community_id, provider_id, day),
  foreign key (community_id, provider_id) references payments.provider (community_id, id)
);
call platform.protect('payments.rejection_tally', allow => 'select, insert, update');

-- Rejected bodies are evidence for a while, not for ever.
create function payments.forget_rejected(before timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  forgotten integer;
begin
  delete from payments.webhook_event where status = 'rejected' and last_received_at < before;
  get diagnostics forgotten = row_count;
  delete from payments.rejection_tally where day < (before at time zone 'UTC')::date;
  return forgotten;
end $$;
