import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runChecks } from "../src/app/operate/run-checks.ts";
import { newId } from "../src/platform/ids.ts";
import { defineModule } from "../src/platform/module.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";
import { asSuperuser, fillBooks, recordingReporter } from "./operate-tools.ts";

let server: TestServer;
const communityId = newId();

beforeAll(async () => {
  server = await createTestServer();
  await fillBooks(server, communityId);
});
afterAll(() => server.stop());

async function broken(): Promise<string[]> {
  const results = await runChecks(server.database.ownerUrl, recordingReporter());
  return results.filter((result) => !result.whole).map((result) => result.name);
}

/** Past every trigger and check of the tables, as only somebody with all rights over the machine can. */
async function damage(statements: string): Promise<void> {
  await asSuperuser(`set session_replication_role = replica; ${statements}`, server.database.ownerUrl);
}

interface Damage {
  what: string;
  plant: string;
  mend: string;
  found: string[];
}

const ONE_ENTRY =
  "(account_id, seq) = (select account_id, seq from ledger.entry order by seq desc, account_id limit 1)";
const TODAY = new Date().toISOString().slice(0, 10).replaceAll("-", "_");

const DAMAGES: readonly Damage[] = [
  {
    what: "an entry with another amount",
    plant: `update ledger.entry set amount = amount + 1 where ${ONE_ENTRY}`,
    mend: `update ledger.entry set amount = amount - 1 where ${ONE_ENTRY}`,
    found: ["ledger.transactions_balance", "ledger.balances_equal_entries", "ledger.sequences_have_no_gap"],
  },
  {
    what: "a balance that its entries do not make",
    plant: "update ledger.balance set posted = posted + 1 where floor is null",
    mend: "update ledger.balance set posted = posted - 1 where floor is null",
    found: ["ledger.balances_equal_entries"],
  },
  {
    what: "an entry taken out",
    plant: `create table public.taken as select * from ledger.entry where ${ONE_ENTRY}; delete from ledger.entry where ${ONE_ENTRY}`,
    mend: "insert into ledger.entry select * from public.taken; drop table public.taken",
    found: ["ledger.transactions_balance", "ledger.balances_equal_entries"],
  },
  {
    what: "money held by no hold",
    plant: "update ledger.balance set held = held + 1 where held > 0",
    mend: "update ledger.balance set held = held - 1 where held > 0",
    found: ["ledger.held_equals_holds"],
  },
  {
    what: "a running total that is off",
    plant: "update ledger.turnover set credit = credit + 5 where label = 'gift'",
    mend: "update ledger.turnover set credit = credit - 5 where label = 'gift'",
    found: ["ledger.turnover_equals_entries"],
  },
  {
    what: "an entry without its transaction",
    plant:
      "create table public.taken as select * from ledger.transaction where kind = 'release'; delete from ledger.transaction where kind = 'release'",
    mend: "insert into ledger.transaction select * from public.taken; drop table public.taken",
    found: ["ledger.links_are_whole"],
  },
  {
    what: "a row in a default partition",
    plant:
      "insert into ledger.transaction_default select community_id, '00000000-0000-7000-8000-000000000001', kind, reference, source_kind, source_id, effective_date, recorded_at, actor_id, description, metadata, reverses from ledger.transaction where kind = 'release'",
    mend: "delete from ledger.transaction_default",
    found: ["ledger.default_partitions_are_empty", "database.partitions_are_ahead"],
  },
  {
    what: "a partition that is missing",
    plant: `drop table platform.idempotency_${TODAY}`,
    mend: "select platform.ensure_partitions(now(), now())",
    found: ["database.partitions_are_ahead"],
  },
  {
    what: "a wall switched off",
    plant: "alter table ledger.entry disable row level security",
    mend: "alter table ledger.entry enable row level security",
    found: ["database.tenants_are_walled"],
  },
  {
    what: "a table of a community that was never walled",
    plant:
      "create table ledger.extra (community_id uuid); alter table ledger.extra enable row level security; grant select on ledger.extra to cp_app",
    mend: "drop table ledger.extra",
    found: ["database.tenants_are_walled"],
  },
  {
    what: "rights on a partition",
    plant: "grant select (amount) on ledger.entry_default to cp_app",
    mend: "revoke select (amount) on ledger.entry_default from cp_app",
    found: ["database.partitions_are_closed"],
  },
  {
    what: "a table that the server's role owns",
    plant: "alter table ledger.turnover owner to cp_app",
    mend: "alter table ledger.turnover owner to cp_owner",
    found: ["database.server_role_is_bound"],
  },
  {
    what: "a view with its owner's eyes",
    plant: "create view ledger.peek as select * from ledger.entry",
    mend: "drop view ledger.peek",
    found: ["database.views_look_as_their_reader"],
  },
  {
    what: "a definer function that looks where its caller says",
    plant: "create function ledger.peek() returns bigint language sql security definer as 'select 1::bigint'",
    mend: "drop function ledger.peek()",
    found: ["database.views_look_as_their_reader"],
  },
  {
    what: "a guard switched off",
    plant: "alter table ledger.entry disable trigger entry_immutable",
    mend: "alter table ledger.entry enable trigger entry_immutable",
    found: ["database.guards_are_on"],
  },
];

describe("commonpurse check", { timeout: 120_000 }, () => {
  it("finds everything whole in whole books, and says each truth once", async () => {
    const reporter = recordingReporter();
    const results = await runChecks(server.database.ownerUrl, reporter);
    expect(results.filter((result) => !result.whole)).toEqual([]);
    const lines = reporter.messages.filter((message) => message.kind === "line");
    expect(lines.map((line) => line.text)).toEqual(results.map((result) => result.name));
  });

  it.each(DAMAGES)("finds $what", async ({ plant, mend, found }) => {
    await damage(plant);
    const names = await broken();
    await damage(mend);
    expect(names).toEqual(expect.arrayContaining(found));
    expect(await broken()).toEqual([]);
  });

  it("says why a broken truth matters and which row breaks it", async () => {
    await damage("update ledger.balance set posted = posted + 1 where floor is null");
    const reporter = recordingReporter();
    await runChecks(server.database.ownerUrl, reporter);
    await damage("update ledger.balance set posted = posted - 1 where floor is null");
    expect(reporter.messages).toContainEqual({
      kind: "line",
      mark: "bad",
      text: "ledger.balances_equal_entries: A balance is nothing but its entries: the stored figure must be their sum.",
      details: [expect.stringMatching(/^account test\/owed has 210001, its entries make 210000$/)],
    });
  });

  it("counts a check that cannot run as broken, and goes on", async () => {
    const module = defineModule({
      name: "test",
      checks: [
        { name: "test.fails", why: "x", run: () => Promise.reject(new Error("no such thing")) },
        { name: "test.holds", why: "x", run: async () => [] },
      ],
    });
    const results = await runChecks(server.database.ownerUrl, recordingReporter(), [module]);
    expect(results.slice(0, 2)).toMatchObject([
      { whole: false, faults: ["could not be checked: no such thing"] },
      { whole: true },
    ]);
  });
});
