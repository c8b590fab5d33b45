import { randomBytes, randomUUID } from "node:crypto";
import { hashSecret } from "../../server/src/identity/index.ts";
import { withDatabase } from "./database.ts";

export interface Copy {
  communityId: string;
  token: string;
}

/**
 * Communities of one member each, who owns it and is signed in: set by set, row for row what the commands wrote for the
 * template. A thousand foundings by command would take longer than what is measured.
 */
export async function copyCommunity(ownerUrl: string, templateId: string, count: number): Promise<Copy[]> {
  const copies = Array.from({ length: count }, () => ({
    communityId: randomUUID(),
    userId: randomUUID(),
    token: randomBytes(32).toString("base64url"),
  }));
  await withDatabase(ownerUrl, async (client) => {
    await client.ask("begin");
    await client.ask(
      "create temporary table copy on commit drop as select * from unnest($1::uuid[], $2::uuid[], $3::bytea[]) with ordinality as c (id, user_id, token_hash, n)",
      [
        copies.map((copy) => copy.communityId),
        copies.map((copy) => copy.userId),
        copies.map((copy) => hashSecret(copy.token)),
      ],
    );
    for (const statement of STATEMENTS) await client.ask(statement.replaceAll("$template", `'${templateId}'::uuid`));
    await client.ask("commit");
  });
  return copies.map(({ communityId, token }) => ({ communityId, token }));
}

const STATEMENTS = [
  `insert into identity."user" (id, email, email_normal, given_name, family_name, display_name, email_verified_at, created_at, updated_at)
   select user_id, 'copy-' || n || '@example.org', 'copy-' || n || '@example.org', 'Otieno', n::text, 'Otieno ' || n, now(), now(), now()
     from copy`,
  `insert into identity.session (token_hash, id, user_id, expires_at, last_seen_at, created_at)
   select token_hash, gen_random_uuid(), user_id, now() + interval '1 day', now(), now() from copy`,
  `insert into communities.community (id, name, slug, products, currency, locale, time_zone, created_at, updated_at)
   select c.id, t.name || ' ' || c.n, t.slug || '-' || c.n, t.products, t.currency, t.locale, t.time_zone, now(), now()
     from copy c join communities.community t on t.id = $template`,
  `insert into communities.slug (slug, community_id, created_at)
   select t.slug || '-' || c.n, c.id, now() from copy c join communities.community t on t.id = $template`,
  `insert into communities.role (community_id, id, name, origin, description, permissions, created_at, updated_at)
   select c.id, gen_random_uuid(), r.name, r.origin, r.description, r.permissions, now(), now()
     from copy c join communities.role r on r.community_id = $template`,
  `insert into communities.membership (community_id, user_id, status, display_name, joined_at, created_at, updated_at)
   select id, user_id, 'active', 'Otieno ' || n, now(), now(), now() from copy`,
  `insert into communities.membership_role (community_id, user_id, role_id, assigned_at)
   select c.id, c.user_id, r.id, now() from copy c join communities.role r on r.community_id = c.id and r.origin = 'owner'`,
  `insert into communities.user_community (user_id, community_id, name, slug, products, currency, status, roles, updated_at)
   select c.user_id, c.id, m.name, m.slug, m.products, m.currency, 'active', array[r.name], now()
     from copy c join communities.community m on m.id = c.id
     join communities.role r on r.community_id = c.id and r.origin = 'owner'`,
];
