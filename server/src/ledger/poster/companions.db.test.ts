import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPerson } from "../../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { newId } from "../../platform/ids.ts";
import { checks } from "../checks.ts";
import { type AccountRef, credit, debit, postWith } from "../index.ts";
import { keepBooks } from "../testing/keep-books.ts";

// A product's table, made here as its migration would make it, and a trigger that tells how many rows came in each statement.

let server: TestServer;
const communityId = newId();
const caller = { communityId, userId: null };
let number = 0;

const supply: AccountRef = { code: "supply", type: "CLEARING", currency: "KES" };
const meter: AccountRef = { code: "meter/7", type: "USER", currency: "KES", floor: 0n };

beforeAll(async () => {
  server = await createTestServer();
  const statements = [
    sql`create schema planted`,
    sql`create table planted.reading (community_id uuid not null, id uuid not null, units bigint not null check (units < 1000), taken_at timestamptz,
          primary key (community_id, id))`,
    sql`call platform.protect('planted.reading')`,
    sql`grant usage on schema planted to cp_app`,
    sql`insert into ledger.companion (target) values ('planted.reading')`,
    sql`create table planted.statement (rows bigint not null)`,
    sql`create function planted.note() returns trigger language plpgsql security definer as $$
        begin insert into planted.statement select count(*) from fresh; return null; end $$`,
    sql`create trigger noted after insert on planted.reading referencing new table as fresh for each statement execute function planted.note()`,
  ];
  for (const statement of statements) await statement.execute(server.database.owner);
});
afterAll(() => server.stop());
beforeEach(async () => {
  await sql`truncate planted.reading, planted.statement`.execute(server.database.owner);
});

interface Try {
  amount?: bigint;
  id?: string;
  units?: bigint;
  target?: string;
  from?: AccountRef;
  community?: string;
}

/** So much water out of the meter's prepaid money, with the reading that says why. */
function use({
  amount = 1n,
  id = newId(),
  units = amount,
  target = "planted.reading",
  from = meter,
  community = communityId,
}: Try = {}) {
  const lines = [debit(from, amount, "water"), credit(supply, amount, "water")];
  const draft = { kind: "water", reference: `water/${++number}`, source: { kind: "reading", id }, lines };
  const row = { id, units, taken_at: server.clock.now() };
  return postWith(server.app.services, { ...caller, communityId: community }, draft, { target, row });
}

function fill(amount: bigint) {
  const lines = [debit(supply, amount, "water"), credit(meter, amount, "water")];
  const draft = { kind: "fill", reference: `fill/${++number}`, source: { kind: "reading", id: newId() }, lines };
  return postWith(server.app.services, caller, draft, { target: "planted.reading", row: { id: newId(), units: 0n } });
}

async function rowsIn(table: string): Promise<Record<string, unknown>[]> {
  return (await sql<Record<string, unknown>>`select * from ${sql.raw(table)}`.execute(server.database.owner)).rows;
}

async function postedFor(ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ source_id: string }>`
    select source_id from ledger.transaction where source_id = any(${[...ids]}::uuid[])`.execute(server.database.owner);
  return rows.map((row) => row.source_id);
}

