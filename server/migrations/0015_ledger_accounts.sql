-- The books through the API alone: accounts that are opened, changed and closed by name, holds without a product, and reversals
-- that never take back more than was posted.

-- Accounts ----------------------------------------------------------------------------------------------------------

alter table ledger.account
  add column version integer not null default 1,
  add column closed_by uuid;

-- A community's days begin and end in its own time zone, also for what stands below the module that keeps it.
create function platform.time_zone_of(community uuid) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select c.time_zone from communities.community c
   where c.id = community and c.id::text = current_setting('app.community_id', true)
$$;

-- Whether local days can be counted in it: asked of what does the counting.
create function platform.is_time_zone(zone text) returns boolean
language plpgsql stable set search_path = pg_catalog as $$
begin
  perform timestamptz 'epoch' at time zone zone;
  return true;
exception when invalid_parameter_value then
  return false;
end $$;

-- Opens one account as it is wanted; one of the same code and currency is a unique violation (`account_code_key`).
create function ledger.open_account(community uuid, wanted uuid, path text, kind text, currency_code text, side text, called text,
                                    data jsonb, lowest bigint, zone text, per_day bigint, per_month bigint) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform ledger.require_entered(array[community]);
  insert into ledger.account (community_id, id, code, type, currency, normal_side, name, metadata, created_at, by_product)
  values (community, wanted, path, kind, currency_code, side, called, data, clock_timestamp(), false);
  insert into ledger.balance (community_id, account_id, floor, time_zone, day_limit, month_limit)
  values (community, wanted, lowest, zone, per_day, per_month);
end $$;

-- All that may be changed of an account, at once.
create function ledger.change_account(community uuid, wanted uuid, called text, data jsonb, lowest bigint, zone text, per_day bigint,
                                      per_month bigint, no_debit boolean, no_credit boolean) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform ledger.require_entered(array[community]);
  update ledger.balance
     set floor = lowest, time_zone = zone, day_limit = per_day, month_limit = per_month, refuses_debit = no_debit, refuses_credit = no_credit
   where community_id = community and account_id = wanted;
  update ledger.account set name = called, metadata = data, version = version + 1 where community_id = community and id = wanted;
end $$;

-- Closes an account on which nothing stands and nothing is held. Answers whether it did; the balance's row is the lock.
create function ledger.close_account(community uuid, wanted uuid, actor uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform ledger.require_entered(array[community]);
  perform from ledger.balance where community_id = community and account_id = wanted and posted = 0 and held = 0 and not closed
      for no key update;
  if not found then
    return false;
  end if;
  update ledger.account set closed_at = clock_timestamp(), closed_by = actor, version = version + 1
   where community_id = community and id = wanted;
  return true;
end $$;

create function ledger.reopen_account(community uuid, wanted uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform ledger.require_entered(array[community]);
  perform from ledger.balance where community_id = community and account_id = wanted for no key update;
  update ledger.account set closed_at = null, closed_by = null, version = version + 1
   where community_id = community and id = wanted and closed_at is not null;
end $$;

-- Reversals ---------------------------------------------------------------------------------------------------------

-- How much of an entry its reversals have taken back: a row for each entry that has any. The row is the lock of two reversals
-- at once, and the constraint what neither can pass.
create table ledger.reversed (
  community_id uuid not null,
  account_id uuid not null,
  seq bigint not null,
  amount bigint not null,
  reversed bigint not null,
  primary key (community_id, account_id, seq),
  foreign key (community_id, account_id) references ledger.account (community_id, id),
  constraint reversed_at_most_posted check (reversed between 1 and amount)
) with (fillfactor = 70);
call platform.protect('ledger.reversed', allow => 'select');

create index transaction_reverses on ledger.transaction (community_id, reverses) where reverses is not null;

-- Takes parts of a transaction's entries back, before the mirror is written. Refuses more than is left of any of them.
create function ledger.take_back(community uuid, mirrored uuid, accounts uuid[], seqs bigint[], parts bigint[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  counted bigint;
begin
  perform ledger.require_entered(array[community]);
  insert into ledger.reversed as kept (community_id, account_id, seq, amount, reversed)
  select community, e.account_id, e.seq, e.amount, u.part
    from unnest(accounts, seqs, parts) as u (account, seq, part)
    join ledger.entry e on e.community_id = community and e.transaction_id = mirrored and e.account_id = u.account and e.seq = u.seq
   order by e.account_id, e.seq
  on conflict (community_id, account_id, seq) do update set reversed = kept.reversed + excluded.reversed;
  get diagnostics counted = row_count;
  if counted <> cardinality(accounts) then
    raise exception 'an entry of another transaction' using errcode = 'CP004';
  end if;
end $$;

-- Holds -------------------------------------------------------------------------------------------------------------

-- What is reserved through the API belongs to no product's row.
alter table ledger.hold alter column source_kind drop not null, alter column source_id drop not null,
  add constraint hold_source check ((source_kind is null) = (source_id is null)),
  add column description text,
  add column placed_by uuid;
create index hold_account on ledger.hold (community_id, account_id, id);
create index hold_due on ledger.hold (expires_at) where status = 'held';

drop function ledger.place_hold(uuid, uuid, uuid, bigint, text, uuid, timestamptz);
create function ledger.place_hold(community uuid, hold_id uuid, account uuid, reserved bigint, kind text, source uuid, ends timestamptz,
                                  words text default null, actor uuid default null) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform ledger.require_entered(array[community]);
  update ledger.balance set held = held + reserved where community_id = community and account_id = account and not closed;
  if not found then
    raise exception 'a hold on an unknown or closed account' using errcode = 'CP004';
  end if;
  insert into ledger.hold (community_id, id, account_id, amount, source_kind, source_id, created_at, expires_at, description, placed_by)
  values (community, hold_id, account, reserved, kind, source, clock_timestamp(), ends, words, actor);
end $$;
