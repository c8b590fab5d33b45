-- The books: accounts, balances, transactions, entries, holds. cp_app may read what its community's policies show and call
-- the doors (open, lock, write, place_hold, end_hold); it writes no row by itself.

create schema ledger;
grant usage on schema ledger to cp_app;

create table ledger.account (
  community_id uuid not null,
  id uuid not null,
  code text not null check (code ~ '^[a-z0-9][a-z0-9/_.-]{0,199}$'),
  type text not null check (type in ('USER', 'GOAL', 'ESCROW', 'REVENUE', 'EXPENSE', 'CLEARING', 'SUSPENSE', 'RECEIVABLE')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  normal_side text not null check (normal_side in ('debit', 'credit')),
  entity_kind text,
  entity_id uuid,
  name text,
  keeps_turnover boolean not null default false,
  closed_at timestamptz,
  created_at timestamptz not null,
  primary key (community_id, id),
  constraint account_code_key unique (community_id, code, currency)
);
call platform.protect('ledger.account', allow => 'select');

-- `posted` grows on the account's normal side. The row is the account's lock.
create table ledger.balance (
  community_id uuid not null,
  account_id uuid not null,
  posted bigint not null default 0,
  held bigint not null default 0,
  floor bigint,
  seq bigint not null default 0,
  last_recorded_at timestamptz not null default '-infinity',
  primary key (community_id, account_id),
  foreign key (community_id, account_id) references ledger.account (community_id, id),
  constraint balance_floor check (floor is null or posted - held >= floor),
  constraint balance_held check (held >= 0),
  constraint balance_bounds check (posted between -9007199254740991 and 9007199254740991)
) with (fillfactor = 50);
call platform.protect('ledger.balance', allow => 'select');

create table ledger.transaction (
  community_id uuid not null,
  id uuid not null,
  kind text not null,
  reference text not null,
  source_kind text not null,
  source_id uuid not null,
  effective_date date not null,
  recorded_at timestamptz not null,
  actor_id uuid,
  description text,
  metadata jsonb not null,
  reverses uuid,
  primary key (community_id, id)
) partition by range (id);
create table ledger.transaction_default partition of ledger.transaction default;
call platform.protect('ledger.transaction', allow => 'select');

create table ledger.entry (
  community_id uuid not null,
  account_id uuid not null,
  recorded_at timestamptz not null,
  seq bigint not null,
  transaction_id uuid not null,
  is_debit boolean not null,
  amount bigint not null check (amount between 1 and 10000000000000),
  currency text not null,
  label text not null,
  balance_after bigint not null,
  primary key (community_id, account_id, recorded_at, seq)
) partition by range (recorded_at);
create table ledger.entry_default partition of ledger.entry default;
create index entry_transaction on ledger.entry (community_id, transaction_id);
call platform.protect('ledger.entry', allow => 'select');

-- What may be posted once for ever. Not partitioned, because uniqueness must not end with a month.
create table ledger.reference (
  community_id uuid not null,
  reference text not null check (length(reference) between 1 and 200),
  transaction_id uuid not null,
  primary key (community_id, reference)
);
call platform.protect('ledger.reference', allow => 'select');

-- Running totals by line label, for the accounts that ask for them.
create table ledger.turnover (
  community_id uuid not null,
  account_id uuid not null,
  label text not null,
  debit bigint not null default 0 check (debit <= 9007199254740991),
  credit bigint not null default 0 check (credit <= 9007199254740991),
  entries bigint not null default 0,
  primary key (community_id, account_id, label),
  foreign key (community_id, account_id) references ledger.account (community_id, id)
) with (fillfactor = 70);
call platform.protect('ledger.turnover', allow => 'select');

create table ledger.hold (
  community_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  amount bigint not null check (amount between 1 and 10000000000000),
  status text not null default 'held' check (status in ('held', 'captured', 'released')),
  source_kind text not null,
  source_id uuid not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (community_id, id),
  foreign key (community_id, account_id) references ledger.account (community_id, id)
);
call platform.protect('ledger.hold', allow => 'select');

-- Immutability and balance, enforced for the owner too --------------------------------------------------------------

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the books are append-only: % on %', tg_op, tg_table_name using errcode = 'CP001';
end $$;

-- Repeats what `write` checked, over all rows of the statement: costs nothing measurable, a deferred row trigger costs a fifth.
create function ledger.refuse_unbalanced() returns trigger language plpgsql as $$
begin
  if exists (select from fresh group by community_id, transaction_id, currency
             having sum(case when is_debit then amount else -amount end) <> 0) then
    raise exception 'debits and credits differ' using errcode = 'CP002';
  end if;
  return null;
end $$;

create trigger entry_immutable before update or delete on ledger.entry for each row execute function ledger.refuse_change();
create trigger entry_kept before truncate on ledger.entry for each statement execute function ledger.refuse_change();
create trigger entry_balanced after insert on ledger.entry referencing new table as fresh
  for each statement execute function ledger.refuse_unbalanced();
create trigger transaction_immutable before update or delete on ledger.transaction for each row execute function ledger.refuse_change();
create trigger transaction_kept before truncate on ledger.transaction for each statement execute function ledger.refuse_change();
create trigger reference_immutable before update or delete on ledger.reference for each row execute function ledger.refuse_change();
create trigger reference_kept before truncate on ledger.reference for each statement execute function ledger.refuse_change();

-- A partition inherits row triggers, but not those of statements.
create function ledger.guard_partition(child regclass) returns void language plpgsql set search_path = pg_catalog as $$
begin
  execute format('create trigger kept before truncate on %s for each statement execute function ledger.refuse_change()', child);
  if exists (select from pg_inherits where inhrelid = child and inhparent = 'ledger.entry'::regclass) then
    execute format('create trigger balanced after insert on %s referencing new table as fresh for each statement '
                   'execute function ledger.refuse_unbalanced()', child);
  end if;
end $$;
select ledger.guard_partition('ledger.entry_default'), ledger.guard_partition('ledger.transaction_default');
insert into platform.partitioned values
  ('ledger.transaction', 'month', 'uuidv7', 'ledger.guard_partition', null),
  ('ledger.entry', 'month', 'timestamptz', 'ledger.guard_partition', null);

-- The doors ---------------------------------------------------------------------------------------------------------

-- A door opens only for the community that the transaction entered, as a member or as the system.
create function ledger.require_entered(communities uuid[]) returns void
language plpgsql stable set search_path = pg_catalog as $$
begin
  if current_setting('app.access', true) is distinct from 'member' and current_setting('app.access', true) is distinct from 'system'
     or exists (select from unnest(communities) c where c::text is distinct from current_setting('app.community_id', true)) then
    raise exception 'the books of another community' using errcode = 'CP003';
  end if;
end $$;

-- Opens the accounts that are not open yet; answers the ids of all, in the order given. An account that exists with
-- another type or floor keeps its own: the first one to name it decides.
create function ledger.open(community uuid, ids uuid[], codes text[], types text[], currencies text[], sides text[],
                            floors bigint[], entity_kinds text[], entity_ids uuid[], names text[], turnovers boolean[])
returns uuid[]
language plpgsql security definer set search_path = pg_catalog as $$
declare
  opened uuid[];
begin
  perform ledger.require_entered(array[community]);
  with wanted as (
    select * from unnest(ids, codes, types, currencies, sides, floors, entity_kinds, entity_ids, names, turnovers)
             as w (id, code, type, currency, side, floor, entity_kind, entity_id, name, turnover)
  ), made as (
    insert into ledger.account (community_id, id, code, type, currency, normal_side, entity_kind, entity_id, name, keeps_turnover, created_at)
    select community, id, code, type, currency, side, entity_kind, entity_id, name, turnover, clock_timestamp()
      from wanted order by code, currency
    on conflict (community_id, code, currency) do nothing
    returning id
  )
  insert into ledger.balance (community_id, account_id, floor)
  select community, made.id, wanted.floor from made join wanted using (id);
  select array_agg(a.id order by w.n) into opened
    from unnest(codes, currencies) with ordinality as w (code, currency, n)
    join ledger.account a on a.community_id = community and a.code = w.code and a.currency = w.currency;
  return opened;
end $$;

-- Locks in key order, row by row: a lock taken through a sorted join is not ordered when a row changes meanwhile.
create function ledger.lock(communities uuid[], accounts uuid[])
returns table (community_id uuid, account_id uuid, posted bigint, held bigint, floor bigint, seq bigint, currency text,
               normal_side text, closed boolean)
language sql security definer set search_path = pg_catalog as $$
  select ledger.require_entered(communities);
  select k.c, k.a, b.posted, b.held, b.floor, b.seq, t.currency, t.normal_side, t.closed_at is not null
    from (select distinct c, a from unnest(communities, accounts) as u (c, a) order by c, a) k
    cross join lateral (select * from ledger.balance b where b.community_id = k.c and b.account_id = k.a for no key update) b
    join ledger.account t on t.community_id = k.c and t.id = k.a
$$;

-- Posts balanced transactions: parallel arrays, one row for each transaction (t_) and each line (l_; l_transaction is the
-- position of its transaction, from 1). Refuses what is not two or more lines, positive, zero in sum for each currency,
-- on open accounts of the transaction's community.
create function ledger.write(t_community uuid[], t_id uuid[], t_kind text[], t_reference text[], t_source_kind text[],
                             t_source_id uuid[], t_effective date[], t_actor uuid[], t_description text[], t_metadata jsonb[],
                             t_reverses uuid[], l_transaction integer[], l_account uuid[], l_is_debit boolean[],
                             l_amount bigint[], l_label text[])
returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  known bigint;
  taken timestamptz;
begin
  perform ledger.lock(array(select t_community[t] from unnest(l_transaction) t), l_account);
  taken := clock_timestamp();
  select count(*) into known
    from unnest(l_transaction, l_account, l_amount) as l (t, account, amount)
    join ledger.account a on a.community_id = t_community[l.t] and a.id = l.account
   where a.closed_at is null and l.amount between 1 and 10000000000000;
  if known <> cardinality(l_account) then
    raise exception 'a line on an unknown or closed account, or with an amount out of range' using errcode = 'CP004';
  end if;
  if exists (select from generate_subscripts(t_id, 1) t
             where (select count(*) from unnest(l_transaction) l where l = t) < 2) then
    raise exception 'a transaction needs two lines' using errcode = 'CP002';
  end if;
  if exists (select from unnest(l_transaction, l_account, l_is_debit, l_amount) as l (t, account, is_debit, amount)
               join ledger.account a on a.community_id = t_community[l.t] and a.id = l.account
              group by l.t, a.currency having sum(case when l.is_debit then l.amount else -l.amount end) <> 0) then
    raise exception 'debits and credits differ' using errcode = 'CP002';
  end if;

  insert into ledger.reference (community_id, reference, transaction_id)
  select c, r, i from unnest(t_community, t_reference, t_id) as t (c, r, i);
  insert into ledger.transaction (community_id, id, kind, reference, source_kind, source_id, effective_date, recorded_at,
                                  actor_id, description, metadata, reverses)
  select c, i, k, r, sk, si, e, taken, a, d, m, v
    from unnest(t_community, t_id, t_kind, t_reference, t_source_kind, t_source_id, t_effective, t_actor, t_description,
                t_metadata, t_reverses) as t (c, i, k, r, sk, si, e, a, d, m, v);

  with line as (
    select t_community[l.t] as community_id, l.account as account_id, t_id[l.t] as transaction_id, l.is_debit, l.amount,
           l.label, l.n, a.currency, a.keeps_turnover,
           case when l.is_debit = (a.normal_side = 'debit') then l.amount else -l.amount end as change
      from unnest(l_transaction, l_account, l_is_debit, l_amount, l_label) with ordinality as l (t, account, is_debit, amount, label, n)
      join ledger.account a on a.community_id = t_community[l.t] and a.id = l.account
  ), entry as (
    insert into ledger.entry (community_id, account_id, recorded_at, seq, transaction_id, is_debit, amount, currency, label, balance_after)
    select l.community_id, l.account_id, greatest(taken, b.last_recorded_at),
           b.seq + row_number() over own, l.transaction_id, l.is_debit, l.amount, l.currency, l.label,
           b.posted + sum(l.change) over (own rows unbounded preceding)
      from line l join ledger.balance b using (community_id, account_id)
    window own as (partition by l.community_id, l.account_id order by l.n)
  ), turnover as (
    insert into ledger.turnover as kept (community_id, account_id, label, debit, credit, entries)
    select community_id, account_id, label, coalesce(sum(amount) filter (where is_debit), 0),
           coalesce(sum(amount) filter (where not is_debit), 0), count(*)
      from line where keeps_turnover group by community_id, account_id, label
    on conflict (community_id, account_id, label) do update
       set debit = kept.debit + excluded.debit, credit = kept.credit + excluded.credit, entries = kept.entries + excluded.entries
  )
  update ledger.balance b
     set posted = b.posted + s.change, seq = b.seq + s.lines, last_recorded_at = greatest(taken, b.last_recorded_at)
    from (select community_id, account_id, sum(change) as change, count(*) as lines from line group by 1, 2) s
   where b.community_id = s.community_id and b.account_id = s.account_id;
end $$;

create function ledger.place_hold(community uuid, hold_id uuid, account uuid, reserved bigint, kind text, source uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform ledger.require_entered(array[community]);
  update ledger.balance set held = held + reserved where community_id = community and account_id = account;
  insert into ledger.hold (community_id, id, account_id, amount, source_kind, source_id, created_at)
  values (community, hold_id, account, reserved, kind, source, clock_timestamp());
end $$;

-- Answers false where the hold had ended before: ending twice is harmless.
create function ledger.end_hold(community uuid, hold_id uuid, new_status text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  ended record;
begin
  perform ledger.require_entered(array[community]);
  update ledger.hold set status = new_status, ended_at = clock_timestamp()
   where community_id = community and id = hold_id and status = 'held' returning account_id, amount into ended;
  if not found then
    return false;
  end if;
  update ledger.balance set held = held - ended.amount where community_id = community and account_id = ended.account_id;
  return true;
end $$;
