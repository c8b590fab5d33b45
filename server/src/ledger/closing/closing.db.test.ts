import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPerson, type Person } from "../../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { newId } from "../../platform/ids.ts";
import { findingsIn, postAmounts, tamper } from "../sealing/testing/sealed-books.ts";
import { checkProof } from "./check-proof.ts";

let server: TestServer;
let owner: Person;
let member: Person;
let communityId: string;
let path: string;
let today: string;

beforeAll(async () => {
  server = await createTestServer();
  owner = await createPerson(server, "Akinyi");
  member = await createPerson(server, "Baraka");
});
afterAll(() => server.stop());
beforeEach(async () => {
  const body = { name: "Closed", slug: `closed-${newId().slice(-12)}`, products: ["fundraising"], currency: "KES" };
  const made = await owner.send("POST", "/v1/communities", body);
  communityId = String(made.body["id"]);
  path = `/v1/communities/${communityId}/ledger`;
  today = dayFromNow(0);
});

function dayFromNow(days: number): string {
  return new Date(server.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

function close(through: string) {
  return owner.send("POST", `${path}/closings`, { through });
}

async function accountIds(): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; code: string }>`
    select id, code from ledger.account where community_id = ${communityId}`.execute(server.database.owner);
  return new Map(rows.map((row) => [row.code, row.id]));
}

async function transfer(effectiveDate: string) {
  const entry = (account: string, entryType: string) => ({ account, entryType, amount: 7, currency: "KES" });
  const entries = [entry("test/cash", "DEBIT"), entry("test/dues", "CREDIT")];
  return owner.send("POST", `${path}/transactions`, { entries, effectiveDate });
}

describe("closing a period", () => {
  it("refuses what would be effective in it, both ways in, and nothing later", async () => {
    await postAmounts(server, communityId, [100n]);
    expect((await close(dayFromNow(-1))).status).toBe(201);
    const late = postAmounts(server, communityId, [1n], dayFromNow(-1));
    await expect(late).rejects.toMatchObject({ code: "period_closed" });
    const refused = await transfer(dayFromNow(-1));
    expect([refused.status, refused.body["code"]]).toEqual([409, "period_closed"]);
    expect((await transfer(today)).status).toBe(201);
  });

  it("goes forward only, and never into the future", async () => {
    await close(dayFromNow(-5));
    for (const [through, status, code] of [
      [dayFromNow(-5), 409, "already_closed"],
      [dayFromNow(-9), 409, "already_closed"],
      [dayFromNow(1), 422, "period_not_over"],
    ] as const) {
      const answer = await close(through);
      expect([answer.status, answer.body["code"]]).toEqual([status, code]);
    }
    expect((await close(today)).status).toBe(201);
    const { items } = (await owner.get(`${path}/closings`)).body as { items: Record<string, unknown>[] };
    expect(items.map(({ through, openedAfter }) => [through, openedAfter])).toEqual([
      [today, dayFromNow(-5)],
      [dayFromNow(-5), null],
    ]);
  });

  it("is the owner's and the treasurer's, not every member's", async () => {
    const invitation = await owner.send("POST", `/v1/communities/${communityId}/invitations`, {});
    await member.send("POST", `/v1/invitations/${invitation.body["token"]}/acceptance`);
    expect((await member.send("POST", `${path}/closings`, { through: today })).status).toBe(403);
  });

  it("stays as it is, for the database's owner too", async () => {
    await close(today);
    await server.runJobs();
    for (const statement of [
      sql`update ledger.closing set through = through - 1`,
      sql`update ledger.closing set balances_root = sha256('mine')`,
      sql`delete from ledger.closing`,
      sql`truncate ledger.closing`,
    ])
      await expect(statement.execute(server.database.owner)).rejects.toMatchObject({ code: "CP001" });
  });

  it("racing with postings: each is in the period before it is closed, or refused", async () => {
    await postAmounts(server, communityId, [1n]);
    const yesterday = dayFromNow(-1);
    const posted: number[] = [];
    const posting = Array.from({ length: 120 }, async (_, index) => {
      if (index % 3 === 0) {
        const outcome = await postAmounts(server, communityId, [7n], yesterday).then(
          () => 201,
          (error: { code: string }) => error.code,
        );
        posted.push(outcome === "period_closed" ? 409 : Number(outcome));
      } else posted.push((await transfer(yesterday)).status);
    });
    const closing = close(yesterday);
    await Promise.all([...posting, closing]);
    expect((await closing).status).toBe(201);
    expect([...new Set(posted)].toSorted().every((status) => status === 201 || status === 409)).toBe(true);
    await server.runJobs();
    const { rows } = await sql<{ in_period: bigint; proven: bigint }>`
      select (select count(*) from ledger.transaction where community_id = ${communityId} and effective_date <= ${yesterday}) as in_period,
             (select transactions from ledger.closing where community_id = ${communityId}) as proven`.execute(
      server.database.owner,
    );
    expect(rows[0]?.in_period).toBe(BigInt(posted.filter((status) => status === 201).length));
    expect(rows[0]?.proven).toBe(rows[0]?.in_period);
    await server.app.keeper.seal();
    expect(await findingsIn(server, communityId)).toEqual([]);
  });
});

