import fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPerson, type Person, request } from "../../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { newId } from "../../platform/ids.ts";
import { type AccountRef, credit, debit, post, type TransactionDraft } from "../index.ts";
import { beancountName } from "./beancount/account-name.ts";
import { EXCHANGE_FORMATS } from "./formats.ts";
import { journalAmount, journalName } from "./hledger/write-journal.ts";
import { previewOf } from "./import/preview.ts";
import { IMPORT_FORMATS, readFile } from "./import/read-file.ts";
import { beanCheck, beancountBalances, hasBeancount } from "./testing/beancount.ts";
import { hasHledger, hledgerBalances } from "./testing/hledger.ts";

let server: TestServer;
let owner: Person;
let member: Person;
/** Each may ask for a dozen exports a minute. */
let accountant: Person;
const communityId = newId();
const journal = (query = "") => `/v1/communities/${communityId}/ledger/journal${query}`;

beforeAll(async () => {
  server = await createTestServer();
  owner = await createPerson(server, "Akinyi");
  member = await createPerson(server, "Barasa");
  accountant = await createPerson(server, "Chebet");
  await found(communityId, [
    { userId: owner.userId, permissions: ["*"], origin: "owner" },
    { userId: accountant.userId, permissions: ["ledger.view"], origin: "treasurer" },
    { userId: member.userId, permissions: [], origin: "member" },
  ]);
});
afterAll(() => server.stop());

describe("GET …/ledger/journal", () => {
  it("is plain text for a member who may see the books, and for nobody else", async () => {
    const answer = await owner.get(journal());
    expect(answer).toMatchObject({ status: 200, headers: { "content-type": "text/plain; charset=utf-8" } });
    expect(answer.text).toMatch(/; end of the journal, 0 transactions\n$/);
    expect((await member.get(journal())).body).toMatchObject({ status: 403, code: "not_permitted" });
    expect((await request(server, "GET", journal())).status).toBe(401);
    const stranger = await createPerson(server, "Chebet");
    expect((await stranger.get(journal())).status).toBe(404);
    expect((await owner.get(journal("?from=yesterday"))).body).toMatchObject({ status: 400, code: "invalid_input" });
  });

  it("stands in the OpenAPI document with its own kind of answer", async () => {
    const document = (await request(server, "GET", "/openapi.json")).body as {
      paths: Record<string, { get: { operationId: string; responses: Record<string, { content: object }> } }>;
    };
    const operation = document.paths["/v1/communities/{communityId}/ledger/journal"]?.get;
    expect(operation?.operationId).toBe("exportJournal");
    expect(Object.keys(operation?.responses["200"]?.content ?? {})).toEqual([
      "text/plain",
      "text/csv",
      "application/vnd.apache.parquet",
    ]);
  });

  it.skipIf(!hasHledger())(
    "gives hledger the balance of every account that the trial balance has, for any books",
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(draft, { minLength: 1, maxLength: 60 }), async (drafts) => {
          await postAll(drafts);
          expect(hledgerBalances((await owner.get(journal())).text)).toEqual(await trialBalance(journalName));
        }),
        { numRuns: 6 },
      );
      expect(hledgerBalances((await owner.get(journal("?to=2000-01-01"))).text)).toEqual({});
    },
  );

  it("comes in the format that is asked for, under its own name and kind", async () => {
    const answers = await Promise.all(
      EXCHANGE_FORMATS.map(async (format) => (await accountant.get(journal(`?format=${format}`))).headers),
    );
    const name = `attachment; filename="journal-${communityId}`;
    expect(answers.map((each) => [each["content-type"], each["content-disposition"]])).toEqual([
      ["text/plain; charset=utf-8", `${name}.journal"`],
      ["text/plain; charset=utf-8", `${name}.beancount"`],
      ["text/csv; charset=utf-8; header=present", `${name}.csv"`],
      ["application/vnd.apache.parquet", `${name}.parquet"`],
    ]);
    expect((await accountant.get(journal("?format=xls"))).body).toMatchObject({ status: 400, code: "invalid_input" });
  });

  it.skipIf(!hasBeancount())("gives beancount the balance of every account that the trial balance has", async () => {
    await postAll(fc.sample(draft, { numRuns: 40, seed: 3 }));
    const { text } = await accountant.get(journal("?format=beancount"));
    expect(beanCheck(text)).toBe("");
    expect(beancountBalances(text)).toEqual(await trialBalance(beancountName));
  });

  it("gives a Parquet reader the balance of every account that the trial balance has", async () => {
    await postAll(fc.sample(draft, { numRuns: 40, seed: 4 }));
    const response = await server.app.api.inject({
      method: "GET",
      url: journal("?format=parquet"),
      headers: { authorization: `Bearer ${accountant.token}` },
    });
    const file = new ArrayBuffer(response.rawPayload.length);
    new Uint8Array(file).set(response.rawPayload);
    const sums = new Map<string, bigint>();
    for (const row of await parquetReadObjects({ file })) {
      const key = `${row["account_code"]} ${row["currency"]}`;
      const amount = BigInt(String(row["amount"]));
      sums.set(key, (sums.get(key) ?? 0n) + (row["side"] === "debit" ? amount : -amount));
    }
    const standing = [...sums].filter(([, sum]) => sum !== 0n);
    const found = standing.map(([key, sum]) => [key, journalAmount(sum, key.slice(-3))]);
    expect(Object.fromEntries(found)).toEqual(await trialBalance((item) => item.code));
  });

  it.each(IMPORT_FORMATS)("gives our own importer the same balances again, as %s", async (format) => {
    await postAll(fc.sample(draft, { numRuns: 40, seed: 5 }));
    const preview = previewOf(readFile({ format, content: (await accountant.get(journal(`?format=${format}`))).text }));
    expect(preview.problems).toEqual([]);
    const standing = preview.accounts.filter(({ debit, credit }) => debit !== credit);
    const found = standing.map(({ code, currency, debit, credit }) => [
      `${code} ${currency}`,
      journalAmount(debit - credit, currency),
    ]);
    expect(Object.fromEntries(found)).toEqual(await trialBalance((item) => item.code));
  });

  it("comes in pages, every transaction once", async () => {
    const { rows } = await sql<{
      id: string;
    }>`select id from ledger.transaction where community_id = ${communityId} order by id`.execute(
      server.database.owner,
    );
    await postAll(Array.from({ length: 1_100 }, () => ({ ...FIRST, reference: newId() })));
    const { text } = await owner.get(journal());
    const codes = [...text.matchAll(/^\d{4}-\d{2}-\d{2} \* \((\S+)\)/gm)].map((match) => match[1]);
    expect(codes).toHaveLength(rows.length + 1_100);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.slice(0, rows.length)).toEqual(rows.map((row) => row.id));
  });
});

