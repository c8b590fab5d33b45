--
-- PostgreSQL database dump
--


-- Dumped from database version 18.3
-- Dumped by pg_dump version 18.3

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: communities; Type: SCHEMA; Schema: -; Owner: cp_owner
--

CREATE SCHEMA communities;


ALTER SCHEMA communities OWNER TO cp_owner;

--
-- Name: documents; Type: SCHEMA; Schema: -; Owner: cp_owner
--

CREATE SCHEMA documents;


ALTER SCHEMA documents OWNER TO cp_owner;

--
-- Name: fundraising; Type: SCHEMA; Schema: -; Owner: cp_owner
--

CREATE SCHEMA fundraising;


ALTER SCHEMA fundraising OWNER TO cp_owner;

--
-- Name: identity; Type: SCHEMA; Schema: -; Owner: cp_owner
--

CREATE SCHEMA identity;


ALTER SCHEMA identity OWNER TO cp_owner;

--
-- Name: ledger; Type: SCHEMA; Schema: -; Owner: cp_owner
--

CREATE SCHEMA ledger;


ALTER SCHEMA ledger OWNER TO cp_owner;

--
-- Name: notifications; Type: SCHEMA; Schema: -; Owner: cp_owner
--

CREATE SCHEMA notifications;


ALTER SCHEMA notifications OWNER TO cp_owner;

--
-- Name: payments; Type: SCHEMA; Schema: -; Owner: cp_owner
--

CREATE SCHEMA payments;


ALTER SCHEMA payments OWNER TO cp_owner;

--
-- Name: platform; Type: SCHEMA; Schema: -; Owner: cp_owner
--

CREATE SCHEMA platform;


ALTER SCHEMA platform OWNER TO cp_owner;

--
-- Name: enter_new(uuid); Type: FUNCTION; Schema: communities; Owner: cp_owner
--

