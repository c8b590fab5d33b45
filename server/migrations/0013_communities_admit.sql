-- Who may come in, for many callers at once: the place of each pair that is an active membership, and its permissions. Opens
-- no door: for what is decided before a batch of many communities begins.
create function platform.admit(communities uuid[], members uuid[]) returns table (place bigint, permissions text[])
language sql stable security definer set search_path = pg_catalog as $$
  select asked.place, communities.permissions_of(m.community_id, m.user_id, m.overrides)
    from unnest(communities, members) with ordinality as asked (community_id, user_id, place)
    join communities.membership m on m.community_id = asked.community_id and m.user_id = asked.user_id and m.status = 'active'
$$;
