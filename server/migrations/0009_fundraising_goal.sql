-- Fundraising: goals with their terms and milestones, the people who give, and their gifts. No total is kept here: what a
-- goal has raised, released or given back is read from the books.

create schema fundraising;
grant usage on schema fundraising to cp_app;

create table fundraising.goal (
  community_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  title text not null check (length(title) between 1 and 120),
  description text not null check (length(description) between 1 and 20000),
  photo_id uuid,
  target_amount bigint not null check (target_amount between 1 and 10000000000000),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  deadline timestamptz not null,
  status text not null check (status in ('draft', 'open', 'deciding', 'funded', 'failed', 'cancelled', 'releasing', 'withdrawn', 'proven')),
  slug text not null check (slug ~ '^[a-z0-9](-?[a-z0-9]){1,59}$'),
  published_at timestamptz,
  -- Set when the first gift begins: from then on the giver can rely on what he read.
  terms_locked_at timestamptz,
  -- When counting of gifts ended for good: money that comes later goes back.
  closed_at timestamptz,
  -- Failed or cancelled: when, why, and until when each giver may choose what becomes of his gift.
  ended_at timestamptz,
  end_reason text check (length(end_reason) <= 500),
  choice_until timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id),
  constraint goal_slug_key unique (community_id, slug),
  check ((status in ('failed', 'cancelled')) = (ended_at is not null)),
  check (published_at is not null or status in ('draft', 'cancelled'))
);
create index goal_recent_idx on fundraising.goal (community_id, created_at desc, id desc);
create index goal_owner_idx on fundraising.goal (community_id, owner_id);
-- For the sweep that ends what its job has missed.
create index goal_deadline_idx on fundraising.goal (deadline) where closed_at is null and status in ('open', 'deciding', 'funded', 'releasing');
create index goal_choice_idx on fundraising.goal (choice_until) where choice_until is not null;

-- What is promised to givers, one row a goal.
create table fundraising.terms (
  community_id uuid not null,
  goal_id uuid not null,
  mode text not null check (mode in ('all_or_nothing', 'keep_what_comes')),
  stretch_amount bigint check (stretch_amount between 1 and 10000000000000),
  surplus text not null check (surplus in ('pro_rata', 'last_milestone')),
  vote_window_hours integer not null check (vote_window_hours between 1 and 720),
  vote_quorum_bps integer not null check (vote_quorum_bps between 0 and 10000),
  vote_threshold_bps integer not null check (vote_threshold_bps between 1 and 10000),
  vote_weight text not null check (vote_weight in ('head', 'amount')),
  vote_silence text not null check (vote_silence in ('abstain', 'yes', 'no')),
  platform_fee_bps integer not null check (platform_fee_bps between 0 and 5000),
  provider_fee_bps integer not null check (provider_fee_bps between 0 and 5000),
  provider_fee_flat bigint not null check (provider_fee_flat between 0 and 10000000000000),
  -- The flat part is waived below this.
  provider_fee_flat_from bigint check (provider_fee_flat_from between 0 and 10000000000000),
  provider_fee_cap bigint check (provider_fee_cap between 0 and 10000000000000),
  fees_borne_by text not null check (fees_borne_by in ('goal', 'giver')),
  refund_fee_borne_by text not null check (refund_fee_borne_by in ('platform', 'giver')),
  choice_days integer not null check (choice_days between 0 and 90),
  min_gift bigint not null check (min_gift between 1 and 10000000000000),
  max_gift bigint check (max_gift between min_gift and 10000000000000),
  published_at timestamptz,
  primary key (community_id, goal_id),
  foreign key (community_id, goal_id) references fundraising.goal (community_id, id)
);

create table fundraising.milestone (
  community_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  position integer not null check (position between 1 and 20),
  title text not null check (length(title) between 1 and 120),
  description text not null check (length(description) <= 2000),
  amount bigint not null check (amount between 1 and 10000000000000),
  status text not null check (status in ('pending', 'ready', 'released', 'paid_out', 'proven')),
  published_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id),
  constraint milestone_position_key unique (community_id, goal_id, position),
  foreign key (community_id, goal_id) references fundraising.goal (community_id, id)
);

-- A person who gives here: a user, or a guest known by the e-mail in normal form. The address is sealed; a keyed hash of it
-- finds the person again.
create table fundraising.giver (
  community_id uuid not null,
  id uuid not null,
  user_id uuid,
  email_sealed text not null,
  email_key text not null,
  locale text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id)
);
create unique index giver_user_key on fundraising.giver (community_id, user_id) where user_id is not null;
create unique index giver_guest_key on fundraising.giver (community_id, email_key) where user_id is null;

