-- The doors of the books once more: `lock` tells everything that a posting is decided on, `write` takes what was decided. A plan that
-- was made while a table was small is kept when it has grown, so what looks rows up by key may not scan a table.

drop function ledger.write(uuid[], uuid[], text[], text[], text[], uuid[], date[], uuid[], text[], jsonb[], uuid[], integer[], uuid[],
                           boolean[], bigint[], text[]);
drop function ledger.lock(uuid[], uuid[]);
drop function ledger.open(uuid, uuid[], text[], text[], text[], text[], bigint[], text[], uuid[], text[], boolean[]);
drop function ledger.place_hold(uuid, uuid, uuid, bigint, text, uuid);
drop function ledger.end_hold(uuid, uuid, text);

-- Opens the accounts that are not open yet; answers the ids of all, in the order given. An account that exists with another
-- type or floor keeps its own: the first one to name it decides. But what a product names is the product's from then on.
create function ledger.open(community uuid, ids uuid[], codes text[], types text[], currencies text[], sides text[],
                            floors bigint[], entity_kinds text[], entity_ids uuid[], names text[], turnovers boolean[], products boolean[])
returns uuid[]
language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off as $$
declare
  opened uuid[];
  is_taken boolean;
begin
  perform ledger.require_entered(array[community]);
  -- Nearly always they are all there: then this look-up is everything.
  select array_agg(a.id order by w.n), bool_or(w.product and not a.by_product) into opened, is_taken
    from unnest(codes, currencies, products) with ordinality as w (code, currency, product, n)
    join ledger.account a on a.community_id = community and a.code = w.code and a.currency = w.currency;
  if is_taken then
    update ledger.account a set by_product = true
      from unnest(codes, currencies, products) as w (code, currency, product)
     where a.community_id = community and a.code = w.code and a.currency = w.currency and w.product and not a.by_product;
  end if;
  if cardinality(opened) = cardinality(codes) then
    return opened;
  end if;
  with wanted as (
    select * from unnest(ids, codes, types, currencies, sides, floors, entity_kinds, entity_ids, names, turnovers, products)
             as w (id, code, type, currency, side, floor, entity_kind, entity_id, name, turnover, product)
  ), made as (
    insert into ledger.account (community_id, id, code, type, currency, normal_side, entity_kind, entity_id, name, keeps_turnover, created_at,
                                by_product)
    select community, id, code, type, currency, side, entity_kind, entity_id, name, turnover, clock_timestamp(), product
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

-- Locks in key order, row by row (a lock taken through a sorted join is not ordered when a row changes meanwhile), and tells
-- everything that a posting is decided on. The local day of a limit is that of `at`, the business time. `clock_ms` is the database's,
-- in whole milliseconds and not before the account's last entry: the greatest of all rows is taken under all of the locks. `place`
-- is where the row lies until it is changed: `write` finds it there again, at a fraction of what the index costs.
create function ledger.lock(communities uuid[], accounts uuid[], at timestamptz)
returns table (place tid, community_id uuid, account_id uuid, posted bigint, held bigint, floor bigint, seq bigint, currency text,
               grows_by_debit boolean, by_product boolean, closed boolean, refuses_debit boolean, refuses_credit boolean, day_limit bigint,
               month_limit bigint, day_used bigint, month_used bigint, clock_ms bigint)
language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off as $$
#variable_conflict use_column
begin
  perform ledger.require_entered(communities);
  return query
    select b.ctid, b.community_id, b.account_id, b.posted, b.held, b.floor, b.seq, b.currency, b.grows_by_debit, b.by_product, b.closed,
           b.refuses_debit, b.refuses_credit, b.day_limit, b.month_limit,
           case when b.time_zone is null then 0
                when b.usage_day = ("lock".at at time zone b.time_zone)::date then b.day_used else 0 end,
           case when b.time_zone is null then 0
                when date_trunc('month', b.usage_day) = date_trunc('month', ("lock".at at time zone b.time_zone)::date) then b.month_used
                else 0 end,
           greatest(floor(extract(epoch from clock_timestamp()) * 1000),
                    ceil(extract(epoch from nullif(b.last_recorded_at, '-infinity')) * 1000))::bigint
      from (select distinct u.c, u.a from unnest(communities, accounts) as u (c, a) order by u.c, u.a) k
      cross join lateral (select b.ctid, b.* from ledger.balance b
                           where b.community_id = k.c and b.account_id = k.a for no key update) b;
end $$;

-- Lets the holds end whose time is over, on accounts that the caller has locked. Answers what that frees.
create function ledger.expire_holds(communities uuid[], accounts uuid[], at timestamptz)
returns table (community_id uuid, account_id uuid, freed bigint)
language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
  perform ledger.require_entered(communities);
  return query
    with ended as (
      update ledger.hold h set status = 'expired', ended_at = at
        from unnest(communities, accounts) as u (c, a)
       where h.community_id = u.c and h.account_id = u.a and h.status = 'held' and h.expires_at <= at
      returning h.community_id, h.account_id, h.amount - h.captured as rest
    ), summed as (
      select e.community_id, e.account_id, sum(e.rest)::bigint as freed from ended e group by 1, 2
    )
    update ledger.balance b set held = b.held - s.freed from summed s
     where b.community_id = s.community_id and b.account_id = s.account_id
    returning b.community_id, b.account_id, s.freed;
end $$;

-- What stands already: the last closed day of these communities, and which of these references are taken.
create function ledger.precedents(communities uuid[], reference_communities uuid[], refs text[])
returns table (community_id uuid, reference text, through text)
language plpgsql stable security definer set search_path = pg_catalog set enable_seqscan = off as $$
#variable_conflict use_column
begin
  perform ledger.require_entered(communities);
  return query
    select u.c, null::text, max(p.through)::text
      from unnest(communities) u (c) join ledger.closing p on p.community_id = u.c group by u.c
    union all
    select u.c, u.r, null from unnest(reference_communities, refs) u (c, r)
      join ledger.reference k on k.community_id = u.c and k.reference = u.r;
end $$;

-- A close waits for the postings under way in its community, and postings for a close that is being written: shared locks by a
-- hash of the community, so that many communities need few.
create function ledger.period_lock(community uuid) returns integer
language sql immutable set search_path = pg_catalog as $$ select hashtext(community::text) & 63 $$;

-- Posts what was decided under the locks of `lock`. Parallel arrays: b_ one batch a community, t_ the transactions (t_batch is the
-- position in b_, from 1), l_ their lines (l_transaction is the position in t_; l_place is where the account's row lies, l_after the
-- balance as it was decided). `at` is the business time of `lock`, `recorded` the greatest of its clocks.
-- Refuses what is not two or more lines, positive, zero in sum for each currency, on open accounts of the transaction's community
-- and currency, effective in an open period, within floors, bounds and limits, or not decided on the balances as they are.
create function ledger.write(recorded timestamptz, at timestamptz, b_community uuid[], b_id uuid[], b_format integer,
                             t_batch integer[], t_id uuid[], t_kind text[], t_reference text[], t_source_kind text[],
                             t_source_id uuid[], t_effective date[], t_actor uuid[], t_description text[], t_metadata jsonb[],
                             t_reverses uuid[], t_leaves bytea, l_transaction integer[], l_place tid[], l_account uuid[],
                             l_is_debit boolean[], l_amount bigint[], l_currency text[], l_label text[], l_after bigint[])
returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  wrote record;
begin
  perform ledger.require_entered(b_community);
  perform pg_advisory_xact_lock_shared(1129336396, k)
     from (select distinct ledger.period_lock(c) as k from unnest(b_community) c order by 1) s;
  if exists (select from unnest(t_batch, t_effective) as t (b, e)
               join ledger.closing c on c.community_id = b_community[t.b] and c.through >= t.e) then
    raise exception 'the period is closed' using errcode = 'CP006';
  end if;
  if exists (select from generate_subscripts(t_id, 1) t
               left join (select l, count(*) as n from unnest(l_transaction) l group by l) s on s.l = t
              where s.n is null or s.n < 2) then
    raise exception 'a transaction needs two lines' using errcode = 'CP002';
  end if;

  insert into ledger.transaction (community_id, id, kind, reference, source_kind, source_id, effective_date, recorded_at,
                                  actor_id, description, metadata, reverses)
  select b_community[b], i, k, r, sk, si, e, recorded, a, d, m, v
    from unnest(t_batch, t_id, t_kind, t_reference, t_source_kind, t_source_id, t_effective, t_actor, t_description,
                t_metadata, t_reverses) as t (b, i, k, r, sk, si, e, a, d, m, v);
  insert into ledger.reference (community_id, reference, transaction_id)
  select b_community[b], r, i from unnest(t_batch, t_reference, t_id) as t (b, r, i) where r is not null;

  -- The entries' own checks (positive amounts, zero sum) stand on their table.
  with line as (
    select l.place, b.community_id as c, l.account as a, b.seq, b.posted, b.currency, b.keeps_turnover, l.n, l.t, l.is_debit, l.amount,
           l.label, l.after, case when l.is_debit = b.grows_by_debit then l.amount else -l.amount end as change
      from unnest(l_transaction, l_place, l_account, l_is_debit, l_amount, l_currency, l_label, l_after) with ordinality
             as l (t, place, account, is_debit, amount, currency, label, after, n)
      join ledger.balance b on b.ctid = l.place and b.account_id = l.account and b.currency = l.currency and not b.closed
                           and b.community_id = b_community[t_batch[l.t]]
  ), numbered as (
    select line.*, seq + row_number() over own as number, posted + sum(change) over (own rows unbounded preceding) as becomes
      from line window own as (partition by place order by n)
  ), entry as (
    insert into ledger.entry (community_id, account_id, recorded_at, seq, transaction_id, is_debit, amount, currency, label,
                              balance_after, effective_date)
    select c, a, recorded, number, t_id[t], is_debit, amount, currency, label, becomes, t_effective[t] from numbered
  ), turnover as (
    insert into ledger.turnover as kept (community_id, account_id, label, debit, credit, entries)
    select c, a, label, coalesce(sum(amount) filter (where is_debit), 0), coalesce(sum(amount) filter (where not is_debit), 0), count(*)
      from line where keeps_turnover group by c, a, label order by c, a, label
    on conflict (community_id, account_id, label) do update
       set debit = kept.debit + excluded.debit, credit = kept.credit + excluded.credit, entries = kept.entries + excluded.entries
  ), change as (
    select place, a, seq, posted, sum(change) as change, count(*) as lines,
           count(*) filter (where after is distinct from becomes) as wrong,
           coalesce(sum(amount) filter (where is_debit), 0)::bigint as debits, bool_or(not is_debit) as credits
      from numbered group by place, a, seq, posted
  ), updated as (
    update ledger.balance b
       set posted = b.posted + s.change, seq = b.seq + s.lines, last_recorded_at = recorded,
           usage_day = case when b.time_zone is null then null else (at at time zone b.time_zone)::date end,
           day_used = case when b.time_zone is null then 0
                           when b.usage_day = (at at time zone b.time_zone)::date then b.day_used + s.debits else s.debits end,
           month_used = case when b.time_zone is null then 0
                             when date_trunc('month', b.usage_day) = date_trunc('month', (at at time zone b.time_zone)::date)
                               then b.month_used + s.debits else s.debits end
      from change s
     where b.ctid = s.place and b.account_id = s.a and b.seq = s.seq and b.posted = s.posted
       and not (b.refuses_debit and s.debits > 0) and not (b.refuses_credit and s.credits)
    returning s.lines, s.wrong, s.debits > 0 and (b.day_used > b.day_limit or b.month_used > b.month_limit) as breaks_limit
  )
  select (select count(*) from line) as entries, coalesce(sum(lines), 0) as balanced, coalesce(sum(wrong), 0) as wrong,
         count(*) filter (where breaks_limit) as broken
    into wrote from updated;
  if wrote.entries <> cardinality(l_account) then
    raise exception 'a line on an unknown or closed account, or of another currency or community' using errcode = 'CP004';
  end if;
  if wrote.balanced <> wrote.entries or wrote.wrong > 0 then
    raise exception 'decided on a balance that is no more, or the account is frozen' using errcode = 'CP005';
  end if;
  if wrote.broken > 0 then
    raise exception 'over the account''s limit' using errcode = 'CP007';
  end if;

  with batch as (
    insert into ledger.batch (community_id, id, recorded_at, format, transaction_ids, leaves)
    select b_community[b], b_id[b], recorded, b_format, array_agg(i order by n),
           string_agg(substring(t_leaves from (32 * n - 31)::integer for 32), ''::bytea order by n)
      from unnest(t_batch, t_id) with ordinality as t (b, i, n) group by b
    returning community_id, id
  )
  insert into ledger.unsealed (community_id, batch_id) select community_id, id from batch;
end $$;

-- Claims callers' keys before anything is locked: sorted, so that two batches never wait for each other in a ring. Answers those
-- that were claimed before, with what they became; a claim that another tx is writing is waited for. A day's keys are looked for in
-- the day before as well; in the first minute of a day they are claimed in both, so that no two claims miss each other.
create function ledger.claim_keys(at timestamptz, communities uuid[], keys bytea[], fingerprints bytea[], transactions uuid[])
returns table (community_id uuid, key bytea, fingerprint bytea, transaction_id uuid, answer jsonb)
language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off as $$
#variable_conflict use_column
declare
  today constant date := (at at time zone 'UTC')::date;
  days constant date[] := case when at at time zone 'UTC' < today + interval '1 minute' then array[today - 1, today] else array[today] end;
  claimed bigint;
begin
  perform ledger.require_entered(communities);
  with mine as (
    insert into ledger.posting_key (community_id, key, day, fingerprint, transaction_id)
    select c, k, d, f, t from unnest(communities, keys, fingerprints, transactions) as u (c, k, f, t) cross join unnest(days) d
     order by c, k, d
    on conflict do nothing returning 1
  )
  select count(*) into claimed from mine;
  if claimed = cardinality(keys) and not exists (
    select from unnest(communities, keys) as u (c, k)
      join ledger.posting_key p on p.community_id = u.c and p.key = u.k and p.day = today - 1) then
    return;
  end if;
  -- What was claimed on the day before stays the only one: a claim of today beside it would name what is never posted.
  delete from ledger.posting_key p using unnest(communities, keys, transactions) as u (c, k, t)
   where p.community_id = u.c and p.key = u.k and p.day in (today - 1, today) and p.transaction_id = u.t
     and exists (select from ledger.posting_key q where q.community_id = u.c and q.key = u.k and q.day in (today - 1, today)
                    and q.transaction_id is distinct from u.t);
  return query
    select distinct on (p.community_id, p.key) p.community_id, p.key, p.fingerprint, p.transaction_id, p.answer
      from unnest(communities, keys, transactions) as u (c, k, t)
      join ledger.posting_key p on p.community_id = u.c and p.key = u.k and p.day in (today - 1, today)
     where p.transaction_id is distinct from u.t
     order by p.community_id, p.key, p.day;
end $$;

-- What a claimed key became where that is no transaction: a refusal, or the results of a chunk. Null takes the claim back.
create function ledger.answer_keys(at timestamptz, communities uuid[], keys bytea[], answers jsonb[]) returns void
language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off as $$
begin
  perform ledger.require_entered(communities);
  update ledger.posting_key p set transaction_id = null, answer = u.a
    from unnest(communities, keys, answers) as u (c, k, a)
   where p.community_id = u.c and p.key = u.k and p.day >= (at at time zone 'UTC')::date - 1 and u.a is not null;
  delete from ledger.posting_key p using unnest(communities, keys, answers) as u (c, k, a)
   where p.community_id = u.c and p.key = u.k and p.day >= (at at time zone 'UTC')::date - 1 and u.a is null;
end $$;

-- Rows of a product's table that travel with the batch. All of them name a community of it.
create function ledger.write_companions(target text, companions jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from ledger.companion c where c.target = write_companions.target) then
    raise exception '% takes no companions', target using errcode = 'CP003';
  end if;
  perform ledger.require_entered(array(select distinct (r ->> 'community_id')::uuid from jsonb_array_elements(companions) r));
  execute format('insert into %1$s select * from jsonb_populate_recordset(null::%1$s, $1)', target::regclass) using companions;
end $$;

create function ledger.place_hold(community uuid, hold_id uuid, account uuid, reserved bigint, kind text, source uuid,
                                  ends timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform ledger.require_entered(array[community]);
  update ledger.balance set held = held + reserved where community_id = community and account_id = account;
  insert into ledger.hold (community_id, id, account_id, amount, source_kind, source_id, created_at, expires_at)
  values (community, hold_id, account, reserved, kind, source, clock_timestamp(), ends);
end $$;

-- Takes `taken` of the hold (null: all that is left) for what is posted. The hold stays open with the rest, unless `is_last`.
-- Answers what is freed of the balance by it; null where the hold had ended before.
create function ledger.capture_hold(community uuid, hold_id uuid, taken bigint, is_last boolean) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  before record;
  freed bigint;
begin
  perform ledger.require_entered(array[community]);
  select h.account_id, h.amount - h.captured as rest into before from ledger.hold h
   where h.community_id = community and h.id = hold_id and h.status = 'held' for update;
  if not found then
    return null;
  end if;
  taken := coalesce(taken, before.rest);
  if taken not between 1 and before.rest then
    raise exception 'more than is held' using errcode = 'CP008';
  end if;
  freed := case when is_last then before.rest else taken end;
  update ledger.hold set captured = captured + taken,
         status = case when is_last or taken = before.rest then 'captured' else 'held' end,
         ended_at = case when is_last or taken = before.rest then clock_timestamp() end
   where community_id = community and id = hold_id;
  update ledger.balance set held = held - freed where community_id = community and account_id = before.account_id;
  return freed;
end $$;

-- Gives back what is left of the hold. Answers it; null where the hold had ended before: ending twice is harmless.
create function ledger.release_hold(community uuid, hold_id uuid) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  ended record;
begin
  perform ledger.require_entered(array[community]);
  update ledger.hold set status = 'released', ended_at = clock_timestamp()
   where community_id = community and id = hold_id and status = 'held' returning account_id, amount - captured as rest into ended;
  if not found then
    return null;
  end if;
  update ledger.balance set held = held - ended.rest where community_id = community and account_id = ended.account_id;
  return ended.rest;
end $$;
