import { cleanName, findUser, isTimeZone } from "../identity/index.ts";
import type { Context } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import { isCurrency } from "../platform/money.ts";
import { type Community, isSlug, slugOf } from "./community.ts";
import { insertRole, setGrants, writeMembership } from "./member-queries.ts";
import { enterNew, insertCommunity, mirrorMembership, takeSlug } from "./queries.ts";
import { ORIGINS, permissionsOfOrigin } from "./role.ts";
import { roleDescription, roleName } from "./role-names.ts";

export interface CreateCommunity {
  /** For demo data, which is the same each time. */
  id?: string;
  name: string;
  slug?: string;
  products: readonly string[];
  currency: string;
  locale: string;
  timeZone: string;
}

/** Founds a community; the founder owns it. Runs as the user (`self`): there is no community to enter yet. */
export async function createCommunity(ctx: Context, input: CreateCommunity): Promise<Community> {
  const founder = ctx.actor.kind === "user" ? await findUser(ctx, ctx.actor.userId) : null;
  if (!founder) throw refuse("sign_in_required", { status: 401 });
  if (!isCurrency(input.currency)) throw refuse("unknown_currency", { pointer: "#/currency" });
  if (!isTimeZone(input.timeZone)) throw refuse("unknown_time_zone", { pointer: "#/timeZone" });
  const id = input.id ?? ctx.newId();
  await enterNew(ctx.tx, id);
  const name = cleanName(input.name);
  const slug = await chooseSlug(ctx, id, name, input.slug);
  const { currency, locale } = input;
  const community = await insertCommunity(ctx.tx, {
    id,
    name,
    slug,
    products: [...new Set(input.products)],
    currency,
    locale,
    time_zone: input.timeZone,
    created_at: ctx.now,
    updated_at: ctx.now,
  });
  const ownerRoleId = await insertBornRoles(ctx, id, locale);
  await writeMembership(ctx.tx, {
    communityId: id,
    userId: founder.id,
    status: "active",
    displayName: founder.displayName,
    now: ctx.now,
  });
  await setGrants(ctx.tx, id, founder.id, [ownerRoleId], ctx.now);
  await mirrorMembership(ctx.tx, id, founder.id, ctx.now);
  ctx.emit({ name: "communities.community_created", payload: { communityId: id } });
  return community;
}

/** The wanted short name, or refused; without a wish, one made of the name, with a number where it is taken. */
async function chooseSlug(ctx: Context, id: string, name: string, wanted: string | undefined): Promise<string> {
  if (wanted !== undefined) {
    if (!isSlug(wanted)) throw refuse("slug_reserved", { pointer: "#/slug" });
    if (await takeSlug(ctx.tx, id, wanted, ctx.now)) return wanted;
    throw refuse("slug_taken", { status: 409, pointer: "#/slug" });
  }
  const base = slugOf(name) ?? "c";
  const endings = ["", "-2", "-3", `-${id.slice(-6)}`, `-${id.slice(-12)}`];
  for (const ending of endings) {
    const slug = `${base}${ending}`;
    if (isSlug(slug) && (await takeSlug(ctx.tx, id, slug, ctx.now))) return slug;
  }
  throw refuse("slug_taken", { status: 409, pointer: "#/slug" });
}

async function insertBornRoles(ctx: Context, communityId: string, locale: string): Promise<string> {
  let ownerRoleId = "";
  for (const origin of ORIGINS) {
    const role = await insertRole(ctx.tx, {
      community_id: communityId,
      id: ctx.newId(),
      name: roleName(origin, locale),
      origin,
      description: roleDescription(origin, locale),
      permissions: permissionsOfOrigin(origin),
      created_at: ctx.now,
      updated_at: ctx.now,
    });
    if (origin === "owner") ownerRoleId = role.id;
  }
  return ownerRoleId;
}