CREATE FUNCTION communities.enter_new(p_community uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  if current_setting('app.access', true) <> 'self'
    or exists (select from communities.community c where c.id = p_community) then
    raise exception 'no such community' using errcode = 'CP404';
  end if;
  perform set_config('app.community_id', p_community::text, true), set_config('app.access', 'member', true);
end
$$;


ALTER FUNCTION communities.enter_new(p_community uuid) OWNER TO cp_owner;

--
-- Name: forget_activity(timestamp with time zone, integer); Type: FUNCTION; Schema: communities; Owner: cp_owner
--

CREATE FUNCTION communities.forget_activity(before timestamp with time zone, most integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  with own as (
    delete from communities.activity where ctid in (
      select ctid from communities.activity
       where occurred_at < before and (not waits or done_at is not null) limit most for update skip locked)
    returning 1
  ), shared as (
    delete from communities.community_activity where ctid in (
      select ctid from communities.community_activity where occurred_at < before limit most for update skip locked)
    returning 1
  )
  select ((select count(*) from own) + (select count(*) from shared))::integer
$$;


ALTER FUNCTION communities.forget_activity(before timestamp with time zone, most integer) OWNER TO cp_owner;

--
-- Name: permissions_of(uuid, uuid, jsonb); Type: FUNCTION; Schema: communities; Owner: cp_owner
--

CREATE FUNCTION communities.permissions_of(p_community uuid, p_user uuid, p_overrides jsonb) RETURNS text[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $$
  with granted as (
    select permission
    from communities.membership_role g
    join communities.role r on r.community_id = g.community_id and r.id = g.role_id
    cross join lateral jsonb_array_elements_text(r.permissions) as permission
    where g.community_id = p_community and g.user_id = p_user
    union
    select jsonb_array_elements_text(coalesce(p_overrides -> 'allow', '[]'))
  )
  select coalesce(array_agg(permission order by permission), '{}')
  from granted
  where permission = '*' or not coalesce(p_overrides -> 'deny', '[]') ? permission
$$;


ALTER FUNCTION communities.permissions_of(p_community uuid, p_user uuid, p_overrides jsonb) OWNER TO cp_owner;

--
-- Name: due_work(timestamp with time zone, integer); Type: FUNCTION; Schema: fundraising; Owner: cp_owner
--

CREATE FUNCTION fundraising.due_work(at timestamp with time zone, most integer) RETURNS TABLE(job text, community_id uuid, id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  (select 'fundraising.close_goal', g.community_id, g.id from fundraising.goal g
    where g.deadline <= at - interval '1 minute' and g.closed_at is null and g.status in ('open', 'deciding', 'funded', 'releasing')
    order by g.deadline limit most)
  union all
  (select case p.status when 'submitted' then 'fundraising.open_vote' else 'fundraising.close_vote' end, p.community_id, p.id
     from fundraising.proof p
    where (p.status = 'voting' and p.vote_closes_at <= at - interval '1 minute')
       or (p.status = 'submitted' and p.submitted_at <= at - interval '1 minute')
    limit most)
  union all
  (select 'fundraising.return_gifts', g.community_id, g.id from fundraising.goal g
    where g.choice_until between at - interval '60 days' and at - interval '1 minute'
      and exists (select from fundraising.gift f
                   where f.community_id = g.community_id and f.goal_id = g.id and f.status = 'succeeded'
                     and f.due_escrow + f.due_platform_fee + f.due_provider_fee > 0)
    order by g.choice_until limit most)
$$;


ALTER FUNCTION fundraising.due_work(at timestamp with time zone, most integer) OWNER TO cp_owner;

--
-- Name: public_turnover(uuid[]); Type: FUNCTION; Schema: fundraising; Owner: cp_owner
--

CREATE FUNCTION fundraising.public_turnover(goals uuid[]) RETURNS TABLE(account_id uuid, code text, label text, debit bigint, credit bigint, entries bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  select a.id, a.code, t.label, t.debit, t.credit, t.entries
    from fundraising.goal g
    join ledger.account a on a.community_id = g.community_id and a.currency = g.currency
     and a.code in ('escrow/goal/' || g.id, 'goal/' || g.id, 'receivable/goal/' || g.id)
    join ledger.turnover t on t.community_id = a.community_id and t.account_id = a.id
   where g.community_id = nullif(current_setting('app.community_id', true), '')::uuid
     and g.id = any(goals) and g.published_at is not null
$$;


ALTER FUNCTION fundraising.public_turnover(goals uuid[]) OWNER TO cp_owner;

--
-- Name: refuse_locked_terms(); Type: FUNCTION; Schema: fundraising; Owner: cp_owner
--

CREATE FUNCTION fundraising.refuse_locked_terms() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  if exists (select from fundraising.goal g
              where g.community_id = old.community_id and g.id = old.goal_id and g.terms_locked_at is not null) then
    raise exception 'the terms were fixed by the first gift' using errcode = 'CP010';
  end if;
  return coalesce(new, old);
end $$;


ALTER FUNCTION fundraising.refuse_locked_terms() OWNER TO cp_owner;

--
-- Name: refuse_new_terms(); Type: FUNCTION; Schema: fundraising; Owner: cp_owner
--

CREATE FUNCTION fundraising.refuse_new_terms() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
  if old.terms_locked_at is not null
     and (old.target_amount, old.currency, old.deadline, old.terms_locked_at)
         is distinct from (new.target_amount, new.currency, new.deadline, new.terms_locked_at) then
    raise exception 'the terms were fixed by the first gift' using errcode = 'CP010';
  end if;
  return new;
end $$;


ALTER FUNCTION fundraising.refuse_new_terms() OWNER TO cp_owner;

--
-- Name: admit(bytea[], uuid[], timestamp with time zone); Type: FUNCTION; Schema: identity; Owner: cp_owner
--

CREATE FUNCTION identity.admit(hashes bytea[], communities uuid[], at timestamp with time zone) RETURNS TABLE(place bigint, session_id uuid, user_id uuid, stale boolean, permissions text[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
begin
  return query
  with found as (
    select asked.place, asked.community, s.id, s.user_id, s.last_seen_at < admit.at - interval '1 minute' as stale,
           row_number() over (order by asked.place) as n
      from unnest(hashes, admit.communities) with ordinality as asked (hash, community, place)
      cross join lateral (select * from identity.session s
                           where s.token_hash = asked.hash and s.revoked_at is null and s.expires_at > admit.at limit 1) s
  )
  select f.place, f.id, f.user_id, f.stale, p.permissions
    from found f
    left join platform.admit((select array_agg(community order by n) from found), (select array_agg(user_id order by n) from found)) p
      on p.place = f.n;
end $$;


ALTER FUNCTION identity.admit(hashes bytea[], communities uuid[], at timestamp with time zone) OWNER TO cp_owner;

--
-- Name: is_username_taken(text, uuid); Type: FUNCTION; Schema: identity; Owner: cp_owner
--

CREATE FUNCTION identity.is_username_taken(p_username_normal text, p_except uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  select exists (
    select from identity."user" u
    where u.username_normal = p_username_normal and u.email_verified_at is not null and u.id is distinct from p_except)
$$;


ALTER FUNCTION identity.is_username_taken(p_username_normal text, p_except uuid) OWNER TO cp_owner;

--
-- Name: open_sessions(bytea[], timestamp with time zone); Type: FUNCTION; Schema: identity; Owner: cp_owner
--

CREATE FUNCTION identity.open_sessions(p_token_hashes bytea[], p_now timestamp with time zone) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  select s.id from identity.session s
  where s.token_hash = any(p_token_hashes) and s.revoked_at is null and s.expires_at > p_now
$$;


ALTER FUNCTION identity.open_sessions(p_token_hashes bytea[], p_now timestamp with time zone) OWNER TO cp_owner;

--
-- Name: session_user_id(bytea, timestamp with time zone); Type: FUNCTION; Schema: identity; Owner: cp_owner
--

CREATE FUNCTION identity.session_user_id(p_token_hash bytea, p_now timestamp with time zone) RETURNS TABLE(session_id uuid, user_id uuid, stale boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  select s.id, s.user_id, s.last_seen_at < p_now - interval '1 minute'
  from identity.session s
  where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > p_now
$$;


ALTER FUNCTION identity.session_user_id(p_token_hash bytea, p_now timestamp with time zone) OWNER TO cp_owner;

--
-- Name: touch_session(bytea, timestamp with time zone); Type: FUNCTION; Schema: identity; Owner: cp_owner
--

CREATE FUNCTION identity.touch_session(p_token_hash bytea, p_now timestamp with time zone) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  update identity.session set last_seen_at = p_now
  where token_hash = p_token_hash and revoked_at is null and last_seen_at < p_now - interval '1 minute'
$$;


ALTER FUNCTION identity.touch_session(p_token_hash bytea, p_now timestamp with time zone) OWNER TO cp_owner;

--
-- Name: answer_keys(timestamp with time zone, uuid[], bytea[], jsonb[]); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.answer_keys(at timestamp with time zone, communities uuid[], keys bytea[], answers jsonb[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET enable_seqscan TO 'off'
    AS $$
begin
  perform ledger.require_entered(communities);
  update ledger.posting_key p set transaction_id = null, answer = u.a
    from unnest(communities, keys, answers) as u (c, k, a)
   where p.community_id = u.c and p.key = u.k and p.day >= (at at time zone 'UTC')::date - 1 and u.a is not null;
  delete from ledger.posting_key p using unnest(communities, keys, answers) as u (c, k, a)
   where p.community_id = u.c and p.key = u.k and p.day >= (at at time zone 'UTC')::date - 1 and u.a is null;
end $$;


ALTER FUNCTION ledger.answer_keys(at timestamp with time zone, communities uuid[], keys bytea[], answers jsonb[]) OWNER TO cp_owner;

--
-- Name: capture_hold(uuid, uuid, bigint, boolean); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.capture_hold(community uuid, hold_id uuid, taken bigint, is_last boolean) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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


ALTER FUNCTION ledger.capture_hold(community uuid, hold_id uuid, taken bigint, is_last boolean) OWNER TO cp_owner;

--
-- Name: change_account(uuid, uuid, text, jsonb, bigint, text, bigint, bigint, boolean, boolean); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.change_account(community uuid, wanted uuid, called text, data jsonb, lowest bigint, zone text, per_day bigint, per_month bigint, no_debit boolean, no_credit boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  perform ledger.require_entered(array[community]);
  update ledger.balance
     set floor = lowest, time_zone = zone, day_limit = per_day, month_limit = per_month, refuses_debit = no_debit, refuses_credit = no_credit
   where community_id = community and account_id = wanted;
  update ledger.account set name = called, metadata = data, version = version + 1 where community_id = community and id = wanted;
end $$;


ALTER FUNCTION ledger.change_account(community uuid, wanted uuid, called text, data jsonb, lowest bigint, zone text, per_day bigint, per_month bigint, no_debit boolean, no_credit boolean) OWNER TO cp_owner;

--
-- Name: claim_keys(timestamp with time zone, uuid[], bytea[], bytea[], uuid[]); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.claim_keys(at timestamp with time zone, communities uuid[], keys bytea[], fingerprints bytea[], transactions uuid[]) RETURNS TABLE(community_id uuid, key bytea, fingerprint bytea, transaction_id uuid, answer jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
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


ALTER FUNCTION ledger.claim_keys(at timestamp with time zone, communities uuid[], keys bytea[], fingerprints bytea[], transactions uuid[]) OWNER TO cp_owner;

--
-- Name: claim_new_keys(timestamp with time zone, uuid[], bytea[], bytea[], uuid[]); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.claim_new_keys(at timestamp with time zone, communities uuid[], keys bytea[], fingerprints bytea[], transactions uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
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


ALTER FUNCTION ledger.claim_new_keys(at timestamp with time zone, communities uuid[], keys bytea[], fingerprints bytea[], transactions uuid[]) OWNER TO cp_owner;

--
-- Name: close_account(uuid, uuid, uuid); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.close_account(community uuid, wanted uuid, actor uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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


ALTER FUNCTION ledger.close_account(community uuid, wanted uuid, actor uuid) OWNER TO cp_owner;

--
-- Name: close_period(uuid, date, timestamp with time zone, uuid, bytea); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.close_period(community uuid, last_day date, at timestamp with time zone, by uuid, salt bytea) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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


ALTER FUNCTION ledger.close_period(community uuid, last_day date, at timestamp with time zone, by uuid, salt bytea) OWNER TO cp_owner;

--
-- Name: copy_account(); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.copy_account() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
  select a.currency, a.normal_side = 'debit', a.keeps_turnover, a.closed_at is not null, a.by_product
    into new.currency, new.grows_by_debit, new.keeps_turnover, new.closed, new.by_product
    from ledger.account a where a.community_id = new.community_id and a.id = new.account_id;
  return new;
end $$;


ALTER FUNCTION ledger.copy_account() OWNER TO cp_owner;

--
-- Name: copy_closing(); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.copy_closing() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
  if (new.currency, new.normal_side) is distinct from (old.currency, old.normal_side) then
    raise exception 'an account keeps its currency and its side' using errcode = 'CP001';
  end if;
  update ledger.balance set closed = new.closed_at is not null, keeps_turnover = new.keeps_turnover, by_product = new.by_product
   where community_id = new.community_id and account_id = new.id;
  return null;
end $$;


ALTER FUNCTION ledger.copy_closing() OWNER TO cp_owner;

--
-- Name: expire_due_holds(timestamp with time zone, integer); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.expire_due_holds(at timestamp with time zone, most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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


ALTER FUNCTION ledger.expire_due_holds(at timestamp with time zone, most integer) OWNER TO cp_owner;

--
-- Name: expire_holds(uuid[], uuid[], timestamp with time zone); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.expire_holds(communities uuid[], accounts uuid[], at timestamp with time zone) RETURNS TABLE(community_id uuid, account_id uuid, freed bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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


ALTER FUNCTION ledger.expire_holds(communities uuid[], accounts uuid[], at timestamp with time zone) OWNER TO cp_owner;

--
-- Name: guard_closing(); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.guard_closing() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
  if tg_op <> 'UPDATE' or old.proven_at is not null
     or (new.community_id, new.through, new.closed_at, new.closed_by, new.opened_after, new.secret)
        is distinct from (old.community_id, old.through, old.closed_at, old.closed_by, old.opened_after, old.secret) then
    raise exception 'a closed period stays as it is: % on %', tg_op, tg_table_name using errcode = 'CP001';
  end if;
  return new;
end $$;


ALTER FUNCTION ledger.guard_closing() OWNER TO cp_owner;

--
-- Name: guard_partition(regclass); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.guard_partition(child regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
  execute format('create trigger kept before truncate on %s for each statement execute function ledger.refuse_change()', child);
  if exists (select from pg_inherits where inhrelid = child and inhparent = 'ledger.entry'::regclass) then
    execute format('create trigger balanced after insert on %s referencing new table as fresh for each statement '
                   'execute function ledger.refuse_unbalanced()', child);
  end if;
end $$;


ALTER FUNCTION ledger.guard_partition(child regclass) OWNER TO cp_owner;

--
-- Name: hash_of_unlisted(uuid, timestamp with time zone); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.hash_of_unlisted(community uuid, until timestamp with time zone) RETURNS bytea
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    AS $$
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


ALTER FUNCTION ledger.hash_of_unlisted(community uuid, until timestamp with time zone) OWNER TO cp_owner;

--
-- Name: index_metadata(integer, integer); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.index_metadata(most_communities integer, most_seals integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
  behind integer;
begin
  perform ledger.require_upkeep();
  if not pg_try_advisory_xact_lock(1129336396, 67) then
    return 0;
  end if;
  with due as materialized (
    select h.community_id, coalesce(i.n, 0) as done, least(h.n, coalesce(i.n, 0) + most_seals) as until
      from ledger.seal_head h left join ledger.metadata_indexed i on i.community_id = h.community_id
     where h.n > coalesce(i.n, 0) limit most_communities
  ), batch as (
    select d.community_id, b.transaction_ids
      from due d
      join ledger.seal s on s.community_id = d.community_id and s.n > d.done and s.n <= d.until
     cross join unnest(s.batch_ids) as u (id)
     cross join lateral (select b.transaction_ids from ledger.batch b where b.community_id = d.community_id and b.id = u.id limit 1) b
  ), annotated as (
    -- A range of the small index for each batch; what other batches wrote meanwhile lies between and is theirs.
    select b.community_id, t.id, t.metadata
      from batch b
     cross join lateral (select t.id, t.metadata from ledger.transaction t
                          where t.community_id = b.community_id and t.metadata <> '{}'
                            and t.id >= (select u from unnest(b.transaction_ids) u order by u limit 1)
                            and t.id <= (select u from unnest(b.transaction_ids) u order by u desc limit 1)
                            and t.id = any(b.transaction_ids)) t
  ), term as (
    insert into ledger.metadata_term (community_id, term, transaction_id)
    select distinct a.community_id, m.term, a.id from annotated a cross join lateral ledger.metadata_terms(a.metadata) as m (term)
    on conflict do nothing
  ), marked as (
    insert into ledger.metadata_indexed as mark (community_id, n) select community_id, until from due
    on conflict (community_id) do update set n = excluded.n
    returning 1
  )
  select count(*) into behind from marked;
  return behind;
end $$;


ALTER FUNCTION ledger.index_metadata(most_communities integer, most_seals integer) OWNER TO cp_owner;

--
-- Name: lock(uuid[], uuid[], timestamp with time zone); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.lock(communities uuid[], accounts uuid[], at timestamp with time zone) RETURNS TABLE(place tid, community_id uuid, account_id uuid, posted bigint, held bigint, floor bigint, seq bigint, currency text, grows_by_debit boolean, by_product boolean, closed boolean, refuses_debit boolean, refuses_credit boolean, day_limit bigint, month_limit bigint, day_used bigint, month_used bigint, clock_ms bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET enable_seqscan TO 'off'
    AS $$
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


ALTER FUNCTION ledger.lock(communities uuid[], accounts uuid[], at timestamp with time zone) OWNER TO cp_owner;

--
-- Name: look(uuid[], uuid[]); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.look(communities uuid[], accounts uuid[]) RETURNS TABLE(place tid, community_id uuid, account_id uuid, posted bigint, held bigint, floor bigint, seq bigint, currency text, grows_by_debit boolean, by_product boolean, closed boolean, refuses_debit boolean, refuses_credit boolean, clock_ms bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
begin
  perform ledger.require_entered(communities);
  return query
    select b.ctid, b.community_id, b.account_id, b.posted, b.held, b.floor, b.seq, b.currency, b.grows_by_debit, b.by_product, b.closed,
           b.refuses_debit, b.refuses_credit, floor(extract(epoch from clock_timestamp()) * 1000)::bigint
      from unnest(communities, accounts) as u (c, a) join ledger.balance b on b.community_id = u.c and b.account_id = u.a
                                                                   and b.last_recorded_at <= clock_timestamp();
end $$;


ALTER FUNCTION ledger.look(communities uuid[], accounts uuid[]) OWNER TO cp_owner;

--
-- Name: metadata_terms(jsonb); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.metadata_terms(metadata jsonb) RETURNS SETOF bigint
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog'
    AS $$
  select hashtextextended(key || '=' || value::text, 0) from jsonb_each(metadata)
$$;


ALTER FUNCTION ledger.metadata_terms(metadata jsonb) OWNER TO cp_owner;

--
-- Name: open(uuid, uuid[], text[], text[], text[], text[], bigint[], text[], uuid[], text[], boolean[], boolean[]); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.open(community uuid, ids uuid[], codes text[], types text[], currencies text[], sides text[], floors bigint[], entity_kinds text[], entity_ids uuid[], names text[], turnovers boolean[], products boolean[]) RETURNS uuid[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET enable_seqscan TO 'off'
    AS $$
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


ALTER FUNCTION ledger.open(community uuid, ids uuid[], codes text[], types text[], currencies text[], sides text[], floors bigint[], entity_kinds text[], entity_ids uuid[], names text[], turnovers boolean[], products boolean[]) OWNER TO cp_owner;

--
-- Name: open_account(uuid, uuid, text, text, text, text, text, jsonb, bigint, text, bigint, bigint); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.open_account(community uuid, wanted uuid, path text, kind text, currency_code text, side text, called text, data jsonb, lowest bigint, zone text, per_day bigint, per_month bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  perform ledger.require_entered(array[community]);
  insert into ledger.account (community_id, id, code, type, currency, normal_side, name, metadata, created_at, by_product)
  values (community, wanted, path, kind, currency_code, side, called, data, clock_timestamp(), false);
  insert into ledger.balance (community_id, account_id, floor, time_zone, day_limit, month_limit)
  values (community, wanted, lowest, zone, per_day, per_month);
end $$;


ALTER FUNCTION ledger.open_account(community uuid, wanted uuid, path text, kind text, currency_code text, side text, called text, data jsonb, lowest bigint, zone text, per_day bigint, per_month bigint) OWNER TO cp_owner;

--
-- Name: period_lock(uuid); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.period_lock(community uuid) RETURNS integer
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog'
    AS $$ select hashtext(community::text) & 63 $$;


ALTER FUNCTION ledger.period_lock(community uuid) OWNER TO cp_owner;

--
-- Name: place_hold(uuid, uuid, uuid, bigint, text, uuid, timestamp with time zone, text, uuid); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.place_hold(community uuid, hold_id uuid, account uuid, reserved bigint, kind text, source uuid, ends timestamp with time zone, words text DEFAULT NULL::text, actor uuid DEFAULT NULL::uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  perform ledger.require_entered(array[community]);
  update ledger.balance set held = held + reserved where community_id = community and account_id = account and not closed;
  if not found then
    raise exception 'a hold on an unknown or closed account' using errcode = 'CP004';
  end if;
  insert into ledger.hold (community_id, id, account_id, amount, source_kind, source_id, created_at, expires_at, description, placed_by)
  values (community, hold_id, account, reserved, kind, source, clock_timestamp(), ends, words, actor);
end $$;


ALTER FUNCTION ledger.place_hold(community uuid, hold_id uuid, account uuid, reserved bigint, kind text, source uuid, ends timestamp with time zone, words text, actor uuid) OWNER TO cp_owner;

--
-- Name: precedents(uuid[], uuid[], text[]); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.precedents(communities uuid[], reference_communities uuid[], refs text[]) RETURNS TABLE(community_id uuid, reference text, through text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET enable_seqscan TO 'off'
    AS $$
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


ALTER FUNCTION ledger.precedents(communities uuid[], reference_communities uuid[], refs text[]) OWNER TO cp_owner;

--
-- Name: prove_closing(uuid, date, timestamp with time zone, bigint, bytea, bigint, bytea); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.prove_closing(community uuid, last_day date, at timestamp with time zone, leaves_of_transactions bigint, root_of_transactions bytea, leaves_of_balances bigint, root_of_balances bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  perform ledger.require_entered(array[community]);
  update ledger.closing set proven_at = at, transactions = leaves_of_transactions, transactions_root = root_of_transactions,
         accounts = leaves_of_balances, balances_root = root_of_balances
   where community_id = community and through = last_day and proven_at is null;
end $$;


ALTER FUNCTION ledger.prove_closing(community uuid, last_day date, at timestamp with time zone, leaves_of_transactions bigint, root_of_transactions bytea, leaves_of_balances bigint, root_of_balances bytea) OWNER TO cp_owner;

--
-- Name: refuse_change(); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'the books are append-only: % on %', tg_op, tg_table_name using errcode = 'CP001';
end $$;


ALTER FUNCTION ledger.refuse_change() OWNER TO cp_owner;

--
-- Name: refuse_unbalanced(); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.refuse_unbalanced() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if exists (select from fresh group by community_id, transaction_id, currency
             having sum(case when is_debit then amount else -amount end) <> 0) then
    raise exception 'debits and credits differ' using errcode = 'CP002';
  end if;
  return null;
end $$;


ALTER FUNCTION ledger.refuse_unbalanced() OWNER TO cp_owner;

--
-- Name: release_hold(uuid, uuid); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.release_hold(community uuid, hold_id uuid) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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


ALTER FUNCTION ledger.release_hold(community uuid, hold_id uuid) OWNER TO cp_owner;

--
-- Name: reopen_account(uuid, uuid); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.reopen_account(community uuid, wanted uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  perform ledger.require_entered(array[community]);
  perform from ledger.balance where community_id = community and account_id = wanted for no key update;
  update ledger.account set closed_at = null, closed_by = null, version = version + 1
   where community_id = community and id = wanted and closed_at is not null;
end $$;


ALTER FUNCTION ledger.reopen_account(community uuid, wanted uuid) OWNER TO cp_owner;

--
-- Name: require_entered(uuid[]); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.require_entered(communities uuid[]) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog'
    AS $$
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


ALTER FUNCTION ledger.require_entered(communities uuid[]) OWNER TO cp_owner;

--
-- Name: require_upkeep(); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.require_upkeep() RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog'
    AS $$
begin
  if current_setting('app.access', true) is distinct from 'system' or current_setting('app.community_id', true) is distinct from '' then
    raise exception 'upkeep of the books is the system''s' using errcode = 'CP003';
  end if;
end $$;


ALTER FUNCTION ledger.require_upkeep() OWNER TO cp_owner;

--
-- Name: roll_behind(uuid[], integer); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.roll_behind(communities uuid[], most integer) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
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


ALTER FUNCTION ledger.roll_behind(communities uuid[], most integer) OWNER TO cp_owner;

--
-- Name: roll_community(uuid); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.roll_community(community uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  perform ledger.require_entered(array[community]);
  perform pg_advisory_xact_lock(1129336396, 65);
  perform ledger.roll_behind(array[community], null);
end $$;


ALTER FUNCTION ledger.roll_community(community uuid) OWNER TO cp_owner;

--
-- Name: roll_up(integer, interval); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.roll_up(most integer, pause interval) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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


ALTER FUNCTION ledger.roll_up(most integer, pause interval) OWNER TO cp_owner;

--
-- Name: seal_hash(uuid, bigint, timestamp with time zone, bytea, bytea); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.seal_hash(community uuid, n bigint, sealed_at timestamp with time zone, previous bytea, parts bytea) RETURNS bytea
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog'
    AS $$
  select sha256(convert_to(E'commonpurse seal 1\n', 'UTF8') || uuid_send(community) || int8send(n)
                || int8send((extract(epoch from sealed_at) * 1000)::bigint) || previous || parts)
$$;


ALTER FUNCTION ledger.seal_hash(community uuid, n bigint, sealed_at timestamp with time zone, previous bytea, parts bytea) OWNER TO cp_owner;

--
-- Name: seal_origin(uuid); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.seal_origin(community uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
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


ALTER FUNCTION ledger.seal_origin(community uuid) OWNER TO cp_owner;

--
-- Name: seal_part(uuid, smallint, bytea); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.seal_part(id uuid, format smallint, leaves bytea) RETURNS bytea
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog'
    AS $$
  select uuid_send(id) || int2send(format) || int4send(octet_length(leaves) / 32) || leaves
$$;


ALTER FUNCTION ledger.seal_part(id uuid, format smallint, leaves bytea) OWNER TO cp_owner;

--
-- Name: seal_waiting(integer); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.seal_waiting(most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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


ALTER FUNCTION ledger.seal_waiting(most integer) OWNER TO cp_owner;

--
-- Name: take_back(uuid, uuid, uuid[], bigint[], bigint[]); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.take_back(community uuid, mirrored uuid, accounts uuid[], seqs bigint[], parts bigint[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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


ALTER FUNCTION ledger.take_back(community uuid, mirrored uuid, accounts uuid[], seqs bigint[], parts bigint[]) OWNER TO cp_owner;

--
-- Name: write(timestamp with time zone, timestamp with time zone, uuid[], uuid[], integer, integer[], uuid[], text[], text[], text[], uuid[], date[], uuid[], text[], jsonb[], uuid[], boolean[], bytea, integer[], tid[], uuid[], boolean[], bigint[], text[], text[], bigint[], bigint[]); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.write(recorded timestamp with time zone, at timestamp with time zone, b_community uuid[], b_id uuid[], b_format integer, t_batch integer[], t_id uuid[], t_kind text[], t_reference text[], t_source_kind text[], t_source_id uuid[], t_effective date[], t_actor uuid[], t_description text[], t_metadata jsonb[], t_reverses uuid[], t_by_hand boolean[], t_leaves bytea, l_transaction integer[], l_place tid[], l_account uuid[], l_is_debit boolean[], l_amount bigint[], l_currency text[], l_label text[], l_seq bigint[], l_after bigint[], OUT clock_ms bigint, OUT places tid[]) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
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


ALTER FUNCTION ledger.write(recorded timestamp with time zone, at timestamp with time zone, b_community uuid[], b_id uuid[], b_format integer, t_batch integer[], t_id uuid[], t_kind text[], t_reference text[], t_source_kind text[], t_source_id uuid[], t_effective date[], t_actor uuid[], t_description text[], t_metadata jsonb[], t_reverses uuid[], t_by_hand boolean[], t_leaves bytea, l_transaction integer[], l_place tid[], l_account uuid[], l_is_debit boolean[], l_amount bigint[], l_currency text[], l_label text[], l_seq bigint[], l_after bigint[], OUT clock_ms bigint, OUT places tid[]) OWNER TO cp_owner;

--
-- Name: write_companions(text, jsonb); Type: FUNCTION; Schema: ledger; Owner: cp_owner
--

CREATE FUNCTION ledger.write_companions(target text, companions jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
begin
  if not exists (select from ledger.companion c where c.target = write_companions.target) then
    raise exception '% takes no companions', target using errcode = 'CP003';
  end if;
  perform ledger.require_entered(array(select distinct (r ->> 'community_id')::uuid from jsonb_array_elements(companions) r));
  execute format('insert into %1$s select * from jsonb_populate_recordset(null::%1$s, $1)', target::regclass) using companions;
end $_$;


ALTER FUNCTION ledger.write_companions(target text, companions jsonb) OWNER TO cp_owner;

--
-- Name: due_checks(timestamp with time zone, integer); Type: FUNCTION; Schema: payments; Owner: cp_owner
--

CREATE FUNCTION payments.due_checks(at timestamp with time zone, most integer) RETURNS TABLE(kind text, community_id uuid, id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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


ALTER FUNCTION payments.due_checks(at timestamp with time zone, most integer) OWNER TO cp_owner;

--
-- Name: forget_rejected(timestamp with time zone); Type: FUNCTION; Schema: payments; Owner: cp_owner
--

CREATE FUNCTION payments.forget_rejected(before timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
  forgotten integer;
begin
  delete from payments.webhook_event where status = 'rejected' and last_received_at < before;
  get diagnostics forgotten = row_count;
  delete from payments.rejection_tally where day < (before at time zone 'UTC')::date;
  return forgotten;
end $$;


ALTER FUNCTION payments.forget_rejected(before timestamp with time zone) OWNER TO cp_owner;

--
-- Name: provider_community(uuid); Type: FUNCTION; Schema: payments; Owner: cp_owner
--

CREATE FUNCTION payments.provider_community(provider uuid) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  select community_id from payments.provider_address where provider_id = provider
$$;


ALTER FUNCTION payments.provider_community(provider uuid) OWNER TO cp_owner;

--
-- Name: add_live_events(text[], jsonb[]); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.add_live_events(names text[], payloads jsonb[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  insert into platform.live_event (community_id, name, payload)
  select (p ->> 'communityId')::uuid, n, p from unnest(names, payloads) as u (n, p)
$$;


ALTER FUNCTION platform.add_live_events(names text[], payloads jsonb[]) OWNER TO cp_owner;

--
-- Name: admit(uuid[], uuid[]); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.admit(communities uuid[], members uuid[]) RETURNS TABLE(place bigint, permissions text[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
begin
  return query
  with member as (
    select asked.place, m.community_id, m.user_id, m.overrides
      from unnest(admit.communities, admit.members) with ordinality as asked (community_id, user_id, place)
      join communities.membership m on m.community_id = asked.community_id and m.user_id = asked.user_id and m.status = 'active'
  ), granted as (
    select m.place, permission
      from member m
      join communities.membership_role g on g.community_id = m.community_id and g.user_id = m.user_id
      join communities.role r on r.community_id = g.community_id and r.id = g.role_id
      cross join lateral jsonb_array_elements_text(r.permissions) as permission
    union
    select place, jsonb_array_elements_text(coalesce(overrides -> 'allow', '[]')) from member
  )
  select m.place, coalesce(array_agg(g.permission order by g.permission)
                             filter (where g.permission = '*' or not coalesce(m.overrides -> 'deny', '[]') ? g.permission), '{}')
    from member m left join granted g on g.place = m.place group by m.place;
end $$;


ALTER FUNCTION platform.admit(communities uuid[], members uuid[]) OWNER TO cp_owner;

--
-- Name: drop_expired_partitions(timestamp with time zone); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.drop_expired_partitions(at timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
declare
  dropped integer := 0; old record;
begin
  for old in
    select c.oid::regclass::text as child
      from platform.partitioned p
      join pg_inherits i on i.inhparent = p.parent::regclass
      join pg_class c on c.oid = i.inhrelid
     where p.keep is not null and p.grain = 'day' and c.relname ~ '_\d{4}_\d{2}_\d{2}$'
       and to_date(right(c.relname, 10), 'YYYY_MM_DD') < (at at time zone 'UTC' - p.keep)::date
  loop
    execute 'drop table ' || old.child;
    dropped := dropped + 1;
  end loop;
  return dropped;
end $_$;


ALTER FUNCTION platform.drop_expired_partitions(at timestamp with time zone) OWNER TO cp_owner;

--
-- Name: ensure_partitions(timestamp with time zone, timestamp with time zone, text); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.ensure_partitions(first timestamp with time zone, last timestamp with time zone, only_grain text DEFAULT NULL::text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
  made integer := 0; kind record; at timestamptz; step interval; child text;
begin
  perform pg_advisory_xact_lock(hashtext('platform.ensure_partitions'));
  for kind in select * from platform.partitioned p where only_grain is null or p.grain = only_grain loop
    step := case kind.grain when 'month' then interval '1 month' else interval '1 day' end;
    at := date_trunc(kind.grain, first, 'UTC');
    while at <= last loop
      child := kind.parent || to_char(at at time zone 'UTC', case kind.grain when 'month' then '_YYYY_MM' else '_YYYY_MM_DD' end);
      if to_regclass(child) is null then
        execute format('create table %s partition of %s for values from (%s) to (%s)', child, kind.parent,
                       platform.partition_bound(kind.bound, at), platform.partition_bound(kind.bound, at + step));
        if kind.guard is not null then
          execute format('select %s(%L::regclass)', kind.guard, child);
        end if;
        made := made + 1;
      end if;
      at := at + step;
    end loop;
  end loop;
  return made;
end $$;


ALTER FUNCTION platform.ensure_partitions(first timestamp with time zone, last timestamp with time zone, only_grain text) OWNER TO cp_owner;

--
-- Name: ensure_partitions_about(timestamp with time zone); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.ensure_partitions_about(at timestamp with time zone) RETURNS integer
    LANGUAGE sql
    SET search_path TO 'pg_catalog'
    AS $$
  select platform.ensure_partitions(at - interval '31 days', at + interval '92 days', 'month')
       + platform.ensure_partitions(at - interval '2 days', at + interval '14 days', 'day')
$$;


ALTER FUNCTION platform.ensure_partitions_about(at timestamp with time zone) OWNER TO cp_owner;

--
-- Name: enter(uuid, uuid); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.enter(p_community uuid, p_user uuid) RETURNS TABLE(access text, permissions text[])
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
  found_overrides jsonb;
begin
  select m.overrides into found_overrides from communities.membership m
  where m.community_id = p_community and m.user_id = p_user and m.status = 'active';
  if found then
    access := 'member';
    permissions := communities.permissions_of(p_community, p_user, found_overrides);
  elsif exists (select from communities.community c where c.id = p_community and c.shows_public) then
    access := 'public';
    permissions := '{}';
  else
    raise exception 'no such community' using errcode = 'CP404';
  end if;
  perform platform.set_scope(p_community::text, coalesce(p_user::text, ''), access);
  return next;
end
$$;


ALTER FUNCTION platform.enter(p_community uuid, p_user uuid) OWNER TO cp_owner;

--
-- Name: enter_batch(uuid[]); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.enter_batch(communities uuid[]) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog'
    AS $$
  select platform.set_scope('', '', 'batch'), set_config('app.communities', communities::text, true)
$$;


ALTER FUNCTION platform.enter_batch(communities uuid[]) OWNER TO cp_owner;

--
-- Name: enter_nobody(); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.enter_nobody() RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog'
    AS $$
  select platform.set_scope('', '', '')
$$;


ALTER FUNCTION platform.enter_nobody() OWNER TO cp_owner;

--
-- Name: enter_self(uuid); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.enter_self(member uuid) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog'
    AS $$
  select platform.set_scope('', member::text, 'self')
$$;


ALTER FUNCTION platform.enter_self(member uuid) OWNER TO cp_owner;

--
-- Name: enter_system(uuid); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.enter_system(community uuid) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog'
    AS $$
  select platform.set_scope(coalesce(community::text, ''), '', 'system')
$$;


ALTER FUNCTION platform.enter_system(community uuid) OWNER TO cp_owner;

--
-- Name: find_answer(bytea, text, timestamp with time zone); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.find_answer(asked_scope bytea, asked_key text, at timestamp with time zone) RETURNS TABLE(fingerprint bytea, status smallint, answer jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  select i.fingerprint, i.status, i.answer from platform.idempotency i
   where i.day in ((at at time zone 'UTC')::date, (at at time zone 'UTC')::date - 1)
     and i.scope = asked_scope and i.key = asked_key and i.expires_at > at
$$;


ALTER FUNCTION platform.find_answer(asked_scope bytea, asked_key text, at timestamp with time zone) OWNER TO cp_owner;

--
-- Name: forget_live_events(); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.forget_live_events() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  delete from platform.live_event where created_at < clock_timestamp() - interval '5 minutes'
$$;


ALTER FUNCTION platform.forget_live_events() OWNER TO cp_owner;

--
-- Name: is_time_zone(text); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.is_time_zone(zone text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog'
    AS $$
begin
  perform timestamptz 'epoch' at time zone zone;
  return true;
exception when invalid_parameter_value then
  return false;
end $$;


ALTER FUNCTION platform.is_time_zone(zone text) OWNER TO cp_owner;

--
-- Name: keep_answer(bytea, text, bytea, integer, jsonb, uuid, timestamp with time zone); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.keep_answer(asked_scope bytea, asked_key text, asked_fingerprint bytea, given_status integer, given_answer jsonb, given_resource uuid, at timestamp with time zone) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  insert into platform.idempotency (day, scope, key, fingerprint, status, answer, resource_id, created_at, expires_at)
  values ((at at time zone 'UTC')::date, asked_scope, asked_key, asked_fingerprint, given_status, given_answer,
          given_resource, at, at + interval '24 hours')
$$;


ALTER FUNCTION platform.keep_answer(asked_scope bytea, asked_key text, asked_fingerprint bytea, given_status integer, given_answer jsonb, given_resource uuid, at timestamp with time zone) OWNER TO cp_owner;

--
-- Name: last_live_event(); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.last_live_event() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  select coalesce(max(id), 0) from platform.live_event
$$;


ALTER FUNCTION platform.last_live_event() OWNER TO cp_owner;

--
-- Name: live_events_after(bigint, integer); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.live_events_after(after_id bigint, most integer) RETURNS TABLE(id bigint, community_id uuid, name text, payload jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  select e.id, e.community_id, e.name, e.payload from platform.live_event e
   where e.id > after_id order by e.id limit most
$$;


ALTER FUNCTION platform.live_events_after(after_id bigint, most integer) OWNER TO cp_owner;

--
-- Name: members_among(uuid, uuid[]); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.members_among(p_community uuid, p_users uuid[]) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  select m.user_id from communities.membership m
  where m.community_id = p_community and m.user_id = any(p_users) and m.status = 'active'
$$;


ALTER FUNCTION platform.members_among(p_community uuid, p_users uuid[]) OWNER TO cp_owner;

--
-- Name: partition_bound(text, timestamp with time zone); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.partition_bound(kind text, at timestamp with time zone) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog'
    AS $_$
  select case kind
    when 'date' then quote_literal(to_char(at at time zone 'UTC', 'YYYY-MM-DD'))
    when 'timestamptz' then quote_literal(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
    else quote_literal(regexp_replace(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0'),
                                      '^(.{8})(.{4})$', '\1-\2-0000-0000-000000000000')) end
$_$;


ALTER FUNCTION platform.partition_bound(kind text, at timestamp with time zone) OWNER TO cp_owner;

--
-- Name: protect(regclass, text, text); Type: PROCEDURE; Schema: platform; Owner: cp_owner
--

CREATE PROCEDURE platform.protect(IN target regclass, IN public_when text DEFAULT NULL::text, IN allow text DEFAULT 'select, insert, update, delete'::text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
declare
  mine constant text := 'community_id = nullif(current_setting(''app.community_id'', true), '''')::uuid';
  inside constant text := 'current_setting(''app.access'', true) in (''member'', ''system'')';
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy tenant on %s for all to cp_app using (%s and %s) with check (%s and %s)',
                 target, mine, inside, mine, inside);
  if public_when is not null then
    execute format('create policy shown on %s for select to cp_app using (%s and current_setting(''app.access'', true) = ''public'' and (%s))',
                   target, mine, public_when);
  end if;
  execute format('grant %s on %s to cp_app', allow, target);
end $$;


ALTER PROCEDURE platform.protect(IN target regclass, IN public_when text, IN allow text) OWNER TO cp_owner;

--
-- Name: protect_own(regclass, name, text); Type: PROCEDURE; Schema: platform; Owner: cp_owner
--

CREATE PROCEDURE platform.protect_own(IN target regclass, IN owner_column name DEFAULT 'user_id'::name, IN allow text DEFAULT 'select, insert, update, delete'::text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
declare
  mine constant text := format(
    '(%I = nullif(current_setting(''app.user_id'', true), '''')::uuid and current_setting(''app.access'', true) = ''self'')'
    ' or (current_setting(''app.access'', true) = ''system'' and current_setting(''app.community_id'', true) = '''')', owner_column);
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy own on %s for all to cp_app using (%s) with check (%s)', target, mine, mine);
  execute format('grant %s on %s to cp_app', allow, target);
end $$;


ALTER PROCEDURE platform.protect_own(IN target regclass, IN owner_column name, IN allow text) OWNER TO cp_owner;

--
-- Name: set_scope(text, text, text); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.set_scope(community text, member text, access text) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog'
    AS $$
  select set_config('app.community_id', community, true), set_config('app.user_id', member, true),
         set_config('app.access', access, true)
$$;


ALTER FUNCTION platform.set_scope(community text, member text, access text) OWNER TO cp_owner;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: outbox; Type: TABLE; Schema: platform; Owner: cp_owner
--

CREATE TABLE platform.outbox (
    id bigint NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    payload jsonb NOT NULL,
    queue text,
    job_key text,
    run_at timestamp with time zone,
    max_attempts integer,
    live boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT outbox_kind_check CHECK ((kind = ANY (ARRAY['job'::text, 'event'::text])))
)
WITH (autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='5000');


ALTER TABLE platform.outbox OWNER TO cp_owner;

--
-- Name: take_outbox(integer); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.take_outbox(most integer) RETURNS SETOF platform.outbox
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  delete from platform.outbox
   where id in (select id from platform.outbox order by id limit most for update skip locked)
  returning *
$$;


ALTER FUNCTION platform.take_outbox(most integer) OWNER TO cp_owner;

--
-- Name: time_zone_of(uuid); Type: FUNCTION; Schema: platform; Owner: cp_owner
--

CREATE FUNCTION platform.time_zone_of(community uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  select c.time_zone from communities.community c
   where c.id = community and c.id::text = current_setting('app.community_id', true)
$$;


ALTER FUNCTION platform.time_zone_of(community uuid) OWNER TO cp_owner;

--
-- Name: activity; Type: TABLE; Schema: communities; Owner: cp_owner
--

CREATE TABLE communities.activity (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    kind text NOT NULL,
    data jsonb DEFAULT '{}'::jsonb NOT NULL,
    subject text,
    waits boolean DEFAULT false NOT NULL,
    done_at timestamp with time zone,
    occurred_at timestamp with time zone NOT NULL,
    CONSTRAINT activity_kind_check CHECK ((kind ~ '^[a-z_]+\.[a-z_]+$'::text))
);


ALTER TABLE communities.activity OWNER TO cp_owner;

--
-- Name: community; Type: TABLE; Schema: communities; Owner: cp_owner
--

CREATE TABLE communities.community (
    id uuid NOT NULL,
    name text NOT NULL,
    slug text NOT NULL,
    products text[] DEFAULT '{}'::text[] NOT NULL,
    currency text NOT NULL,
    locale text DEFAULT 'en'::text NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    theme jsonb DEFAULT '{}'::jsonb NOT NULL,
    shows_public boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT community_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT community_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
    CONSTRAINT community_slug_check CHECK ((slug ~ '^[a-z0-9](-?[a-z0-9]){1,59}$'::text))
);


ALTER TABLE communities.community OWNER TO cp_owner;

--
-- Name: community_activity; Type: TABLE; Schema: communities; Owner: cp_owner
--

CREATE TABLE communities.community_activity (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    actor_id uuid,
    data jsonb DEFAULT '{}'::jsonb NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    CONSTRAINT community_activity_kind_check CHECK ((kind ~ '^[a-z_]+\.[a-z_]+$'::text))
);


ALTER TABLE communities.community_activity OWNER TO cp_owner;

--
-- Name: invitation; Type: TABLE; Schema: communities; Owner: cp_owner
--

CREATE TABLE communities.invitation (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    token_hash bytea NOT NULL,
    role_ids uuid[] NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    max_uses integer NOT NULL,
    used_count integer DEFAULT 0 NOT NULL,
    invited_by uuid,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT invitation_check CHECK (((used_count >= 0) AND (used_count <= max_uses))),
    CONSTRAINT invitation_max_uses_check CHECK (((max_uses >= 1) AND (max_uses <= 1000))),
    CONSTRAINT invitation_note_check CHECK ((length(note) <= 500))
);


ALTER TABLE communities.invitation OWNER TO cp_owner;

--
-- Name: membership; Type: TABLE; Schema: communities; Owner: cp_owner
--

CREATE TABLE communities.membership (
    community_id uuid NOT NULL,
    user_id uuid NOT NULL,
    status text NOT NULL,
    display_name text NOT NULL,
    overrides jsonb DEFAULT '{}'::jsonb NOT NULL,
    joined_at timestamp with time zone,
    ended_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT membership_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 120))),
    CONSTRAINT membership_status_check CHECK ((status = ANY (ARRAY['invited'::text, 'active'::text, 'left'::text, 'removed'::text])))
);


ALTER TABLE communities.membership OWNER TO cp_owner;

--
-- Name: membership_role; Type: TABLE; Schema: communities; Owner: cp_owner
--

CREATE TABLE communities.membership_role (
    community_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role_id uuid NOT NULL,
    assigned_at timestamp with time zone NOT NULL
);


ALTER TABLE communities.membership_role OWNER TO cp_owner;

--
-- Name: role; Type: TABLE; Schema: communities; Owner: cp_owner
--

CREATE TABLE communities.role (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    origin text,
    description text DEFAULT ''::text NOT NULL,
    permissions jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT role_check CHECK (((permissions @> '["*"]'::jsonb) = (NOT (origin IS DISTINCT FROM 'owner'::text)))),
    CONSTRAINT role_description_check CHECK ((length(description) <= 500)),
    CONSTRAINT role_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
    CONSTRAINT role_origin_check CHECK ((origin = ANY (ARRAY['owner'::text, 'treasurer'::text, 'operator'::text, 'member'::text]))),
    CONSTRAINT role_permissions_check CHECK ((jsonb_typeof(permissions) = 'array'::text))
);


ALTER TABLE communities.role OWNER TO cp_owner;

--
-- Name: slug; Type: TABLE; Schema: communities; Owner: cp_owner
--

CREATE TABLE communities.slug (
    slug text NOT NULL,
    community_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL
);


ALTER TABLE communities.slug OWNER TO cp_owner;

--
-- Name: user_community; Type: TABLE; Schema: communities; Owner: cp_owner
--

CREATE TABLE communities.user_community (
    user_id uuid NOT NULL,
    community_id uuid NOT NULL,
    name text NOT NULL,
    slug text NOT NULL,
    products text[] NOT NULL,
    currency text NOT NULL,
    status text NOT NULL,
    roles text[] NOT NULL,
    updated_at timestamp with time zone NOT NULL
);


ALTER TABLE communities.user_community OWNER TO cp_owner;

--
-- Name: document; Type: TABLE; Schema: documents; Owner: cp_owner
--

CREATE TABLE documents.document (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    year integer NOT NULL,
    number bigint NOT NULL,
    subject_id uuid NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    CONSTRAINT document_kind_check CHECK ((kind ~ '^[a-z_]{1,40}$'::text)),
    CONSTRAINT document_number_check CHECK ((number > 0))
);


ALTER TABLE documents.document OWNER TO cp_owner;

--
-- Name: series; Type: TABLE; Schema: documents; Owner: cp_owner
--

CREATE TABLE documents.series (
    community_id uuid NOT NULL,
    kind text NOT NULL,
    year integer NOT NULL,
    last_number bigint NOT NULL,
    CONSTRAINT series_kind_check CHECK ((kind ~ '^[a-z_]{1,40}$'::text)),
    CONSTRAINT series_last_number_check CHECK ((last_number >= 0)),
    CONSTRAINT series_year_check CHECK (((year >= 2000) AND (year <= 9999)))
);


ALTER TABLE documents.series OWNER TO cp_owner;

--
-- Name: comment; Type: TABLE; Schema: fundraising; Owner: cp_owner
--

CREATE TABLE fundraising.comment (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    goal_id uuid NOT NULL,
    author_user_id uuid,
    public_name text NOT NULL,
    body text NOT NULL,
    status text NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT comment_body_check CHECK ((length(body) <= 2000)),
    CONSTRAINT comment_public_name_check CHECK (((length(public_name) >= 1) AND (length(public_name) <= 80))),
    CONSTRAINT comment_status_check CHECK ((status = ANY (ARRAY['held'::text, 'shown'::text, 'deleted'::text])))
);


ALTER TABLE fundraising.comment OWNER TO cp_owner;

--
-- Name: comment_report; Type: TABLE; Schema: fundraising; Owner: cp_owner
--

CREATE TABLE fundraising.comment_report (
    community_id uuid NOT NULL,
    comment_id uuid NOT NULL,
    reporter_key text NOT NULL,
    reason text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT comment_report_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500)))
);


ALTER TABLE fundraising.comment_report OWNER TO cp_owner;

--
-- Name: gift; Type: TABLE; Schema: fundraising; Owner: cp_owner
--

CREATE TABLE fundraising.gift (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    goal_id uuid NOT NULL,
    giver_id uuid NOT NULL,
    user_id uuid,
    payment_id uuid,
    provider_id uuid,
    moved_from_id uuid,
    amount bigint NOT NULL,
    currency text NOT NULL,
    fee_cover bigint NOT NULL,
    reversed_amount bigint DEFAULT 0 NOT NULL,
    platform_fee bigint NOT NULL,
    provider_fee bigint NOT NULL,
    status text NOT NULL,
    public_name text,
    message text,
    is_anonymous boolean NOT NULL,
    locale text NOT NULL,
    paid_at timestamp with time zone,
    due_escrow bigint,
    due_platform_fee bigint,
    due_provider_fee bigint,
    refund_id uuid,
    refund_amount bigint,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT gift_amount_check CHECK (((amount >= 1) AND (amount <= '10000000000000'::bigint))),
    CONSTRAINT gift_check CHECK ((fee_cover <= amount)),
    CONSTRAINT gift_check1 CHECK (((status = ANY (ARRAY['pending'::text, 'failed'::text])) OR ((platform_fee + provider_fee) <= amount))),
    CONSTRAINT gift_check2 CHECK ((((due_escrow IS NULL) = (due_platform_fee IS NULL)) AND ((due_escrow IS NULL) = (due_provider_fee IS NULL)))),
    CONSTRAINT gift_check3 CHECK ((((due_escrow + due_platform_fee) + due_provider_fee) <= amount)),
    CONSTRAINT gift_check4 CHECK ((refund_amount <= amount)),
    CONSTRAINT gift_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT gift_due_escrow_check CHECK ((due_escrow >= 0)),
    CONSTRAINT gift_due_platform_fee_check CHECK ((due_platform_fee >= 0)),
    CONSTRAINT gift_due_provider_fee_check CHECK ((due_provider_fee >= 0)),
    CONSTRAINT gift_fee_cover_check CHECK ((fee_cover >= 0)),
    CONSTRAINT gift_message_check CHECK (((length(message) >= 1) AND (length(message) <= 1000))),
    CONSTRAINT gift_platform_fee_check CHECK ((platform_fee >= 0)),
    CONSTRAINT gift_provider_fee_check CHECK ((provider_fee >= 0)),
    CONSTRAINT gift_public_name_check CHECK (((length(public_name) >= 1) AND (length(public_name) <= 80))),
    CONSTRAINT gift_refund_amount_check CHECK ((refund_amount >= 0)),
    CONSTRAINT gift_reversed_amount_check CHECK ((reversed_amount >= 0)),
    CONSTRAINT gift_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'succeeded'::text, 'failed'::text, 'refunding'::text, 'refunded'::text, 'unclaimed'::text, 'moved'::text, 'disputed'::text, 'reversed'::text])))
);


ALTER TABLE fundraising.gift OWNER TO cp_owner;

--
-- Name: giver; Type: TABLE; Schema: fundraising; Owner: cp_owner
--

CREATE TABLE fundraising.giver (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid,
    email_sealed text NOT NULL,
    email_key text NOT NULL,
    locale text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);


ALTER TABLE fundraising.giver OWNER TO cp_owner;

--
-- Name: goal; Type: TABLE; Schema: fundraising; Owner: cp_owner
--

CREATE TABLE fundraising.goal (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    owner_id uuid NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    photo_id uuid,
    target_amount bigint NOT NULL,
    currency text NOT NULL,
    deadline timestamp with time zone NOT NULL,
    status text NOT NULL,
    slug text NOT NULL,
    published_at timestamp with time zone,
    terms_locked_at timestamp with time zone,
    closed_at timestamp with time zone,
    ended_at timestamp with time zone,
    end_reason text,
    choice_until timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT goal_check CHECK (((status = ANY (ARRAY['failed'::text, 'cancelled'::text])) = (ended_at IS NOT NULL))),
    CONSTRAINT goal_check1 CHECK (((published_at IS NOT NULL) OR (status = ANY (ARRAY['draft'::text, 'cancelled'::text])))),
    CONSTRAINT goal_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT goal_description_check CHECK (((length(description) >= 1) AND (length(description) <= 20000))),
    CONSTRAINT goal_end_reason_check CHECK ((length(end_reason) <= 500)),
    CONSTRAINT goal_slug_check CHECK ((slug ~ '^[a-z0-9](-?[a-z0-9]){1,59}$'::text)),
    CONSTRAINT goal_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'open'::text, 'deciding'::text, 'funded'::text, 'failed'::text, 'cancelled'::text, 'releasing'::text, 'withdrawn'::text, 'proven'::text]))),
    CONSTRAINT goal_target_amount_check CHECK (((target_amount >= 1) AND (target_amount <= '10000000000000'::bigint))),
    CONSTRAINT goal_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120)))
);


ALTER TABLE fundraising.goal OWNER TO cp_owner;

--
-- Name: goal_update; Type: TABLE; Schema: fundraising; Owner: cp_owner
--

CREATE TABLE fundraising.goal_update (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    goal_id uuid NOT NULL,
    author_id uuid NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    photo_id uuid,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT goal_update_body_check CHECK (((length(body) >= 1) AND (length(body) <= 10000))),
    CONSTRAINT goal_update_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120)))
);


ALTER TABLE fundraising.goal_update OWNER TO cp_owner;

--
-- Name: media; Type: TABLE; Schema: fundraising; Owner: cp_owner
--

CREATE TABLE fundraising.media (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    sha256 text NOT NULL,
    content_type text NOT NULL,
    byte_count integer NOT NULL,
    width integer,
    height integer,
    uploaded_by uuid NOT NULL,
    published_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT media_byte_count_check CHECK ((byte_count > 0)),
    CONSTRAINT media_content_type_check CHECK ((content_type = ANY (ARRAY['image/webp'::text, 'application/pdf'::text]))),
    CONSTRAINT media_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);


ALTER TABLE fundraising.media OWNER TO cp_owner;

--
-- Name: milestone; Type: TABLE; Schema: fundraising; Owner: cp_owner
--

CREATE TABLE fundraising.milestone (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    goal_id uuid NOT NULL,
    "position" integer NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    amount bigint NOT NULL,
    status text NOT NULL,
    published_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT milestone_amount_check CHECK (((amount >= 1) AND (amount <= '10000000000000'::bigint))),
    CONSTRAINT milestone_description_check CHECK ((length(description) <= 2000)),
    CONSTRAINT milestone_position_check CHECK ((("position" >= 1) AND ("position" <= 20))),
    CONSTRAINT milestone_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'ready'::text, 'released'::text, 'paid_out'::text, 'proven'::text]))),
    CONSTRAINT milestone_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120)))
);


ALTER TABLE fundraising.milestone OWNER TO cp_owner;

--
-- Name: payout; Type: TABLE; Schema: fundraising; Owner: cp_owner
--

CREATE TABLE fundraising.payout (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    goal_id uuid NOT NULL,
    milestone_id uuid NOT NULL,
    payout_id uuid,
    hold_id uuid NOT NULL,
    amount bigint NOT NULL,
    currency text NOT NULL,
    status text NOT NULL,
    requested_by uuid NOT NULL,
    ended_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT payout_amount_check CHECK ((amount > 0)),
    CONSTRAINT payout_status_check CHECK ((status = ANY (ARRAY['requested'::text, 'succeeded'::text, 'failed'::text, 'reversed'::text])))
);


ALTER TABLE fundraising.payout OWNER TO cp_owner;

--
-- Name: proof; Type: TABLE; Schema: fundraising; Owner: cp_owner
--

CREATE TABLE fundraising.proof (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    goal_id uuid NOT NULL,
    milestone_id uuid NOT NULL,
    kind text NOT NULL,
    submitted_by uuid NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    status text NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    vote_opened_at timestamp with time zone,
    vote_closes_at timestamp with time zone,
    verified_at timestamp with time zone,
    verified_by uuid,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT proof_check CHECK (((status = ANY (ARRAY['approved'::text, 'rejected'::text])) = (verified_at IS NOT NULL))),
    CONSTRAINT proof_check1 CHECK (((vote_opened_at IS NULL) = (vote_closes_at IS NULL))),
    CONSTRAINT proof_description_check CHECK ((length(description) <= 10000)),
    CONSTRAINT proof_kind_check CHECK ((kind = ANY (ARRAY['plan'::text, 'use'::text]))),
    CONSTRAINT proof_status_check CHECK ((status = ANY (ARRAY['submitted'::text, 'voting'::text, 'awaiting_operator'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text]))),
    CONSTRAINT proof_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120)))
);


ALTER TABLE fundraising.proof OWNER TO cp_owner;

--
-- Name: proof_media; Type: TABLE; Schema: fundraising; Owner: cp_owner
--

CREATE TABLE fundraising.proof_media (
    community_id uuid NOT NULL,
    proof_id uuid NOT NULL,
    media_id uuid NOT NULL,
    "position" integer NOT NULL,
    CONSTRAINT proof_media_position_check CHECK ((("position" >= 1) AND ("position" <= 20)))
);


ALTER TABLE fundraising.proof_media OWNER TO cp_owner;

--
-- Name: release; Type: TABLE; Schema: fundraising; Owner: cp_owner
--

CREATE TABLE fundraising.release (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    goal_id uuid NOT NULL,
    milestone_id uuid NOT NULL,
    proof_id uuid NOT NULL,
    amount bigint NOT NULL,
    currency text NOT NULL,
    released_by uuid,
    released_at timestamp with time zone NOT NULL,
    CONSTRAINT release_amount_check CHECK ((amount > 0))
);


ALTER TABLE fundraising.release OWNER TO cp_owner;

--
-- Name: slug; Type: TABLE; Schema: fundraising; Owner: cp_owner
--

CREATE TABLE fundraising.slug (
    slug text NOT NULL,
    community_id uuid NOT NULL,
    goal_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL
);


ALTER TABLE fundraising.slug OWNER TO cp_owner;

--
-- Name: terms; Type: TABLE; Schema: fundraising; Owner: cp_owner
--

CREATE TABLE fundraising.terms (
    community_id uuid NOT NULL,
    goal_id uuid NOT NULL,
    mode text NOT NULL,
    stretch_amount bigint,
    surplus text NOT NULL,
    vote_window_hours integer NOT NULL,
    vote_quorum_bps integer NOT NULL,
    vote_threshold_bps integer NOT NULL,
    vote_weight text NOT NULL,
    vote_silence text NOT NULL,
    platform_fee_bps integer NOT NULL,
    provider_fee_bps integer NOT NULL,
    provider_fee_flat bigint NOT NULL,
    provider_fee_flat_from bigint,
    provider_fee_cap bigint,
    fees_borne_by text NOT NULL,
    refund_fee_borne_by text NOT NULL,
    choice_days integer NOT NULL,
    min_gift bigint NOT NULL,
    max_gift bigint,
    published_at timestamp with time zone,
    CONSTRAINT terms_check CHECK (((max_gift >= min_gift) AND (max_gift <= '10000000000000'::bigint))),
    CONSTRAINT terms_choice_days_check CHECK (((choice_days >= 0) AND (choice_days <= 90))),
    CONSTRAINT terms_fees_borne_by_check CHECK ((fees_borne_by = ANY (ARRAY['goal'::text, 'giver'::text]))),
    CONSTRAINT terms_min_gift_check CHECK (((min_gift >= 1) AND (min_gift <= '10000000000000'::bigint))),
    CONSTRAINT terms_mode_check CHECK ((mode = ANY (ARRAY['all_or_nothing'::text, 'keep_what_comes'::text]))),
    CONSTRAINT terms_platform_fee_bps_check CHECK (((platform_fee_bps >= 0) AND (platform_fee_bps <= 5000))),
    CONSTRAINT terms_provider_fee_bps_check CHECK (((provider_fee_bps >= 0) AND (provider_fee_bps <= 5000))),
    CONSTRAINT terms_provider_fee_cap_check CHECK (((provider_fee_cap >= 0) AND (provider_fee_cap <= '10000000000000'::bigint))),
    CONSTRAINT terms_provider_fee_flat_check CHECK (((provider_fee_flat >= 0) AND (provider_fee_flat <= '10000000000000'::bigint))),
    CONSTRAINT terms_provider_fee_flat_from_check CHECK (((provider_fee_flat_from >= 0) AND (provider_fee_flat_from <= '10000000000000'::bigint))),
    CONSTRAINT terms_refund_fee_borne_by_check CHECK ((refund_fee_borne_by = ANY (ARRAY['platform'::text, 'giver'::text]))),
    CONSTRAINT terms_stretch_amount_check CHECK (((stretch_amount >= 1) AND (stretch_amount <= '10000000000000'::bigint))),
    CONSTRAINT terms_surplus_check CHECK ((surplus = ANY (ARRAY['pro_rata'::text, 'last_milestone'::text]))),
    CONSTRAINT terms_vote_quorum_bps_check CHECK (((vote_quorum_bps >= 0) AND (vote_quorum_bps <= 10000))),
    CONSTRAINT terms_vote_silence_check CHECK ((vote_silence = ANY (ARRAY['abstain'::text, 'yes'::text, 'no'::text]))),
    CONSTRAINT terms_vote_threshold_bps_check CHECK (((vote_threshold_bps >= 1) AND (vote_threshold_bps <= 10000))),
    CONSTRAINT terms_vote_weight_check CHECK ((vote_weight = ANY (ARRAY['head'::text, 'amount'::text]))),
    CONSTRAINT terms_vote_window_hours_check CHECK (((vote_window_hours >= 1) AND (vote_window_hours <= 720)))
);


ALTER TABLE fundraising.terms OWNER TO cp_owner;

--
-- Name: vote; Type: TABLE; Schema: fundraising; Owner: cp_owner
--

CREATE TABLE fundraising.vote (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    proof_id uuid NOT NULL,
    giver_id uuid NOT NULL,
    is_approved boolean NOT NULL,
    comment text,
    voted_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT vote_comment_check CHECK (((length(comment) >= 1) AND (length(comment) <= 2000)))
);


ALTER TABLE fundraising.vote OWNER TO cp_owner;

--
-- Name: voter; Type: TABLE; Schema: fundraising; Owner: cp_owner
--

CREATE TABLE fundraising.voter (
    community_id uuid NOT NULL,
    proof_id uuid NOT NULL,
    giver_id uuid NOT NULL,
    weight bigint NOT NULL,
    CONSTRAINT voter_weight_check CHECK ((weight > 0))
);


ALTER TABLE fundraising.voter OWNER TO cp_owner;

--
-- Name: session; Type: TABLE; Schema: identity; Owner: cp_owner
--

CREATE TABLE identity.session (
    token_hash bytea NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL
);


ALTER TABLE identity.session OWNER TO cp_owner;

--
-- Name: sign_in_attempt; Type: TABLE; Schema: identity; Owner: cp_owner
--

CREATE TABLE identity.sign_in_attempt (
    email_hash bytea NOT NULL,
    failures integer NOT NULL,
    last_failed_at timestamp with time zone NOT NULL,
    blocked_until timestamp with time zone
);


ALTER TABLE identity.sign_in_attempt OWNER TO cp_owner;

--
-- Name: token; Type: TABLE; Schema: identity; Owner: cp_owner
--

CREATE TABLE identity.token (
    token_hash bytea NOT NULL,
    purpose text NOT NULL,
    user_id uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT token_purpose_check CHECK ((purpose = ANY (ARRAY['verify_email'::text, 'reset_password'::text])))
);


ALTER TABLE identity.token OWNER TO cp_owner;

--
-- Name: user; Type: TABLE; Schema: identity; Owner: cp_owner
--

CREATE TABLE identity."user" (
    id uuid NOT NULL,
    email text NOT NULL,
    email_normal text NOT NULL,
    username text,
    username_normal text,
    password_hash text,
    given_name text NOT NULL,
    family_name text NOT NULL,
    display_name text NOT NULL,
    phone text,
    email_verified_at timestamp with time zone,
    phone_verified_at timestamp with time zone,
    locale text DEFAULT 'en'::text NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    platform_roles text[] DEFAULT '{}'::text[] NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT user_check CHECK (((username IS NULL) = (username_normal IS NULL))),
    CONSTRAINT user_check1 CHECK (((phone_verified_at IS NULL) OR (phone IS NOT NULL))),
    CONSTRAINT user_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 120))),
    CONSTRAINT user_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254))),
    CONSTRAINT user_family_name_check CHECK (((length(family_name) >= 0) AND (length(family_name) <= 80))),
    CONSTRAINT user_given_name_check CHECK (((length(given_name) >= 1) AND (length(given_name) <= 80))),
    CONSTRAINT user_phone_check CHECK ((phone ~ '^\+[1-9][0-9]{6,14}$'::text)),
    CONSTRAINT user_username_check CHECK (((length(username) >= 3) AND (length(username) <= 40)))
);


ALTER TABLE identity."user" OWNER TO cp_owner;

--
-- Name: account; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.account (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    type text NOT NULL,
    currency text NOT NULL,
    normal_side text NOT NULL,
    entity_kind text,
    entity_id uuid,
    name text,
    keeps_turnover boolean DEFAULT false NOT NULL,
    closed_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    by_product boolean DEFAULT true NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    closed_by uuid,
    CONSTRAINT account_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9/_.-]{0,199}$'::text)),
    CONSTRAINT account_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT account_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text)),
    CONSTRAINT account_normal_side_check CHECK ((normal_side = ANY (ARRAY['debit'::text, 'credit'::text]))),
    CONSTRAINT account_type_check CHECK ((type = ANY (ARRAY['USER'::text, 'GOAL'::text, 'ESCROW'::text, 'REVENUE'::text, 'EXPENSE'::text, 'CLEARING'::text, 'SUSPENSE'::text, 'RECEIVABLE'::text, 'ASSET'::text, 'LIABILITY'::text, 'EQUITY'::text, 'POSITION'::text])))
);


ALTER TABLE ledger.account OWNER TO cp_owner;

--
-- Name: account_day; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.account_day (
    community_id uuid NOT NULL,
    account_id uuid NOT NULL,
    effective_date date NOT NULL,
    debit bigint NOT NULL,
    credit bigint NOT NULL
)
WITH (fillfactor='70');


ALTER TABLE ledger.account_day OWNER TO cp_owner;

--
-- Name: account_month; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.account_month (
    community_id uuid NOT NULL,
    account_id uuid NOT NULL,
    month date NOT NULL,
    debit bigint NOT NULL,
    credit bigint NOT NULL
)
WITH (fillfactor='70');


ALTER TABLE ledger.account_month OWNER TO cp_owner;

--
-- Name: balance; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.balance (
    community_id uuid NOT NULL,
    account_id uuid NOT NULL,
    posted bigint DEFAULT 0 NOT NULL,
    held bigint DEFAULT 0 NOT NULL,
    floor bigint,
    seq bigint DEFAULT 0 NOT NULL,
    last_recorded_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    refuses_debit boolean DEFAULT false NOT NULL,
    refuses_credit boolean DEFAULT false NOT NULL,
    time_zone text,
    day_limit bigint,
    month_limit bigint,
    usage_day date,
    day_used bigint DEFAULT 0 NOT NULL,
    month_used bigint DEFAULT 0 NOT NULL,
    currency text NOT NULL,
    grows_by_debit boolean NOT NULL,
    keeps_turnover boolean NOT NULL,
    closed boolean NOT NULL,
    by_product boolean NOT NULL,
    CONSTRAINT balance_bounds CHECK (((posted >= '-9007199254740991'::bigint) AND (posted <= '9007199254740991'::bigint))),
    CONSTRAINT balance_check CHECK ((month_used >= day_used)),
    CONSTRAINT balance_day_limit_check CHECK ((day_limit >= 0)),
    CONSTRAINT balance_day_used_check CHECK ((day_used >= 0)),
    CONSTRAINT balance_floor CHECK (((floor IS NULL) OR ((posted - held) >= floor))),
    CONSTRAINT balance_held CHECK ((held >= 0)),
    CONSTRAINT balance_limits_have_zone CHECK (((time_zone IS NOT NULL) OR ((day_limit IS NULL) AND (month_limit IS NULL)))),
    CONSTRAINT balance_month_limit_check CHECK ((month_limit >= 0))
)
WITH (fillfactor='50');


ALTER TABLE ledger.balance OWNER TO cp_owner;

--
-- Name: batch; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.batch (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    format smallint NOT NULL,
    transaction_ids uuid[] NOT NULL,
    leaves bytea NOT NULL,
    CONSTRAINT batch_check CHECK ((octet_length(leaves) = (32 * cardinality(transaction_ids))))
)
PARTITION BY RANGE (id);


ALTER TABLE ledger.batch OWNER TO cp_owner;

--
-- Name: batch_default; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.batch_default (
    community_id uuid CONSTRAINT batch_community_id_not_null NOT NULL,
    id uuid CONSTRAINT batch_id_not_null NOT NULL,
    recorded_at timestamp with time zone CONSTRAINT batch_recorded_at_not_null NOT NULL,
    format smallint CONSTRAINT batch_format_not_null NOT NULL,
    transaction_ids uuid[] CONSTRAINT batch_transaction_ids_not_null NOT NULL,
    leaves bytea CONSTRAINT batch_leaves_not_null NOT NULL,
    CONSTRAINT batch_check CHECK ((octet_length(leaves) = (32 * cardinality(transaction_ids))))
);


ALTER TABLE ledger.batch_default OWNER TO cp_owner;

--
-- Name: closing; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.closing (
    community_id uuid NOT NULL,
    through date NOT NULL,
    closed_at timestamp with time zone NOT NULL,
    closed_by uuid,
    opened_after date,
    secret bytea NOT NULL,
    proven_at timestamp with time zone,
    transactions bigint,
    transactions_root bytea,
    accounts bigint,
    balances_root bytea,
    CONSTRAINT closing_balances_root_check CHECK ((octet_length(balances_root) = 32)),
    CONSTRAINT closing_proof_whole CHECK ((num_nulls(proven_at, transactions, transactions_root, accounts, balances_root) = ANY (ARRAY[0, 5]))),
    CONSTRAINT closing_secret_check CHECK ((octet_length(secret) = 32)),
    CONSTRAINT closing_transactions_root_check CHECK ((octet_length(transactions_root) = 32))
);


ALTER TABLE ledger.closing OWNER TO cp_owner;

--
-- Name: companion; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.companion (
    target text NOT NULL
);


ALTER TABLE ledger.companion OWNER TO cp_owner;

--
-- Name: entry; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.entry (
    community_id uuid NOT NULL,
    account_id uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    seq bigint NOT NULL,
    transaction_id uuid NOT NULL,
    is_debit boolean NOT NULL,
    amount bigint NOT NULL,
    currency text NOT NULL,
    label text NOT NULL,
    balance_after bigint NOT NULL,
    effective_date date NOT NULL,
    CONSTRAINT entry_amount_check CHECK (((amount >= 1) AND (amount <= '10000000000000'::bigint)))
)
PARTITION BY RANGE (recorded_at);


ALTER TABLE ledger.entry OWNER TO cp_owner;

--
-- Name: entry_default; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.entry_default (
    community_id uuid CONSTRAINT entry_community_id_not_null NOT NULL,
    account_id uuid CONSTRAINT entry_account_id_not_null NOT NULL,
    recorded_at timestamp with time zone CONSTRAINT entry_recorded_at_not_null NOT NULL,
    seq bigint CONSTRAINT entry_seq_not_null NOT NULL,
    transaction_id uuid CONSTRAINT entry_transaction_id_not_null NOT NULL,
    is_debit boolean CONSTRAINT entry_is_debit_not_null NOT NULL,
    amount bigint CONSTRAINT entry_amount_not_null NOT NULL,
    currency text CONSTRAINT entry_currency_not_null NOT NULL,
    label text CONSTRAINT entry_label_not_null NOT NULL,
    balance_after bigint CONSTRAINT entry_balance_after_not_null NOT NULL,
    effective_date date CONSTRAINT entry_effective_date_not_null NOT NULL,
    CONSTRAINT entry_amount_check CHECK (((amount >= 1) AND (amount <= '10000000000000'::bigint)))
);


ALTER TABLE ledger.entry_default OWNER TO cp_owner;

--
-- Name: hold; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.hold (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    amount bigint NOT NULL,
    status text DEFAULT 'held'::text NOT NULL,
    source_kind text,
    source_id uuid,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    captured bigint DEFAULT 0 NOT NULL,
    expires_at timestamp with time zone,
    description text,
    placed_by uuid,
    CONSTRAINT hold_amount_check CHECK (((amount >= 1) AND (amount <= '10000000000000'::bigint))),
    CONSTRAINT hold_captured_check CHECK (((captured >= 0) AND (captured <= amount))),
    CONSTRAINT hold_source CHECK (((source_kind IS NULL) = (source_id IS NULL))),
    CONSTRAINT hold_status_check CHECK ((status = ANY (ARRAY['held'::text, 'captured'::text, 'released'::text, 'expired'::text])))
);


ALTER TABLE ledger.hold OWNER TO cp_owner;

--
-- Name: metadata_indexed; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.metadata_indexed (
    community_id uuid NOT NULL,
    n bigint NOT NULL
)
WITH (fillfactor='50');


ALTER TABLE ledger.metadata_indexed OWNER TO cp_owner;

--
-- Name: metadata_term; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.metadata_term (
    community_id uuid NOT NULL,
    term bigint NOT NULL,
    transaction_id uuid NOT NULL
);


ALTER TABLE ledger.metadata_term OWNER TO cp_owner;

--
-- Name: posting_key; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.posting_key (
    community_id uuid NOT NULL,
    key bytea NOT NULL,
    day date NOT NULL,
    fingerprint bytea NOT NULL,
    transaction_id uuid,
    answer jsonb
)
PARTITION BY RANGE (day);


ALTER TABLE ledger.posting_key OWNER TO cp_owner;

--
-- Name: posting_key_default; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.posting_key_default (
    community_id uuid CONSTRAINT posting_key_community_id_not_null NOT NULL,
    key bytea CONSTRAINT posting_key_key_not_null NOT NULL,
    day date CONSTRAINT posting_key_day_not_null NOT NULL,
    fingerprint bytea CONSTRAINT posting_key_fingerprint_not_null NOT NULL,
    transaction_id uuid,
    answer jsonb
);


ALTER TABLE ledger.posting_key_default OWNER TO cp_owner;

--
-- Name: reference; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.reference (
    community_id uuid NOT NULL,
    reference text NOT NULL COLLATE pg_catalog."C",
    transaction_id uuid NOT NULL,
    CONSTRAINT reference_reference_check CHECK (((length(reference) >= 1) AND (length(reference) <= 200)))
);


ALTER TABLE ledger.reference OWNER TO cp_owner;

--
-- Name: reversed; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.reversed (
    community_id uuid NOT NULL,
    account_id uuid NOT NULL,
    seq bigint NOT NULL,
    amount bigint NOT NULL,
    reversed bigint NOT NULL,
    CONSTRAINT reversed_at_most_posted CHECK (((reversed >= 1) AND (reversed <= amount)))
)
WITH (fillfactor='70');


ALTER TABLE ledger.reversed OWNER TO cp_owner;

--
-- Name: roll_pace; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.roll_pace (
    one boolean DEFAULT true NOT NULL,
    began_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    CONSTRAINT roll_pace_one_check CHECK (one)
);


ALTER TABLE ledger.roll_pace OWNER TO cp_owner;

--
-- Name: rolled; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.rolled (
    community_id uuid NOT NULL,
    account_id uuid NOT NULL,
    seq bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL
)
WITH (fillfactor='50');


ALTER TABLE ledger.rolled OWNER TO cp_owner;

--
-- Name: seal; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.seal (
    community_id uuid NOT NULL,
    n bigint NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    batch_ids uuid[] NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    CONSTRAINT seal_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT seal_n_check CHECK ((n >= 0)),
    CONSTRAINT seal_previous_check CHECK ((octet_length(previous) = 32))
)
PARTITION BY RANGE (sealed_at);


ALTER TABLE ledger.seal OWNER TO cp_owner;

--
-- Name: seal_default; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.seal_default (
    community_id uuid CONSTRAINT seal_community_id_not_null NOT NULL,
    n bigint CONSTRAINT seal_n_not_null NOT NULL,
    previous bytea CONSTRAINT seal_previous_not_null NOT NULL,
    hash bytea CONSTRAINT seal_hash_not_null NOT NULL,
    batch_ids uuid[] CONSTRAINT seal_batch_ids_not_null NOT NULL,
    sealed_at timestamp with time zone CONSTRAINT seal_sealed_at_not_null NOT NULL,
    CONSTRAINT seal_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT seal_n_check CHECK ((n >= 0)),
    CONSTRAINT seal_previous_check CHECK ((octet_length(previous) = 32))
);


ALTER TABLE ledger.seal_default OWNER TO cp_owner;

--
-- Name: seal_head; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.seal_head (
    community_id uuid NOT NULL,
    n bigint NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamp with time zone NOT NULL
)
WITH (fillfactor='50');


ALTER TABLE ledger.seal_head OWNER TO cp_owner;

--
-- Name: transaction; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.transaction (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    reference text,
    source_kind text,
    source_id uuid,
    effective_date date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    actor_id uuid,
    description text,
    metadata jsonb NOT NULL,
    reverses uuid,
    CONSTRAINT transaction_source CHECK (((source_kind IS NULL) = (source_id IS NULL)))
)
PARTITION BY RANGE (id);


ALTER TABLE ledger.transaction OWNER TO cp_owner;

--
-- Name: transaction_default; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.transaction_default (
    community_id uuid CONSTRAINT transaction_community_id_not_null NOT NULL,
    id uuid CONSTRAINT transaction_id_not_null NOT NULL,
    kind text CONSTRAINT transaction_kind_not_null NOT NULL,
    reference text,
    source_kind text,
    source_id uuid,
    effective_date date CONSTRAINT transaction_effective_date_not_null NOT NULL,
    recorded_at timestamp with time zone CONSTRAINT transaction_recorded_at_not_null NOT NULL,
    actor_id uuid,
    description text,
    metadata jsonb CONSTRAINT transaction_metadata_not_null NOT NULL,
    reverses uuid,
    CONSTRAINT transaction_source CHECK (((source_kind IS NULL) = (source_id IS NULL)))
);


ALTER TABLE ledger.transaction_default OWNER TO cp_owner;

--
-- Name: turnover; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.turnover (
    community_id uuid NOT NULL,
    account_id uuid NOT NULL,
    label text NOT NULL,
    debit bigint DEFAULT 0 NOT NULL,
    credit bigint DEFAULT 0 NOT NULL,
    entries bigint DEFAULT 0 NOT NULL,
    CONSTRAINT turnover_credit_check CHECK ((credit <= '9007199254740991'::bigint)),
    CONSTRAINT turnover_debit_check CHECK ((debit <= '9007199254740991'::bigint))
)
WITH (fillfactor='70');


ALTER TABLE ledger.turnover OWNER TO cp_owner;

--
-- Name: unrolled; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.unrolled (
    community_id uuid NOT NULL,
    n bigint NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='5000');


ALTER TABLE ledger.unrolled OWNER TO cp_owner;

--
-- Name: unsealed; Type: TABLE; Schema: ledger; Owner: cp_owner
--

CREATE TABLE ledger.unsealed (
    community_id uuid NOT NULL,
    batch_id uuid NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='5000');


ALTER TABLE ledger.unsealed OWNER TO cp_owner;

--
-- Name: mail; Type: TABLE; Schema: notifications; Owner: cp_owner
--

CREATE TABLE notifications.mail (
    id uuid NOT NULL,
    community_id uuid,
    user_id uuid,
    kind text NOT NULL,
    locale text NOT NULL,
    sealed_to text NOT NULL,
    sealed_content text,
    status text DEFAULT 'queued'::text NOT NULL,
    kept boolean DEFAULT false NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    message_id text NOT NULL,
    failure text,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    CONSTRAINT mail_check CHECK (((status <> 'queued'::text) OR (sealed_content IS NOT NULL))),
    CONSTRAINT mail_kind_check CHECK ((kind ~ '^[a-z]+\.[a-z_]+$'::text)),
    CONSTRAINT mail_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text])))
);


ALTER TABLE notifications.mail OWNER TO cp_owner;

--
-- Name: payment; Type: TABLE; Schema: payments; Owner: cp_owner
--

CREATE TABLE payments.payment (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    provider_id uuid NOT NULL,
    purpose_kind text NOT NULL,
    purpose_id uuid NOT NULL,
    subject_id uuid,
    reference text NOT NULL,
    user_id uuid,
    payer_email text NOT NULL,
    amount bigint NOT NULL,
    currency text NOT NULL,
    status text NOT NULL,
    description text NOT NULL,
    return_url text NOT NULL,
    checkout_url text,
    provider_reference text,
    provider_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    failure_reason text,
    fee bigint,
    paid_at timestamp with time zone,
    dispute_status text DEFAULT 'none'::text NOT NULL,
    disputed_amount bigint NOT NULL,
    dispute_reference text,
    expires_at timestamp with time zone NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_check_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT payment_amount_check CHECK (((amount >= 1) AND (amount <= '10000000000000'::bigint))),
    CONSTRAINT payment_checkout_url_check CHECK ((length(checkout_url) <= 2000)),
    CONSTRAINT payment_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT payment_description_check CHECK ((length(description) <= 200)),
    CONSTRAINT payment_dispute_reference_check CHECK ((length(dispute_reference) <= 200)),
    CONSTRAINT payment_dispute_status_check CHECK ((dispute_status = ANY (ARRAY['none'::text, 'opened'::text, 'won'::text, 'lost'::text]))),
    CONSTRAINT payment_disputed_amount_check CHECK (((disputed_amount >= 0) AND (disputed_amount <= '10000000000000'::bigint))),
    CONSTRAINT payment_failure_reason_check CHECK ((length(failure_reason) <= 200)),
    CONSTRAINT payment_fee_check CHECK (((fee >= 0) AND (fee <= '10000000000000'::bigint))),
    CONSTRAINT payment_paid CHECK (((status <> 'succeeded'::text) OR ((paid_at IS NOT NULL) AND (fee IS NOT NULL)))),
    CONSTRAINT payment_purpose_kind_check CHECK ((purpose_kind ~ '^[a-z_]{1,40}$'::text)),
    CONSTRAINT payment_reference_check CHECK ((reference ~ '^[A-Za-z0-9.=_-]{1,100}$'::text)),
    CONSTRAINT payment_return_url_check CHECK ((length(return_url) <= 1000)),
    CONSTRAINT payment_status_check CHECK ((status = ANY (ARRAY['preparing'::text, 'pending'::text, 'succeeded'::text, 'failed'::text, 'expired'::text, 'reversed'::text])))
);


ALTER TABLE payments.payment OWNER TO cp_owner;

--
-- Name: payout; Type: TABLE; Schema: payments; Owner: cp_owner
--

CREATE TABLE payments.payout (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    provider_id uuid NOT NULL,
    purpose_kind text NOT NULL,
    purpose_id uuid NOT NULL,
    subject_id uuid,
    reference text NOT NULL,
    amount bigint NOT NULL,
    currency text NOT NULL,
    destination text NOT NULL,
    destination_hint text NOT NULL,
    reason text NOT NULL,
    status text NOT NULL,
    provider_reference text,
    provider_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    failure_reason text,
    attempts integer DEFAULT 0 NOT NULL,
    next_check_at timestamp with time zone,
    ended_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT payout_amount_check CHECK (((amount >= 1) AND (amount <= '10000000000000'::bigint))),
    CONSTRAINT payout_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT payout_destination_hint_check CHECK ((length(destination_hint) <= 20)),
    CONSTRAINT payout_failure_reason_check CHECK ((length(failure_reason) <= 200)),
    CONSTRAINT payout_purpose_kind_check CHECK ((purpose_kind ~ '^[a-z_]{1,40}$'::text)),
    CONSTRAINT payout_reason_check CHECK ((length(reason) <= 100)),
    CONSTRAINT payout_reference_check CHECK ((reference ~ '^[A-Za-z0-9.=_-]{1,100}$'::text)),
    CONSTRAINT payout_status_check CHECK ((status = ANY (ARRAY['preparing'::text, 'pending'::text, 'needs_attention'::text, 'succeeded'::text, 'failed'::text, 'reversed'::text])))
);


ALTER TABLE payments.payout OWNER TO cp_owner;

--
-- Name: provider; Type: TABLE; Schema: payments; Owner: cp_owner
--

CREATE TABLE payments.provider (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    status text NOT NULL,
    mode text NOT NULL,
    base_url text NOT NULL,
    currencies text[] NOT NULL,
    fees jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT provider_base_url_check CHECK (((length(base_url) >= 8) AND (length(base_url) <= 500))),
    CONSTRAINT provider_currencies_check CHECK (((cardinality(currencies) >= 1) AND (cardinality(currencies) <= 30))),
    CONSTRAINT provider_fees_check CHECK ((jsonb_typeof(fees) = 'object'::text)),
    CONSTRAINT provider_kind_check CHECK ((kind ~ '^[a-z_]{1,40}$'::text)),
    CONSTRAINT provider_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
    CONSTRAINT provider_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
    CONSTRAINT provider_status_check CHECK ((status = ANY (ARRAY['active'::text, 'disabled'::text])))
);


ALTER TABLE payments.provider OWNER TO cp_owner;

--
-- Name: provider_address; Type: TABLE; Schema: payments; Owner: cp_owner
--

CREATE TABLE payments.provider_address (
    provider_id uuid NOT NULL,
    community_id uuid NOT NULL
);


ALTER TABLE payments.provider_address OWNER TO cp_owner;

--
-- Name: provider_secret; Type: TABLE; Schema: payments; Owner: cp_owner
--

CREATE TABLE payments.provider_secret (
    community_id uuid NOT NULL,
    provider_id uuid NOT NULL,
    secret_key text NOT NULL,
    webhook_secret text,
    previous_secret text,
    previous_until timestamp with time zone
);


ALTER TABLE payments.provider_secret OWNER TO cp_owner;

--
-- Name: refund; Type: TABLE; Schema: payments; Owner: cp_owner
--

CREATE TABLE payments.refund (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    payment_id uuid NOT NULL,
    provider_id uuid NOT NULL,
    reference text NOT NULL,
    amount bigint NOT NULL,
    currency text NOT NULL,
    status text NOT NULL,
    provider_reference text,
    provider_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    failure_reason text,
    attempts integer DEFAULT 0 NOT NULL,
    next_check_at timestamp with time zone,
    ended_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT refund_amount_check CHECK (((amount >= 1) AND (amount <= '10000000000000'::bigint))),
    CONSTRAINT refund_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT refund_failure_reason_check CHECK ((length(failure_reason) <= 200)),
    CONSTRAINT refund_reference_check CHECK ((reference ~ '^[A-Za-z0-9.=_-]{1,100}$'::text)),
    CONSTRAINT refund_status_check CHECK ((status = ANY (ARRAY['preparing'::text, 'pending'::text, 'needs_attention'::text, 'processed'::text, 'failed'::text])))
);


ALTER TABLE payments.refund OWNER TO cp_owner;

--
-- Name: rejection_tally; Type: TABLE; Schema: payments; Owner: cp_owner
--

CREATE TABLE payments.rejection_tally (
    community_id uuid NOT NULL,
    provider_id uuid NOT NULL,
    day date NOT NULL,
    kept integer NOT NULL,
    CONSTRAINT rejection_tally_kept_check CHECK (((kept >= 1) AND (kept <= 1000)))
);


ALTER TABLE payments.rejection_tally OWNER TO cp_owner;

--
-- Name: unmatched; Type: TABLE; Schema: payments; Owner: cp_owner
--

CREATE TABLE payments.unmatched (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    provider_id uuid NOT NULL,
    movement text NOT NULL,
    direction text NOT NULL,
    reason text NOT NULL,
    reference text,
    amount bigint NOT NULL,
    currency text NOT NULL,
    fee bigint NOT NULL,
    booked boolean NOT NULL,
    payment_id uuid,
    webhook_event_id uuid,
    status text NOT NULL,
    resolution text,
    resolved_at timestamp with time zone,
    resolved_by uuid,
    note text,
    counterpart_id uuid,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT unmatched_amount_check CHECK ((amount >= 0)),
    CONSTRAINT unmatched_check CHECK ((((status = 'open'::text) = (resolution IS NULL)) AND ((status = 'open'::text) = (resolved_at IS NULL)))),
    CONSTRAINT unmatched_check1 CHECK (((resolved_by IS NULL) OR (note IS NOT NULL))),
    CONSTRAINT unmatched_check2 CHECK (((resolution IS NULL) OR (resolution = 'matched'::text) OR ((resolution = 'closed'::text) = (NOT booked)))),
    CONSTRAINT unmatched_check3 CHECK (
CASE resolution
    WHEN 'returned'::text THEN (direction = 'in'::text)
    WHEN 'recovered'::text THEN (direction = 'out'::text)
    ELSE true
END),
    CONSTRAINT unmatched_currency_check CHECK (((length(currency) >= 1) AND (length(currency) <= 10))),
    CONSTRAINT unmatched_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
    CONSTRAINT unmatched_fee_check CHECK ((fee >= 0)),
    CONSTRAINT unmatched_movement_check CHECK (((length(movement) >= 1) AND (length(movement) <= 200))),
    CONSTRAINT unmatched_note_check CHECK (((length(note) >= 1) AND (length(note) <= 500))),
    CONSTRAINT unmatched_reason_check CHECK ((reason ~ '^[a-z_]{1,40}$'::text)),
    CONSTRAINT unmatched_reference_check CHECK ((length(reference) <= 200)),
    CONSTRAINT unmatched_resolution_check CHECK ((resolution = ANY (ARRAY['matched'::text, 'returned'::text, 'recovered'::text, 'written_off'::text, 'closed'::text]))),
    CONSTRAINT unmatched_status_check CHECK ((status = ANY (ARRAY['open'::text, 'resolved'::text])))
);


ALTER TABLE payments.unmatched OWNER TO cp_owner;

--
-- Name: webhook_event; Type: TABLE; Schema: payments; Owner: cp_owner
--

CREATE TABLE payments.webhook_event (
    community_id uuid NOT NULL,
    id uuid NOT NULL,
    provider_id uuid NOT NULL,
    dedupe_key text NOT NULL,
    event text,
    data jsonb DEFAULT '{}'::jsonb NOT NULL,
    body text NOT NULL,
    body_bytes integer NOT NULL,
    signature text,
    signature_valid boolean NOT NULL,
    status text NOT NULL,
    error text,
    deliveries integer DEFAULT 1 NOT NULL,
    received_at timestamp with time zone NOT NULL,
    last_received_at timestamp with time zone NOT NULL,
    processed_at timestamp with time zone,
    CONSTRAINT webhook_event_authentic CHECK ((signature_valid = (status <> 'rejected'::text))),
    CONSTRAINT webhook_event_body_bytes_check CHECK (((body_bytes >= 0) AND (body_bytes <= 65536))),
    CONSTRAINT webhook_event_dedupe_key_check CHECK (((length(dedupe_key) >= 1) AND (length(dedupe_key) <= 200))),
    CONSTRAINT webhook_event_error_check CHECK ((length(error) <= 500)),
    CONSTRAINT webhook_event_event_check CHECK ((length(event) <= 100)),
    CONSTRAINT webhook_event_signature_check CHECK ((length(signature) <= 500)),
    CONSTRAINT webhook_event_status_check CHECK ((status = ANY (ARRAY['received'::text, 'processed'::text, 'ignored'::text, 'failed'::text, 'rejected'::text])))
);


ALTER TABLE payments.webhook_event OWNER TO cp_owner;

--
-- Name: idempotency; Type: TABLE; Schema: platform; Owner: cp_owner
--

CREATE TABLE platform.idempotency (
    day date NOT NULL,
    scope bytea NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    status smallint NOT NULL,
    answer jsonb,
    resource_id uuid,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
)
PARTITION BY RANGE (day);


ALTER TABLE platform.idempotency OWNER TO cp_owner;

--
-- Name: idempotency_default; Type: TABLE; Schema: platform; Owner: cp_owner
--

CREATE TABLE platform.idempotency_default (
    day date CONSTRAINT idempotency_day_not_null NOT NULL,
    scope bytea CONSTRAINT idempotency_scope_not_null NOT NULL,
    key text CONSTRAINT idempotency_key_not_null NOT NULL,
    fingerprint bytea CONSTRAINT idempotency_fingerprint_not_null NOT NULL,
    status smallint CONSTRAINT idempotency_status_not_null NOT NULL,
    answer jsonb,
    resource_id uuid,
    created_at timestamp with time zone CONSTRAINT idempotency_created_at_not_null NOT NULL,
    expires_at timestamp with time zone CONSTRAINT idempotency_expires_at_not_null NOT NULL
);


ALTER TABLE platform.idempotency_default OWNER TO cp_owner;

--
-- Name: live_event; Type: TABLE; Schema: platform; Owner: cp_owner
--

CREATE TABLE platform.live_event (
    id bigint NOT NULL,
    community_id uuid,
    name text NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE platform.live_event OWNER TO cp_owner;

--
-- Name: live_event_id_seq; Type: SEQUENCE; Schema: platform; Owner: cp_owner
--

ALTER TABLE platform.live_event ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME platform.live_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: outbox_id_seq; Type: SEQUENCE; Schema: platform; Owner: cp_owner
--

ALTER TABLE platform.outbox ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME platform.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: partitioned; Type: TABLE; Schema: platform; Owner: cp_owner
--

CREATE TABLE platform.partitioned (
    parent text NOT NULL,
    grain text NOT NULL,
    bound text NOT NULL,
    guard text,
    keep interval,
    CONSTRAINT partitioned_bound_check CHECK ((bound = ANY (ARRAY['timestamptz'::text, 'date'::text, 'uuidv7'::text]))),
    CONSTRAINT partitioned_grain_check CHECK ((grain = ANY (ARRAY['month'::text, 'day'::text])))
);


ALTER TABLE platform.partitioned OWNER TO cp_owner;

--
-- Name: batch_default; Type: TABLE ATTACH; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.batch ATTACH PARTITION ledger.batch_default DEFAULT;


--
-- Name: entry_default; Type: TABLE ATTACH; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.entry ATTACH PARTITION ledger.entry_default DEFAULT;


--
-- Name: posting_key_default; Type: TABLE ATTACH; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.posting_key ATTACH PARTITION ledger.posting_key_default DEFAULT;


--
-- Name: seal_default; Type: TABLE ATTACH; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.seal ATTACH PARTITION ledger.seal_default DEFAULT;


--
-- Name: transaction_default; Type: TABLE ATTACH; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.transaction ATTACH PARTITION ledger.transaction_default DEFAULT;


--
-- Name: idempotency_default; Type: TABLE ATTACH; Schema: platform; Owner: cp_owner
--

ALTER TABLE ONLY platform.idempotency ATTACH PARTITION platform.idempotency_default DEFAULT;


--
-- Name: activity activity_pkey; Type: CONSTRAINT; Schema: communities; Owner: cp_owner
--

ALTER TABLE ONLY communities.activity
    ADD CONSTRAINT activity_pkey PRIMARY KEY (user_id, id);


--
-- Name: community_activity community_activity_pkey; Type: CONSTRAINT; Schema: communities; Owner: cp_owner
--

ALTER TABLE ONLY communities.community_activity
    ADD CONSTRAINT community_activity_pkey PRIMARY KEY (community_id, id);


--
-- Name: community community_pkey; Type: CONSTRAINT; Schema: communities; Owner: cp_owner
--

ALTER TABLE ONLY communities.community
    ADD CONSTRAINT community_pkey PRIMARY KEY (id);


--
-- Name: invitation invitation_community_id_token_hash_key; Type: CONSTRAINT; Schema: communities; Owner: cp_owner
--

ALTER TABLE ONLY communities.invitation
    ADD CONSTRAINT invitation_community_id_token_hash_key UNIQUE (community_id, token_hash);


--
-- Name: invitation invitation_pkey; Type: CONSTRAINT; Schema: communities; Owner: cp_owner
--

ALTER TABLE ONLY communities.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (community_id, id);


--
-- Name: membership membership_pkey; Type: CONSTRAINT; Schema: communities; Owner: cp_owner
--

ALTER TABLE ONLY communities.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (community_id, user_id);


--
-- Name: membership_role membership_role_pkey; Type: CONSTRAINT; Schema: communities; Owner: cp_owner
--

ALTER TABLE ONLY communities.membership_role
    ADD CONSTRAINT membership_role_pkey PRIMARY KEY (community_id, user_id, role_id);


--
-- Name: role role_community_id_name_key; Type: CONSTRAINT; Schema: communities; Owner: cp_owner
--

ALTER TABLE ONLY communities.role
    ADD CONSTRAINT role_community_id_name_key UNIQUE (community_id, name);


--
-- Name: role role_pkey; Type: CONSTRAINT; Schema: communities; Owner: cp_owner
--

ALTER TABLE ONLY communities.role
    ADD CONSTRAINT role_pkey PRIMARY KEY (community_id, id);


--
-- Name: slug slug_pkey; Type: CONSTRAINT; Schema: communities; Owner: cp_owner
--

ALTER TABLE ONLY communities.slug
    ADD CONSTRAINT slug_pkey PRIMARY KEY (slug);


--
-- Name: user_community user_community_pkey; Type: CONSTRAINT; Schema: communities; Owner: cp_owner
--

ALTER TABLE ONLY communities.user_community
    ADD CONSTRAINT user_community_pkey PRIMARY KEY (user_id, community_id);


--
-- Name: document document_number_key; Type: CONSTRAINT; Schema: documents; Owner: cp_owner
--

ALTER TABLE ONLY documents.document
    ADD CONSTRAINT document_number_key UNIQUE (community_id, kind, year, number);


--
-- Name: document document_pkey; Type: CONSTRAINT; Schema: documents; Owner: cp_owner
--

ALTER TABLE ONLY documents.document
    ADD CONSTRAINT document_pkey PRIMARY KEY (community_id, id);


--
-- Name: document document_subject_key; Type: CONSTRAINT; Schema: documents; Owner: cp_owner
--

ALTER TABLE ONLY documents.document
    ADD CONSTRAINT document_subject_key UNIQUE (community_id, kind, subject_id);


--
-- Name: series series_pkey; Type: CONSTRAINT; Schema: documents; Owner: cp_owner
--

ALTER TABLE ONLY documents.series
    ADD CONSTRAINT series_pkey PRIMARY KEY (community_id, kind, year);


--
-- Name: comment comment_pkey; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.comment
    ADD CONSTRAINT comment_pkey PRIMARY KEY (community_id, id);


--
-- Name: comment_report comment_report_pkey; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.comment_report
    ADD CONSTRAINT comment_report_pkey PRIMARY KEY (community_id, comment_id, reporter_key);


--
-- Name: gift gift_pkey; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.gift
    ADD CONSTRAINT gift_pkey PRIMARY KEY (community_id, id);


--
-- Name: giver giver_pkey; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.giver
    ADD CONSTRAINT giver_pkey PRIMARY KEY (community_id, id);


--
-- Name: goal goal_pkey; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.goal
    ADD CONSTRAINT goal_pkey PRIMARY KEY (community_id, id);


--
-- Name: goal goal_slug_key; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.goal
    ADD CONSTRAINT goal_slug_key UNIQUE (community_id, slug);


--
-- Name: goal_update goal_update_pkey; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.goal_update
    ADD CONSTRAINT goal_update_pkey PRIMARY KEY (community_id, id);


--
-- Name: media media_pkey; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.media
    ADD CONSTRAINT media_pkey PRIMARY KEY (community_id, id);


--
-- Name: milestone milestone_pkey; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.milestone
    ADD CONSTRAINT milestone_pkey PRIMARY KEY (community_id, id);


--
-- Name: milestone milestone_position_key; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.milestone
    ADD CONSTRAINT milestone_position_key UNIQUE (community_id, goal_id, "position");


--
-- Name: payout payout_pkey; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.payout
    ADD CONSTRAINT payout_pkey PRIMARY KEY (community_id, id);


--
-- Name: proof_media proof_media_pkey; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.proof_media
    ADD CONSTRAINT proof_media_pkey PRIMARY KEY (community_id, proof_id, media_id);


--
-- Name: proof proof_pkey; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.proof
    ADD CONSTRAINT proof_pkey PRIMARY KEY (community_id, id);


--
-- Name: release release_milestone_key; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.release
    ADD CONSTRAINT release_milestone_key UNIQUE (community_id, milestone_id);


--
-- Name: release release_pkey; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.release
    ADD CONSTRAINT release_pkey PRIMARY KEY (community_id, id);


--
-- Name: slug slug_pkey; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.slug
    ADD CONSTRAINT slug_pkey PRIMARY KEY (slug);


--
-- Name: terms terms_pkey; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.terms
    ADD CONSTRAINT terms_pkey PRIMARY KEY (community_id, goal_id);


--
-- Name: vote vote_pkey; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.vote
    ADD CONSTRAINT vote_pkey PRIMARY KEY (community_id, id);


--
-- Name: vote vote_voter_key; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.vote
    ADD CONSTRAINT vote_voter_key UNIQUE (community_id, proof_id, giver_id);


--
-- Name: voter voter_pkey; Type: CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.voter
    ADD CONSTRAINT voter_pkey PRIMARY KEY (community_id, proof_id, giver_id);


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: identity; Owner: cp_owner
--

ALTER TABLE ONLY identity.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (token_hash);


--
-- Name: sign_in_attempt sign_in_attempt_pkey; Type: CONSTRAINT; Schema: identity; Owner: cp_owner
--

ALTER TABLE ONLY identity.sign_in_attempt
    ADD CONSTRAINT sign_in_attempt_pkey PRIMARY KEY (email_hash);


--
-- Name: token token_pkey; Type: CONSTRAINT; Schema: identity; Owner: cp_owner
--

ALTER TABLE ONLY identity.token
    ADD CONSTRAINT token_pkey PRIMARY KEY (token_hash);


--
-- Name: user user_email_normal_key; Type: CONSTRAINT; Schema: identity; Owner: cp_owner
--

ALTER TABLE ONLY identity."user"
    ADD CONSTRAINT user_email_normal_key UNIQUE (email_normal);


--
-- Name: user user_pkey; Type: CONSTRAINT; Schema: identity; Owner: cp_owner
--

ALTER TABLE ONLY identity."user"
    ADD CONSTRAINT user_pkey PRIMARY KEY (id);


--
-- Name: account account_code_key; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.account
    ADD CONSTRAINT account_code_key UNIQUE (community_id, code, currency);


--
-- Name: account_day account_day_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.account_day
    ADD CONSTRAINT account_day_pkey PRIMARY KEY (community_id, account_id, effective_date);


--
-- Name: account_month account_month_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.account_month
    ADD CONSTRAINT account_month_pkey PRIMARY KEY (community_id, account_id, month);


--
-- Name: account account_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (community_id, id);


--
-- Name: balance balance_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.balance
    ADD CONSTRAINT balance_pkey PRIMARY KEY (community_id, account_id);


--
-- Name: batch batch_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.batch
    ADD CONSTRAINT batch_pkey PRIMARY KEY (community_id, id);


--
-- Name: batch_default batch_default_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.batch_default
    ADD CONSTRAINT batch_default_pkey PRIMARY KEY (community_id, id);


--
-- Name: closing closing_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.closing
    ADD CONSTRAINT closing_pkey PRIMARY KEY (community_id, through);


--
-- Name: companion companion_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.companion
    ADD CONSTRAINT companion_pkey PRIMARY KEY (target);


--
-- Name: entry entry_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (community_id, account_id, recorded_at, seq);


--
-- Name: entry_default entry_default_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.entry_default
    ADD CONSTRAINT entry_default_pkey PRIMARY KEY (community_id, account_id, recorded_at, seq);


--
-- Name: hold hold_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.hold
    ADD CONSTRAINT hold_pkey PRIMARY KEY (community_id, id);


--
-- Name: metadata_indexed metadata_indexed_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.metadata_indexed
    ADD CONSTRAINT metadata_indexed_pkey PRIMARY KEY (community_id);


--
-- Name: metadata_term metadata_term_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.metadata_term
    ADD CONSTRAINT metadata_term_pkey PRIMARY KEY (community_id, term, transaction_id);


--
-- Name: posting_key posting_key_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.posting_key
    ADD CONSTRAINT posting_key_pkey PRIMARY KEY (community_id, key, day);


--
-- Name: posting_key_default posting_key_default_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.posting_key_default
    ADD CONSTRAINT posting_key_default_pkey PRIMARY KEY (community_id, key, day);


--
-- Name: reference reference_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.reference
    ADD CONSTRAINT reference_pkey PRIMARY KEY (community_id, reference);


--
-- Name: reversed reversed_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.reversed
    ADD CONSTRAINT reversed_pkey PRIMARY KEY (community_id, account_id, seq);


--
-- Name: roll_pace roll_pace_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.roll_pace
    ADD CONSTRAINT roll_pace_pkey PRIMARY KEY (one);


--
-- Name: rolled rolled_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.rolled
    ADD CONSTRAINT rolled_pkey PRIMARY KEY (community_id, account_id);


--
-- Name: seal seal_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.seal
    ADD CONSTRAINT seal_pkey PRIMARY KEY (community_id, n, sealed_at);


--
-- Name: seal_default seal_default_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.seal_default
    ADD CONSTRAINT seal_default_pkey PRIMARY KEY (community_id, n, sealed_at);


--
-- Name: seal_head seal_head_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.seal_head
    ADD CONSTRAINT seal_head_pkey PRIMARY KEY (community_id);


--
-- Name: transaction transaction_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.transaction
    ADD CONSTRAINT transaction_pkey PRIMARY KEY (community_id, id);


--
-- Name: transaction_default transaction_default_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.transaction_default
    ADD CONSTRAINT transaction_default_pkey PRIMARY KEY (community_id, id);


--
-- Name: turnover turnover_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.turnover
    ADD CONSTRAINT turnover_pkey PRIMARY KEY (community_id, account_id, label);


--
-- Name: unrolled unrolled_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.unrolled
    ADD CONSTRAINT unrolled_pkey PRIMARY KEY (community_id, n);


--
-- Name: unsealed unsealed_pkey; Type: CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.unsealed
    ADD CONSTRAINT unsealed_pkey PRIMARY KEY (community_id, batch_id);


--
-- Name: mail mail_pkey; Type: CONSTRAINT; Schema: notifications; Owner: cp_owner
--

ALTER TABLE ONLY notifications.mail
    ADD CONSTRAINT mail_pkey PRIMARY KEY (id);


--
-- Name: payment payment_pkey; Type: CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.payment
    ADD CONSTRAINT payment_pkey PRIMARY KEY (community_id, id);


--
-- Name: payment payment_reference_key; Type: CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.payment
    ADD CONSTRAINT payment_reference_key UNIQUE (community_id, provider_id, reference);


--
-- Name: payout payout_pkey; Type: CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.payout
    ADD CONSTRAINT payout_pkey PRIMARY KEY (community_id, id);


--
-- Name: payout payout_reference_key; Type: CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.payout
    ADD CONSTRAINT payout_reference_key UNIQUE (community_id, reference);


--
-- Name: provider_address provider_address_pkey; Type: CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.provider_address
    ADD CONSTRAINT provider_address_pkey PRIMARY KEY (provider_id);


--
-- Name: provider provider_pkey; Type: CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.provider
    ADD CONSTRAINT provider_pkey PRIMARY KEY (community_id, id);


--
-- Name: provider_secret provider_secret_pkey; Type: CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.provider_secret
    ADD CONSTRAINT provider_secret_pkey PRIMARY KEY (community_id, provider_id);


--
-- Name: refund refund_pkey; Type: CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.refund
    ADD CONSTRAINT refund_pkey PRIMARY KEY (community_id, id);


--
-- Name: refund refund_reference_key; Type: CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.refund
    ADD CONSTRAINT refund_reference_key UNIQUE (community_id, reference);


--
-- Name: rejection_tally rejection_tally_pkey; Type: CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.rejection_tally
    ADD CONSTRAINT rejection_tally_pkey PRIMARY KEY (community_id, provider_id, day);


--
-- Name: unmatched unmatched_once; Type: CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.unmatched
    ADD CONSTRAINT unmatched_once UNIQUE (community_id, provider_id, movement);


--
-- Name: unmatched unmatched_pkey; Type: CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.unmatched
    ADD CONSTRAINT unmatched_pkey PRIMARY KEY (community_id, id);


--
-- Name: webhook_event webhook_event_once; Type: CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.webhook_event
    ADD CONSTRAINT webhook_event_once UNIQUE (community_id, provider_id, dedupe_key);


--
-- Name: webhook_event webhook_event_pkey; Type: CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.webhook_event
    ADD CONSTRAINT webhook_event_pkey PRIMARY KEY (community_id, id);


--
-- Name: idempotency idempotency_pkey; Type: CONSTRAINT; Schema: platform; Owner: cp_owner
--

ALTER TABLE ONLY platform.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (day, scope, key);


--
-- Name: idempotency_default idempotency_default_pkey; Type: CONSTRAINT; Schema: platform; Owner: cp_owner
--

ALTER TABLE ONLY platform.idempotency_default
    ADD CONSTRAINT idempotency_default_pkey PRIMARY KEY (day, scope, key);


--
-- Name: live_event live_event_pkey; Type: CONSTRAINT; Schema: platform; Owner: cp_owner
--

ALTER TABLE ONLY platform.live_event
    ADD CONSTRAINT live_event_pkey PRIMARY KEY (id);


--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: platform; Owner: cp_owner
--

ALTER TABLE ONLY platform.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);


--
-- Name: partitioned partitioned_pkey; Type: CONSTRAINT; Schema: platform; Owner: cp_owner
--

ALTER TABLE ONLY platform.partitioned
    ADD CONSTRAINT partitioned_pkey PRIMARY KEY (parent);


--
-- Name: activity_age_idx; Type: INDEX; Schema: communities; Owner: cp_owner
--

CREATE INDEX activity_age_idx ON communities.activity USING brin (occurred_at);


--
-- Name: activity_recent_idx; Type: INDEX; Schema: communities; Owner: cp_owner
--

CREATE INDEX activity_recent_idx ON communities.activity USING btree (user_id, occurred_at DESC, id DESC);


--
-- Name: activity_subject_idx; Type: INDEX; Schema: communities; Owner: cp_owner
--

CREATE INDEX activity_subject_idx ON communities.activity USING btree (community_id, subject) WHERE (waits AND (done_at IS NULL));


--
-- Name: activity_waiting_idx; Type: INDEX; Schema: communities; Owner: cp_owner
--

CREATE INDEX activity_waiting_idx ON communities.activity USING btree (user_id, occurred_at DESC, id DESC) WHERE (waits AND (done_at IS NULL));


--
-- Name: community_activity_age_idx; Type: INDEX; Schema: communities; Owner: cp_owner
--

CREATE INDEX community_activity_age_idx ON communities.community_activity USING brin (occurred_at);


--
-- Name: community_activity_recent_idx; Type: INDEX; Schema: communities; Owner: cp_owner
--

CREATE INDEX community_activity_recent_idx ON communities.community_activity USING btree (community_id, occurred_at DESC, id DESC);


--
-- Name: user_community_community_idx; Type: INDEX; Schema: communities; Owner: cp_owner
--

CREATE INDEX user_community_community_idx ON communities.user_community USING btree (community_id);


--
-- Name: comment_author_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX comment_author_idx ON fundraising.comment USING btree (community_id, author_user_id) WHERE (status = 'shown'::text);


--
-- Name: comment_goal_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX comment_goal_idx ON fundraising.comment USING btree (community_id, goal_id, created_at DESC, id DESC);


--
-- Name: gift_giver_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX gift_giver_idx ON fundraising.gift USING btree (community_id, giver_id, created_at DESC, id DESC);


--
-- Name: gift_goal_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX gift_goal_idx ON fundraising.gift USING btree (community_id, goal_id, created_at DESC, id DESC);


--
-- Name: gift_moved_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX gift_moved_idx ON fundraising.gift USING btree (community_id, moved_from_id) WHERE (moved_from_id IS NOT NULL);


--
-- Name: gift_payment_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX gift_payment_idx ON fundraising.gift USING btree (community_id, payment_id);


--
-- Name: gift_payment_key; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE UNIQUE INDEX gift_payment_key ON fundraising.gift USING btree (community_id, payment_id) WHERE (moved_from_id IS NULL);


--
-- Name: gift_provider_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX gift_provider_idx ON fundraising.gift USING btree (community_id, goal_id, provider_id) WHERE (paid_at IS NOT NULL);


--
-- Name: gift_unclaimed_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX gift_unclaimed_idx ON fundraising.gift USING btree (community_id, updated_at DESC, id DESC) WHERE (status = 'unclaimed'::text);


--
-- Name: gift_user_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX gift_user_idx ON fundraising.gift USING btree (community_id, user_id, created_at DESC, id DESC) WHERE (user_id IS NOT NULL);


--
-- Name: giver_guest_key; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE UNIQUE INDEX giver_guest_key ON fundraising.giver USING btree (community_id, email_key) WHERE (user_id IS NULL);


--
-- Name: giver_user_key; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE UNIQUE INDEX giver_user_key ON fundraising.giver USING btree (community_id, user_id) WHERE (user_id IS NOT NULL);


--
-- Name: goal_choice_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX goal_choice_idx ON fundraising.goal USING btree (choice_until) WHERE (choice_until IS NOT NULL);


--
-- Name: goal_deadline_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX goal_deadline_idx ON fundraising.goal USING btree (deadline) WHERE ((closed_at IS NULL) AND (status = ANY (ARRAY['open'::text, 'deciding'::text, 'funded'::text, 'releasing'::text])));


--
-- Name: goal_owner_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX goal_owner_idx ON fundraising.goal USING btree (community_id, owner_id);


--
-- Name: goal_recent_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX goal_recent_idx ON fundraising.goal USING btree (community_id, created_at DESC, id DESC);


--
-- Name: goal_update_goal_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX goal_update_goal_idx ON fundraising.goal_update USING btree (community_id, goal_id, created_at DESC, id DESC);


--
-- Name: payout_goal_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX payout_goal_idx ON fundraising.payout USING btree (community_id, goal_id, created_at DESC, id DESC);


--
-- Name: payout_milestone_key; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE UNIQUE INDEX payout_milestone_key ON fundraising.payout USING btree (community_id, milestone_id) WHERE (status = ANY (ARRAY['requested'::text, 'succeeded'::text]));


--
-- Name: proof_due_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX proof_due_idx ON fundraising.proof USING btree (vote_closes_at) WHERE (status = ANY (ARRAY['submitted'::text, 'voting'::text]));


--
-- Name: proof_goal_idx; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE INDEX proof_goal_idx ON fundraising.proof USING btree (community_id, goal_id, submitted_at DESC, id DESC);


--
-- Name: proof_undecided_key; Type: INDEX; Schema: fundraising; Owner: cp_owner
--

CREATE UNIQUE INDEX proof_undecided_key ON fundraising.proof USING btree (community_id, goal_id) WHERE (status = ANY (ARRAY['submitted'::text, 'voting'::text, 'awaiting_operator'::text]));


--
-- Name: session_expiry_idx; Type: INDEX; Schema: identity; Owner: cp_owner
--

CREATE INDEX session_expiry_idx ON identity.session USING btree (expires_at);


--
-- Name: session_user_idx; Type: INDEX; Schema: identity; Owner: cp_owner
--

CREATE INDEX session_user_idx ON identity.session USING btree (user_id);


--
-- Name: sign_in_attempt_age_idx; Type: INDEX; Schema: identity; Owner: cp_owner
--

CREATE INDEX sign_in_attempt_age_idx ON identity.sign_in_attempt USING btree (last_failed_at);


--
-- Name: token_expiry_idx; Type: INDEX; Schema: identity; Owner: cp_owner
--

CREATE INDEX token_expiry_idx ON identity.token USING btree (expires_at);


--
-- Name: token_user_idx; Type: INDEX; Schema: identity; Owner: cp_owner
--

CREATE INDEX token_user_idx ON identity.token USING btree (user_id, purpose);


--
-- Name: user_phone_key; Type: INDEX; Schema: identity; Owner: cp_owner
--

CREATE UNIQUE INDEX user_phone_key ON identity."user" USING btree (phone) WHERE (phone_verified_at IS NOT NULL);


--
-- Name: user_username_key; Type: INDEX; Schema: identity; Owner: cp_owner
--

CREATE UNIQUE INDEX user_username_key ON identity."user" USING btree (username_normal) WHERE (email_verified_at IS NOT NULL);


--
-- Name: account_code_prefix; Type: INDEX; Schema: ledger; Owner: cp_owner
--

CREATE INDEX account_code_prefix ON ledger.account USING btree (community_id, code text_pattern_ops);


--
-- Name: entry_other_day; Type: INDEX; Schema: ledger; Owner: cp_owner
--

CREATE INDEX entry_other_day ON ONLY ledger.entry USING btree (community_id, account_id, effective_date, seq) WHERE (effective_date <> ((recorded_at AT TIME ZONE 'UTC'::text))::date);


--
-- Name: entry_default_community_id_account_id_effective_date_seq_idx; Type: INDEX; Schema: ledger; Owner: cp_owner
--

CREATE INDEX entry_default_community_id_account_id_effective_date_seq_idx ON ledger.entry_default USING btree (community_id, account_id, effective_date, seq) WHERE (effective_date <> ((recorded_at AT TIME ZONE 'UTC'::text))::date);


--
-- Name: entry_transaction; Type: INDEX; Schema: ledger; Owner: cp_owner
--

CREATE INDEX entry_transaction ON ONLY ledger.entry USING btree (community_id, transaction_id);


--
-- Name: entry_default_community_id_transaction_id_idx; Type: INDEX; Schema: ledger; Owner: cp_owner
--

CREATE INDEX entry_default_community_id_transaction_id_idx ON ledger.entry_default USING btree (community_id, transaction_id);


--
-- Name: hold_account; Type: INDEX; Schema: ledger; Owner: cp_owner
--

CREATE INDEX hold_account ON ledger.hold USING btree (community_id, account_id, id);


--
-- Name: hold_due; Type: INDEX; Schema: ledger; Owner: cp_owner
--

CREATE INDEX hold_due ON ledger.hold USING btree (expires_at) WHERE (status = 'held'::text);


--
-- Name: hold_open; Type: INDEX; Schema: ledger; Owner: cp_owner
--

CREATE INDEX hold_open ON ledger.hold USING btree (community_id, account_id, expires_at) WHERE (status = 'held'::text);


--
-- Name: transaction_annotated; Type: INDEX; Schema: ledger; Owner: cp_owner
--

CREATE INDEX transaction_annotated ON ONLY ledger.transaction USING btree (community_id, id) WHERE (metadata <> '{}'::jsonb);


--
-- Name: transaction_default_community_id_id_idx; Type: INDEX; Schema: ledger; Owner: cp_owner
--

CREATE INDEX transaction_default_community_id_id_idx ON ledger.transaction_default USING btree (community_id, id) WHERE (metadata <> '{}'::jsonb);


--
-- Name: transaction_reverses; Type: INDEX; Schema: ledger; Owner: cp_owner
--

CREATE INDEX transaction_reverses ON ONLY ledger.transaction USING btree (community_id, reverses) WHERE (reverses IS NOT NULL);


--
-- Name: transaction_default_community_id_reverses_idx; Type: INDEX; Schema: ledger; Owner: cp_owner
--

CREATE INDEX transaction_default_community_id_reverses_idx ON ledger.transaction_default USING btree (community_id, reverses) WHERE (reverses IS NOT NULL);


--
-- Name: transaction_source; Type: INDEX; Schema: ledger; Owner: cp_owner
--

CREATE INDEX transaction_source ON ONLY ledger.transaction USING btree (community_id, source_id, id) WHERE (source_id IS NOT NULL);


--
-- Name: transaction_default_community_id_source_id_id_idx; Type: INDEX; Schema: ledger; Owner: cp_owner
--

CREATE INDEX transaction_default_community_id_source_id_id_idx ON ledger.transaction_default USING btree (community_id, source_id, id) WHERE (source_id IS NOT NULL);


--
-- Name: mail_created_idx; Type: INDEX; Schema: notifications; Owner: cp_owner
--

CREATE INDEX mail_created_idx ON notifications.mail USING btree (created_at DESC, id DESC);


--
-- Name: payment_due; Type: INDEX; Schema: payments; Owner: cp_owner
--

CREATE INDEX payment_due ON payments.payment USING btree (next_check_at) WHERE (next_check_at IS NOT NULL);


--
-- Name: payment_purpose; Type: INDEX; Schema: payments; Owner: cp_owner
--

CREATE INDEX payment_purpose ON payments.payment USING btree (community_id, purpose_kind, purpose_id);


--
-- Name: payout_due; Type: INDEX; Schema: payments; Owner: cp_owner
--

CREATE INDEX payout_due ON payments.payout USING btree (next_check_at) WHERE (next_check_at IS NOT NULL);


--
-- Name: payout_purpose; Type: INDEX; Schema: payments; Owner: cp_owner
--

CREATE INDEX payout_purpose ON payments.payout USING btree (community_id, purpose_kind, purpose_id);


--
-- Name: refund_due; Type: INDEX; Schema: payments; Owner: cp_owner
--

CREATE INDEX refund_due ON payments.refund USING btree (next_check_at) WHERE (next_check_at IS NOT NULL);


--
-- Name: refund_payment; Type: INDEX; Schema: payments; Owner: cp_owner
--

CREATE INDEX refund_payment ON payments.refund USING btree (community_id, payment_id);


--
-- Name: unmatched_reference; Type: INDEX; Schema: payments; Owner: cp_owner
--

CREATE INDEX unmatched_reference ON payments.unmatched USING btree (community_id, provider_id, reference);


--
-- Name: webhook_event_status; Type: INDEX; Schema: payments; Owner: cp_owner
--

CREATE INDEX webhook_event_status ON payments.webhook_event USING btree (community_id, status, id);


--
-- Name: webhook_event_waiting; Type: INDEX; Schema: payments; Owner: cp_owner
--

CREATE INDEX webhook_event_waiting ON payments.webhook_event USING btree (last_received_at) WHERE (status = 'received'::text);


--
-- Name: batch_default_pkey; Type: INDEX ATTACH; Schema: ledger; Owner: cp_owner
--

ALTER INDEX ledger.batch_pkey ATTACH PARTITION ledger.batch_default_pkey;


--
-- Name: entry_default_community_id_account_id_effective_date_seq_idx; Type: INDEX ATTACH; Schema: ledger; Owner: cp_owner
--

ALTER INDEX ledger.entry_other_day ATTACH PARTITION ledger.entry_default_community_id_account_id_effective_date_seq_idx;


--
-- Name: entry_default_community_id_transaction_id_idx; Type: INDEX ATTACH; Schema: ledger; Owner: cp_owner
--

ALTER INDEX ledger.entry_transaction ATTACH PARTITION ledger.entry_default_community_id_transaction_id_idx;


--
-- Name: entry_default_pkey; Type: INDEX ATTACH; Schema: ledger; Owner: cp_owner
--

ALTER INDEX ledger.entry_pkey ATTACH PARTITION ledger.entry_default_pkey;


--
-- Name: posting_key_default_pkey; Type: INDEX ATTACH; Schema: ledger; Owner: cp_owner
--

ALTER INDEX ledger.posting_key_pkey ATTACH PARTITION ledger.posting_key_default_pkey;


--
-- Name: seal_default_pkey; Type: INDEX ATTACH; Schema: ledger; Owner: cp_owner
--

ALTER INDEX ledger.seal_pkey ATTACH PARTITION ledger.seal_default_pkey;


--
-- Name: transaction_default_community_id_id_idx; Type: INDEX ATTACH; Schema: ledger; Owner: cp_owner
--

ALTER INDEX ledger.transaction_annotated ATTACH PARTITION ledger.transaction_default_community_id_id_idx;


--
-- Name: transaction_default_community_id_reverses_idx; Type: INDEX ATTACH; Schema: ledger; Owner: cp_owner
--

ALTER INDEX ledger.transaction_reverses ATTACH PARTITION ledger.transaction_default_community_id_reverses_idx;


--
-- Name: transaction_default_community_id_source_id_id_idx; Type: INDEX ATTACH; Schema: ledger; Owner: cp_owner
--

ALTER INDEX ledger.transaction_source ATTACH PARTITION ledger.transaction_default_community_id_source_id_id_idx;


--
-- Name: transaction_default_pkey; Type: INDEX ATTACH; Schema: ledger; Owner: cp_owner
--

ALTER INDEX ledger.transaction_pkey ATTACH PARTITION ledger.transaction_default_pkey;


--
-- Name: idempotency_default_pkey; Type: INDEX ATTACH; Schema: platform; Owner: cp_owner
--

ALTER INDEX platform.idempotency_pkey ATTACH PARTITION platform.idempotency_default_pkey;


--
-- Name: goal goal_terms_kept; Type: TRIGGER; Schema: fundraising; Owner: cp_owner
--

CREATE TRIGGER goal_terms_kept BEFORE UPDATE ON fundraising.goal FOR EACH ROW EXECUTE FUNCTION fundraising.refuse_new_terms();


--
-- Name: milestone milestone_kept; Type: TRIGGER; Schema: fundraising; Owner: cp_owner
--

CREATE TRIGGER milestone_kept BEFORE DELETE ON fundraising.milestone FOR EACH ROW EXECUTE FUNCTION fundraising.refuse_locked_terms();


--
-- Name: milestone milestone_plan_kept; Type: TRIGGER; Schema: fundraising; Owner: cp_owner
--

CREATE TRIGGER milestone_plan_kept BEFORE UPDATE OF goal_id, "position", title, description, amount ON fundraising.milestone FOR EACH ROW WHEN ((((((old.goal_id IS DISTINCT FROM new.goal_id) OR (old."position" IS DISTINCT FROM new."position")) OR (old.title IS DISTINCT FROM new.title)) OR (old.description IS DISTINCT FROM new.description)) OR (old.amount IS DISTINCT FROM new.amount))) EXECUTE FUNCTION fundraising.refuse_locked_terms();


--
-- Name: terms terms_kept; Type: TRIGGER; Schema: fundraising; Owner: cp_owner
--

CREATE TRIGGER terms_kept BEFORE DELETE OR UPDATE ON fundraising.terms FOR EACH ROW EXECUTE FUNCTION fundraising.refuse_locked_terms();


--
-- Name: account account_copied; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER account_copied AFTER UPDATE OF closed_at, keeps_turnover, by_product, currency, normal_side ON ledger.account FOR EACH ROW EXECUTE FUNCTION ledger.copy_closing();


--
-- Name: balance balance_copies; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER balance_copies BEFORE INSERT ON ledger.balance FOR EACH ROW EXECUTE FUNCTION ledger.copy_account();


--
-- Name: entry_default balanced; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER balanced AFTER INSERT ON ledger.entry_default REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_unbalanced();


--
-- Name: batch batch_immutable; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER batch_immutable BEFORE DELETE OR UPDATE ON ledger.batch FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();


--
-- Name: batch batch_kept; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER batch_kept BEFORE TRUNCATE ON ledger.batch FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();


--
-- Name: closing closing_guarded; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER closing_guarded BEFORE DELETE OR UPDATE ON ledger.closing FOR EACH ROW EXECUTE FUNCTION ledger.guard_closing();


--
-- Name: closing closing_kept; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER closing_kept BEFORE TRUNCATE ON ledger.closing FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();


--
-- Name: entry entry_balanced; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER entry_balanced AFTER INSERT ON ledger.entry REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_unbalanced();


--
-- Name: entry entry_immutable; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER entry_immutable BEFORE DELETE OR UPDATE ON ledger.entry FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();


--
-- Name: entry entry_kept; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER entry_kept BEFORE TRUNCATE ON ledger.entry FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();


--
-- Name: batch_default kept; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER kept BEFORE TRUNCATE ON ledger.batch_default FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();


--
-- Name: entry_default kept; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER kept BEFORE TRUNCATE ON ledger.entry_default FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();


--
-- Name: seal_default kept; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER kept BEFORE TRUNCATE ON ledger.seal_default FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();


--
-- Name: transaction_default kept; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER kept BEFORE TRUNCATE ON ledger.transaction_default FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();


--
-- Name: reference reference_immutable; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER reference_immutable BEFORE DELETE OR UPDATE ON ledger.reference FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();


--
-- Name: reference reference_kept; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER reference_kept BEFORE TRUNCATE ON ledger.reference FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();


--
-- Name: seal seal_immutable; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER seal_immutable BEFORE DELETE OR UPDATE ON ledger.seal FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();


--
-- Name: seal seal_kept; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER seal_kept BEFORE TRUNCATE ON ledger.seal FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();


--
-- Name: transaction transaction_immutable; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER transaction_immutable BEFORE DELETE OR UPDATE ON ledger.transaction FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();


--
-- Name: transaction transaction_kept; Type: TRIGGER; Schema: ledger; Owner: cp_owner
--

CREATE TRIGGER transaction_kept BEFORE TRUNCATE ON ledger.transaction FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();


--
-- Name: invitation invitation_community_id_fkey; Type: FK CONSTRAINT; Schema: communities; Owner: cp_owner
--

ALTER TABLE ONLY communities.invitation
    ADD CONSTRAINT invitation_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities.community(id);


--
-- Name: membership membership_community_id_fkey; Type: FK CONSTRAINT; Schema: communities; Owner: cp_owner
--

ALTER TABLE ONLY communities.membership
    ADD CONSTRAINT membership_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities.community(id);


--
-- Name: membership_role membership_role_community_id_role_id_fkey; Type: FK CONSTRAINT; Schema: communities; Owner: cp_owner
--

ALTER TABLE ONLY communities.membership_role
    ADD CONSTRAINT membership_role_community_id_role_id_fkey FOREIGN KEY (community_id, role_id) REFERENCES communities.role(community_id, id);


--
-- Name: membership_role membership_role_community_id_user_id_fkey; Type: FK CONSTRAINT; Schema: communities; Owner: cp_owner
--

ALTER TABLE ONLY communities.membership_role
    ADD CONSTRAINT membership_role_community_id_user_id_fkey FOREIGN KEY (community_id, user_id) REFERENCES communities.membership(community_id, user_id);


--
-- Name: role role_community_id_fkey; Type: FK CONSTRAINT; Schema: communities; Owner: cp_owner
--

ALTER TABLE ONLY communities.role
    ADD CONSTRAINT role_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities.community(id);


--
-- Name: document document_community_id_kind_year_fkey; Type: FK CONSTRAINT; Schema: documents; Owner: cp_owner
--

ALTER TABLE ONLY documents.document
    ADD CONSTRAINT document_community_id_kind_year_fkey FOREIGN KEY (community_id, kind, year) REFERENCES documents.series(community_id, kind, year);


--
-- Name: comment comment_community_id_goal_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.comment
    ADD CONSTRAINT comment_community_id_goal_id_fkey FOREIGN KEY (community_id, goal_id) REFERENCES fundraising.goal(community_id, id);


--
-- Name: comment_report comment_report_community_id_comment_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.comment_report
    ADD CONSTRAINT comment_report_community_id_comment_id_fkey FOREIGN KEY (community_id, comment_id) REFERENCES fundraising.comment(community_id, id);


--
-- Name: gift gift_community_id_giver_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.gift
    ADD CONSTRAINT gift_community_id_giver_id_fkey FOREIGN KEY (community_id, giver_id) REFERENCES fundraising.giver(community_id, id);


--
-- Name: gift gift_community_id_goal_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.gift
    ADD CONSTRAINT gift_community_id_goal_id_fkey FOREIGN KEY (community_id, goal_id) REFERENCES fundraising.goal(community_id, id);


--
-- Name: gift gift_community_id_moved_from_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.gift
    ADD CONSTRAINT gift_community_id_moved_from_id_fkey FOREIGN KEY (community_id, moved_from_id) REFERENCES fundraising.gift(community_id, id);


--
-- Name: goal goal_community_id_photo_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.goal
    ADD CONSTRAINT goal_community_id_photo_id_fkey FOREIGN KEY (community_id, photo_id) REFERENCES fundraising.media(community_id, id);


--
-- Name: goal_update goal_update_community_id_goal_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.goal_update
    ADD CONSTRAINT goal_update_community_id_goal_id_fkey FOREIGN KEY (community_id, goal_id) REFERENCES fundraising.goal(community_id, id);


--
-- Name: goal_update goal_update_community_id_photo_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.goal_update
    ADD CONSTRAINT goal_update_community_id_photo_id_fkey FOREIGN KEY (community_id, photo_id) REFERENCES fundraising.media(community_id, id);


--
-- Name: milestone milestone_community_id_goal_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.milestone
    ADD CONSTRAINT milestone_community_id_goal_id_fkey FOREIGN KEY (community_id, goal_id) REFERENCES fundraising.goal(community_id, id);


--
-- Name: payout payout_community_id_milestone_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.payout
    ADD CONSTRAINT payout_community_id_milestone_id_fkey FOREIGN KEY (community_id, milestone_id) REFERENCES fundraising.milestone(community_id, id);


--
-- Name: proof proof_community_id_goal_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.proof
    ADD CONSTRAINT proof_community_id_goal_id_fkey FOREIGN KEY (community_id, goal_id) REFERENCES fundraising.goal(community_id, id);


--
-- Name: proof proof_community_id_milestone_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.proof
    ADD CONSTRAINT proof_community_id_milestone_id_fkey FOREIGN KEY (community_id, milestone_id) REFERENCES fundraising.milestone(community_id, id);


--
-- Name: proof_media proof_media_community_id_media_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.proof_media
    ADD CONSTRAINT proof_media_community_id_media_id_fkey FOREIGN KEY (community_id, media_id) REFERENCES fundraising.media(community_id, id);


--
-- Name: proof_media proof_media_community_id_proof_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.proof_media
    ADD CONSTRAINT proof_media_community_id_proof_id_fkey FOREIGN KEY (community_id, proof_id) REFERENCES fundraising.proof(community_id, id);


--
-- Name: release release_community_id_milestone_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.release
    ADD CONSTRAINT release_community_id_milestone_id_fkey FOREIGN KEY (community_id, milestone_id) REFERENCES fundraising.milestone(community_id, id);


--
-- Name: release release_community_id_proof_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.release
    ADD CONSTRAINT release_community_id_proof_id_fkey FOREIGN KEY (community_id, proof_id) REFERENCES fundraising.proof(community_id, id);


--
-- Name: terms terms_community_id_goal_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.terms
    ADD CONSTRAINT terms_community_id_goal_id_fkey FOREIGN KEY (community_id, goal_id) REFERENCES fundraising.goal(community_id, id);


--
-- Name: vote vote_community_id_proof_id_giver_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.vote
    ADD CONSTRAINT vote_community_id_proof_id_giver_id_fkey FOREIGN KEY (community_id, proof_id, giver_id) REFERENCES fundraising.voter(community_id, proof_id, giver_id);


--
-- Name: voter voter_community_id_giver_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.voter
    ADD CONSTRAINT voter_community_id_giver_id_fkey FOREIGN KEY (community_id, giver_id) REFERENCES fundraising.giver(community_id, id);


--
-- Name: voter voter_community_id_proof_id_fkey; Type: FK CONSTRAINT; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE ONLY fundraising.voter
    ADD CONSTRAINT voter_community_id_proof_id_fkey FOREIGN KEY (community_id, proof_id) REFERENCES fundraising.proof(community_id, id);


--
-- Name: session session_user_id_fkey; Type: FK CONSTRAINT; Schema: identity; Owner: cp_owner
--

ALTER TABLE ONLY identity.session
    ADD CONSTRAINT session_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity."user"(id);


--
-- Name: token token_user_id_fkey; Type: FK CONSTRAINT; Schema: identity; Owner: cp_owner
--

ALTER TABLE ONLY identity.token
    ADD CONSTRAINT token_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity."user"(id);


--
-- Name: balance balance_community_id_account_id_fkey; Type: FK CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.balance
    ADD CONSTRAINT balance_community_id_account_id_fkey FOREIGN KEY (community_id, account_id) REFERENCES ledger.account(community_id, id);


--
-- Name: hold hold_community_id_account_id_fkey; Type: FK CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.hold
    ADD CONSTRAINT hold_community_id_account_id_fkey FOREIGN KEY (community_id, account_id) REFERENCES ledger.account(community_id, id);


--
-- Name: reversed reversed_community_id_account_id_fkey; Type: FK CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.reversed
    ADD CONSTRAINT reversed_community_id_account_id_fkey FOREIGN KEY (community_id, account_id) REFERENCES ledger.account(community_id, id);


--
-- Name: turnover turnover_community_id_account_id_fkey; Type: FK CONSTRAINT; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ONLY ledger.turnover
    ADD CONSTRAINT turnover_community_id_account_id_fkey FOREIGN KEY (community_id, account_id) REFERENCES ledger.account(community_id, id);


--
-- Name: payment payment_community_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.payment
    ADD CONSTRAINT payment_community_id_provider_id_fkey FOREIGN KEY (community_id, provider_id) REFERENCES payments.provider(community_id, id);


--
-- Name: payout payout_community_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.payout
    ADD CONSTRAINT payout_community_id_provider_id_fkey FOREIGN KEY (community_id, provider_id) REFERENCES payments.provider(community_id, id);


--
-- Name: provider_secret provider_secret_community_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.provider_secret
    ADD CONSTRAINT provider_secret_community_id_provider_id_fkey FOREIGN KEY (community_id, provider_id) REFERENCES payments.provider(community_id, id);


--
-- Name: refund refund_community_id_payment_id_fkey; Type: FK CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.refund
    ADD CONSTRAINT refund_community_id_payment_id_fkey FOREIGN KEY (community_id, payment_id) REFERENCES payments.payment(community_id, id);


--
-- Name: rejection_tally rejection_tally_community_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.rejection_tally
    ADD CONSTRAINT rejection_tally_community_id_provider_id_fkey FOREIGN KEY (community_id, provider_id) REFERENCES payments.provider(community_id, id);


--
-- Name: unmatched unmatched_community_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.unmatched
    ADD CONSTRAINT unmatched_community_id_provider_id_fkey FOREIGN KEY (community_id, provider_id) REFERENCES payments.provider(community_id, id);


--
-- Name: webhook_event webhook_event_community_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: payments; Owner: cp_owner
--

ALTER TABLE ONLY payments.webhook_event
    ADD CONSTRAINT webhook_event_community_id_provider_id_fkey FOREIGN KEY (community_id, provider_id) REFERENCES payments.provider(community_id, id);


--
-- Name: activity; Type: ROW SECURITY; Schema: communities; Owner: cp_owner
--

ALTER TABLE communities.activity ENABLE ROW LEVEL SECURITY;

--
-- Name: community; Type: ROW SECURITY; Schema: communities; Owner: cp_owner
--

ALTER TABLE communities.community ENABLE ROW LEVEL SECURITY;

--
-- Name: community_activity; Type: ROW SECURITY; Schema: communities; Owner: cp_owner
--

ALTER TABLE communities.community_activity ENABLE ROW LEVEL SECURITY;

--
-- Name: invitation; Type: ROW SECURITY; Schema: communities; Owner: cp_owner
--

ALTER TABLE communities.invitation ENABLE ROW LEVEL SECURITY;

--
-- Name: membership; Type: ROW SECURITY; Schema: communities; Owner: cp_owner
--

ALTER TABLE communities.membership ENABLE ROW LEVEL SECURITY;

--
-- Name: membership_role; Type: ROW SECURITY; Schema: communities; Owner: cp_owner
--

ALTER TABLE communities.membership_role ENABLE ROW LEVEL SECURITY;

--
-- Name: slug outside; Type: POLICY; Schema: communities; Owner: cp_owner
--

CREATE POLICY outside ON communities.slug FOR SELECT TO cp_app USING (((current_setting('app.access'::text, true) = 'system'::text) AND (current_setting('app.community_id'::text, true) = ''::text)));


--
-- Name: user_community outside; Type: POLICY; Schema: communities; Owner: cp_owner
--

CREATE POLICY outside ON communities.user_community FOR SELECT TO cp_app USING (((current_setting('app.access'::text, true) = 'system'::text) AND (current_setting('app.community_id'::text, true) = ''::text)));


--
-- Name: activity own; Type: POLICY; Schema: communities; Owner: cp_owner
--

CREATE POLICY own ON communities.activity FOR SELECT TO cp_app USING (((user_id = (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['self'::text, 'member'::text]))));


--
-- Name: user_community own; Type: POLICY; Schema: communities; Owner: cp_owner
--

CREATE POLICY own ON communities.user_community FOR SELECT TO cp_app USING ((((user_id = (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'self'::text)) OR ((current_setting('app.access'::text, true) = 'system'::text) AND (current_setting('app.community_id'::text, true) = ''::text))));


--
-- Name: activity own_change; Type: POLICY; Schema: communities; Owner: cp_owner
--

CREATE POLICY own_change ON communities.activity FOR UPDATE TO cp_app USING (((user_id = (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['self'::text, 'member'::text]))));


--
-- Name: role; Type: ROW SECURITY; Schema: communities; Owner: cp_owner
--

ALTER TABLE communities.role ENABLE ROW LEVEL SECURITY;

--
-- Name: community shown; Type: POLICY; Schema: communities; Owner: cp_owner
--

CREATE POLICY shown ON communities.community FOR SELECT TO cp_app USING (((id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'public'::text) AND shows_public));


--
-- Name: slug; Type: ROW SECURITY; Schema: communities; Owner: cp_owner
--

ALTER TABLE communities.slug ENABLE ROW LEVEL SECURITY;

--
-- Name: activity tenant; Type: POLICY; Schema: communities; Owner: cp_owner
--

CREATE POLICY tenant ON communities.activity TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'system'::text))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'system'::text)));


--
-- Name: community tenant; Type: POLICY; Schema: communities; Owner: cp_owner
--

CREATE POLICY tenant ON communities.community TO cp_app USING (((id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: community_activity tenant; Type: POLICY; Schema: communities; Owner: cp_owner
--

CREATE POLICY tenant ON communities.community_activity TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: invitation tenant; Type: POLICY; Schema: communities; Owner: cp_owner
--

CREATE POLICY tenant ON communities.invitation TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: membership tenant; Type: POLICY; Schema: communities; Owner: cp_owner
--

CREATE POLICY tenant ON communities.membership TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: membership_role tenant; Type: POLICY; Schema: communities; Owner: cp_owner
--

CREATE POLICY tenant ON communities.membership_role TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: role tenant; Type: POLICY; Schema: communities; Owner: cp_owner
--

CREATE POLICY tenant ON communities.role TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: slug tenant; Type: POLICY; Schema: communities; Owner: cp_owner
--

CREATE POLICY tenant ON communities.slug TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: user_community tenant; Type: POLICY; Schema: communities; Owner: cp_owner
--

CREATE POLICY tenant ON communities.user_community TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: user_community; Type: ROW SECURITY; Schema: communities; Owner: cp_owner
--

ALTER TABLE communities.user_community ENABLE ROW LEVEL SECURITY;

--
-- Name: activity written; Type: POLICY; Schema: communities; Owner: cp_owner
--

CREATE POLICY written ON communities.activity FOR INSERT TO cp_app WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'member'::text)));


--
-- Name: document; Type: ROW SECURITY; Schema: documents; Owner: cp_owner
--

ALTER TABLE documents.document ENABLE ROW LEVEL SECURITY;

--
-- Name: series; Type: ROW SECURITY; Schema: documents; Owner: cp_owner
--

ALTER TABLE documents.series ENABLE ROW LEVEL SECURITY;

--
-- Name: document tenant; Type: POLICY; Schema: documents; Owner: cp_owner
--

CREATE POLICY tenant ON documents.document TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: series tenant; Type: POLICY; Schema: documents; Owner: cp_owner
--

CREATE POLICY tenant ON documents.series TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: comment; Type: ROW SECURITY; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE fundraising.comment ENABLE ROW LEVEL SECURITY;

--
-- Name: comment_report; Type: ROW SECURITY; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE fundraising.comment_report ENABLE ROW LEVEL SECURITY;

--
-- Name: gift; Type: ROW SECURITY; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE fundraising.gift ENABLE ROW LEVEL SECURITY;

--
-- Name: giver; Type: ROW SECURITY; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE fundraising.giver ENABLE ROW LEVEL SECURITY;

--
-- Name: goal; Type: ROW SECURITY; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE fundraising.goal ENABLE ROW LEVEL SECURITY;

--
-- Name: goal_update; Type: ROW SECURITY; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE fundraising.goal_update ENABLE ROW LEVEL SECURITY;

--
-- Name: media; Type: ROW SECURITY; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE fundraising.media ENABLE ROW LEVEL SECURITY;

--
-- Name: milestone; Type: ROW SECURITY; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE fundraising.milestone ENABLE ROW LEVEL SECURITY;

--
-- Name: slug outside; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY outside ON fundraising.slug FOR SELECT TO cp_app USING (((current_setting('app.access'::text, true) = 'system'::text) AND (current_setting('app.community_id'::text, true) = ''::text)));


--
-- Name: payout; Type: ROW SECURITY; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE fundraising.payout ENABLE ROW LEVEL SECURITY;

--
-- Name: proof; Type: ROW SECURITY; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE fundraising.proof ENABLE ROW LEVEL SECURITY;

--
-- Name: proof_media; Type: ROW SECURITY; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE fundraising.proof_media ENABLE ROW LEVEL SECURITY;

--
-- Name: release; Type: ROW SECURITY; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE fundraising.release ENABLE ROW LEVEL SECURITY;

--
-- Name: comment shown; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY shown ON fundraising.comment FOR SELECT TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'public'::text) AND (status = 'shown'::text)));


--
-- Name: gift shown; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY shown ON fundraising.gift FOR SELECT TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'public'::text) AND (status = ANY (ARRAY['succeeded'::text, 'disputed'::text]))));


--
-- Name: giver shown; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY shown ON fundraising.giver FOR SELECT TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'public'::text) AND (user_id = (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid)));


--
-- Name: goal shown; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY shown ON fundraising.goal FOR SELECT TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'public'::text) AND (published_at IS NOT NULL)));


--
-- Name: goal_update shown; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY shown ON fundraising.goal_update FOR SELECT TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'public'::text) AND true));


--
-- Name: media shown; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY shown ON fundraising.media FOR SELECT TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'public'::text) AND (published_at IS NOT NULL)));


--
-- Name: milestone shown; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY shown ON fundraising.milestone FOR SELECT TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'public'::text) AND (published_at IS NOT NULL)));


--
-- Name: proof shown; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY shown ON fundraising.proof FOR SELECT TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'public'::text) AND (status <> 'withdrawn'::text)));


--
-- Name: proof_media shown; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY shown ON fundraising.proof_media FOR SELECT TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'public'::text) AND true));


--
-- Name: release shown; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY shown ON fundraising.release FOR SELECT TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'public'::text) AND true));


--
-- Name: terms shown; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY shown ON fundraising.terms FOR SELECT TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'public'::text) AND (published_at IS NOT NULL)));


--
-- Name: vote shown; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY shown ON fundraising.vote FOR SELECT TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'public'::text) AND true));


--
-- Name: voter shown; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY shown ON fundraising.voter FOR SELECT TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'public'::text) AND true));


--
-- Name: slug; Type: ROW SECURITY; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE fundraising.slug ENABLE ROW LEVEL SECURITY;

--
-- Name: comment tenant; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY tenant ON fundraising.comment TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: comment_report tenant; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY tenant ON fundraising.comment_report TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: gift tenant; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY tenant ON fundraising.gift TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: giver tenant; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY tenant ON fundraising.giver TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: goal tenant; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY tenant ON fundraising.goal TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: goal_update tenant; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY tenant ON fundraising.goal_update TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: media tenant; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY tenant ON fundraising.media TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: milestone tenant; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY tenant ON fundraising.milestone TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: payout tenant; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY tenant ON fundraising.payout TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: proof tenant; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY tenant ON fundraising.proof TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: proof_media tenant; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY tenant ON fundraising.proof_media TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: release tenant; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY tenant ON fundraising.release TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: slug tenant; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY tenant ON fundraising.slug TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: terms tenant; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY tenant ON fundraising.terms TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: vote tenant; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY tenant ON fundraising.vote TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: voter tenant; Type: POLICY; Schema: fundraising; Owner: cp_owner
--

CREATE POLICY tenant ON fundraising.voter TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: terms; Type: ROW SECURITY; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE fundraising.terms ENABLE ROW LEVEL SECURITY;

--
-- Name: vote; Type: ROW SECURITY; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE fundraising.vote ENABLE ROW LEVEL SECURITY;

--
-- Name: voter; Type: ROW SECURITY; Schema: fundraising; Owner: cp_owner
--

ALTER TABLE fundraising.voter ENABLE ROW LEVEL SECURITY;

--
-- Name: user named; Type: POLICY; Schema: identity; Owner: cp_owner
--

CREATE POLICY named ON identity."user" FOR SELECT TO cp_app USING ((current_setting('app.access'::text, true) = 'system'::text));


--
-- Name: sign_in_attempt outside; Type: POLICY; Schema: identity; Owner: cp_owner
--

CREATE POLICY outside ON identity.sign_in_attempt TO cp_app USING (((current_setting('app.access'::text, true) = 'system'::text) AND (current_setting('app.community_id'::text, true) = ''::text))) WITH CHECK (((current_setting('app.access'::text, true) = 'system'::text) AND (current_setting('app.community_id'::text, true) = ''::text)));


--
-- Name: session own; Type: POLICY; Schema: identity; Owner: cp_owner
--

CREATE POLICY own ON identity.session TO cp_app USING ((((user_id = (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'self'::text)) OR ((current_setting('app.access'::text, true) = 'system'::text) AND (current_setting('app.community_id'::text, true) = ''::text)))) WITH CHECK ((((user_id = (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'self'::text)) OR ((current_setting('app.access'::text, true) = 'system'::text) AND (current_setting('app.community_id'::text, true) = ''::text))));


--
-- Name: token own; Type: POLICY; Schema: identity; Owner: cp_owner
--

CREATE POLICY own ON identity.token TO cp_app USING ((((user_id = (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'self'::text)) OR ((current_setting('app.access'::text, true) = 'system'::text) AND (current_setting('app.community_id'::text, true) = ''::text)))) WITH CHECK ((((user_id = (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'self'::text)) OR ((current_setting('app.access'::text, true) = 'system'::text) AND (current_setting('app.community_id'::text, true) = ''::text))));


--
-- Name: user own; Type: POLICY; Schema: identity; Owner: cp_owner
--

CREATE POLICY own ON identity."user" TO cp_app USING ((((id = (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'self'::text)) OR ((current_setting('app.access'::text, true) = 'system'::text) AND (current_setting('app.community_id'::text, true) = ''::text)))) WITH CHECK ((((id = (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'self'::text)) OR ((current_setting('app.access'::text, true) = 'system'::text) AND (current_setting('app.community_id'::text, true) = ''::text))));


--
-- Name: session; Type: ROW SECURITY; Schema: identity; Owner: cp_owner
--

ALTER TABLE identity.session ENABLE ROW LEVEL SECURITY;

--
-- Name: sign_in_attempt; Type: ROW SECURITY; Schema: identity; Owner: cp_owner
--

ALTER TABLE identity.sign_in_attempt ENABLE ROW LEVEL SECURITY;

--
-- Name: token; Type: ROW SECURITY; Schema: identity; Owner: cp_owner
--

ALTER TABLE identity.token ENABLE ROW LEVEL SECURITY;

--
-- Name: user; Type: ROW SECURITY; Schema: identity; Owner: cp_owner
--

ALTER TABLE identity."user" ENABLE ROW LEVEL SECURITY;

--
-- Name: account; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.account ENABLE ROW LEVEL SECURITY;

--
-- Name: account_day; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.account_day ENABLE ROW LEVEL SECURITY;

--
-- Name: account_month; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.account_month ENABLE ROW LEVEL SECURITY;

--
-- Name: balance; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.balance ENABLE ROW LEVEL SECURITY;

--
-- Name: batch; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.batch ENABLE ROW LEVEL SECURITY;

--
-- Name: closing; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.closing ENABLE ROW LEVEL SECURITY;

--
-- Name: companion; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.companion ENABLE ROW LEVEL SECURITY;

--
-- Name: entry; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.entry ENABLE ROW LEVEL SECURITY;

--
-- Name: hold; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.hold ENABLE ROW LEVEL SECURITY;

--
-- Name: metadata_indexed; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.metadata_indexed ENABLE ROW LEVEL SECURITY;

--
-- Name: metadata_term; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.metadata_term ENABLE ROW LEVEL SECURITY;

--
-- Name: posting_key; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.posting_key ENABLE ROW LEVEL SECURITY;

--
-- Name: reference; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.reference ENABLE ROW LEVEL SECURITY;

--
-- Name: reversed; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.reversed ENABLE ROW LEVEL SECURITY;

--
-- Name: roll_pace; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.roll_pace ENABLE ROW LEVEL SECURITY;

--
-- Name: rolled; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.rolled ENABLE ROW LEVEL SECURITY;

--
-- Name: seal; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.seal ENABLE ROW LEVEL SECURITY;

--
-- Name: seal_head; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.seal_head ENABLE ROW LEVEL SECURITY;

--
-- Name: account tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.account TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: account_day tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.account_day TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: account_month tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.account_month TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: balance tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.balance TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: batch tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.batch TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: closing tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.closing TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: entry tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.entry TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: hold tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.hold TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: metadata_indexed tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.metadata_indexed TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: metadata_term tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.metadata_term TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: posting_key tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.posting_key TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: reference tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.reference TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: reversed tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.reversed TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: rolled tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.rolled TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: seal tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.seal TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: seal_head tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.seal_head TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: transaction tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.transaction TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: turnover tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.turnover TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: unrolled tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.unrolled TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: unsealed tenant; Type: POLICY; Schema: ledger; Owner: cp_owner
--

CREATE POLICY tenant ON ledger.unsealed TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: transaction; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.transaction ENABLE ROW LEVEL SECURITY;

--
-- Name: turnover; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.turnover ENABLE ROW LEVEL SECURITY;

--
-- Name: unrolled; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.unrolled ENABLE ROW LEVEL SECURITY;

--
-- Name: unsealed; Type: ROW SECURITY; Schema: ledger; Owner: cp_owner
--

ALTER TABLE ledger.unsealed ENABLE ROW LEVEL SECURITY;

--
-- Name: mail; Type: ROW SECURITY; Schema: notifications; Owner: cp_owner
--

ALTER TABLE notifications.mail ENABLE ROW LEVEL SECURITY;

--
-- Name: mail outside; Type: POLICY; Schema: notifications; Owner: cp_owner
--

CREATE POLICY outside ON notifications.mail TO cp_app USING (((current_setting('app.access'::text, true) = 'system'::text) AND (current_setting('app.community_id'::text, true) = ''::text))) WITH CHECK (((current_setting('app.access'::text, true) = 'system'::text) AND (current_setting('app.community_id'::text, true) = ''::text)));


--
-- Name: mail written; Type: POLICY; Schema: notifications; Owner: cp_owner
--

CREATE POLICY written ON notifications.mail FOR INSERT TO cp_app WITH CHECK (((current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text, 'self'::text])) AND ((community_id IS NULL) OR (community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid))));


--
-- Name: payment; Type: ROW SECURITY; Schema: payments; Owner: cp_owner
--

ALTER TABLE payments.payment ENABLE ROW LEVEL SECURITY;

--
-- Name: payout; Type: ROW SECURITY; Schema: payments; Owner: cp_owner
--

ALTER TABLE payments.payout ENABLE ROW LEVEL SECURITY;

--
-- Name: provider; Type: ROW SECURITY; Schema: payments; Owner: cp_owner
--

ALTER TABLE payments.provider ENABLE ROW LEVEL SECURITY;

--
-- Name: provider_address; Type: ROW SECURITY; Schema: payments; Owner: cp_owner
--

ALTER TABLE payments.provider_address ENABLE ROW LEVEL SECURITY;

--
-- Name: provider_secret; Type: ROW SECURITY; Schema: payments; Owner: cp_owner
--

ALTER TABLE payments.provider_secret ENABLE ROW LEVEL SECURITY;

--
-- Name: refund; Type: ROW SECURITY; Schema: payments; Owner: cp_owner
--

ALTER TABLE payments.refund ENABLE ROW LEVEL SECURITY;

--
-- Name: rejection_tally; Type: ROW SECURITY; Schema: payments; Owner: cp_owner
--

ALTER TABLE payments.rejection_tally ENABLE ROW LEVEL SECURITY;

--
-- Name: provider shown; Type: POLICY; Schema: payments; Owner: cp_owner
--

CREATE POLICY shown ON payments.provider FOR SELECT TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = 'public'::text) AND (status = 'active'::text)));


--
-- Name: payment tenant; Type: POLICY; Schema: payments; Owner: cp_owner
--

CREATE POLICY tenant ON payments.payment TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: payout tenant; Type: POLICY; Schema: payments; Owner: cp_owner
--

CREATE POLICY tenant ON payments.payout TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: provider tenant; Type: POLICY; Schema: payments; Owner: cp_owner
--

CREATE POLICY tenant ON payments.provider TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: provider_address tenant; Type: POLICY; Schema: payments; Owner: cp_owner
--

CREATE POLICY tenant ON payments.provider_address TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: provider_secret tenant; Type: POLICY; Schema: payments; Owner: cp_owner
--

CREATE POLICY tenant ON payments.provider_secret TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: refund tenant; Type: POLICY; Schema: payments; Owner: cp_owner
--

CREATE POLICY tenant ON payments.refund TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: rejection_tally tenant; Type: POLICY; Schema: payments; Owner: cp_owner
--

CREATE POLICY tenant ON payments.rejection_tally TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: unmatched tenant; Type: POLICY; Schema: payments; Owner: cp_owner
--

CREATE POLICY tenant ON payments.unmatched TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: webhook_event tenant; Type: POLICY; Schema: payments; Owner: cp_owner
--

CREATE POLICY tenant ON payments.webhook_event TO cp_app USING (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text])))) WITH CHECK (((community_id = (NULLIF(current_setting('app.community_id'::text, true), ''::text))::uuid) AND (current_setting('app.access'::text, true) = ANY (ARRAY['member'::text, 'system'::text]))));


--
-- Name: unmatched; Type: ROW SECURITY; Schema: payments; Owner: cp_owner
--

ALTER TABLE payments.unmatched ENABLE ROW LEVEL SECURITY;

--
-- Name: webhook_event; Type: ROW SECURITY; Schema: payments; Owner: cp_owner
--

ALTER TABLE payments.webhook_event ENABLE ROW LEVEL SECURITY;

--
-- Name: idempotency; Type: ROW SECURITY; Schema: platform; Owner: cp_owner
--

ALTER TABLE platform.idempotency ENABLE ROW LEVEL SECURITY;

--
-- Name: live_event; Type: ROW SECURITY; Schema: platform; Owner: cp_owner
--

ALTER TABLE platform.live_event ENABLE ROW LEVEL SECURITY;

--
-- Name: outbox; Type: ROW SECURITY; Schema: platform; Owner: cp_owner
--

ALTER TABLE platform.outbox ENABLE ROW LEVEL SECURITY;

--
-- Name: partitioned; Type: ROW SECURITY; Schema: platform; Owner: cp_owner
--

ALTER TABLE platform.partitioned ENABLE ROW LEVEL SECURITY;

--
-- Name: outbox written; Type: POLICY; Schema: platform; Owner: cp_owner
--

CREATE POLICY written ON platform.outbox FOR INSERT TO cp_app WITH CHECK (true);


--
-- Name: SCHEMA communities; Type: ACL; Schema: -; Owner: cp_owner
--

GRANT USAGE ON SCHEMA communities TO cp_app;


--
-- Name: SCHEMA documents; Type: ACL; Schema: -; Owner: cp_owner
--

GRANT USAGE ON SCHEMA documents TO cp_app;


--
-- Name: SCHEMA fundraising; Type: ACL; Schema: -; Owner: cp_owner
--

GRANT USAGE ON SCHEMA fundraising TO cp_app;


--
-- Name: SCHEMA identity; Type: ACL; Schema: -; Owner: cp_owner
--

GRANT USAGE ON SCHEMA identity TO cp_app;


--
-- Name: SCHEMA ledger; Type: ACL; Schema: -; Owner: cp_owner
--

GRANT USAGE ON SCHEMA ledger TO cp_app;


--
-- Name: SCHEMA notifications; Type: ACL; Schema: -; Owner: cp_owner
--

GRANT USAGE ON SCHEMA notifications TO cp_app;


--
-- Name: SCHEMA payments; Type: ACL; Schema: -; Owner: cp_owner
--

GRANT USAGE ON SCHEMA payments TO cp_app;


--
-- Name: SCHEMA platform; Type: ACL; Schema: -; Owner: cp_owner
--

GRANT USAGE ON SCHEMA platform TO cp_app;


--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: pg_database_owner
--

REVOKE USAGE ON SCHEMA public FROM PUBLIC;


--
-- Name: FUNCTION roll_behind(communities uuid[], most integer); Type: ACL; Schema: ledger; Owner: cp_owner
--

REVOKE ALL ON FUNCTION ledger.roll_behind(communities uuid[], most integer) FROM PUBLIC;


--
-- Name: FUNCTION seal_origin(community uuid); Type: ACL; Schema: ledger; Owner: cp_owner
--

REVOKE ALL ON FUNCTION ledger.seal_origin(community uuid) FROM PUBLIC;


--
-- Name: TABLE outbox; Type: ACL; Schema: platform; Owner: cp_owner
--

GRANT INSERT ON TABLE platform.outbox TO cp_app;


--
-- Name: TABLE activity; Type: ACL; Schema: communities; Owner: cp_owner
--

GRANT SELECT,INSERT ON TABLE communities.activity TO cp_app;


--
-- Name: COLUMN activity.done_at; Type: ACL; Schema: communities; Owner: cp_owner
--

GRANT UPDATE(done_at) ON TABLE communities.activity TO cp_app;


--
-- Name: TABLE community; Type: ACL; Schema: communities; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE communities.community TO cp_app;


--
-- Name: TABLE community_activity; Type: ACL; Schema: communities; Owner: cp_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE communities.community_activity TO cp_app;


--
-- Name: TABLE invitation; Type: ACL; Schema: communities; Owner: cp_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE communities.invitation TO cp_app;


--
-- Name: TABLE membership; Type: ACL; Schema: communities; Owner: cp_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE communities.membership TO cp_app;


--
-- Name: TABLE membership_role; Type: ACL; Schema: communities; Owner: cp_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE communities.membership_role TO cp_app;


--
-- Name: TABLE role; Type: ACL; Schema: communities; Owner: cp_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE communities.role TO cp_app;


--
-- Name: TABLE slug; Type: ACL; Schema: communities; Owner: cp_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE communities.slug TO cp_app;


--
-- Name: TABLE user_community; Type: ACL; Schema: communities; Owner: cp_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE communities.user_community TO cp_app;


--
-- Name: TABLE document; Type: ACL; Schema: documents; Owner: cp_owner
--

GRANT SELECT,INSERT ON TABLE documents.document TO cp_app;


--
-- Name: TABLE series; Type: ACL; Schema: documents; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE documents.series TO cp_app;


--
-- Name: TABLE comment; Type: ACL; Schema: fundraising; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE fundraising.comment TO cp_app;


--
-- Name: TABLE comment_report; Type: ACL; Schema: fundraising; Owner: cp_owner
--

GRANT SELECT,INSERT ON TABLE fundraising.comment_report TO cp_app;


--
-- Name: TABLE gift; Type: ACL; Schema: fundraising; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE fundraising.gift TO cp_app;


--
-- Name: TABLE giver; Type: ACL; Schema: fundraising; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE fundraising.giver TO cp_app;


--
-- Name: TABLE goal; Type: ACL; Schema: fundraising; Owner: cp_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE fundraising.goal TO cp_app;


--
-- Name: TABLE goal_update; Type: ACL; Schema: fundraising; Owner: cp_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE fundraising.goal_update TO cp_app;


--
-- Name: TABLE media; Type: ACL; Schema: fundraising; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE fundraising.media TO cp_app;


--
-- Name: TABLE milestone; Type: ACL; Schema: fundraising; Owner: cp_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE fundraising.milestone TO cp_app;


--
-- Name: TABLE payout; Type: ACL; Schema: fundraising; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE fundraising.payout TO cp_app;


--
-- Name: TABLE proof; Type: ACL; Schema: fundraising; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE fundraising.proof TO cp_app;


--
-- Name: TABLE proof_media; Type: ACL; Schema: fundraising; Owner: cp_owner
--

GRANT SELECT,INSERT ON TABLE fundraising.proof_media TO cp_app;


--
-- Name: TABLE release; Type: ACL; Schema: fundraising; Owner: cp_owner
--

GRANT SELECT,INSERT ON TABLE fundraising.release TO cp_app;


--
-- Name: TABLE slug; Type: ACL; Schema: fundraising; Owner: cp_owner
--

GRANT SELECT,INSERT ON TABLE fundraising.slug TO cp_app;


--
-- Name: TABLE terms; Type: ACL; Schema: fundraising; Owner: cp_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE fundraising.terms TO cp_app;


--
-- Name: TABLE vote; Type: ACL; Schema: fundraising; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE fundraising.vote TO cp_app;


--
-- Name: TABLE voter; Type: ACL; Schema: fundraising; Owner: cp_owner
--

GRANT SELECT,INSERT ON TABLE fundraising.voter TO cp_app;


--
-- Name: TABLE session; Type: ACL; Schema: identity; Owner: cp_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.session TO cp_app;


--
-- Name: TABLE sign_in_attempt; Type: ACL; Schema: identity; Owner: cp_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.sign_in_attempt TO cp_app;


--
-- Name: TABLE token; Type: ACL; Schema: identity; Owner: cp_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.token TO cp_app;


--
-- Name: TABLE "user"; Type: ACL; Schema: identity; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE identity."user" TO cp_app;


--
-- Name: TABLE account; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.account TO cp_app;


--
-- Name: TABLE account_day; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.account_day TO cp_app;


--
-- Name: TABLE account_month; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.account_month TO cp_app;


--
-- Name: TABLE balance; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.balance TO cp_app;


--
-- Name: TABLE batch; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.batch TO cp_app;


--
-- Name: TABLE closing; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.closing TO cp_app;


--
-- Name: TABLE entry; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.entry TO cp_app;


--
-- Name: TABLE hold; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.hold TO cp_app;


--
-- Name: TABLE metadata_indexed; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.metadata_indexed TO cp_app;


--
-- Name: TABLE metadata_term; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.metadata_term TO cp_app;


--
-- Name: TABLE posting_key; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.posting_key TO cp_app;


--
-- Name: TABLE reference; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.reference TO cp_app;


--
-- Name: TABLE reversed; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.reversed TO cp_app;


--
-- Name: TABLE rolled; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.rolled TO cp_app;


--
-- Name: TABLE seal; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.seal TO cp_app;


--
-- Name: TABLE seal_head; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.seal_head TO cp_app;


--
-- Name: TABLE transaction; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.transaction TO cp_app;


--
-- Name: TABLE turnover; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.turnover TO cp_app;


--
-- Name: TABLE unrolled; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.unrolled TO cp_app;


--
-- Name: TABLE unsealed; Type: ACL; Schema: ledger; Owner: cp_owner
--

GRANT SELECT ON TABLE ledger.unsealed TO cp_app;


--
-- Name: TABLE mail; Type: ACL; Schema: notifications; Owner: cp_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE notifications.mail TO cp_app;


--
-- Name: TABLE payment; Type: ACL; Schema: payments; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE payments.payment TO cp_app;


--
-- Name: TABLE payout; Type: ACL; Schema: payments; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE payments.payout TO cp_app;


--
-- Name: TABLE provider; Type: ACL; Schema: payments; Owner: cp_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE payments.provider TO cp_app;


--
-- Name: TABLE provider_address; Type: ACL; Schema: payments; Owner: cp_owner
--

GRANT SELECT,INSERT ON TABLE payments.provider_address TO cp_app;


--
-- Name: TABLE provider_secret; Type: ACL; Schema: payments; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE payments.provider_secret TO cp_app;


--
-- Name: TABLE refund; Type: ACL; Schema: payments; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE payments.refund TO cp_app;


--
-- Name: TABLE rejection_tally; Type: ACL; Schema: payments; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE payments.rejection_tally TO cp_app;


--
-- Name: TABLE unmatched; Type: ACL; Schema: payments; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE payments.unmatched TO cp_app;


--
-- Name: TABLE webhook_event; Type: ACL; Schema: payments; Owner: cp_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE payments.webhook_event TO cp_app;


--
-- PostgreSQL database dump complete
--


