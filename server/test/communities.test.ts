import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BATCH, FORGET_ACTIVITY } from "../src/communities/forget-activity.ts";
import { finishActivity, recordActivity } from "../src/communities/index.ts";
import { createPerson, type Person, request } from "./harness/people.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.stop());

const SYSTEM = { kind: "system", job: "test" } as const;

interface RoleBody {
  id: string;
  origin: string | null;
  permissions: string[];
}

async function found(owner: Person, name: string): Promise<string> {
  const { status, body } = await owner.send("POST", "/v1/communities", {
    name,
    products: ["fundraising"],
    currency: "KES",
  });
  expect(status).toBe(201);
  return String(body["id"]);
}

async function rolesOf(person: Person, community: string): Promise<Record<string, RoleBody>> {
  const { body } = await person.get(`/v1/communities/${community}/roles`);
  return Object.fromEntries((body["items"] as RoleBody[]).map((role) => [role.origin ?? role.id, role]));
}

async function inviteToken(person: Person, community: string, input: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await person.send("POST", `/v1/communities/${community}/invitations`, input);
  expect(status).toBe(201);
  return String(body["token"]);
}

const accept = (person: Person, token: string) => person.send("POST", `/v1/invitations/${token}/acceptance`);

/** An owner and a member with the given born role. */
async function pair(role = "member"): Promise<{ owner: Person; member: Person; community: string }> {
  const [owner, member] = [await createPerson(server, "Owner"), await createPerson(server, "Member")];
  const community = await found(owner, "Circle");
  const roles = await rolesOf(owner, community);
  const token = await inviteToken(owner, community, { roleIds: [roles[role]?.id] });
  expect((await accept(member, token)).status).toBe(201);
  return { owner, member, community };
}

describe("founding a community", () => {
  test("makes the founder its owner, with the born roles in its language", async () => {
    const owner = await createPerson(server, "Founder");
    const { body } = await owner.send("POST", "/v1/communities", {
      name: "Paa la Shule, Kisumu",
      products: ["fundraising"],
      currency: "KES",
      locale: "sw",
      timeZone: "Africa/Nairobi",
    });
    expect(body).toMatchObject({ slug: "paa-la-shule-kisumu", version: 1, showsPublic: false });
    const roles = await rolesOf(owner, String(body["id"]));
    expect(Object.keys(roles).sort()).toEqual(["member", "operator", "owner", "treasurer"]);
    expect(roles["owner"]).toMatchObject({ name: "Mmiliki", permissions: ["*"] });
    expect(roles["operator"]?.permissions).toContain("communities.invite");
    expect((await owner.get("/v1/me/communities")).body["items"]).toMatchObject([
      { slug: "paa-la-shule-kisumu", roles: ["Mmiliki"] },
    ]);
    expect((await owner.get(`/v1/communities/${body["id"]}/permissions`)).body["own"]).toEqual(["*"]);
  });

  test("a short name is one community's: a wish is refused, a made one gets a number", async () => {
    const owner = await createPerson(server, "Namer");
    const make = (slug?: string) =>
      owner.send("POST", "/v1/communities", {
        name: "Same Name",
        products: ["bills"],
        currency: "KES",
        ...(slug ? { slug } : {}),
      });
    expect((await make()).body["slug"]).toBe("same-name");
    expect((await make()).body["slug"]).toBe("same-name-2");
    expect((await make("same-name")).body["code"]).toBe("slug_taken");
    expect((await make("docs")).body["code"]).toBe("slug_reserved");
  });

  test.each([
    ["an unknown currency", { currency: "XYZ" }, 422],
    ["an unknown product", { products: ["lottery"] }, 400],
    ["an unknown field", { showsPublic: true }, 400],
    ["a name with a line break", { name: "a\nb" }, 400],
  ])("refuses %s", async (_what, more, status) => {
    const owner = await createPerson(server, "Refused");
    const answer = await owner.send("POST", "/v1/communities", {
      name: "x",
      products: ["bills"],
      currency: "KES",
      ...more,
    });
    expect(answer.status).toBe(status);
  });
});

