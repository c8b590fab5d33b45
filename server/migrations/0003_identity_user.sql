-- Users, their sessions and the tokens that prove an e-mail address. A user belongs to no community: on a distributed
-- database `user`, `token` and `sign_in_attempt` are reference tables and `session` is distributed by token_hash, which is
-- why nothing but the hash is unique there.

create schema identity;
grant usage on schema identity to cp_app;

create table identity."user" (
  id uuid primary key,
  email text not null check (length(email) between 3 and 254),
  -- What is compared: NFKC, lower case.
  email_normal text not null unique,
  username text check (length(username) between 3 and 40),
  username_normal text,
  -- PHC string of argon2id; null: nobody signs in with a password.
  password_hash text,
  given_name text not null check (length(given_name) between 1 and 80),
  family_name text not null check (length(family_name) between 0 and 80),
  display_name text not null check (length(display_name) between 1 and 120),
  phone text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  email_verified_at timestamptz,
  phone_verified_at timestamptz,
  locale text not null default 'en',
  time_zone text not null default 'UTC',
  platform_roles text[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((username is null) = (username_normal is null)),
  check (phone_verified_at is null or phone is not null)
);
-- A name is taken once its owner has proved the address. Were it taken before, signing up twice would tell whether an
-- address has an account.
create unique index user_username_key on identity."user" (username_normal) where email_verified_at is not null;
create unique index user_phone_key on identity."user" (phone) where phone_verified_at is not null;

create table identity.session (
  token_hash bytea primary key,
  id uuid not null,
  user_id uuid not null references identity."user" (id),
  -- Device: user agent and address.
  metadata jsonb not null default '{}',
  expires_at timestamptz not null,
  last_seen_at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null
);
create index session_user_idx on identity.session (user_id);
create index session_expiry_idx on identity.session (expires_at);

create table identity.token (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('verify_email', 'reset_password')),
  user_id uuid not null references identity."user" (id),
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null
);
create index token_user_idx on identity.token (user_id, purpose);
create index token_expiry_idx on identity.token (expires_at);

-- Failures by address, whether an account has it or not: a count kept only for real accounts would name them.
create table identity.sign_in_attempt (
  email_hash bytea primary key,
  failures integer not null,
  last_failed_at timestamptz not null,
  blocked_until timestamptz
);
create index sign_in_attempt_age_idx on identity.sign_in_attempt (last_failed_at);

-- Own rows for the signed-in; all rows for the system outside of any community, as which sign-up and sign-in run. Inside
-- a community even the system reads users alone: no token and no session.
call platform.protect_own('identity."user"', 'id', allow => 'select, insert, update');
call platform.protect_own('identity.session');
call platform.protect_own('identity.token');
create policy named on identity."user" for select to cp_app using (current_setting('app.access', true) = 'system');

alter table identity.sign_in_attempt enable row level security;
create policy outside on identity.sign_in_attempt for all to cp_app
  using (current_setting('app.access', true) = 'system' and current_setting('app.community_id', true) = '')
  with check (current_setting('app.access', true) = 'system' and current_setting('app.community_id', true) = '');
grant select, insert, update, delete on identity.sign_in_attempt to cp_app;

-- Whose token it is, for the edge, before anything is entered. `stale`: last seen more than a minute ago, so that the
-- edge calls `touch_session` after it has answered and not in the request's way.
create function identity.session_user_id(p_token_hash bytea, p_now timestamptz)
returns table (session_id uuid, user_id uuid, stale boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select s.id, s.user_id, s.last_seen_at < p_now - interval '1 minute'
  from identity.session s
  where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > p_now
$$;

-- Which of these tokens are still sessions: asked for all the streams that a process holds open, at once.
create function identity.open_sessions(p_token_hashes bytea[], p_now timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
  select s.id from identity.session s
  where s.token_hash = any(p_token_hashes) and s.revoked_at is null and s.expires_at > p_now
$$;

create function identity.touch_session(p_token_hash bytea, p_now timestamptz) returns void
language sql security definer set search_path = pg_catalog as $$
  update identity.session set last_seen_at = p_now
  where token_hash = p_token_hash and revoked_at is null and last_seen_at < p_now - interval '1 minute'
$$;

-- Whether another user has the name: a user who changes theirs sees no other user's row.
create function identity.is_username_taken(p_username_normal text, p_except uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from identity."user" u
    where u.username_normal = p_username_normal and u.email_verified_at is not null and u.id is distinct from p_except)
$$;
