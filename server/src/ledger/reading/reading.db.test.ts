import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPerson, type Person } from "../../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { ACCOUNTS, type Entry, entriesOf, instant, transfers, writeHistory } from "./testing/books.ts";

let server: TestServer;
let owner: Person;
let communities = 0;
const RUNS = 12;

beforeAll(async () => {
  server = await createTestServer();
  owner = await createPerson(server, "Akinyi");
});
afterAll(() => server.stop());

type Row = Record<string, unknown>;

/** Books of their own for every example: paths and ids of the accounts. */
async function booksOf(entries: readonly Entry[], rolled: number): Promise<{ path: string; ids: string[] }> {
  const asked = { name: "Books", slug: `read-${++communities}`, currency: "KES", products: ["fundraising"] };
  const id = String((await owner.send("POST", "/v1/communities", asked)).body["id"]);
  return { path: `/v1/communities/${id}/ledger`, ids: await writeHistory(server, id, entries, rolled) };
}

async function get(path: string, query: Record<string, string | number | undefined> = {}): Promise<Row> {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as [string, string]],
  );
  const { status, body } = await owner.get(`${path}?${new URLSearchParams(given)}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

const cut = fc.nat({ max: 200 });

function forAnyBooks(
  check: (books: { path: string; ids: string[]; entries: Entry[]; limit: number }) => Promise<void>,
): Promise<void> {
  const limit = fc.integer({ min: 1, max: 9 });
  return fc.assert(
    fc.asyncProperty(transfers, cut, limit, async (list, rolled, pageLimit) => {
      const entries = entriesOf(list);
      const whole = entries.findIndex(
        (entry, at) => at >= rolled && entries[at - 1]?.transactionId !== entry.transactionId,
      );
      await check({ ...(await booksOf(entries, whole < 0 ? entries.length : whole)), entries, limit: pageLimit });
    }),
    { numRuns: RUNS },
  );
}

const signed = (entry: Entry) => (entry.isDebit ? entry.amount : -entry.amount);

/** What the account stands at on its normal side, by a plain sum of those entries. */
function balance(entries: readonly Entry[], account: number, counts: (entry: Entry) => boolean): number {
  const sum = entries
    .filter((entry) => entry.account === account && counts(entry))
    .reduce((to, entry) => to + signed(entry), 0n);
  return Number(ACCOUNTS[account]?.side === "debit" ? sum : -sum);
}

describe("a statement", () => {
  it("gives every entry once, in pages of any size, both ways, also where entries share an instant", async () => {
    await forAnyBooks(async ({ path, ids, entries, limit }) => {
      for (const order of ["newest", "oldest"] as const) {
        const own = entries.filter(({ account }) => account === 0).map(({ seq }) => `${ids[0]}-${seq}`);
        const expected = order === "oldest" ? own : own.toReversed();
        const pages = await pagesOf(`${path}/accounts/${ids[0]}/entries`, { order, limit });
        expect(pages.flatMap(({ items }) => items)).toEqual(expected);
        const above: string[][] = [];
        for (let before = pages.at(-1)?.previous; before; ) {
          const page = await get(`${path}/accounts/${ids[0]}/entries`, { order, limit, before });
          above.unshift(idsOf(page));
          before = page["previous"] as string | null;
        }
        expect(above).toEqual(pages.slice(0, -1).map(({ items }) => items));
      }
    });
  });

  it("shows by label, day and words what a plain filter of the entries shows", async () => {
    await forAnyBooks(async ({ path, ids, entries, limit }) => {
      const filters: [query: Record<string, string>, matches: (entry: Entry) => boolean][] = [
        [{ label: "fee" }, ({ label }) => label === "fee"],
        [
          { effectiveFrom: "2026-02-01", effectiveTo: "2026-03-10" },
          (e) => e.effective >= "2026-02-01" && e.effective <= "2026-03-10",
        ],
        [{ text: "paa LA" }, ({ description }) => description === "Paa la shule"],
        [{ text: "0%" }, ({ description }) => description === "100%"],
      ];
      for (const [query, matches] of filters) {
        const pages = await pagesOf(`${path}/accounts/${ids[2]}/entries`, { ...query, limit });
        const expected = entries
          .filter((entry) => entry.account === 2 && matches(entry))
          .map(({ seq }) => `${ids[2]}-${seq}`);
        expect(pages.flatMap(({ items }) => items)).toEqual(expected.toReversed());
      }
    });
  });

  it("refuses a made-up cursor, and two at once", async () => {
    const { path, ids } = await booksOf([], 0);
    const cursor = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
    const good = cursor("2026-02-01T00:00:00.000001Z", "3");
    for (const query of [`after=${cursor("2026-02-30T00:00:00Z", "1")}`, "before=x", `after=${good}&before=${good}`]) {
      const { body } = await owner.get(`${path}/accounts/${ids[0]}/entries?${query}`);
      expect(body).toMatchObject({ status: 400, code: "invalid_cursor" });
    }
  });
});

interface Page {
  items: string[];
  previous: string | null;
}

const idsOf = (body: Row) => (body["items"] as Row[]).map((item) => String(item["id"]));

async function pagesOf(path: string, query: Record<string, string | number>): Promise<Page[]> {
  const pages: Page[] = [];
  for (let after: string | undefined; ; ) {
    const body = await get(path, { ...query, after });
    pages.push({ items: idsOf(body), previous: body["previous"] as string | null });
    if (body["next"] === null) return pages;
    after = String(body["next"]);
  }
}

describe("balances at a time", () => {
  it("are the sums of the entries that were known, that are effective, or both, for any books and any moment", async () => {
    await forAnyBooks(async ({ path, ids, entries }) => {
      for (const seen of [entries[0], entries[entries.length >> 1], entries.at(-1)]) {
        const at = seen?.at ?? 0n;
        const day = seen?.effective ?? "2026-01-01";
        const isKnown = (entry: Entry) => entry.at <= at;
        const isEffective = (entry: Entry) => entry.effective <= day;
        const moments: [moment: Record<string, string>, counts: (entry: Entry) => boolean][] = [
          [{}, () => true],
          [{ knownAt: instant(at) }, isKnown],
          [{ effectiveOn: day }, isEffective],
          [{ knownAt: instant(at), effectiveOn: day }, (entry) => isKnown(entry) && isEffective(entry)],
          [{ knownAt: instant(at - 1n), effectiveOn: day }, (entry) => entry.at < at && isEffective(entry)],
        ];
        for (const [moment, counts] of moments) {
          const { body } = await owner.send("POST", `${path}/balances`, { accountIds: ids, ...moment });
          const items = body["items"] as { accountId: string; balance: number }[];
          const found = ids.map((id) => items.find(({ accountId }) => accountId === id)?.balance);
          expect(found).toEqual(ids.map((_, account) => balance(entries, account, counts)));
        }
      }
    });
  });

  it("tell what the books said from what was true: a correction posted late counts on its day, and was not known before", async () => {
    const transfer = {
      legs: [[2, 0, 50n] as [number, number, bigint]],
      isInDollars: false,
      label: "rent" as const,
      description: null,
    };
    const dayMs = 86_400_000_000;
    const entries = entriesOf([
      { ...transfer, pause: 0, days: 0 },
      { ...transfer, pause: 20 * dayMs, days: -15 },
      { ...transfer, pause: 0, days: -8 },
    ]);
    const { path } = await booksOf(entries, 6);
    const read = async (moment: object) => {
      const { body } = await owner.send("POST", `${path}/balances`, { codes: ["wallet/amina"], ...moment });
      return (body["items"] as { currency: string; balance: number }[]).find(({ currency }) => currency === "KES")
        ?.balance;
    };
    expect(await read({ effectiveOn: "2026-01-31" })).toBe(100);
    expect(await read({ knownAt: "2026-01-31T23:59:59Z" })).toBe(50);
    expect(await read({ effectiveOn: "2026-01-31", knownAt: "2026-01-31T23:59:59Z" })).toBe(50);
    expect(await read({ effectiveOn: "2026-01-31", knownAt: "2026-03-01T00:00:00Z" })).toBe(100);
    expect(await read({ effectiveOn: "2026-01-21" })).toBe(50);
    expect(await read({ effectiveOn: "2026-02-01" })).toBe(150);
  });

  it("name what is not in these books, and ask for at least one account", async () => {
    const { path, ids } = await booksOf([], 0);
    const ask = async (body: object) => (await owner.send("POST", `${path}/balances`, body)).body;
    expect(await ask({})).toMatchObject({ status: 422, code: "no_account_named" });
    expect(await ask({ accountIds: [ids[0], crypto.randomUUID()] })).toMatchObject({
      code: "unknown_account",
      errors: [{ pointer: "#/accountIds/1" }],
    });
    expect(await ask({ codes: ["bank/a", "bank/none"] })).toMatchObject({ code: "unknown_account" });
    expect(((await ask({ codes: ["bank/a"] }))["items"] as Row[]).map((item) => item["currency"])).toEqual([
      "KES",
      "USD",
    ]);
  });
});

describe("the trial balance", () => {
  it("has at any moment the balance of every account, and as many debits as credits in each currency", async () => {
    await forAnyBooks(async ({ path, entries }) => {
      const { at, effective: day } = entries[entries.length >> 1] ?? { at: 0n, effective: "2026-01-01" };
      // All entries of a transaction are known at the same instant.
      const moments: [query: Record<string, string>, counts: (entry: Entry) => boolean][] = [
        [{}, () => true],
        [{ effectiveOn: day }, (entry) => entry.effective <= day],
        [{ knownAt: instant(at) }, (entry) => entry.at <= at],
      ];
      for (const [query, counts] of moments) {
        const { items, totals } = (await get(`${path}/trial-balance`, query)) as { items: Row[]; totals: Row[] };
        for (const [account, { code, currency, side }] of ACCOUNTS.entries()) {
          const line = items.find((item) => item["code"] === code && item["currency"] === currency);
          const onDebit = Number(line?.["debit"]) - Number(line?.["credit"]);
          expect(side === "debit" ? onDebit : 0 - onDebit).toBe(balance(entries, account, counts));
        }
        for (const total of totals) expect(total["debit"]).toBe(total["credit"]);
      }
    });
  });
});

describe("the general ledger", () => {
  it("has every account that stood or moved, and every entry of the period once, with balances that follow", async () => {
    await forAnyBooks(async ({ path, entries, limit }) => {
      const [from, to] = ["2026-01-28", "2026-03-15"];
      const sections = new Map<string, { opening: number; closing: number; entries: Row[] }>();
      for (let after: string | undefined; ; ) {
        const body = await get(`${path}/general-ledger`, { from, to, limit, after });
        for (const item of body["items"] as (Row & { opening: number; closing: number; entries: Row[] })[]) {
          const key = `${item["code"]} ${item["currency"]}`;
          expect(item["continued"]).toBe(sections.has(key));
          const known = sections.get(key);
          sections.set(key, known ? { ...known, entries: [...known.entries, ...item.entries] } : item);
        }
        if (body["next"] === null) break;
        after = String(body["next"]);
      }
      for (const [account, { code, currency, side }] of ACCOUNTS.entries()) {
        const opening = balance(entries, account, ({ effective }) => effective < from);
        const own = entries
          .filter((entry) => entry.account === account && entry.effective >= from && entry.effective <= to)
          .toSorted((a, b) =>
            a.effective === b.effective ? Number(a.seq - b.seq) : a.effective < b.effective ? -1 : 1,
          );
        const section = sections.get(`${code} ${currency}`);
        expect(section !== undefined).toBe(opening !== 0 || own.length > 0);
        if (!section) continue;
        let running = opening;
        const lines = own.map((entry) => {
          running += Number(side === "debit" ? signed(entry) : -signed(entry));
          return [Number(entry.seq), running];
        });
        expect(section.opening).toBe(opening);
        expect(section.entries.map((line) => [Number(String(line["id"]).split("-").at(-1)), line["balance"]])).toEqual(
          lines,
        );
        expect(section.closing).toBe(running);
      }
    });
  });

  it("shows one branch of the chart, and refuses a period that ends before it begins", async () => {
    const { path } = await booksOf(entriesOf(fc.sample(transfers, { numRuns: 1, seed: 11 })[0] ?? []), 0);
    const { items } = (await get(`${path}/general-ledger`, {
      from: "2025-12-01",
      to: "2026-12-31",
      under: "bank",
    })) as { items: Row[] };
    expect(items.length).toBeGreaterThan(0);
    expect(items.every((item) => String(item["code"]).startsWith("bank/"))).toBe(true);
    const { body } = await owner.get(`${path}/general-ledger?from=2026-02-01&to=2026-01-31`);
    expect(body).toMatchObject({ status: 422, code: "period_ends_before_it_begins" });
  });
});

describe("the cash flow", () => {
  it("takes out of every account what it was credited and brings into each what it was debited, but for what it kept", async () => {
    await forAnyBooks(async ({ path, entries }) => {
      const [from, to] = ["2026-01-25", "2026-03-01"];
      const body = await get(`${path}/cash-flow`, { from, to, top: 200 });
      const inPeriod = entries.filter(({ effective }) => effective >= from && effective <= to);
      const net = new Map<string, number>();
      const add = (key: string, amount: number) => net.set(key, (net.get(key) ?? 0) + amount);
      for (const entry of inPeriod) {
        const { code, currency } = ACCOUNTS[entry.account] ?? { code: "", currency: "" };
        add(`${code} ${currency}`, -Number(signed(entry)));
      }
      for (const { currency, links } of body["currencies"] as {
        currency: string;
        links: { from: string; to: string; amount: number }[];
      }[]) {
        for (const link of links) {
          add(`${link.from} ${currency}`, -link.amount);
          add(`${link.to} ${currency}`, link.amount);
        }
      }
      expect([...net.values()].filter((left) => left !== 0)).toEqual([]);
      const whole = await get(`${path}/cash-flow`, { from, to, depth: 1, top: 1 });
      for (const { links, others } of whole["currencies"] as { links: Row[]; others: Row }[]) {
        expect(links.every((link) => link["from"] !== link["to"])).toBe(true);
        expect(links.length + Number(others["links"])).toBeLessThanOrEqual(2);
      }
    });
  });

  it("of an account, or of all below one, is what the whole picture has from it and to it", async () => {
    await forAnyBooks(async ({ path }) => {
      const period = { from: "2026-01-25", to: "2026-03-01", top: 200 };
      const whole = await get(`${path}/cash-flow`, period);
      for (const account of ["wallet/amina", "bank", "wallet/a", "ban"]) {
        const isAsked = (code: unknown) => code === account || String(code).startsWith(`${account}/`);
        const expected = (whole["currencies"] as { currency: string; links: Row[] }[]).flatMap(({ currency, links }) =>
          links.filter(({ from, to }) => isAsked(from) || isAsked(to)).map((link) => ({ ...link, currency })),
        );
        const own = await get(`${path}/cash-flow`, { ...period, account });
        const found = (own["currencies"] as { currency: string; links: Row[] }[]).flatMap(({ currency, links }) =>
          links.map((link) => ({ ...link, currency })),
        );
        expect(found).toEqual(expected);
      }
    });
  });
});
