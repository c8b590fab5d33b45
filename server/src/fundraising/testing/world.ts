import { sql } from "kysely";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { addMember, createCommunity } from "../../communities/index.ts";
import { createUser } from "../../identity/index.ts";
import type { Actor } from "../../platform/context.ts";
import { Refusal } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { CURRENCY, type Doors, GUEST } from "./doors.ts";
import { giversOf } from "./givers.ts";
import { reportsOf } from "./reports.ts";
import { votersOf } from "./voters.ts";

const SYSTEM: Actor = { kind: "system", job: "test" };

export type World = Awaited<ReturnType<typeof createWorld>>;

/** A community with an owner, members and a provider that nobody calls: the test says what the provider reports. */
export async function createWorld(given?: TestServer) {
  const server = given ?? (await createTestServer());
  const { services } = server.app;
  const owner = await newUser(server, "akinyi");
  const actor = actorOf(owner.id);
  const { id: communityId } = await services.run({ as: "self", userId: owner.id, actor }, (ctx) =>
    createCommunity(ctx, {
      name: "Circle",
      products: ["fundraising"],
      currency: CURRENCY,
      locale: "en",
      timeZone: "Africa/Nairobi",
    }),
  );
  const doors: Doors = {
    server,
    communityId,
    providerId: await insertProvider(server, communityId),
    ownerId: owner.id,
    ownerEmail: owner.email,
    system: (work) => services.inCommunity({ as: "system", communityId, actor: SYSTEM }, work),
    as: (userId, work) => services.inCommunity({ as: "member", communityId, actor: actorOf(userId) }, work),
    outside: (who, work) => services.inCommunity({ as: "system", communityId, actor: who }, work),
  };
  const more = {
    guest: GUEST,
    actorOf,
    async newMember(name: string, role: "member" | "operator" = "member"): Promise<string> {
      const user = await newUser(server, name);
      await doors.system((ctx) => addMember(ctx, { userId: user.id, roles: [role] }));
      return user.id;
    },
    newProvider: (mode: "test" | "live", status: "active" | "disabled") =>
      insertProvider(server, communityId, mode, status),
    balances: () => balancesOf(server, communityId),
    faults: () => faultsOf(server),
    stop: () => server.stop(),
  };
  const acts = Object.assign(giversOf(doors), reportsOf(doors), votersOf(doors));
  return { ...doors, ...acts, ...more };
}

function actorOf(userId: string): Actor {
  return { kind: "user", userId, sessionId: null };
}

function newUser(server: TestServer, name: string) {
  return server.app.services.run({ as: "nobody", actor: SYSTEM }, (ctx) => {
    const email = `${name}-${newId()}@example.org`;
    return createUser(ctx, { email, passwordHash: null, givenName: name, familyName: "Otieno" });
  });
}

async function insertProvider(
  server: TestServer,
  communityId: string,
  mode = "test",
  status = "active",
): Promise<string> {
  const id = newId();
  await sql`insert into payments.provider (community_id, id, kind, name, status, mode, base_url, currencies, fees, created_at, updated_at)
    values (${communityId}, ${id}, 'sandbox', 'Nobody', ${status}, ${mode}, 'http://127.0.0.1:9', array[${CURRENCY}, 'USD'],
            '{"KES": {"bps": 290, "fixed": 0, "cap": null}}', now(), now())`.execute(server.database.owner);
  return id;
}

/** Balance of each account by code, on the side on which it grows. */
async function balancesOf(server: TestServer, communityId: string): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await sql<{ code: string; posted: bigint }>`
    select a.code, b.posted from ledger.account a
      join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id
     where a.community_id = ${communityId}`.execute(server.database.owner);
  return new Map(rows.map(({ code, posted }) => [code, posted]));
}

async function faultsOf(server: TestServer): Promise<string[]> {
  const faults: string[] = [];
  for (const check of server.app.modules.flatMap((module) => module.checks ?? [])) {
    for (const fault of await check.run(server.database.owner)) faults.push(`${check.name}: ${fault}`);
  }
  return faults;
}

/** The code of a refusal; a fault is thrown on. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return "not refused";
}
