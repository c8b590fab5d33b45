-- The platform: how a transaction begins, what a tenant's table looks like, the outbox, kept answers, partitions.
-- cp_owner runs this and owns everything; cp_app is the server and gets nothing but what is granted by name.

create schema platform;
grant usage on schema platform to cp_app;
revoke all on schema public from public;

-- Tenant tables ---------------------------------------------------------------------------------------------------

-- Puts the second wall under a tenant's table: cp_app sees a row only inside its community, as a member or as the
-- system. `public_when` names the rows that the public may read once the community shows something. An equality with a
-- setting costs nothing measurable; a subquery on membership would cost a fifth.
create procedure platform.protect(target regclass, public_when text default null,
                                  allow text default 'select, insert, update, delete')
language plpgsql set search_path = pg_catalog as $$
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

-- The same for rows that belong to a user: seen by that user, and by the system outside of any community.
create procedure platform.protect_own(target regclass, owner_column name default 'user_id',
                                      allow text default 'select, insert, update, delete')
language plpgsql set search_path = pg_catalog as $$
declare
  mine constant text := format(
    '(%I = nullif(current_setting(''app.user_id'', true), '''')::uuid and current_setting(''app.access'', true) = ''self'')'
    ' or (current_setting(''app.access'', true) = ''system'' and current_setting(''app.community_id'', true) = '''')', owner_column);
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy own on %s for all to cp_app using (%s) with check (%s)', target, mine, mine);
  execute format('grant %s on %s to cp_app', allow, target);
end $$;

-- Outbox ----------------------------------------------------------------------------------------------------------

-- Jobs and events of a command, written in its transaction; one dispatcher a process moves them into the queue.
create table platform.outbox (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('job', 'event')),
  name text not null,
  payload jsonb not null,
  queue text,
  job_key text,
  run_at timestamptz,
  max_attempts integer,
  live boolean not null default false,
  created_at timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
alter table platform.outbox enable row level security;
create policy written on platform.outbox for insert to cp_app with check (true);
grant insert on platform.outbox to cp_app;

create function platform.take_outbox(most integer) returns setof platform.outbox
language sql security definer set search_path = pg_catalog as $$
  delete from platform.outbox
   where id in (select id from platform.outbox order by id limit most for update skip locked)
  returning *
$$;

-- What happened in the last minutes, so that a page that lost its link can resume. Ids only.
create table platform.live_event (
  id bigint generated always as identity primary key,
  community_id uuid,
  name text not null,
  payload jsonb not null,
  created_at timestamptz not null default clock_timestamp()
);
alter table platform.live_event enable row level security;

create function platform.add_live_events(names text[], payloads jsonb[]) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into platform.live_event (community_id, name, payload)
  select (p ->> 'communityId')::uuid, n, p from unnest(names, payloads) as u (n, p)
$$;

create function platform.live_events_after(after_id bigint, most integer)
returns table (id bigint, community_id uuid, name text, payload jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select e.id, e.community_id, e.name, e.payload from platform.live_event e
   where e.id > after_id order by e.id limit most
$$;

create function platform.last_live_event() returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(max(id), 0) from platform.live_event
$$;

create function platform.forget_live_events() returns void
language sql security definer set search_path = pg_catalog as $$
  delete from platform.live_event where created_at < clock_timestamp() - interval '5 minutes'
$$;

-- Kept answers (Idempotency-Key) ----------------------------------------------------------------------------------

-- The answer to a request that carried a key, for 24 hours: looked up in today's and yesterday's partition, dropped whole.
-- `scope` hashes caller and route, so nobody can ask for another's answer.
create table platform.idempotency (
  day date not null,
  scope bytea not null,
  key text not null,
  fingerprint bytea not null,
  status smallint not null,
  answer jsonb,
  resource_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (day, scope, key)
) partition by range (day);
create table platform.idempotency_default partition of platform.idempotency default;
alter table platform.idempotency enable row level security;

create function platform.find_answer(asked_scope bytea, asked_key text, at timestamptz)
returns table (fingerprint bytea, status smallint, answer jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select i.fingerprint, i.status, i.answer from platform.idempotency i
   where i.day in ((at at time zone 'UTC')::date, (at at time zone 'UTC')::date - 1)
     and i.scope = asked_scope and i.key = asked_key and i.expires_at > at
$$;

create function platform.keep_answer(asked_scope bytea, asked_key text, asked_fingerprint bytea, given_status integer,
                                     given_answer jsonb, given_resource uuid, at timestamptz) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into platform.idempotency (day, scope, key, fingerprint, status, answer, resource_id, created_at, expires_at)
  values ((at at time zone 'UTC')::date, asked_scope, asked_key, asked_fingerprint, given_status, given_answer,
          given_resource, at, at + interval '24 hours')
$$;

-- Partitions ------------------------------------------------------------------------------------------------------

create table platform.partitioned (
  parent text primary key,
  grain text not null check (grain in ('month', 'day')),
  bound text not null check (bound in ('timestamptz', 'date', 'uuidv7')),
  -- Function called with each new partition, for what a parent cannot hand down.
  guard text,
  -- Partitions older than this are dropped whole; null: kept.
  keep interval
);
alter table platform.partitioned enable row level security;
insert into platform.partitioned values ('platform.idempotency', 'day', 'date', null, interval '2 days');

-- A bound for the first instant of a partition: for ids, the least UUIDv7 of that millisecond.
create function platform.partition_bound(kind text, at timestamptz) returns text
language sql immutable set search_path = pg_catalog as $$
  select case kind
    when 'date' then quote_literal(to_char(at at time zone 'UTC', 'YYYY-MM-DD'))
    when 'timestamptz' then quote_literal(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
    else quote_literal(regexp_replace(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0'),
                                      '^(.{8})(.{4})$', '\1-\2-0000-0000-000000000000')) end
$$;

-- `only_grain`: of the tables that are partitioned by it; null: of all.
create function platform.ensure_partitions(first timestamptz, last timestamptz, only_grain text default null) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
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

-- What is needed about `at`: months from the last one to three ahead; days, which hold what expires within one, from the two
-- before to two weeks ahead. Each partition costs every plan, clone and backup a little.
create function platform.ensure_partitions_about(at timestamptz) returns integer
language sql set search_path = pg_catalog as $$
  select platform.ensure_partitions(at - interval '31 days', at + interval '92 days', 'month')
       + platform.ensure_partitions(at - interval '2 days', at + interval '14 days', 'day')
$$;

create function platform.drop_expired_partitions(at timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
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
end $$;

-- Entering --------------------------------------------------------------------------------------------------------

create function platform.set_scope(community text, member text, access text) returns void
language sql set search_path = pg_catalog as $$
  select set_config('app.community_id', community, true), set_config('app.user_id', member, true),
         set_config('app.access', access, true)
$$;

-- Jobs and webhooks: the community comes from the job's row or the webhook's address; null: outside of any.
create function platform.enter_system(community uuid) returns void
language sql set search_path = pg_catalog as $$
  select platform.set_scope(coalesce(community::text, ''), '', 'system')
$$;

create function platform.enter_self(member uuid) returns void
language sql set search_path = pg_catalog as $$
  select platform.set_scope('', member::text, 'self')
$$;

create function platform.enter_nobody() returns void
language sql set search_path = pg_catalog as $$
  select platform.set_scope('', '', '')
$$;