const account = fc
  .tuple(fc.stringMatching(/^[a-z0-9][a-z0-9/_.-]{0,30}$/), fc.constantFrom("KES", "JPY", "KWD", "IDR"))
  .map(
    // One type for a code, as products have it.
    ([code, currency]): AccountRef => ({
      code,
      currency,
      type: (["ESCROW", "GOAL", "CLEARING", "REVENUE", "EXPENSE"] as const)[code.length % 5] ?? "USER",
    }),
  );

const FIRST: TransactionDraft = {
  kind: "gift",
  reference: "",
  source: { kind: "test", id: newId() },
  lines: [
    debit({ code: "a", type: "GOAL", currency: "KES" }, 1n, "x"),
    credit({ code: "b", type: "GOAL", currency: "KES" }, 1n, "x"),
  ],
};

const draft = fc
  .record({
    from: account,
    to: fc.string(),
    description: fc.option(fc.string()),
    amounts: fc.array(fc.bigInt(1n, 10_000_000n), { minLength: 1, maxLength: 3 }),
  })
  .map(({ from, to, description, amounts }): TransactionDraft => {
    const other: AccountRef = { code: `other/${to.length % 4}`, type: "CLEARING", currency: from.currency };
    const total = amounts.reduce((sum, amount) => sum + amount, 0n);
    const lines = [
      ...amounts.map((amount, index) => debit(other, amount, `part-${index}`)),
      credit(from, total, "whole"),
    ];
    return { ...FIRST, reference: newId(), ...(description ? { description } : {}), metadata: { note: to }, lines };
  });

async function postAll(drafts: readonly TransactionDraft[]): Promise<void> {
  const actor = { kind: "system", job: "test" } as const;
  await server.app.services.inCommunity({ as: "system", communityId, actor }, async (ctx) => {
    // The same draft may come twice while a failing example is made smaller.
    for (const each of drafts) post(ctx, { ...each, reference: newId() });
  });
}

async function trialBalance(nameOf: (of: { code: string; type: string }) => string): Promise<Record<string, string>> {
  const { body } = await owner.get(`/v1/communities/${communityId}/ledger/trial-balance`);
  const items = body["items"] as {
    code: string;
    accountType: string;
    currency: string;
    debit: number;
    credit: number;
  }[];
  const standing = items.filter((item) => item.debit !== item.credit);
  return Object.fromEntries(
    standing.map((item) => [
      `${nameOf({ code: item.code, type: item.accountType })} ${item.currency}`,
      journalAmount(BigInt(item.debit - item.credit), item.currency),
    ]),
  );
}

async function found(
  id: string,
  members: readonly { userId: string; permissions: string[]; origin: string }[],
): Promise<void> {
  const db = server.database.owner;
  await sql`insert into communities.community (id, name, slug, currency, created_at, updated_at) values (${id}, 'Books', ${`books-${id.slice(-8)}`}, 'KES', now(), now())`.execute(
    db,
  );
  for (const { userId, permissions, origin } of members) {
    const roleId = newId();
    await sql`insert into communities.role (community_id, id, name, origin, permissions, created_at, updated_at) values (${id}, ${roleId}, ${origin}, ${origin}, ${JSON.stringify(permissions)}::jsonb, now(), now())`.execute(
      db,
    );
    await sql`insert into communities.membership (community_id, user_id, status, display_name, created_at, updated_at) values (${id}, ${userId}, 'active', ${origin}, now(), now())`.execute(
      db,
    );
    await sql`insert into communities.membership_role (community_id, user_id, role_id, assigned_at) values (${id}, ${userId}, ${roleId}, now())`.execute(
      db,
    );
  }
}
