import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPerson, type Person } from "../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../test/harness/server.ts";
import { newId } from "../platform/ids.ts";
import { keepBooks } from "./testing/keep-books.ts";

// The two doors that open no transaction of their own to see who comes: single postings and bulk.

let server: TestServer;
let books: Awaited<ReturnType<typeof keepBooks>>;
let lines: object;

beforeAll(async () => {
  server = await createTestServer();
  books = await keepBooks(server, "doors");
  lines = transfer((await books.open("cash", "ASSET")).id, (await books.open("own", "EQUITY")).id);
});
afterAll(() => server.stop());

function transfer(from: string, to: string) {
  const line = { amount: 5, currency: "KES" };
  return {
    entries: [
      { ...line, accountId: from, entryType: "DEBIT" },
      { ...line, accountId: to, entryType: "CREDIT" },
    ],
  };
}

/** What each door answers somebody with this token. */
async function knock(token: string): Promise<number[]> {
  const address = `${books.path}/transactions`;
  const common = { authorization: `Bearer ${token}`, "idempotency-key": newId() };
  const doors = [
    { url: address, payload: JSON.stringify(lines), headers: { ...common, "content-type": "application/json" } },
    {
      url: `${address}/bulk`,
      payload: JSON.stringify(lines),
      headers: { ...common, "content-type": "application/x-ndjson" },
    },
  ];
  const answers = [];
  for (const door of doors) answers.push((await server.app.api.inject({ method: "POST", ...door })).statusCode);
  return answers;
}

async function member(name: string): Promise<Person> {
  const person = await createPerson(server, name);
  const { body } = await books.owner.send("POST", `/v1/communities/${books.communityId}/invitations`, {});
  await person.send("POST", `/v1/invitations/${body["token"]}/acceptance`);
  await setMembership(person, { overrides: '{"allow":["ledger.post"]}' });
  return person;
}

async function setMembership(person: Person, change: { status?: string; overrides?: string }): Promise<void> {
  await sql`update communities.membership
       set status = coalesce(${change.status ?? null}, status), overrides = coalesce(${change.overrides ?? null}::jsonb, overrides)
     where community_id = ${books.communityId} and user_id = ${person.userId}`.execute(server.database.owner);
}

describe("the doors for postings at volume", () => {
  it("open for a member who may post, and at the next request no more for one who has left", async () => {
    const person = await member("Baraka");
    expect(await knock(person.token)).toEqual([201, 200]);
    await setMembership(person, { overrides: "{}" });
    expect(await knock(person.token)).toEqual([403, 403]);
    await setMembership(person, { overrides: '{"allow":["ledger.post"]}', status: "left" });
    expect(await knock(person.token)).toEqual([404, 404]);
  });

  it("stay shut to a session that is over or revoked, and to who never came in", async () => {
    const [person, stranger] = [await member("Chebet"), await createPerson(server, "Daudi")];
    expect(await knock(person.token)).toEqual([201, 200]);
    await sql`update identity.session set expires_at = now() - interval '1 second' where user_id = ${person.userId}`.execute(
      server.database.owner,
    );
    expect(await knock(person.token)).toEqual([401, 401]);
    expect(await knock("made-up-and-long-enough-to-be-one")).toEqual([401, 401]);
    expect(await knock(stranger.token)).toEqual([404, 404]);
  });

  it("let nobody's posting fail because another community names the same account", async () => {
    const other = await keepBooks(server, "others");
    const [theirs] = [await other.open("cash", "ASSET")];
    const [own, foreign] = [lines, transfer(theirs.id, String(Reflect.get(lines, "entries")[1].accountId))];
    for (let round = 0; round < 10; round++) {
      const [sound, spoilt] = await Promise.all([
        books.owner.send("POST", `${books.path}/transactions`, own, newId()),
        other.owner.send("POST", `${other.path}/transactions`, foreign, newId()),
      ]);
      expect([sound.status, spoilt.status, spoilt.body["code"]]).toEqual([201, 422, "unknown_account"]);
    }
  });
});
