-- The ledger as an engine: batches of many communities through the same doors, holds that end by themselves, limits, closed
-- periods, client keys, and a leaf for every transaction so that nobody can change the past unseen.

-- Accounts ----------------------------------------------------------------------------------------------------------

alter table ledger.account drop constraint account_type_check;
alter table ledger.account add constraint account_type_check check (type in ('USER', 'GOAL', 'ESCROW', 'REVENUE', 'EXPENSE',
  'CLEARING', 'SUSPENSE', 'RECEIVABLE', 'ASSET', 'LIABILITY', 'EQUITY', 'POSITION'));
alter table ledger.account add column metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object');
-- What a product opened is moved by that product's rules alone; what was opened by hand, by who may post.
alter table ledger.account add column by_product boolean not null default true;
-- The subtree of a code is a range of the index: `code like 'bank/%'`.
create index account_code_prefix on ledger.account (community_id, code text_pattern_ops);

-- What a posting is decided on stands in the row that is its lock, so that a posting reads one row an account: also what the
-- account says once for ever (and whether it is closed), copied by the triggers below. `refuses_*`: frozen in one direction. Limits are of the sum
-- of debits in a local day or month; `*_used` is that of `usage_day` and of its month.
alter table ledger.balance
  add column refuses_debit boolean not null default false,
  add column refuses_credit boolean not null default false,
  add column time_zone text,
  add column day_limit bigint check (day_limit >= 0),
  add column month_limit bigint check (month_limit >= 0),
  add column usage_day date,
  add column day_used bigint not null default 0 check (day_used >= 0),
  add column month_used bigint not null default 0 check (month_used >= day_used),
  add constraint balance_limits_have_zone check (time_zone is not null or (day_limit is null and month_limit is null)),
  add column currency text,
  add column grows_by_debit boolean,
  add column keeps_turnover boolean,
  add column closed boolean,
  add column by_product boolean;
update ledger.balance b set currency = a.currency, grows_by_debit = a.normal_side = 'debit', keeps_turnover = a.keeps_turnover,
       closed = a.closed_at is not null, by_product = a.by_product
  from ledger.account a where a.community_id = b.community_id and a.id = b.account_id;
alter table ledger.balance alter column currency set not null, alter column grows_by_debit set not null,
  alter column keeps_turnover set not null, alter column closed set not null, alter column by_product set not null;

create function ledger.copy_account() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  select a.currency, a.normal_side = 'debit', a.keeps_turnover, a.closed_at is not null, a.by_product
    into new.currency, new.grows_by_debit, new.keeps_turnover, new.closed, new.by_product
    from ledger.account a where a.community_id = new.community_id and a.id = new.account_id;
  return new;
end $$;
create trigger balance_copies before insert on ledger.balance for each row execute function ledger.copy_account();

create function ledger.copy_closing() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.currency, new.normal_side) is distinct from (old.currency, old.normal_side) then
    raise exception 'an account keeps its currency and its side' using errcode = 'CP001';
  end if;
  update ledger.balance set closed = new.closed_at is not null, keeps_turnover = new.keeps_turnover, by_product = new.by_product
   where community_id = new.community_id and account_id = new.id;
  return null;
end $$;
create trigger account_copied after update of closed_at, keeps_turnover, by_product, currency, normal_side on ledger.account
  for each row execute function ledger.copy_closing();

-- Transactions and entries ------------------------------------------------------------------------------------------

-- What comes through the API alone names no row of a product, and a reference only where its sender wants one for ever.
alter table ledger.transaction alter column reference drop not null, alter column source_kind drop not null,
  alter column source_id drop not null, add constraint transaction_source check ((source_kind is null) = (source_id is null));

-- The day that counts is asked for at every entry: balances at a date are sums of entries.
alter table ledger.entry disable trigger entry_immutable;
alter table ledger.entry add column effective_date date;
update ledger.entry e set effective_date = t.effective_date from ledger.transaction t
 where t.community_id = e.community_id and t.id = e.transaction_id;
alter table ledger.entry alter column effective_date set not null;
alter table ledger.entry enable trigger entry_immutable;

