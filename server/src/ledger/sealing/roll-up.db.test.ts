import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runChecks } from "../../../src/app/operate/run-checks.ts";
import { createPerson } from "../../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { recordingReporter } from "../../../test/operate-tools.ts";
import { newId } from "../../platform/ids.ts";
import { sealingChecks } from "./checks.ts";
import { findingsIn, postAmounts, tamper } from "./testing/sealed-books.ts";

let server: TestServer;

beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.stop());

function dayFromNow(days: number): string {
  return new Date(server.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** A figure at a date as pages read it: whole months, the days of the last one, and what is not rolled up yet. */
async function debitsUpTo(communityId: string, day: string): Promise<bigint> {
  const { rows } = await sql<{ debit: bigint }>`
    select (coalesce((select sum(debit) from ledger.account_month where community_id = ${communityId} and month < date_trunc('month', ${day}::date)), 0)
          + coalesce((select sum(debit) from ledger.account_day where community_id = ${communityId}
                         and effective_date between date_trunc('month', ${day}::date) and ${day}::date), 0)
          + coalesce((select sum(e.amount) from ledger.entry e left join ledger.rolled r using (community_id, account_id)
                       where e.community_id = ${communityId} and e.is_debit and e.effective_date <= ${day}::date and e.seq > coalesce(r.seq, 0)), 0))::bigint as debit`.execute(
    server.database.owner,
  );
  return rows[0]?.debit ?? 0n;
}

async function countOf(table: "account_day" | "unrolled" | "rolled", communityId: string): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) from ${sql.table(`ledger.${table}`)} where community_id = ${communityId}`.execute(
    server.database.owner,
  );
  return rows[0]?.count ?? 0n;
}

async function faults(): Promise<string[]> {
  const found: string[] = [];
  for (const { name, run } of sealingChecks) if ((await run(server.database.owner)).length > 0) found.push(name);
  return found;
}

describe("the totals by day and month", () => {
  it("with the entries since then are every figure at a date, whenever they are brought forward", async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ days: fc.integer({ min: -70, max: 0 }), amount: fc.bigInt(1n, 1_000n) }) },
      { weight: 1, arbitrary: fc.constant("seal" as const) },
      { weight: 1, arbitrary: fc.constant("roll" as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.integer({ min: -75, max: 0 }), async (steps, asked) => {
        const communityId = newId();
        let expected = 0n;
        for (const each of steps) {
          if (each === "seal") await server.app.keeper.seal();
          else if (each === "roll") await server.app.keeper.rollUp();
          else {
            await postAmounts(server, communityId, [each.amount], dayFromNow(each.days));
            if (each.days <= asked) expected += each.amount;
          }
        }
        expect(await debitsUpTo(communityId, dayFromNow(asked))).toBe(expected);
      }),
      { numRuns: 25 },
    );
    expect(await faults()).toEqual([]);
  });

  it("hold everything that is sealed, and the queue is empty then", async () => {
    const communityId = newId();
    await postAmounts(server, communityId, [1n, 2n]);
    await server.app.keeper.seal();
    expect([await countOf("unrolled", communityId), await countOf("account_day", communityId)]).toEqual([1n, 0n]);
    await server.app.keeper.rollUp();
    expect([await countOf("unrolled", communityId), await countOf("account_day", communityId)]).toEqual([0n, 2n]);
  });

  it("are brought forward in turn: who waits the longest comes first, however busy the others are", async () => {
    const communityId = newId();
    const order: bigint[] = [];
    for (let round = 0; round < 4; round++) {
      await postAmounts(server, communityId, [1n]);
      await server.app.keeper.seal();
      await server.app.services.run({ as: "nobody", actor: { kind: "system", job: "test" } }, (ctx) =>
        sql`select ledger.roll_up(1, null)`.execute(ctx.tx),
      );
      order.push(await countOf("rolled", communityId));
    }
    expect(order).toEqual([1n, 2n, 2n, 2n]);
    const { rows } = await sql<{ seq: bigint }>`
      select seq from ledger.rolled where community_id = ${communityId} order by seq`.execute(server.database.owner);
    expect(rows.map(({ seq }) => seq)).toEqual([3n, 4n]);
    await server.app.keeper.rollUp();
  });

  it("keep their pace: a step too soon after the last one does nothing", async () => {
    const communityId = newId();
    const step = () =>
      server.app.services.run({ as: "nobody", actor: { kind: "system", job: "test" } }, async (ctx) => {
        const { rows } = await sql<{
          rolled: number | null;
        }>`select ledger.roll_up(50000, '10 seconds') as rolled`.execute(ctx.tx);
        return rows[0]?.rolled;
      });
    await postAmounts(server, communityId, [1n]);
    await server.app.keeper.seal();
    await server.app.keeper.rollUp();
    await postAmounts(server, communityId, [2n]);
    await server.app.keeper.seal();
    expect(await step()).toBeNull();
    await sql`update ledger.roll_pace set began_at = began_at - interval '1 hour', ended_at = ended_at - interval '1 hour'`.execute(
      server.database.owner,
    );
    expect(await step()).toBe(2);
  });

  it("are checked: a day, a month or a watermark that was changed is found", async () => {
    const communityId = newId();
    await postAmounts(server, communityId, [10n]);
    await server.app.keeper.seal();
    await server.app.keeper.rollUp();
    const here = `where community_id = '${communityId}'`;
    for (const [plant, mend, found] of [
      [
        "account_day set debit = debit + 1",
        "account_day set debit = debit - 1",
        ["ledger.days_equal_entries", "ledger.months_equal_days"],
      ],
      ["account_month set credit = credit + 1", "account_month set credit = credit - 1", ["ledger.months_equal_days"]],
      ["rolled set seq = seq + 1", "rolled set seq = seq - 1", ["ledger.watermarks_stand_on_entries"]],
      [
        "rolled set seq = seq - 1",
        "rolled set seq = seq + 1",
        ["ledger.days_equal_entries", "ledger.watermarks_stand_on_entries"],
      ],
    ] as const) {
      await tamper(server, `update ledger.${plant} ${here}`);
      expect(await faults(), plant).toEqual(found);
      await tamper(server, `update ledger.${mend} ${here}`);
    }
    expect(await faults()).toEqual([]);
  });
});

describe("posting, sealing, rolling up and closing at once", () => {
  it("leaves books that are whole, with every seal, total and proof in its place", async () => {
    const owner = await createPerson(server, "Akinyi");
    const body = { name: "Busy", slug: "busy", products: ["fundraising"], currency: "KES" };
    const communityId = String((await owner.send("POST", "/v1/communities", body)).body["id"]);
    const path = `/v1/communities/${communityId}/ledger`;
    await postAmounts(server, communityId, [1n]);
    const entry = (account: string, entryType: string) => ({ account, entryType, amount: 3, currency: "KES" });
    const entries = [entry("test/cash", "DEBIT"), entry("test/dues", "CREDIT")];
    let isPosting = true;
    let closings = 0;
    const whilePosting = async (work: (round: number) => Promise<unknown>) => {
      for (let round = 0; isPosting; round++) await work(round);
    };
    const post = async (worker: number) => {
      for (let round = 0; round < 30; round++) {
        const effectiveDate = dayFromNow(-((worker * 7 + round * 3) % 60));
        const answer = await owner.send("POST", `${path}/transactions`, { entries, effectiveDate });
        expect([201, 409]).toContain(answer.status);
        await postAmounts(server, communityId, [2n], effectiveDate).catch((error: { code: string }) =>
          expect(error.code).toBe("period_closed"),
        );
      }
    };
    const background = [
      whilePosting(() => server.app.keeper.seal()),
      whilePosting(() => server.app.keeper.seal()),
      whilePosting(() => server.app.keeper.rollUp()),
      whilePosting(() => server.app.keeper.rollUp()),
      whilePosting(async (round) => {
        if (closings >= 40) return server.app.dispatcher.drain();
        const { status } = await owner.send("POST", `${path}/closings`, { through: dayFromNow(-60 + round) });
        if (status === 201) closings += 1;
        return server.runJobs();
      }),
    ];
    await Promise.all(Array.from({ length: 8 }, (_, worker) => post(worker)));
    isPosting = false;
    await Promise.all(background);
    await server.runJobs();
    expect(await server.failedJobs()).toEqual([]);
    expect(closings).toBeGreaterThan(0);
    expect(await findingsIn(server, communityId)).toEqual([]);
    await server.app.keeper.seal();
    await server.app.keeper.rollUp();
    expect(await findingsIn(server, communityId)).toEqual([]);
    const results = await runChecks(server.database.ownerUrl, recordingReporter());
    expect(results.filter(({ whole }) => !whole).map(({ name, faults: found }) => [name, found])).toEqual([]);
  });
});
