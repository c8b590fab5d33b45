import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { newId } from "../../platform/ids.ts";
import { checks } from "../checks.ts";
import { openAccounts } from "../open-accounts.ts";
import type { AccountRef } from "../posting.ts";
import { findingsIn } from "../sealing/testing/sealed-books.ts";
import { barePosting } from "../testing/bare-posting.ts";
import type { PostItem, PostResult } from "./item.ts";
import { createPoster, type Poster } from "./poster.ts";

let server: TestServer;
let ids: readonly string[];
const communityId = newId();
const posters: Poster[] = [];
const [A, B, C, D] = [0, 1, 2, 3];
const ROUNDS = 60;

beforeAll(async () => {
  server = await createTestServer();
  const actor = { kind: "system", job: "test" } as const;
  const accounts = ["a", "b", "c", "d"].map((code): AccountRef => ({ code, type: "CLEARING", currency: "KES" }));
  const opened = await server.app.services.inCommunity({ as: "system", communityId, actor }, (ctx) =>
    openAccounts(ctx, accounts),
  );
  ids = [...opened.values()];
});
afterEach(async () => {
  for (const poster of posters.splice(0)) await poster.stop();
});
afterAll(() => server.stop());

/** A poster as another process would have one. */
function open(): Poster {
  const poster = createPoster({
    url: server.database.appUrl,
    now: () => new Date(),
    newId,
    wake: () => undefined,
  });
  posters.push(poster);
  return poster;
}

function transfer(from: number, to: number, reference: string | null = null): PostItem {
  const posting = barePosting({ communityId, from: ids[from] ?? "", to: ids[to] ?? "", reference });
  return { communityId, groups: [[posting]], key: null };
}

function toldOf(result: PostResult): string {
  if (result.status !== "decided") return result.status;
  const [decision] = result.decisions.flat();
  return decision && "accepted" in decision ? "posted" : (decision?.refused.code ?? "nothing");
}

function entriesOf(result: PostResult): string[] {
  const decisions = result.status === "decided" ? result.decisions.flat() : [];
  return decisions.flatMap((decision) =>
    "accepted" in decision
      ? decision.accepted.entries.map(({ accountId, seq }) => `${decision.accepted.posting.id} ${accountId} ${seq}`)
      : [],
  );
}

describe("two processes on the same accounts", () => {
  it("tell each entry's number as the books have it, whoever wrote between", async () => {
    const both = [open(), open()];
    const told: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const [from, to] = round % 2 === 0 ? [A, C] : [C, A];
      const results = await Promise.all(both.map((poster) => poster.post(transfer(from, to))));
      told.push(...results.flatMap(entriesOf));
    }
    const { rows } = await sql<{ entry: string }>`
      select format('%s %s %s', transaction_id, account_id, seq) as entry from ledger.entry
       where community_id = ${communityId}`.execute(server.database.owner);
    expect(told.sort()).toEqual(rows.map(({ entry }) => entry).sort());
    await server.app.keeper.seal();
    expect(await findingsIn(server, communityId)).toEqual([]);
  });

  it("keep a time that lies ahead to the account that has it", async () => {
    const poster = open();
    await poster.post(transfer(A, B));
    await sql`update ledger.balance set last_recorded_at = now() + interval '10 minutes' where account_id = ${ids[A]}`.execute(
      server.database.owner,
    );
    expect(toldOf(await poster.post(transfer(A, B)))).toBe("posted");
    const result = await poster.post(transfer(C, D));
    const recordedAt = result.status === "decided" ? Date.parse(result.recordedAt) : Number.NaN;
    expect(recordedAt).toBeLessThanOrEqual(Date.now() + 1_000);
  });

  it("post a reference once, whoever comes first, without standing in each other's way", async () => {
    const [one, other] = [open(), open()];
    await Promise.all([one, other].map((poster) => poster.post(transfer(C, D))));
    for (let round = 0; round < 20; round++) {
      const both = [one, other].map((poster) => poster.post(transfer(C, D, `once/${round}`)));
      expect((await Promise.all(both)).map(toldOf).sort()).toEqual(["already_posted", "posted"]);
    }
    const { rows } = await sql<{ deadlocks: bigint }>`
      select pg_stat_force_next_flush(), deadlocks from pg_stat_database where datname = current_database()`.execute(
      server.database.owner,
    );
    expect(rows[0]?.deadlocks).toBe(0n);
  });

  it("hold every truth of the books", async () => {
    for (const check of checks) expect(await check.run(server.database.owner), check.name).toEqual([]);
  });
});