describe("an invitation", () => {
  test("shows what it offers, makes a member once, and costs nothing when followed again", async () => {
    const owner = await createPerson(server, "Host");
    const community = await found(owner, "Hosted");
    const token = await inviteToken(owner, community);
    const offer = await request(server, "GET", `/v1/invitations/${token}`);
    expect(offer.body).toMatchObject({ communityName: "Hosted", state: "open", roles: ["Member"] });
    expect((await request(server, "POST", `/v1/invitations/${token}/acceptance`)).status).toBe(401);
    const guest = await createPerson(server, "Guest");
    expect((await accept(guest, token)).body).toMatchObject({ status: "active", displayName: "Guest Otieno" });
    expect((await accept(guest, token)).status).toBe(201);
    const second = await createPerson(server, "Second");
    expect((await accept(second, token)).body["code"]).toBe("invitation_used_up");
    expect((await request(server, "GET", `/v1/invitations/${token}`)).body["state"]).toBe("used_up");
    const members = (await owner.get(`/v1/communities/${community}/members`)).body["items"];
    expect(members).toHaveLength(2);
  });

  test("with one use left, taken by ten at once, makes one member", async () => {
    const owner = await createPerson(server, "Busy");
    const community = await found(owner, "Crowded");
    const token = await inviteToken(owner, community);
    const guests = await Promise.all(Array.from({ length: 10 }, () => createPerson(server, "Rush")));
    const answers = await Promise.all(guests.map((guest) => accept(guest, token)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body["code"] === "invitation_used_up")).toHaveLength(9);
  });

  test("expires, can be taken back, and a made-up one is not there", async () => {
    const owner = await createPerson(server, "Brief");
    const community = await found(owner, "Briefly");
    const guest = await createPerson(server, "Tardy");
    const expired = await inviteToken(owner, community, { days: 1 });
    server.clock.advance({ days: 2 });
    expect((await accept(guest, expired)).body["code"]).toBe("invitation_expired");
    const revoked = await inviteToken(owner, community);
    const list = (await owner.get(`/v1/communities/${community}/invitations`)).body["items"] as {
      id: string;
      state: string;
    }[];
    expect(list.map(({ state }) => state)).toEqual(["open", "expired"]);
    expect(JSON.stringify(list)).not.toContain(revoked);
    await owner.send("DELETE", `/v1/communities/${community}/invitations/${list[0]?.id}`);
    expect((await accept(guest, revoked)).body["code"]).toBe("invitation_revoked");
    const forged = `${revoked.slice(0, 30)}${"A".repeat(24)}`;
    expect((await accept(guest, forged)).status).toBe(404);
    expect((await accept(guest, "nonsense")).status).toBe(404);
  });

  test("may be mailed, in the community's language", async () => {
    const owner = await createPerson(server, "Mailer");
    const { body } = await owner.send("POST", "/v1/communities", {
      name: "ועד הבית",
      products: ["bills"],
      currency: "ILS",
      locale: "he",
    });
    await inviteToken(owner, String(body["id"]), { email: "dana@example.org", days: 2 });
    const { body: box } = await request(server, "GET", "/dev/mailbox.json?to=dana@example.org");
    const [mail] = box["items"] as { subject: string; text: string; html: string }[];
    expect(mail?.subject).toContain("ועד הבית");
    expect(mail?.text).toContain("ההזמנה תקפה ליומיים.");
    expect(mail?.html).toContain('dir="rtl"');
  });

  test("an old link does not bring back whoever was removed since; a new one does", async () => {
    const { owner, member, community } = await pair();
    const old = await inviteToken(owner, community, { maxUses: 5 });
    server.clock.advance({ minutes: 1 });
    expect((await owner.send("DELETE", `/v1/communities/${community}/members/${member.userId}`)).status).toBe(204);
    expect((await member.get(`/v1/communities/${community}/members`)).status).toBe(404);
    expect((await accept(member, old)).body["code"]).toBe("invitation_too_old");
    server.clock.advance({ minutes: 1 });
    expect((await accept(member, await inviteToken(owner, community))).status).toBe(201);
  });
});

