-- Communities, who belongs to them with which roles, invitations, and the two lists of what happened.

create schema communities;
grant usage on schema communities to cp_app;

create table communities.community (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  slug text not null check (slug ~ '^[a-z0-9](-?[a-z0-9]){1,59}$'),
  products text[] not null default '{}',
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  locale text not null default 'en',
  time_zone text not null default 'UTC',
  theme jsonb not null default '{}',
  -- Set by a product when it publishes something: strangers may then enter as the public.
  shows_public boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- A reference table: a short name is unique over all shards.
create table communities.slug (
  slug text primary key,
  community_id uuid not null,
  created_at timestamptz not null
);

create table communities.membership (
  community_id uuid not null references communities.community (id),
  user_id uuid not null,
  status text not null check (status in ('invited', 'active', 'left', 'removed')),
  display_name text not null check (length(display_name) between 1 and 120),
  -- {"allow": [...], "deny": [...]}: permissions of this member beside those of the roles.
  overrides jsonb not null default '{}',
  joined_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, user_id)
);

create table communities.role (
  community_id uuid not null references communities.community (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  -- One of the roles that every community is born with; null for its own.
  origin text check (origin in ('owner', 'treasurer', 'operator', 'member')),
  description text not null default '' check (length(description) <= 500),
  -- Array of `<module>.<verb>`, or of `*` alone for owners.
  permissions jsonb not null check (jsonb_typeof(permissions) = 'array'),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id),
  unique (community_id, name),
  -- `*` is the owner's and nobody else's.
  check ((permissions @> '["*"]') = (origin is not distinct from 'owner'))
);

create table communities.membership_role (
  community_id uuid not null,
  user_id uuid not null,
  role_id uuid not null,
  assigned_at timestamptz not null,
  primary key (community_id, user_id, role_id),
  foreign key (community_id, user_id) references communities.membership (community_id, user_id),
  foreign key (community_id, role_id) references communities.role (community_id, id)
);

create table communities.invitation (
  community_id uuid not null references communities.community (id),
  id uuid not null,
  token_hash bytea not null,
  role_ids uuid[] not null,
  note text not null default '' check (length(note) <= 500),
  max_uses integer not null check (max_uses between 1 and 1000),
  used_count integer not null default 0,
  invited_by uuid,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null,
  primary key (community_id, id),
  unique (community_id, token_hash),
  check (used_count between 0 and max_uses)
);

-- The mirror of memberships by user: "my communities" without a look into each.
create table communities.user_community (
  user_id uuid not null,
  community_id uuid not null,
  name text not null,
  slug text not null,
  products text[] not null,
  currency text not null,
  status text not null,
  roles text[] not null,
  updated_at timestamptz not null,
  primary key (user_id, community_id)
);
create index user_community_community_idx on communities.user_community (community_id);

-- What happened to a user and what waits for them, over all communities.
create table communities.activity (
  user_id uuid not null,
  id uuid not null,
  community_id uuid not null,
  kind text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  -- Ids and figures that the text of the kind needs; no text for people.
  data jsonb not null default '{}',
  -- What it is about, so that it can be marked done for everybody: `proof/<id>`.
  subject text,
  waits boolean not null default false,
  done_at timestamptz,
  occurred_at timestamptz not null,
  primary key (user_id, id)
);
create index activity_recent_idx on communities.activity (user_id, occurred_at desc, id desc);
create index activity_waiting_idx on communities.activity (user_id, occurred_at desc, id desc) where waits and done_at is null;
create index activity_subject_idx on communities.activity (community_id, subject) where waits and done_at is null;

-- What happened in a community, for all its members.
create table communities.community_activity (
  community_id uuid not null,
  id uuid not null,
  kind text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  actor_id uuid,
  data jsonb not null default '{}',
  occurred_at timestamptz not null,
  primary key (community_id, id)
);
create index community_activity_recent_idx on communities.community_activity (community_id, occurred_at desc, id desc);
-- By age, for the forgetting alone: rows come in the order of time, so a summary of blocks will do.
create index activity_age_idx on communities.activity using brin (occurred_at);
create index community_activity_age_idx on communities.community_activity using brin (occurred_at);

