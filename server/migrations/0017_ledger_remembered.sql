-- A process that remembers an account, as it read it or left it, posts to it without asking again: `write` checks all that was decided, tells where
-- the rows lie afterwards, and is asked together with the claim of the keys and the commit. Whatever was not as remembered fails as a
-- whole, and is asked for.

drop function ledger.claim_keys(timestamptz, uuid[], bytea[], bytea[], uuid[]);
drop function ledger.write(timestamptz, timestamptz, uuid[], uuid[], integer, integer[], uuid[], text[], text[], text[], uuid[], date[],
                           uuid[], text[], jsonb[], uuid[], bytea, integer[], tid[], uuid[], boolean[], bigint[], text[], text[], bigint[]);

-- Claims keys that nobody has claimed: fails as a unique violation does where one is taken. Sorted, so that two batches never wait
-- for each other in a ring. A day's keys are looked for in the day before as well; in the first minute of a day they are claimed in
-- both, so that no two claims miss each other.
create function ledger.claim_new_keys(at timestamptz, communities uuid[], keys bytea[], fingerprints bytea[], transactions uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  today constant date := (at at time zone 'UTC')::date;
  days constant date[] := case when at at time zone 'UTC' < today + interval '1 minute' then array[today - 1, today] else array[today] end;
begin
  perform ledger.require_entered(communities);
  if exists (select from unnest(communities, keys) as u (c, k)
               join ledger.posting_key p on p.community_id = u.c and p.key = u.k and p.day = today - 1) then
    raise unique_violation;
  end if;
  insert into ledger.posting_key (community_id, key, day, fingerprint, transaction_id)
  select c, k, d, f, t from unnest(communities, keys, fingerprints, transactions) as u (c, k, f, t) cross join unnest(days) d
   order by c, k, d;
end $$;

-- Claims callers' keys before anything is locked, and answers those that were claimed before, with what they became; a claim that
-- another tx is writing is waited for.
create function ledger.claim_keys(at timestamptz, communities uuid[], keys bytea[], fingerprints bytea[], transactions uuid[])
returns table (community_id uuid, key bytea, fingerprint bytea, transaction_id uuid, answer jsonb)
language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  today constant date := (at at time zone 'UTC')::date;
  days constant date[] := case when at at time zone 'UTC' < today + interval '1 minute' then array[today - 1, today] else array[today] end;
begin
  -- Nearly always they are all new.
  begin
    perform ledger.claim_new_keys(at, communities, keys, fingerprints, transactions);
    return;
  exception when unique_violation then
    null;
  end;
  insert into ledger.posting_key (community_id, key, day, fingerprint, transaction_id)
  select c, k, d, f, t from unnest(communities, keys, fingerprints, transactions) as u (c, k, f, t) cross join unnest(days) d
   order by c, k, d
  on conflict do nothing;
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

-- What a process remembers of accounts, to begin with: as `lock` tells it, without a lock and without limits. Left out is an account
-- whose last entry lies ahead of the clock: its time is asked for.
create function ledger.look(communities uuid[], accounts uuid[])
returns table (place tid, community_id uuid, account_id uuid, posted bigint, held bigint, floor bigint, seq bigint, currency text,
               grows_by_debit boolean, by_product boolean, closed boolean, refuses_debit boolean, refuses_credit boolean, clock_ms bigint)
language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  perform ledger.require_entered(communities);
  return query
    select b.ctid, b.community_id, b.account_id, b.posted, b.held, b.floor, b.seq, b.currency, b.grows_by_debit, b.by_product, b.closed,
           b.refuses_debit, b.refuses_credit, floor(extract(epoch from clock_timestamp()) * 1000)::bigint
      from unnest(communities, accounts) as u (c, a) join ledger.balance b on b.community_id = u.c and b.account_id = u.a
                                                                   and b.last_recorded_at <= clock_timestamp();
end $$;

-- Posts what was decided, under the locks of `lock` or on accounts as they are remembered. Parallel arrays: b_ one batch a community,
-- t_ the transactions (t_batch is the position in b_, from 1; t_by_hand: somebody who may post asked for it, and no product), l_ their
-- lines (l_transaction is the position in t_; l_place is where the account's row lies, l_seq and l_after the entry's number and the
-- balance as they were decided). `at` is the business time of `lock`; `recorded` the greatest of its clocks, or what the caller reckons from the clock that it was told last.
-- Refuses what is not two or more lines, positive, zero in sum for each currency, on open accounts of the transaction's community and
-- currency, no product's where it is by hand, effective in an open period, within floors, bounds and limits, recorded within a
-- minute of now, or with the accounts' last entries where those lie ahead, and not before them; or not decided on the balances as they are. Rows are changed in the order of their keys.
-- Answers the database's clock in milliseconds, and where the accounts' rows lie now, in the order of their first lines.
create function ledger.write(recorded timestamptz, at timestamptz, b_community uuid[], b_id uuid[], b_format integer,
                             t_batch integer[], t_id uuid[], t_kind text[], t_reference text[], t_source_kind text[],
                             t_source_id uuid[], t_effective date[], t_actor uuid[], t_description text[], t_metadata jsonb[],
                             t_reverses uuid[], t_by_hand boolean[], t_leaves bytea, l_transaction integer[], l_place tid[],
                             l_account uuid[], l_is_debit boolean[], l_amount bigint[], l_currency text[], l_label text[], l_seq bigint[],
                             l_after bigint[], out clock_ms bigint, out places tid[])
language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
declare
  wrote record;
begin
  perform ledger.require_entered(b_community);
  if recorded < clock_timestamp() - interval '1 minute' then
    raise exception 'decided too long ago' using errcode = 'CP005';
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

  -- The entries' own checks (positive amounts, zero sum) stand on their table.
  with line as (
    select l.place, b.community_id as c, l.account as a, b.seq, b.posted, b.currency, b.keeps_turnover, b.last_recorded_at as last, l.n, l.t, l.is_debit, l.amount,
           l.label, l.number as decided, l.after, t_by_hand[l.t] as by_hand, case when l.is_debit = b.grows_by_debit then l.amount else -l.amount end as change
      from unnest(l_transaction, l_place, l_account, l_is_debit, l_amount, l_currency, l_label, l_seq, l_after) with ordinality
             as l (t, place, account, is_debit, amount, currency, label, number, after, n)
      join ledger.balance b on b.ctid = l.place and b.account_id = l.account and b.currency = l.currency and not b.closed
                           and b.community_id = b_community[t_batch[l.t]] and not (b.by_product and t_by_hand[l.t])
  ), numbered as (
    select line.*, seq + row_number() over own as number, posted + sum(change) over (own rows unbounded preceding) as becomes
      from line window own as (partition by c, a order by n)
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
    select c, a, place, seq, posted, min(n) as first, sum(change) as change, count(*) as lines,
           count(*) filter (where after is distinct from becomes or decided is distinct from number) as wrong, bool_or(by_hand) as by_hand,
           coalesce(sum(amount) filter (where is_debit), 0)::bigint as debits, bool_or(not is_debit) as credits
      from numbered group by c, a, place, seq, posted order by c, a
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
     where b.ctid = s.place and b.account_id = s.a and b.seq = s.seq and b.posted = s.posted and b.last_recorded_at <= recorded
       and not b.closed and not (b.by_product and s.by_hand) and not (b.refuses_debit and s.debits > 0) and not (b.refuses_credit and s.credits)
    returning s.first, b.ctid as place, s.lines, s.wrong,
              s.debits > 0 and (b.day_used > b.day_limit or b.month_used > b.month_limit) as breaks_limit
  )
  select (select count(*) from line) as entries, (select max(last) from line) as last, coalesce(sum(lines), 0) as balanced, coalesce(sum(wrong), 0) as wrong,
         count(*) filter (where breaks_limit) as broken, array_agg(place order by first) as places
    into wrote from updated;
  if wrote.entries <> cardinality(l_account) then
    raise exception 'a line on an unknown or closed account, or of another currency or community' using errcode = 'CP004';
  end if;
  if recorded > greatest(clock_timestamp(), wrote.last) + interval '1 minute' then
    raise exception 'recorded in the future' using errcode = 'CP005';
  end if;
  if wrote.balanced <> wrote.entries or wrote.wrong > 0 then
    raise exception 'decided on a balance that is no more, or the account is frozen' using errcode = 'CP005';
  end if;
  if wrote.broken > 0 then
    raise exception 'over the account''s limit' using errcode = 'CP007';
  end if;

  -- After the rows, as behind `lock`: whoever waits for a row holds up no close, and everybody takes rows before references.
  insert into ledger.reference (community_id, reference, transaction_id)
  select b_community[b], r, i from unnest(t_batch, t_reference, t_id) as t (b, r, i) where r is not null order by b_community[b], r;
  perform pg_advisory_xact_lock_shared(1129336396, k)
     from (select distinct ledger.period_lock(c) as k from unnest(b_community) c order by 1) s;
  if exists (select from unnest(t_batch, t_effective) as t (b, e)
               join ledger.closing c on c.community_id = b_community[t.b] and c.through >= t.e) then
    raise exception 'the period is closed' using errcode = 'CP006';
  end if;

  with batch as (
    insert into ledger.batch (community_id, id, recorded_at, format, transaction_ids, leaves)
    select b_community[b], b_id[b], recorded, b_format, array_agg(i order by n),
           string_agg(substring(t_leaves from (32 * n - 31)::integer for 32), ''::bytea order by n)
      from unnest(t_batch, t_id) with ordinality as t (b, i, n) group by b
    returning community_id, id
  )
  insert into ledger.unsealed (community_id, batch_id) select community_id, id from batch;
  clock_ms := floor(extract(epoch from clock_timestamp()) * 1000);
  places := wrote.places;
end $$;