-- What one posting wrote in one community: the transactions and a SHA-256 leaf of 32 bytes for each, in this order, over its
-- canonical text (see `leaf.ts`; `format` says which). Written without any lock of the community.
create table ledger.batch (
  community_id uuid not null,
  id uuid not null,
  recorded_at timestamptz not null,
  format smallint not null,
  transaction_ids uuid[] not null,
  leaves bytea not null,
  primary key (community_id, id),
  check (octet_length(leaves) = 32 * cardinality(transaction_ids))
) partition by range (id);
create table ledger.batch_default partition of ledger.batch default;
call platform.protect('ledger.batch', allow => 'select');
create trigger batch_immutable before update or delete on ledger.batch for each row execute function ledger.refuse_change();
create trigger batch_kept before truncate on ledger.batch for each statement execute function ledger.refuse_change();
select ledger.guard_partition('ledger.batch_default');
insert into platform.partitioned values ('ledger.batch', 'month', 'uuidv7', 'ledger.guard_partition', null);

-- Batches that no seal holds yet: a queue.
create table ledger.unsealed (
  community_id uuid not null,
  batch_id uuid not null,
  primary key (community_id, batch_id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
call platform.protect('ledger.unsealed', allow => 'select');

-- Periods -----------------------------------------------------------------------------------------------------------

-- Nothing new is effective on or before `through`. The last one counts.
create table ledger.closing (
  community_id uuid not null,
  through date not null,
  closed_at timestamptz not null,
  closed_by uuid,
  primary key (community_id, through)
);
call platform.protect('ledger.closing', allow => 'select');

-- Holds -------------------------------------------------------------------------------------------------------------

alter table ledger.hold drop constraint hold_status_check;
alter table ledger.hold
  add column captured bigint not null default 0,
  add column expires_at timestamptz,
  add constraint hold_status_check check (status in ('held', 'captured', 'released', 'expired')),
  add constraint hold_captured_check check (captured between 0 and amount);
update ledger.hold set captured = amount where status = 'captured';
create index hold_open on ledger.hold (community_id, account_id, expires_at) where status = 'held';

-- Keys of callers ---------------------------------------------------------------------------------------------------

-- What a caller's Idempotency-Key became: a transaction, or an answer of its own (a refusal, a chunk of a bulk request). Lean,
-- because every posting over the network writes one: `key` and `fingerprint` are the first 16 bytes of hashes.
create table ledger.posting_key (
  community_id uuid not null,
  key bytea not null,
  day date not null,
  fingerprint bytea not null,
  transaction_id uuid,
  answer jsonb,
  primary key (community_id, key, day)
) partition by range (day);
create table ledger.posting_key_default partition of ledger.posting_key default;
call platform.protect('ledger.posting_key', allow => 'select');
insert into platform.partitioned values ('ledger.posting_key', 'day', 'date', null, interval '2 days');

-- Companions: rows of a product that travel with a batch of postings. A product's migration names its table here.
create table ledger.companion (
  target text primary key
);
alter table ledger.companion enable row level security;

-- Entering with a batch of many communities -------------------------------------------------------------------------

-- The batched way in: its doors open for these communities and no policy shows a row. Who may post was decided before.
create function platform.enter_batch(communities uuid[]) returns void
language sql set search_path = pg_catalog as $$
  select platform.set_scope('', '', 'batch'), set_config('app.communities', communities::text, true)
$$;

create or replace function ledger.require_entered(communities uuid[]) returns void
language plpgsql stable set search_path = pg_catalog as $$
declare
  access constant text := current_setting('app.access', true);
begin
  if access = 'batch' then
    if exists (select from unnest(communities) c except select from unnest(current_setting('app.communities')::uuid[]) c) then
      raise exception 'the books of another community' using errcode = 'CP003';
    end if;
  elsif access is distinct from 'member' and access is distinct from 'system'
     or exists (select from unnest(communities) c where c::text is distinct from current_setting('app.community_id', true)) then
    raise exception 'the books of another community' using errcode = 'CP003';
  end if;
end $$;