-- At most so many old lines of each list; what waits for somebody stays. Answers how many are gone.
create function communities.forget_activity(before timestamptz, most integer) returns integer
language sql security definer set search_path = pg_catalog as $$
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

call platform.protect('communities.membership');
call platform.protect('communities.role');
call platform.protect('communities.membership_role');
call platform.protect('communities.invitation');
call platform.protect('communities.community_activity');
-- The mirror is read by its user, and by the system outside of any community; it is written where the membership is.
call platform.protect('communities.user_community');
-- A user is renamed outside of any community: the system then asks in which ones the name must follow.
create policy outside on communities.user_community for select to cp_app
  using (current_setting('app.access', true) = 'system' and current_setting('app.community_id', true) = '');
create policy own on communities.user_community for select to cp_app
  using ((user_id = nullif(current_setting('app.user_id', true), '')::uuid and current_setting('app.access', true) = 'self')
    or (current_setting('app.access', true) = 'system' and current_setting('app.community_id', true) = ''));

-- A community is its own tenant: its id is what the others call community_id.
alter table communities.community enable row level security;
create policy tenant on communities.community for all to cp_app
  using (id = nullif(current_setting('app.community_id', true), '')::uuid and current_setting('app.access', true) in ('member', 'system'))
  with check (id = nullif(current_setting('app.community_id', true), '')::uuid and current_setting('app.access', true) in ('member', 'system'));
create policy shown on communities.community for select to cp_app
  using (id = nullif(current_setting('app.community_id', true), '')::uuid and current_setting('app.access', true) = 'public'
    and shows_public);
grant select, insert, update on communities.community to cp_app;

call platform.protect('communities.slug', allow => 'select, insert, delete');
-- A public address names a community by its slug before any community is entered.
create policy outside on communities.slug for select to cp_app
  using (current_setting('app.access', true) = 'system' and current_setting('app.community_id', true) = '');

-- Whoever acts in a community writes what happened to its members; each reads only what happened to them.
alter table communities.activity enable row level security;
create policy own on communities.activity for select to cp_app
  using (user_id = nullif(current_setting('app.user_id', true), '')::uuid and current_setting('app.access', true) in ('self', 'member'));
create policy own_change on communities.activity for update to cp_app
  using (user_id = nullif(current_setting('app.user_id', true), '')::uuid and current_setting('app.access', true) in ('self', 'member'));
create policy tenant on communities.activity for all to cp_app
  using (community_id = nullif(current_setting('app.community_id', true), '')::uuid and current_setting('app.access', true) = 'system')
  with check (community_id = nullif(current_setting('app.community_id', true), '')::uuid and current_setting('app.access', true) = 'system');
create policy written on communities.activity for insert to cp_app
  with check (community_id = nullif(current_setting('app.community_id', true), '')::uuid and current_setting('app.access', true) = 'member');
-- Whose row it is, and of which community, is for ever.
grant select, insert, update (done_at) on communities.activity to cp_app;

-- Permissions of an active member: those of the roles, and the member's own overrides. `*` cannot be taken from an owner.
create function communities.permissions_of(p_community uuid, p_user uuid, p_overrides jsonb) returns text[]
language sql stable set search_path = pg_catalog as $$
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

-- The door of a request in a community (its siblings stand in 0001); the settings end with the transaction.
-- As a member, or as the public where the community shows something; else there is no such community.
create function platform.enter(p_community uuid, p_user uuid) returns table (access text, permissions text[])
language plpgsql security definer set search_path = pg_catalog as $$
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

-- Which of these users are active members still: for the edge, which holds streams open for them.
create function platform.members_among(p_community uuid, p_users uuid[]) returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
  select m.user_id from communities.membership m
  where m.community_id = p_community and m.user_id = any(p_users) and m.status = 'active'
$$;

-- The founder fills a community that is not there yet, in the transaction that began as `enter_self`.
create function communities.enter_new(p_community uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if current_setting('app.access', true) <> 'self'
    or exists (select from communities.community c where c.id = p_community) then
    raise exception 'no such community' using errcode = 'CP404';
  end if;
  perform set_config('app.community_id', p_community::text, true), set_config('app.access', 'member', true);
end
$$;