describe("roles", () => {
  test("the last owner cannot leave or step down; with another owner both can", async () => {
    const { owner, member, community } = await pair();
    const members = `/v1/communities/${community}/members`;
    const roles = await rolesOf(owner, community);
    expect((await owner.send("DELETE", `${members}/${owner.userId}`)).body["code"]).toBe("last_owner");
    expect((await owner.send("PATCH", `${members}/${owner.userId}`, { version: 1, roleIds: [] })).body["code"]).toBe(
      "last_owner",
    );
    expect(
      (await owner.send("PATCH", `${members}/${member.userId}`, { version: 1, roleIds: [roles["owner"]?.id] })).status,
    ).toBe(200);
    const both = await Promise.all([
      owner.send("DELETE", `${members}/${owner.userId}`),
      member.send("DELETE", `${members}/${member.userId}`),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  test("a change is told to the member and to all, with who made it, and once", async () => {
    const { owner, member, community } = await pair();
    const roles = await rolesOf(owner, community);
    const change = (version: number, roleIds: unknown[]) =>
      owner.send("PATCH", `/v1/communities/${community}/members/${member.userId}`, { version, roleIds });
    const told = async () =>
      ((await owner.get(`/v1/communities/${community}/activity`)).body["items"] as { kind: string }[]).filter(
        ({ kind }) => kind.startsWith("communities.member_roles"),
      );
    const both = [roles["treasurer"]?.id, roles["member"]?.id];
    expect((await change(1, both)).body["roles"]).toHaveLength(2);
    expect(await told()).toMatchObject([
      { kind: "communities.member_roles_changed", actorId: owner.userId, data: { userId: member.userId } },
    ]);
    expect((await member.get("/v1/me/activity")).body["items"]).toMatchObject([
      { data: { roles: expect.stringContaining("Treasurer") } },
      { kind: "communities.member_joined" },
    ]);
    expect((await change(2, [...both].reverse())).status).toBe(200);
    expect(await told()).toHaveLength(1);
    server.clock.advance({ seconds: 1 });
    expect((await change(3, [])).body["roles"]).toEqual([]);
    expect((await told())[0]?.kind).toBe("communities.member_roles_taken");
  });

  test("nobody hands out more than they have, or touches an owner from below", async () => {
    const { owner, member, community } = await pair("operator");
    const members = `/v1/communities/${community}/members`;
    const roles = await rolesOf(owner, community);
    const raise = await member.send("PATCH", `${members}/${member.userId}`, {
      version: 1,
      roleIds: [roles["operator"]?.id, roles["owner"]?.id],
    });
    expect(raise.body["code"]).toBe("more_than_own");
    expect(
      (await member.send("POST", `/v1/communities/${community}/invitations`, { roleIds: [roles["owner"]?.id] })).body[
        "code"
      ],
    ).toBe("more_than_own");
    expect((await member.send("DELETE", `${members}/${owner.userId}`)).body["code"]).toBe("owner_only");
    const star = await member.send("POST", `/v1/communities/${community}/roles`, { name: "God", permissions: ["*"] });
    expect(star.status).toBe(400);
    const unknown = await owner.send("POST", `/v1/communities/${community}/roles`, {
      name: "Pilot",
      permissions: ["moon.fly"],
    });
    expect(unknown.body["code"]).toBe("unknown_permission");
    const own = await owner.send("POST", `/v1/communities/${community}/roles`, {
      name: "Greeter",
      permissions: ["communities.invite"],
    });
    expect(own.status).toBe(201);
    expect(
      (await owner.send("POST", `/v1/communities/${community}/roles`, { name: "greeter", permissions: [] })).body[
        "code"
      ],
    ).toBe("role_name_taken");
  });

  test("what a member may is what the roles give, more or less what is allowed and denied to this one", async () => {
    const { owner, member, community } = await pair();
    const members = `/v1/communities/${community}/members`;
    const invite = () => member.send("POST", `/v1/communities/${community}/invitations`, {});
    expect((await invite()).status).toBe(403);
    const allowed = { version: 1, overrides: { allow: ["communities.invite"], deny: [] } };
    expect((await owner.send("PATCH", `${members}/${member.userId}`, allowed)).status).toBe(200);
    expect((await invite()).status).toBe(201);
    const roles = await rolesOf(owner, community);
    const denied = {
      version: 2,
      roleIds: [roles["operator"]?.id],
      overrides: { allow: [], deny: ["communities.invite"] },
    };
    expect((await owner.send("PATCH", `${members}/${member.userId}`, denied)).status).toBe(200);
    expect((await invite()).status).toBe(403);
    expect((await owner.send("PATCH", `${members}/${member.userId}`, denied)).body["code"]).toBe("stale_version");
    // An operator manages members, and may not lift what was denied to himself.
    const lifted = { version: 3, overrides: { allow: [], deny: [] } };
    expect((await member.send("PATCH", `${members}/${member.userId}`, lifted)).body["code"]).toBe("more_than_own");
    expect((await invite()).status).toBe(403);
    const { rows } = await sql<{ own: string[] }>`
      select communities.permissions_of(${community}::uuid, ${owner.userId}::uuid, '{"deny": ["*"]}') as own`.execute(
      server.database.owner,
    );
    expect(rows[0]?.own).toEqual(["*"]);
  });
});

describe("the wall between communities", () => {
  test("a member of one gets 404 for everything of another, whatever the verb", async () => {
    const [a, b] = [await pair(), await pair()];
    const base = `/v1/communities/${b.community}`;
    for (const path of ["", "/members", "/roles", "/invitations", "/activity", "/permissions"]) {
      expect((await a.owner.get(`${base}${path}`)).status, path).toBe(404);
    }
    expect((await a.owner.send("PATCH", base, { version: 1, name: "Mine" })).status).toBe(404);
    expect(
      (await a.owner.send("PATCH", `${base}/members/${b.member.userId}`, { version: 1, roleIds: [] })).status,
    ).toBe(404);
    expect((await a.owner.send("DELETE", `${base}/members/${b.member.userId}`)).status).toBe(404);
    expect((await a.owner.send("POST", `${base}/roles`, { name: "x", permissions: [] })).status).toBe(404);
  });

  test("the database alone shows and takes nothing of another community", async () => {
    const [a, b] = [await pair(), await pair()];
    const tables = [
      "community",
      "slug",
      "membership",
      "role",
      "membership_role",
      "invitation",
      "user_community",
      "activity",
      "community_activity",
    ];
    await server.app.services.db.transaction().execute(async (tx) => {
      await sql`select * from platform.enter(${a.community}::uuid, ${a.owner.userId}::uuid)`.execute(tx);
      for (const table of tables) {
        const column = table === "community" ? "id" : "community_id";
        const query = sql<{
          count: bigint;
        }>`select count(*) as count from ${sql.table(`communities.${table}`)} where ${sql.ref(column)} = ${b.community}::uuid`;
        expect((await query.execute(tx)).rows[0]?.count, table).toBe(0n);
      }
      const changed =
        await sql`update communities.membership set status = 'removed' where community_id = ${b.community}::uuid`.execute(
          tx,
        );
      expect(changed.numAffectedRows).toBe(0n);
    });
    const intrude = server.app.services.db.transaction().execute(async (tx) => {
      await sql`select * from platform.enter(${a.community}::uuid, ${a.owner.userId}::uuid)`.execute(tx);
      await sql`insert into communities.role (community_id, id, name, permissions, created_at, updated_at)
        values (${b.community}::uuid, gen_random_uuid(), 'x', '[]', now(), now())`.execute(tx);
    });
    await expect(intrude).rejects.toThrow(/row-level security/);
  });

  test("a community that is there cannot be entered as a new one", async () => {
    const { community, member } = await pair();
    const enter = server.app.services.db.transaction().execute(async (tx) => {
      await sql`select platform.enter_self(${member.userId}::uuid)`.execute(tx);
      await sql`select communities.enter_new(${community}::uuid)`.execute(tx);
    });
    await expect(enter).rejects.toMatchObject({ code: "CP404" });
  });
});

describe("what happened", () => {
  test("stands on the homes of those it concerns, waits until it is done, and only once", async () => {
    const { owner, member, community } = await pair();
    await server.app.services.inCommunity({ as: "system", communityId: community, actor: SYSTEM }, async (ctx) => {
      const subject = "proof/1";
      const userIds = [owner.userId, member.userId, member.userId];
      await recordActivity(ctx, {
        communityId: community,
        userIds,
        kind: "fundraising.vote_opened",
        data: { title: "Roof" },
        waits: true,
        subject,
      });
    });
    const waiting = async (person: Person) =>
      (await person.get("/v1/me/activity?waiting=true")).body["items"] as { id: string }[];
    expect(await waiting(member)).toMatchObject([
      { kind: "fundraising.vote_opened", data: { title: "Roof" }, waits: true, doneAt: null },
    ]);
    const [item] = await waiting(owner);
    expect((await member.send("POST", `/v1/me/activity/${item?.id}/completion`)).status).toBe(404);
    expect((await owner.send("POST", `/v1/me/activity/${item?.id}/completion`)).status).toBe(200);
    expect(await waiting(owner)).toEqual([]);
    const actor = { kind: "user", userId: owner.userId, sessionId: null } as const;
    await server.app.services.inCommunity({ as: "member", communityId: community, actor }, (ctx) =>
      finishActivity(ctx, { communityId: community, subject: "proof/1" }),
    );
    await server.runJobs();
    expect(await waiting(member)).toEqual([]);
    expect((await member.get("/v1/me/activity?waiting=false")).body["items"]).toHaveLength(2);
  });

  test("is listed in the community, the latest first, page by page", async () => {
    const { owner, community } = await pair();
    for (const count of [1, 2, 3]) {
      server.clock.advance({ seconds: 1 });
      await server.app.services.inCommunity({ as: "system", communityId: community, actor: SYSTEM }, (ctx) =>
        recordActivity(ctx, {
          communityId: community,
          userIds: [],
          kind: "fundraising.gift_received",
          data: { count },
        }),
      );
    }
    const first = (await owner.get(`/v1/communities/${community}/activity?limit=2`)).body;
    expect(first["items"]).toMatchObject([{ data: { count: 3 } }, { data: { count: 2 } }]);
    const second = (await owner.get(`/v1/communities/${community}/activity?limit=2&after=${first["next"]}`)).body;
    expect(second["items"]).toMatchObject([{ data: { count: 1 } }, { kind: "communities.member_joined" }]);
    expect((await owner.get(`/v1/communities/${community}/activity?after=made-up`)).status).toBe(400);
  });
});

test("old lines are forgotten, however many; what waits for somebody stays", async () => {
  const { owner, community } = await pair();
  const tell = (kind: string, waits: boolean) =>
    server.app.services.inCommunity({ as: "system", communityId: community, actor: SYSTEM }, (ctx) =>
      recordActivity(ctx, { communityId: community, userIds: [owner.userId], kind, data: {}, waits }),
    );
  await tell("test.old", false);
  await tell("test.old_waiting", true);
  await sql`
    insert into communities.community_activity (community_id, id, kind, occurred_at)
    select ${community}::uuid, gen_random_uuid(), 'test.old', ${server.clock.now()} from generate_series(1, ${2 * BATCH})`.execute(
    server.database.owner,
  );
  server.clock.advance({ days: 731 });
  await tell("test.new", false);
  await server.app.services.run({ as: "nobody", actor: SYSTEM }, async (ctx) =>
    ctx.enqueue({ name: FORGET_ACTIVITY, payload: {} }),
  );
  await server.runJobs();
  const { rows } = await sql<{ kind: string; place: string }>`
    select kind, 'home' as place from communities.activity where user_id = ${owner.userId}
    union all select kind, 'community' from communities.community_activity where community_id = ${community}
    order by kind, place`.execute(server.database.owner);
  expect(rows).toEqual([
    { kind: "test.new", place: "community" },
    { kind: "test.new", place: "home" },
    { kind: "test.old_waiting", place: "home" },
  ]);
  expect(await server.failedJobs()).toEqual([]);
});

test("a new name reaches every community", async () => {
  const { owner, member, community } = await pair();
  await member.send("PATCH", "/v1/me", { version: 1, displayName: "Renamed" });
  await server.runJobs();
  const members = (await owner.get(`/v1/communities/${community}/members`)).body["items"] as { displayName: string }[];
  expect(members.map(({ displayName }) => displayName)).toContain("Renamed");
  expect(await server.failedJobs()).toEqual([]);
});

test("a community is changed with its version; earlier short names stay its own", async () => {
  const owner = await createPerson(server, "Changer");
  const community = await found(owner, "Before");
  const path = `/v1/communities/${community}`;
  expect((await owner.send("PATCH", path, { version: 1, name: "After", slug: "after-all" })).body).toMatchObject({
    version: 2,
    slug: "after-all",
  });
  expect((await owner.send("PATCH", path, { version: 1, name: "Stale" })).status).toBe(409);
  expect((await owner.get("/v1/me/communities")).body["items"]).toMatchObject([{ name: "After", slug: "after-all" }]);
  expect((await owner.send("PATCH", path, { version: 2, slug: "before" })).status).toBe(200);
});

test("the checks hold on all of this", async () => {
  for (const check of server.app.modules
    .filter(({ name }) => ["identity", "communities", "notifications"].includes(name))
    .flatMap(({ checks }) => checks ?? [])) {
    expect(await check.run(server.database.owner), check.name).toEqual([]);
  }
});
