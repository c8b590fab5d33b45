-- Fundraising: proofs and votes that open a milestone, the money that leaves, and what is said about a goal.

-- Photos and papers. The bytes lie in a file named by their hash; a row says who may see them.
create table fundraising.media (
  community_id uuid not null,
  id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  content_type text not null check (content_type in ('image/webp', 'application/pdf')),
  byte_count integer not null check (byte_count > 0),
  width integer,
  height integer,
  uploaded_by uuid not null,
  -- Shown to the public: it hangs on something published.
  published_at timestamptz,
  created_at timestamptz not null,
  primary key (community_id, id)
);
call platform.protect('fundraising.media', public_when => 'published_at is not null', allow => 'select, insert, update');
alter table fundraising.goal add foreign key (community_id, photo_id) references fundraising.media (community_id, id);

create table fundraising.proof (
  community_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  -- `plan`: what this milestone's money will buy. `use`: what it has bought.
  milestone_id uuid not null,
  kind text not null check (kind in ('plan', 'use')),
  submitted_by uuid not null,
  title text not null check (length(title) between 1 and 120),
  description text not null check (length(description) <= 10000),
  status text not null check (status in ('submitted', 'voting', 'awaiting_operator', 'approved', 'rejected', 'withdrawn')),
  submitted_at timestamptz not null,
  vote_opened_at timestamptz,
  vote_closes_at timestamptz,
  -- When it was decided, by the vote or by an operator.
  verified_at timestamptz,
  verified_by uuid,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, goal_id) references fundraising.goal (community_id, id),
  foreign key (community_id, milestone_id) references fundraising.milestone (community_id, id),
  check ((status in ('approved', 'rejected')) = (verified_at is not null)),
  check ((vote_opened_at is null) = (vote_closes_at is null))
);
create index proof_goal_idx on fundraising.proof (community_id, goal_id, submitted_at desc, id desc);
-- One question at a time.
create unique index proof_undecided_key on fundraising.proof (community_id, goal_id)
  where status in ('submitted', 'voting', 'awaiting_operator');
create index proof_due_idx on fundraising.proof (vote_closes_at) where status in ('submitted', 'voting');

create table fundraising.proof_media (
  community_id uuid not null,
  proof_id uuid not null,
  media_id uuid not null,
  position integer not null check (position between 1 and 20),
  primary key (community_id, proof_id, media_id),
  foreign key (community_id, proof_id) references fundraising.proof (community_id, id),
  foreign key (community_id, media_id) references fundraising.media (community_id, id)
);

-- The roll: who may vote, with which weight, as it was when the vote opened.
create table fundraising.voter (
  community_id uuid not null,
  proof_id uuid not null,
  giver_id uuid not null,
  weight bigint not null check (weight > 0),
  primary key (community_id, proof_id, giver_id),
  foreign key (community_id, proof_id) references fundraising.proof (community_id, id),
  foreign key (community_id, giver_id) references fundraising.giver (community_id, id)
);

create table fundraising.vote (
  community_id uuid not null,
  id uuid not null,
  proof_id uuid not null,
  giver_id uuid not null,
  is_approved boolean not null,
  comment text check (length(comment) between 1 and 2000),
  voted_at timestamptz not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id),
  constraint vote_voter_key unique (community_id, proof_id, giver_id),
  foreign key (community_id, proof_id, giver_id) references fundraising.voter (community_id, proof_id, giver_id)
);

-- Money that left the escrow for a milestone: once.
create table fundraising.release (
  community_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  milestone_id uuid not null,
  proof_id uuid not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  released_by uuid,
  released_at timestamptz not null,
  primary key (community_id, id),
  constraint release_milestone_key unique (community_id, milestone_id),
  foreign key (community_id, milestone_id) references fundraising.milestone (community_id, id),
  foreign key (community_id, proof_id) references fundraising.proof (community_id, id)
);

create table fundraising.payout (
  community_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  milestone_id uuid not null,
  -- The capability's own row, which knows the provider and the destination.
  payout_id uuid,
  hold_id uuid not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  status text not null check (status in ('requested', 'succeeded', 'failed', 'reversed')),
  requested_by uuid not null,
  ended_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, milestone_id) references fundraising.milestone (community_id, id)
);
create index payout_goal_idx on fundraising.payout (community_id, goal_id, created_at desc, id desc);
-- A milestone is on its way out once at a time.
create unique index payout_milestone_key on fundraising.payout (community_id, milestone_id) where status in ('requested', 'succeeded');

create table fundraising.goal_update (
  community_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  author_id uuid not null,
  title text not null check (length(title) between 1 and 120),
  body text not null check (length(body) between 1 and 10000),
  photo_id uuid,
  created_at timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, goal_id) references fundraising.goal (community_id, id),
  foreign key (community_id, photo_id) references fundraising.media (community_id, id)
);
create index goal_update_goal_idx on fundraising.goal_update (community_id, goal_id, created_at desc, id desc);

create table fundraising.comment (
  community_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  author_user_id uuid,
  public_name text not null check (length(public_name) between 1 and 80),
  body text not null check (length(body) <= 2000),
  status text not null check (status in ('held', 'shown', 'deleted')),
  decided_by uuid,
  decided_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, goal_id) references fundraising.goal (community_id, id)
);
create index comment_goal_idx on fundraising.comment (community_id, goal_id, created_at desc, id desc);
-- Tells whether a user is new here.
create index comment_author_idx on fundraising.comment (community_id, author_user_id) where status = 'shown';

create table fundraising.comment_report (
  community_id uuid not null,
  comment_id uuid not null,
  reporter_key text not null,
  reason text not null check (length(reason) between 1 and 500),
  created_at timestamptz not null,
  primary key (community_id, comment_id, reporter_key),
  foreign key (community_id, comment_id) references fundraising.comment (community_id, id)
);

-- All of these belong to published goals; a draft has none of them.
call platform.protect('fundraising.proof', public_when => $$status <> 'withdrawn'$$, allow => 'select, insert, update');
call platform.protect('fundraising.proof_media', public_when => 'true', allow => 'select, insert');
call platform.protect('fundraising.voter', public_when => 'true', allow => 'select, insert');
call platform.protect('fundraising.vote', public_when => 'true', allow => 'select, insert, update');
call platform.protect('fundraising.release', public_when => 'true', allow => 'select, insert');
call platform.protect('fundraising.payout', allow => 'select, insert, update');
call platform.protect('fundraising.goal_update', public_when => 'true');
call platform.protect('fundraising.comment', public_when => $$status = 'shown'$$, allow => 'select, insert, update');
call platform.protect('fundraising.comment_report', allow => 'select, insert');

-- What time has brought due and no job has done: over all communities, ids only. For the sweep behind the planned jobs.
create function fundraising.due_work(at timestamptz, most integer)
returns table (job text, community_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog as $$
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
