import { sql } from "kysely";
import type { Check } from "../platform/module.ts";

export const checks: readonly Check[] = [
  {
    name: "communities.every_community_is_owned",
    why: "Without an active owner nobody could ever give a role again.",
    async run(db) {
      const { rows } = await sql<{ id: string }>`
        select c.id from communities.community c
         where not exists (
           select from communities.membership_role g
             join communities.role r on r.community_id = g.community_id and r.id = g.role_id and r.origin = 'owner'
             join communities.membership m on m.community_id = g.community_id and m.user_id = g.user_id and m.status = 'active'
            where g.community_id = c.id)`.execute(db);
      return rows.map((row) => `community ${row.id}`);
    },
  },
  {
    name: "communities.mirror_equals_memberships",
    why: "The list of one's communities must be what the doors let in.",
    async run(db) {
      const { rows } = await sql<{ community_id: string; user_id: string }>`
        select coalesce(m.community_id, u.community_id) as community_id, coalesce(m.user_id, u.user_id) as user_id
          from communities.membership m
          full join communities.user_community u on u.community_id = m.community_id and u.user_id = m.user_id
         where m.status is distinct from u.status`.execute(db);
      return rows.map((row) => `user ${row.user_id} in community ${row.community_id}`);
    },
  },
  {
    name: "communities.members_are_users",
    why: "No foreign key leads from a membership to its user; this proves the link.",
    async run(db) {
      const { rows } = await sql<{ community_id: string; user_id: string }>`
        select community_id, user_id from communities.membership m
         where not exists (select from identity."user" u where u.id = m.user_id)`.execute(db);
      return rows.map((row) => `user ${row.user_id} in community ${row.community_id}`);
    },
  },
];