describe("the proof of a closed period", () => {
  it("shows one account's totals under the root, and of the others nothing", async () => {
    await postAmounts(server, communityId, [100n, 250n], dayFromNow(-40));
    await postAmounts(server, communityId, [50n], dayFromNow(-1));
    await postAmounts(server, communityId, [9_999n], today);
    await close(dayFromNow(-1));
    const accounts = await accountIds();
    const dues = accounts.get("test/dues") ?? "";
    const proofPath = `${path}/closings/${dayFromNow(-1)}/accounts/${dues}/proof`;
    const early = await owner.get(proofPath);
    expect([early.status, early.body["code"]]).toEqual([409, "closing_not_proven"]);
    await server.runJobs();
    const proof = await owner.get(proofPath);
    const { items } = (await owner.get(`${path}/closings`)).body as { items: Record<string, unknown>[] };
    expect(checkProof(proof.body)).toEqual({
      community: communityId,
      account: dues,
      code: "test/dues",
      currency: "KES",
      through: dayFromNow(-1),
      debit: 0n,
      credit: 400n,
      root: items[0]?.["balancesRoot"],
    });
    expect([items[0]?.["transactions"], items[0]?.["accounts"]]).toEqual([3, 2]);
    expect(proof.text).not.toContain(accounts.get("test/cash"));
    expect(proof.text).not.toContain("test/cash");
  });

  it("holds for nothing else: not for another figure, salt or path", async () => {
    await postAmounts(server, communityId, [100n]);
    await close(today);
    await server.runJobs();
    const dues = (await accountIds()).get("test/dues") ?? "";
    const { body } = await owner.get(`${path}/closings/${today}/accounts/${dues}/proof`);
    expect(checkProof(body)).not.toBeNull();
    const other = "0".repeat(64);
    for (const change of [
      { leaf: String(body["leaf"]).replace('"credit":"100"', '"credit":"101"') },
      { leaf: String(body["leaf"]).replace(",", ", ") },
      { salt: other },
      { root: other },
      { path: [other] },
      { path: [] },
      { path: "none" },
      { index: 7 },
      { size: 1 },
    ])
      expect(checkProof({ ...body, ...change }), JSON.stringify(change)).toBeNull();
    expect(checkProof(null)).toBeNull();
  });

  it("is absent for an account without an entry in it, and for a day that is not closed", async () => {
    await postAmounts(server, communityId, [100n], today);
    await close(dayFromNow(-1));
    await server.runJobs();
    const dues = (await accountIds()).get("test/dues") ?? "";
    expect((await owner.get(`${path}/closings/${dayFromNow(-1)}/accounts/${dues}/proof`)).status).toBe(404);
    expect((await owner.get(`${path}/closings/${today}/accounts/${dues}/proof`)).status).toBe(404);
  });

  it("stays the same while later entries are posted and rolled up", async () => {
    await postAmounts(server, communityId, [100n], dayFromNow(-1));
    await close(dayFromNow(-1));
    await server.runJobs();
    const dues = (await accountIds()).get("test/dues") ?? "";
    const address = `${path}/closings/${dayFromNow(-1)}/accounts/${dues}/proof`;
    const before = await owner.get(address);
    await postAmounts(server, communityId, [5n, 6n]);
    await server.app.keeper.seal();
    await server.app.keeper.rollUp();
    expect((await owner.get(address)).body).toEqual(before.body);
  });

  it("is verified with the books: a root or a balance that was changed is found", async () => {
    await postAmounts(server, communityId, [100n], dayFromNow(-1));
    await close(dayFromNow(-1));
    await server.runJobs();
    await server.app.keeper.seal();
    expect(await findingsIn(server, communityId)).toEqual([]);
    await tamper(
      server,
      `update ledger.closing set balances_root = sha256('mine') where community_id = '${communityId}'`,
    );
    expect(await findingsIn(server, communityId)).toEqual([`closing ${dayFromNow(-1)}`]);
  });
});
