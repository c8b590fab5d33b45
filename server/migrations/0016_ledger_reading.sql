-- Reading: what finds entries by the day that counts and transactions by what they are about, without a cost to bare postings.

-- The few entries whose day is not the one on which they were recorded (UTC). All others are found by their time, in the key: so
-- the entries that are effective in a period are two ranges, and a posting of today writes nothing here.
create index entry_other_day on ledger.entry (community_id, account_id, effective_date, seq)
  where effective_date <> (recorded_at at time zone 'UTC')::date;

create index transaction_source on ledger.transaction (community_id, source_id, id) where source_id is not null;

-- By bytes, so that the references that begin with a text are a range of the key. (`like` is no index condition behind row-level
-- security: it is not leakproof.)
alter table ledger.reference alter column reference type text collate "C";

-- Metadata ----------------------------------------------------------------------------------------------------------

-- Which transactions carry a pair of key and value, newest first; `term` is a hash of the pair, so what is found is compared once more.
-- Written behind the seals and not by a posting: a GIN index on the metadata costs the posting, knows no order and no community,
-- and is closed to the server's role, because containment is not leakproof.
create table ledger.metadata_term (
  community_id uuid not null,
  term bigint not null,
  transaction_id uuid not null,
  primary key (community_id, term, transaction_id)
);
call platform.protect('ledger.metadata_term', allow => 'select');

-- Up to which seal. Seals follow each other without a gap and list what is committed: a mark on their numbers passes nothing over.
create table ledger.metadata_indexed (
  community_id uuid primary key,
  n bigint not null
) with (fillfactor = 50);
call platform.protect('ledger.metadata_indexed', allow => 'select');

-- Passes over the transactions that carry nothing, which is most of them.
create index transaction_annotated on ledger.transaction (community_id, id) where metadata <> '{}';

create function ledger.metadata_terms(metadata jsonb) returns setof bigint
language sql immutable set search_path = pg_catalog as $$
  select hashtextextended(key || '=' || value::text, 0) from jsonb_each(metadata)
$$;

insert into ledger.metadata_term (community_id, term, transaction_id)
select distinct t.community_id, m.term, t.id from ledger.transaction t cross join lateral ledger.metadata_terms(t.metadata) as m (term)
 where t.metadata <> '{}';

-- Takes the next seals of the communities that are behind, at most so many of each of at most so many, and answers how many there
-- were. One at a time; whoever comes meanwhile has nothing to do.
create function ledger.index_metadata(most_communities integer, most_seals integer) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
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