describe("a row that travels with its posting", () => {
  it("is written with it, and the caller learns the balances", async () => {
    await fill(500n);
    const id = newId();
    const posted = await use({ amount: 5n, id });
    expect(posted.entries.map(({ balanceAfter }) => balanceAfter)).toContain(495n);
    const row = (await rowsIn("planted.reading")).find((each) => each["id"] === id);
    expect(row).toMatchObject({ community_id: communityId, units: 5n });
    expect(await postedFor([id])).toEqual([id]);
  });

  it("goes in with all rows of its batch, by one insert", async () => {
    await fill(500n);
    await sql`truncate planted.statement`.execute(server.database.owner);
    await Promise.all(Array.from({ length: 100 }, () => use()));
    const counts = (await rowsIn("planted.statement")).map(({ rows }) => Number(rows));
    expect(counts.reduce((sum, rows) => sum + rows, 0)).toBe(100);
    expect(counts.length).toBeLessThanOrEqual(3);
  });

  it("is not there where its transaction was refused, and its neighbours' are", async () => {
    await fill(10n);
    const poor: AccountRef = { code: "meter/poor", type: "USER", currency: "KES", floor: 0n };
    const [good, bad] = [newId(), newId()];
    const outcomes = await Promise.allSettled([use({ id: good }), use({ id: bad, from: poor }), use()]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(outcomes[1]).toMatchObject({ reason: { code: "insufficient_funds", status: 409 } });
    const ids = (await rowsIn("planted.reading")).map((row) => row["id"]);
    expect([ids.includes(good), ids.includes(bad)]).toEqual([true, false]);
    expect(await postedFor([good, bad])).toEqual([good]);
  });

  it("takes its transaction with it where the product's table refuses it, and hurts no neighbour", async () => {
    await fill(10n);
    const [good, bad, twice] = [newId(), newId(), newId()];
    const outcomes = await Promise.allSettled([
      use({ id: good }),
      use({ id: bad, units: 1_000n }),
      use({ id: twice }),
      use({ id: twice }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "rejected"]);
    expect((await postedFor([good, bad, twice])).toSorted()).toEqual([good, twice].toSorted());
  });

  it("goes to no table that has not been entered for it", async () => {
    await fill(10n);
    const id = newId();
    await expect(use({ id, target: "platform.outbox" })).rejects.toThrow("takes no companions");
    await expect(use({ id, target: "planted.statement; drop table planted.reading" })).rejects.toThrow(
      "takes no companions",
    );
    expect(await postedFor([id])).toEqual([]);
  });

  it("is of the community of its posting, whatever the row says", async () => {
    const another = newId();
    await fill(10n);
    const id = newId();
    const lines = [debit(meter, 1n, "water"), credit(supply, 1n, "water")];
    const draft = { kind: "water", reference: `water/${++number}`, source: { kind: "reading", id }, lines };
    const row = { id, units: 1n, community_id: another };
    await postWith(server.app.services, caller, draft, { target: "planted.reading", row });
    expect((await rowsIn("planted.reading")).map((each) => each["community_id"])).not.toContain(another);
  });

  it("is refused by the database for a community that is not in the batch", async () => {
    const row = JSON.stringify([{ community_id: newId(), id: newId(), units: 1 }]);
    const actor = { kind: "system", job: "test" } as const;
    const write = server.app.services.inCommunity({ as: "system", communityId, actor }, (ctx) =>
      sql`select ledger.write_companions('planted.reading', ${row}::jsonb)`.execute(ctx.tx),
    );
    await expect(write).rejects.toThrow("another community");
  });

  it("is posted in the name of the member who asked, and not for a stranger", async () => {
    const books = await keepBooks(server, "companions");
    const stranger = await createPerson(server, "Chebet");
    const post = (userId: string, id: string) => {
      const lines = [debit(supply, 1n, "water"), credit(meter, 1n, "water")];
      const draft = { kind: "fill", reference: `fill/${id}`, source: { kind: "reading", id }, lines };
      const row = { id, units: 1n };
      const asked = { communityId: books.communityId, userId };
      return postWith(server.app.services, asked, draft, { target: "planted.reading", row });
    };
    const [mine, theirs] = [newId(), newId()];
    const { transactionId } = await post(books.member.userId, mine);
    expect(await books.read(`/transactions/${transactionId}`)).toMatchObject({
      actorId: books.member.userId,
      sourceId: mine,
    });
    await expect(post(stranger.userId, theirs)).rejects.toMatchObject({ code: "not_found" });
    expect(await postedFor([theirs])).toEqual([]);
  });

  it("holds every truth of the books", async () => {
    for (const check of checks) expect(await check.run(server.database.owner), check.name).toEqual([]);
  });
});