-- The specification's contribution.
create table fundraising.gift (
  community_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  giver_id uuid not null,
  user_id uuid,
  -- The payment that brought it. A gift that was moved here keeps the payment of the one it was.
  payment_id uuid,
  provider_id uuid,
  moved_from_id uuid,
  -- What the giver paid, less `reversed_amount`; `fee_cover` is the part that he added for fees.
  amount bigint not null check (amount between 1 and 10000000000000),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  fee_cover bigint not null check (fee_cover >= 0),
  -- What a bank took back of a gift whose rest still counts.
  reversed_amount bigint not null default 0 check (reversed_amount >= 0),
  -- Quoted before paying, then what was really taken from the gift.
  platform_fee bigint not null check (platform_fee >= 0),
  provider_fee bigint not null check (provider_fee >= 0),
  status text not null check (status in ('pending', 'succeeded', 'failed', 'refunding', 'refunded', 'unclaimed', 'moved', 'disputed', 'reversed')),
  public_name text check (length(public_name) between 1 and 80),
  message text check (length(message) between 1 and 1000),
  is_anonymous boolean not null,
  locale text not null,
  paid_at timestamptz,
  -- What a failed or cancelled goal owes for this gift, fixed for all gifts in one moment so that the shares are exact.
  due_escrow bigint check (due_escrow >= 0),
  due_platform_fee bigint check (due_platform_fee >= 0),
  due_provider_fee bigint check (due_provider_fee >= 0),
  refund_id uuid,
  refund_amount bigint check (refund_amount >= 0),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, goal_id) references fundraising.goal (community_id, id),
  foreign key (community_id, giver_id) references fundraising.giver (community_id, id),
  foreign key (community_id, moved_from_id) references fundraising.gift (community_id, id),
  check (fee_cover <= amount),
  check (status in ('pending', 'failed') or platform_fee + provider_fee <= amount),
  check ((due_escrow is null) = (due_platform_fee is null) and (due_escrow is null) = (due_provider_fee is null)),
  check (due_escrow + due_platform_fee + due_provider_fee <= amount),
  check (refund_amount <= amount)
);
create unique index gift_payment_key on fundraising.gift (community_id, payment_id) where moved_from_id is null;
create index gift_goal_idx on fundraising.gift (community_id, goal_id, created_at desc, id desc);
create index gift_giver_idx on fundraising.gift (community_id, giver_id, created_at desc, id desc);
create index gift_user_idx on fundraising.gift (community_id, user_id, created_at desc, id desc) where user_id is not null;
create index gift_provider_idx on fundraising.gift (community_id, goal_id, provider_id) where paid_at is not null;
create index gift_payment_idx on fundraising.gift (community_id, payment_id);
create index gift_moved_idx on fundraising.gift (community_id, moved_from_id) where moved_from_id is not null;
create index gift_unclaimed_idx on fundraising.gift (community_id, updated_at desc, id desc) where status = 'unclaimed';

-- Public addresses over all communities: a reference table. Rows stand for published goals alone.
create table fundraising.slug (
  slug text primary key,
  community_id uuid not null,
  goal_id uuid not null,
  created_at timestamptz not null
);

call platform.protect('fundraising.goal', public_when => 'published_at is not null');
call platform.protect('fundraising.terms', public_when => 'published_at is not null');
call platform.protect('fundraising.milestone', public_when => 'published_at is not null');
-- Somebody signed in who is no member sees what is his own.
call platform.protect('fundraising.giver', public_when => $$user_id = nullif(current_setting('app.user_id', true), '')::uuid$$,
                      allow => 'select, insert, update');
call platform.protect('fundraising.gift', public_when => $$status in ('succeeded', 'disputed')$$, allow => 'select, insert, update');
call platform.protect('fundraising.slug', allow => 'select, insert');
-- An address names a goal before any community is entered.
create policy outside on fundraising.slug for select to cp_app
  using (current_setting('app.access', true) = 'system' and current_setting('app.community_id', true) = '');

-- The promise, enforced for the owner of the tables too: once a gift has begun, nothing of the terms changes.
create function fundraising.refuse_new_terms() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.terms_locked_at is not null
     and (old.target_amount, old.currency, old.deadline, old.terms_locked_at)
         is distinct from (new.target_amount, new.currency, new.deadline, new.terms_locked_at) then
    raise exception 'the terms were fixed by the first gift' using errcode = 'CP010';
  end if;
  return new;
end $$;
create trigger goal_terms_kept before update on fundraising.goal
  for each row execute function fundraising.refuse_new_terms();

create function fundraising.refuse_locked_terms() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from fundraising.goal g
              where g.community_id = old.community_id and g.id = old.goal_id and g.terms_locked_at is not null) then
    raise exception 'the terms were fixed by the first gift' using errcode = 'CP010';
  end if;
  return coalesce(new, old);
end $$;
create trigger terms_kept before update or delete on fundraising.terms
  for each row execute function fundraising.refuse_locked_terms();
create trigger milestone_kept before delete on fundraising.milestone
  for each row execute function fundraising.refuse_locked_terms();
create trigger milestone_plan_kept before update of goal_id, position, title, description, amount on fundraising.milestone
  for each row when ((old.goal_id, old.position, old.title, old.description, old.amount)
                     is distinct from (new.goal_id, new.position, new.title, new.description, new.amount))
  execute function fundraising.refuse_locked_terms();

-- Figures of published goals for the public, who may not read the books: the labelled totals of a goal's own three
-- accounts and nothing else of the ledger.
create function fundraising.public_turnover(goals uuid[])
returns table (account_id uuid, code text, label text, debit bigint, credit bigint, entries bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.code, t.label, t.debit, t.credit, t.entries
    from fundraising.goal g
    join ledger.account a on a.community_id = g.community_id and a.currency = g.currency
     and a.code in ('escrow/goal/' || g.id, 'goal/' || g.id, 'receivable/goal/' || g.id)
    join ledger.turnover t on t.community_id = a.community_id and t.account_id = a.id
   where g.community_id = nullif(current_setting('app.community_id', true), '')::uuid
     and g.id = any(goals) and g.published_at is not null
$$;
