-- Seals over what was posted, so that nobody changes the past unseen; totals by day and month, so that a figure at a date stays
-- quick; closed periods with proofs; holds that end on a schedule.

-- Seals -------------------------------------------------------------------------------------------------------------

-- A chain for each community. `hash` is SHA-256 over the number, the hash before, the instant and the leaves of the batches (see
-- `seal_hash`). Seal 0 stands where there were books before there were leaves: its hash is that of those books, and seal 1 goes on
-- from it; everywhere else seal 1 goes on from 32 zero bytes.
create table ledger.seal (
  community_id uuid not null,
  n bigint not null check (n >= 0),
  previous bytea not null check (octet_length(previous) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  batch_ids uuid[] not null,
  sealed_at timestamptz not null,
  primary key (community_id, n, sealed_at)
) partition by range (sealed_at);
create table ledger.seal_default partition of ledger.seal default;
call platform.protect('ledger.seal', allow => 'select');
create trigger seal_immutable before update or delete on ledger.seal for each row execute function ledger.refuse_change();
create trigger seal_kept before truncate on ledger.seal for each statement execute function ledger.refuse_change();
select ledger.guard_partition('ledger.seal_default');
insert into platform.partitioned values ('ledger.seal', 'month', 'timestamptz', 'ledger.guard_partition', null);

create table ledger.seal_head (
  community_id uuid primary key,
  n bigint not null,
  hash bytea not null,
  sealed_at timestamptz not null
) with (fillfactor = 50);
call platform.protect('ledger.seal_head', allow => 'select');

-- Seals whose entries may not stand in the totals yet: a queue.
create table ledger.unrolled (
  community_id uuid not null,
  n bigint not null,
  primary key (community_id, n)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
call platform.protect('ledger.unrolled', allow => 'select');

-- Upkeep is done by the system outside of any community.
create function ledger.require_upkeep() returns void
language plpgsql stable set search_path = pg_catalog as $$
begin
  if current_setting('app.access', true) is distinct from 'system' or current_setting('app.community_id', true) is distinct from '' then
    raise exception 'upkeep of the books is the system''s' using errcode = 'CP003';
  end if;
end $$;

-- What one batch adds to the bytes of its seal: its id, the format of its leaves, how many they are, the leaves.
create function ledger.seal_part(id uuid, format smallint, leaves bytea) returns bytea
language sql immutable set search_path = pg_catalog as $$
  select uuid_send(id) || int2send(format) || int4send(octet_length(leaves) / 32) || leaves
$$;

-- The hash of a seal: a tag, the community, the number, the instant in milliseconds, the hash before, the parts of its batches in the
-- order of their ids. Numbers are big-endian.
create function ledger.seal_hash(community uuid, n bigint, sealed_at timestamptz, previous bytea, parts bytea) returns bytea
language sql immutable set search_path = pg_catalog as $$
  select sha256(convert_to(E'commonpurse seal 1\n', 'UTF8') || uuid_send(community) || int8send(n)
                || int8send((extract(epoch from sealed_at) * 1000)::bigint) || previous || parts)
$$;

-- Appends a seal for each community of the batches that wait, at most so many, and answers how many they were. One at a time; whoever
-- comes meanwhile has nothing to do. What commits late is simply not visible yet and waits for the next call.
create function ledger.seal_waiting(most integer) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  taken_now integer;
begin
  perform ledger.require_upkeep();
  if not pg_try_advisory_xact_lock(1129336396, 64) then
    return 0;
  end if;
  with taken as (
    delete from ledger.unsealed where ctid = any(array(select ctid from ledger.unsealed limit most)) returning community_id, batch_id
  ), gathered as (
    -- One look-up by key for each batch: a join might read every month of them.
    select t.community_id, array_agg(b.id order by b.id) as batch_ids,
           string_agg(ledger.seal_part(b.id, b.format, b.leaves), ''::bytea order by b.id) as parts
      from taken t
      cross join lateral (select b.id, b.format, b.leaves from ledger.batch b
                           where b.community_id = t.community_id and b.id = t.batch_id limit 1) b
     group by t.community_id
  ), following as (
    select g.community_id, g.batch_ids, g.parts, coalesce(h.n, 0) + 1 as n,
           coalesce(h.hash, decode(repeat('00', 32), 'hex')) as previous,
           greatest(date_trunc('milliseconds', clock_timestamp()), h.sealed_at) as sealed_at
      from gathered g left join ledger.seal_head h on h.community_id = g.community_id
  ), sealed as (
    insert into ledger.seal (community_id, n, previous, hash, batch_ids, sealed_at)
    select community_id, n, previous, ledger.seal_hash(community_id, n, sealed_at, previous, parts), batch_ids, sealed_at from following
    returning community_id, n, hash, sealed_at
  ), queued as (
    insert into ledger.unrolled (community_id, n) select community_id, n from sealed on conflict do nothing
  ), headed as (
    insert into ledger.seal_head as head (community_id, n, hash, sealed_at) select community_id, n, hash, sealed_at from sealed
    on conflict (community_id) do update set n = excluded.n, hash = excluded.hash, sealed_at = excluded.sealed_at
  ), told as (
    insert into platform.outbox (kind, name, payload, live)
    select 'event', 'ledger.sealed', jsonb_build_object('communityId', community_id, 'n', n), true from sealed
  )
  select count(*) into taken_now from taken;
  return taken_now;
end $$;

-- SHA-256 over the transactions up to `until` that no batch lists, with their entries, in the order of their ids; null: there are none.
create function ledger.hash_of_unlisted(community uuid, until timestamptz) returns bytea
language sql stable set search_path = pg_catalog set timezone = 'UTC' set datestyle = 'ISO, YMD' as $$
  with unlisted as (
    select t.* from ledger.transaction t
     where t.community_id = community and t.recorded_at <= until
       and not exists (select from ledger.batch b cross join unnest(b.transaction_ids) as u (id) where b.community_id = community and u.id = t.id)
  ), line as (
    select e.transaction_id, jsonb_agg(jsonb_build_array(e.account_id, e.seq, e.recorded_at, e.is_debit, e.amount, e.currency, e.label,
                                                         e.balance_after, e.effective_date) order by e.account_id, e.seq) as entries
      from ledger.entry e where e.community_id = community and e.transaction_id in (select id from unlisted) group by e.transaction_id
  )
  select sha256(string_agg(sha256(convert_to(jsonb_build_array(t.id, t.kind, t.reference, t.source_kind, t.source_id, t.effective_date,
           t.recorded_at, t.actor_id, t.description, t.metadata, t.reverses, l.entries)::text, 'UTF8')), ''::bytea order by t.id))
    from unlisted t left join line l on l.transaction_id = t.id
$$;

-- Begins the chain of a community that has books and no leaves of them. Once, where an installation of before the leaves is migrated.
create function ledger.seal_origin(community uuid) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  begun constant timestamptz := date_trunc('milliseconds', clock_timestamp());
  found_hash constant bytea := ledger.hash_of_unlisted(community, begun);
begin
  if found_hash is not null then
    insert into ledger.seal (community_id, n, previous, hash, batch_ids, sealed_at)
    values (community, 0, decode(repeat('00', 32), 'hex'), found_hash, '{}', begun);
    insert into ledger.seal_head (community_id, n, hash, sealed_at) values (community, 0, found_hash, begun);
  end if;
end $$;
revoke execute on function ledger.seal_origin(uuid) from public;
select ledger.seal_origin(community_id) from (select distinct community_id from ledger.account) a;

-- Totals ------------------------------------------------------------------------------------------------------------

create table ledger.account_day (
  community_id uuid not null,
  account_id uuid not null,
  effective_date date not null,
  debit bigint not null,
  credit bigint not null,
  primary key (community_id, account_id, effective_date)
) with (fillfactor = 70);
call platform.protect('ledger.account_day', allow => 'select');

-- `month` is its first day; the totals are of the whole month.
create table ledger.account_month (
  community_id uuid not null,
  account_id uuid not null,
  month date not null,
  debit bigint not null,
  credit bigint not null,
  primary key (community_id, account_id, month)
) with (fillfactor = 70);
call platform.protect('ledger.account_month', allow => 'select');

-- How far the totals of an account go: its entries up to `seq` are in them, and no other.
create table ledger.rolled (
  community_id uuid not null,
  account_id uuid not null,
  seq bigint not null,
  recorded_at timestamptz not null,
  primary key (community_id, account_id)
) with (fillfactor = 50);
call platform.protect('ledger.rolled', allow => 'select');

insert into ledger.account_day (community_id, account_id, effective_date, debit, credit)
select community_id, account_id, effective_date, coalesce(sum(amount) filter (where is_debit), 0), coalesce(sum(amount) filter (where not is_debit), 0)
  from ledger.entry group by 1, 2, 3;
insert into ledger.account_month (community_id, account_id, month, debit, credit)
select community_id, account_id, date_trunc('month', effective_date)::date, sum(debit), sum(credit) from ledger.account_day group by 1, 2, 3;
insert into ledger.rolled (community_id, account_id, seq, recorded_at)
select community_id, account_id, max(seq), max(recorded_at) from ledger.entry group by 1, 2;

-- When the totals were last brought forward, and how long that took: the servers share one pace.
create table ledger.roll_pace (
  one boolean primary key default true check (one),
  began_at timestamptz not null,
  ended_at timestamptz not null
);
alter table ledger.roll_pace enable row level security;

-- Brings the totals of at most so many accounts of these communities (null: all) forward to their last entries, those first that
-- wait the longest, and answers how many they were. An account's entries are numbered under its lock, so whoever sees a number sees
-- all before it: the watermark counts each entry once, whatever commits late. Its callers come one at a time.
create function ledger.roll_behind(communities uuid[], most integer) returns integer
language plpgsql set search_path = pg_catalog as $$
declare
  rolled_now integer;
begin
  with behind as materialized (
    select b.community_id as c, b.account_id as a, coalesce(r.seq, 0) as seq, coalesce(r.recorded_at, '-infinity') as recorded_at
      from ledger.balance b left join ledger.rolled r on r.community_id = b.community_id and r.account_id = b.account_id
     where b.community_id = any(communities) and b.seq > coalesce(r.seq, 0) order by recorded_at limit most
  ), by_day as materialized (
    select b.c, b.a, e.effective_date, coalesce(sum(e.amount) filter (where e.is_debit), 0)::bigint as debit,
           coalesce(sum(e.amount) filter (where not e.is_debit), 0)::bigint as credit, max(e.seq) as seq, max(e.recorded_at) as recorded_at
      from (select * from behind order by c, a) b
      -- A range of the key for each account: a join might read every month of them. `seq + 0`, because a condition of the index behind
      -- the range of the time is costed as if it were looked up at each instant: then the planner reads the whole community.
      cross join lateral (select e.effective_date, e.seq, e.recorded_at, e.is_debit, e.amount from ledger.entry e
                           where e.community_id = b.c and e.account_id = b.a and e.recorded_at >= b.recorded_at and e.seq + 0 > b.seq offset 0) e
     group by b.c, b.a, e.effective_date
  ), day as (
    insert into ledger.account_day as kept (community_id, account_id, effective_date, debit, credit)
    select c, a, effective_date, debit, credit from by_day
    on conflict (community_id, account_id, effective_date) do update
       set debit = kept.debit + excluded.debit, credit = kept.credit + excluded.credit
  ), month as (
    insert into ledger.account_month as kept (community_id, account_id, month, debit, credit)
    select c, a, date_trunc('month', effective_date)::date as month, sum(debit), sum(credit) from by_day group by 1, 2, 3
    on conflict (community_id, account_id, month) do update
       set debit = kept.debit + excluded.debit, credit = kept.credit + excluded.credit
  ), moved as (
    insert into ledger.rolled (community_id, account_id, seq, recorded_at)
    select c, a, max(seq), max(recorded_at) from by_day group by c, a
    on conflict (community_id, account_id) do update set seq = excluded.seq, recorded_at = excluded.recorded_at
    returning 1
  )
  select count(*) into rolled_now from moved;
  return rolled_now;
end $$;
revoke execute on function ledger.roll_behind(uuid[], integer) from public;

-- A step of the roll-up: at most so many accounts of the communities in which something was sealed. Answers how many they were; null:
-- it is not due. An account costs about 20 µs however many entries it got, so the pace keeps the cost: never sooner than `pause`
-- after the last step, and not before 25 times what that took has gone by, which is 4 % of a core. Pause null: now.
create function ledger.roll_up(most integer, pause interval) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  began constant timestamptz := clock_timestamp();
  taken tid[];
  communities uuid[];
  rolled_now integer;
begin
  perform ledger.require_upkeep();
  if not pg_try_advisory_xact_lock(1129336396, 65)
     or exists (select from ledger.roll_pace p
                 where began < greatest(p.began_at + pause, p.ended_at + 25 * (p.ended_at - p.began_at)) and pause is not null) then
    return null;
  end if;
  select array_agg(u.ctid), array_agg(distinct u.community_id) into taken, communities
    from (select ctid, community_id from ledger.unrolled limit 100000) u;
  if taken is null then
    return 0;
  end if;
  rolled_now := ledger.roll_behind(communities, most);
  if rolled_now < most then
    delete from ledger.unrolled where ctid = any(taken);
  end if;
  insert into ledger.roll_pace (began_at, ended_at) values (began, clock_timestamp())
  on conflict (one) do update set began_at = excluded.began_at, ended_at = excluded.ended_at;
  return rolled_now;
end $$;

-- Brings the totals of one community forward to everything that is committed.
create function ledger.roll_community(community uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform ledger.require_entered(array[community]);
  perform pg_advisory_xact_lock(1129336396, 65);
  perform ledger.roll_behind(array[community], null);
end $$;

-- Closed periods ----------------------------------------------------------------------------------------------------

-- A period is closed at once and proven soon after: what is effective in it is fixed then, so the roots need no lock. `secret` salts
-- the leaves of the balances and never leaves the server.
alter table ledger.closing
  add column opened_after date,
  add column secret bytea not null check (octet_length(secret) = 32),
  add column proven_at timestamptz,
  add column transactions bigint,
  add column transactions_root bytea check (octet_length(transactions_root) = 32),
  add column accounts bigint,
  add column balances_root bytea check (octet_length(balances_root) = 32),
  add constraint closing_proof_whole check (num_nulls(proven_at, transactions, transactions_root, accounts, balances_root) in (0, 5));

-- A closing gets its proof once; nothing else of it changes.
create function ledger.guard_closing() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op <> 'UPDATE' or old.proven_at is not null
     or (new.community_id, new.through, new.closed_at, new.closed_by, new.opened_after, new.secret)
        is distinct from (old.community_id, old.through, old.closed_at, old.closed_by, old.opened_after, old.secret) then
    raise exception 'a closed period stays as it is: % on %', tg_op, tg_table_name using errcode = 'CP001';
  end if;
  return new;
end $$;
create trigger closing_guarded before update or delete on ledger.closing for each row execute function ledger.guard_closing();
create trigger closing_kept before truncate on ledger.closing for each statement execute function ledger.refuse_change();

-- Closes everything effective on or before `last_day`. Waits for the postings under way in the community; those that come meanwhile wait
-- for its commit, and are decided anew. Answers false where that day is closed already.
create function ledger.close_period(community uuid, last_day date, at timestamptz, by uuid, salt bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  last_closed date;
begin
  perform ledger.require_entered(array[community]);
  perform pg_advisory_xact_lock(1129336396, ledger.period_lock(community));
  select max(c.through) into last_closed from ledger.closing c where c.community_id = community;
  if last_closed >= last_day then
    return false;
  end if;
  insert into ledger.closing (community_id, through, closed_at, closed_by, opened_after, secret)
  values (community, last_day, at, by, last_closed, salt);
  return true;
end $$;

create function ledger.prove_closing(community uuid, last_day date, at timestamptz, leaves_of_transactions bigint, root_of_transactions bytea,
                                     leaves_of_balances bigint, root_of_balances bytea) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform ledger.require_entered(array[community]);
  update ledger.closing set proven_at = at, transactions = leaves_of_transactions, transactions_root = root_of_transactions,
         accounts = leaves_of_balances, balances_root = root_of_balances
   where community_id = community and through = last_day and proven_at is null;
end $$;

-- Holds -------------------------------------------------------------------------------------------------------------

-- Ends the holds of any community whose time is over, at most so many, so that lists are tidy; what is decided does not wait for
-- it. Locks as a batch of postings does. Answers how many accounts it freed something on.
create function ledger.expire_due_holds(at timestamptz, most integer) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  communities uuid[];
  accounts uuid[];
  freed integer;
begin
  perform ledger.require_upkeep();
  select array_agg(due.community_id), array_agg(due.account_id) into communities, accounts from (
    select distinct h.community_id, h.account_id
      from (select community_id, account_id from ledger.hold where status = 'held' and expires_at <= at order by expires_at limit most) h) due;
  if communities is null then
    return 0;
  end if;
  perform platform.enter_batch(communities);
  perform ledger.lock(communities, accounts, at);
  select count(*) into freed from ledger.expire_holds(communities, accounts, at);
  perform platform.enter_system(null);
  return freed;
end $$;
