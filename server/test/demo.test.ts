import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Demo, loadDemo } from "../src/app/demo/load-demo.ts";
import { createDemoMerchant } from "../src/app/demo/merchant.ts";
import { PASSWORD } from "../src/app/demo/people.ts";
import { STORIES } from "../src/app/demo/stories.ts";
import type { Story } from "../src/app/demo/story.ts";
import { demoWelcome } from "../src/app/demo/welcome.ts";
import { request } from "./harness/people.ts";
import { type Sandbox, startSandbox } from "./harness/sandbox.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

const LOADING_MS = 240_000;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

async function startServer(): Promise<TestServer> {
  const server = await createTestServer();
  await server.app.api.listen({ host: "127.0.0.1", port: 0 });
  return server;
}

type Row = Record<string, string>;

async function rows(server: TestServer, query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await query.execute(server.database.owner)).rows;
}

const goalsIn = (server: TestServer) =>
  rows(
    server,
    sql<Row>`select c.slug, g.status, string_agg(m.status, ' ' order by m.position) as milestones
      from fundraising.goal g join communities.community c on c.id = g.community_id
      join fundraising.milestone m on m.community_id = g.community_id and m.goal_id = g.id group by 1, 2 order by 1`,
  );

const countsIn = async (server: TestServer, slug: string): Promise<Record<string, Record<string, number>>> => {
  const found = await rows(
    server,
    sql<Row>`
      with home as (select id from communities.community where slug = ${slug})
      select 'gifts' as what, status, count(*)::text as count from fundraising.gift where community_id = (select id from home) group by 2
      union all select 'comments', status, count(*)::text from fundraising.comment where community_id = (select id from home) group by 2
      union all select 'updates', 'shown', count(*)::text from fundraising.goal_update where community_id = (select id from home)
      union all select 'proofs', status, count(*)::text from fundraising.proof where community_id = (select id from home) group by 2
      union all select 'payouts', status, count(*)::text from fundraising.payout where community_id = (select id from home) group by 2
      union all select 'webhooks', status, count(*)::text from payments.webhook_event where community_id = (select id from home) group by 2
      order by 1, 2`,
  );
  const counts: Record<string, Record<string, number>> = {};
  for (const { what = "", status = "", count } of found) counts[what] = { ...counts[what], [status]: Number(count) };
  return counts;
};

/** Every truth of the live data, and each clearing account against the provider's own books. */
async function faultsIn(server: TestServer): Promise<string[]> {
  const faults: string[] = [];
  for (const check of server.app.modules.flatMap((module) => module.checks ?? [])) {
    for (const fault of await check.run(server.database.owner)) faults.push(`${check.name}: ${fault}`);
  }
  const ours = await rows(
    server,
    sql<Row>`select a.community_id, a.currency, b.posted::text from ledger.account a
      join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id where a.code like 'clearing/%'`,
  );
  for (const { community_id: communityId = "", currency, posted } of ours) {
    const { body } = await asMerchant(communityId, "/balance");
    const theirs = body.balances?.map((line) => [line.currency, line.balance]);
    if (JSON.stringify(theirs) !== JSON.stringify([[currency, Number(posted)]])) {
      faults.push(`the provider owes ${JSON.stringify(theirs)}, our books say ${posted} ${currency}`);
    }
  }
  return faults;
}

interface Told {
  balances?: { currency: string; balance: number }[];
  clock?: string;
  mode?: string;
  provoke?: boolean;
  webhookUrl?: string;
}

async function asMerchant(communityId: string, path: string): Promise<{ body: Told }> {
  const { secretKey } = createDemoMerchant(sandbox.url, communityId);
  const response = await fetch(
    sandbox.url + path,
    path === "/merchants"
      ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ secretKey }) }
      : { headers: { authorization: `Bearer ${secretKey}` } },
  );
  const body: Told = JSON.parse(await response.text());
  return { body };
}

/** Rows of every table, so that a second load which writes anything is caught. */
async function rowsOfAll(server: TestServer): Promise<string[]> {
  const tables = await rows(
    server,
    sql<Row>`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not like 'pg\_%' and n.nspname not in ('information_schema', 'graphile_worker') order by 1`,
  );
  const counts: string[] = [];
  for (const { name = "" } of tables) {
    const [row] = await rows(server, sql<Row>`select count(*)::text as count from ${sql.raw(name)}`);
    counts.push(`${name} ${row?.["count"]}`);
  }
  return counts;
}

describe("the demo on an empty database", () => {
  let server: TestServer;
  let demo: Demo | null;
  const told = new Set<string>();
  beforeAll(async () => {
    server = await startServer();
    const looking = setInterval(() => told.add(server.app.readiness.progress ?? ""), 20);
    demo = await loadDemo(server.app, { sandboxUrl: sandbox.url });
    clearInterval(looking);
  }, LOADING_MS);
  afterAll(() => server.stop());

  it("tells how far it is, and where everything is at the end", async () => {
    expect([...told]).toEqual(
      expect.arrayContaining(STORIES.map(({ title }, index) => `Demo data: ${title} (${index + 1} of 3)`)),
    );
    const text = demoWelcome("http://purse.example", demo ?? { pages: [] });
    for (const { slug } of demo?.pages ?? []) expect(text).toContain(`http://purse.example/g/${slug}`);
    for (const email of text.match(/\w+@example\.org/g) ?? []) {
      expect((await request(server, "POST", "/v1/sessions", { email, password: PASSWORD, bearer: true })).status).toBe(
        201,
      );
    }
    for (const { slug } of demo?.pages ?? []) expect((await request(server, "GET", `/g/${slug}`)).status).toBe(200);
  });

  it("leaves one goal released in part, one open, one refunded", async () => {
    expect(await goalsIn(server)).toEqual([
      { slug: "hanassi-12-haifa", status: "failed", milestones: "pending pending" },
      { slug: "kisumu-parents", status: "releasing", milestones: "paid_out pending pending" },
      { slug: "lagos-neighbours", status: "open", milestones: "pending pending" },
    ]);
    expect(await countsIn(server, "kisumu-parents")).toMatchObject({
      gifts: { succeeded: 30, disputed: 1, failed: 1, refunded: 1 },
      comments: { shown: 4, held: 1 },
      updates: { shown: 5 },
      proofs: { approved: 1, voting: 1 },
      payouts: { succeeded: 1 },
    });
    expect(await countsIn(server, "lagos-neighbours")).toMatchObject({ gifts: { succeeded: 15, failed: 1 } });
    expect(await countsIn(server, "hanassi-12-haifa")).toMatchObject({ gifts: { refunded: 6, unclaimed: 1 } });
  });

  it("has a vote waiting for the giver, and money back to the minor unit", async () => {
    const { body } = await request(server, "POST", "/v1/sessions", {
      email: "juma@example.org",
      password: PASSWORD,
      bearer: true,
    });
    const home = await request(server, "GET", "/v1/me/activity", undefined, {
      authorization: `Bearer ${String(body["token"])}`,
    });
    expect(home.text).toMatch(/"kind":"fundraising.vote_opened"[^}]*\}?[^}]*"waits":true,"doneAt":null/);
    const back = await rows(
      server,
      sql<Row>`select count(*)::text as count from fundraising.gift where status = 'refunded' and refund_amount = amount`,
    );
    expect(back).toEqual([{ count: "7" }]);
  });

  it("is whole, by our truths and by the provider's books", async () => {
    expect(await faultsIn(server)).toEqual([]);
    expect(await server.failedJobs()).toEqual([]);
    for (const slug of ["kisumu-parents", "lagos-neighbours", "hanassi-12-haifa"]) {
      expect(Object.keys((await countsIn(server, slug))["webhooks"] ?? {})).toEqual(["processed"]);
    }
  });

  it("hands the provider over to the server, in the present", async () => {
    for (const { id = "" } of await rows(server, sql<Row>`select id from communities.community`)) {
      const { body } = await asMerchant(id, "/merchants");
      expect(body).toMatchObject({ mode: "auto", provoke: true });
      expect(body.webhookUrl).toMatch(/\/v1\/hooks\//);
      expect(Math.abs(Date.parse(body.clock ?? "") - Date.now())).toBeLessThan(60_000);
    }
    const names = await rows(server, sql<Row>`select distinct name from payments.provider`);
    expect(names).toEqual([{ name: "Sandbox — no real money" }]);
  });

  it("is found by the next start, which changes nothing", async () => {
    const before = await rowsOfAll(server);
    expect(await loadDemo(server.app, { sandboxUrl: sandbox.url })).toEqual(demo);
    expect(await rowsOfAll(server)).toEqual(before);
  });
});

describe("a load that is cut off", () => {
  const haifa: Story[] = STORIES.filter(({ title }) => title === "the laundry machine");

  /** The process dies at its nth word with the sandbox, on even turns after the word was heard. */
  function dieAfter(words: number, turn: number): void {
    const { fetch } = globalThis;
    let left = words;
    vi.stubGlobal("fetch", async (...call: Parameters<typeof fetch>) => {
      left -= 1;
      if (left > 0) return fetch(...call);
      if (turn % 2 === 0) await fetch(...call);
      throw new Error("cut off");
    });
  }

  it(
    "goes on where it stopped, however often, and ends as if nothing had been",
    async () => {
      const server = await startServer();
      let cuts = 0;
      for (const words of [3, 6, 24, 31, 27, 34, 29, 38, 26]) {
        dieAfter(words, cuts);
        const ended = await loadDemo(server.app, { sandboxUrl: sandbox.url, stories: haifa }).then(
          () => "told",
          () => "cut off",
        );
        vi.unstubAllGlobals();
        if (ended === "told") break;
        cuts += 1;
      }
      expect(cuts).toBeGreaterThan(4);
      expect(await loadDemo(server.app, { sandboxUrl: sandbox.url, stories: haifa })).not.toBeNull();
      expect(await goalsIn(server)).toEqual([
        { slug: "hanassi-12-haifa", status: "failed", milestones: "pending pending" },
      ]);
      expect(await countsIn(server, "hanassi-12-haifa")).toMatchObject({
        gifts: { refunded: 6, unclaimed: 1 },
        comments: { shown: 4 },
        updates: { shown: 2 },
      });
      expect((await countsIn(server, "hanassi-12-haifa"))["webhooks"]).not.toHaveProperty("rejected");
      expect(await faultsIn(server)).toEqual([]);
      await server.stop();
    },
    LOADING_MS,
  );

  it(
    "goes on days later too: what the goal takes no more is left out, and the books are whole",
    async () => {
      const server = await startServer();
      dieAfter(36, 1);
      await expect(loadDemo(server.app, { sandboxUrl: sandbox.url, stories: haifa })).rejects.toThrow();
      vi.unstubAllGlobals();
      const [home] = await rows(server, sql<Row>`select id from communities.community`);
      // The provider's clock went on meanwhile.
      const merchant = createDemoMerchant(sandbox.url, home?.["id"] ?? "");
      await merchant.advanceTo(new Date(Date.now() - 12 * 86_400_000));
      expect(await loadDemo(server.app, { sandboxUrl: sandbox.url, stories: haifa })).not.toBeNull();
      const { gifts } = await countsIn(server, "hanassi-12-haifa");
      expect(gifts?.["refunded"]).toBeGreaterThan(1);
      expect(gifts?.["refunded"]).toBeLessThan(6);
      expect(await goalsIn(server)).toMatchObject([{ status: "failed" }]);
      expect(await faultsIn(server)).toEqual([]);
      await server.stop();
    },
    LOADING_MS,
  );

  it(
    "stays as it is when its journal is gone",
    async () => {
      const server = await startServer();
      dieAfter(45, 1);
      await expect(loadDemo(server.app, { sandboxUrl: sandbox.url, stories: haifa })).rejects.toThrow();
      vi.unstubAllGlobals();
      await sql`select platform.drop_expired_partitions(${new Date()})`.execute(server.app.services.db);
      const before = await countsIn(server, "hanassi-12-haifa");
      expect(await loadDemo(server.app, { sandboxUrl: sandbox.url, stories: haifa })).not.toBeNull();
      expect(await countsIn(server, "hanassi-12-haifa")).toEqual(before);
      await server.stop();
    },
    LOADING_MS,
  );

  it(
    "stops at the next step when it is asked to",
    async () => {
      const server = await startServer();
      // In the middle of the story, however fast the machine is: after its third gift.
      const stopping = new AbortController();
      let gifts = 0;
      const stopListening = server.app.dispatcher.onEvent((name) => {
        if (name === "fundraising.gift_succeeded" && ++gifts === 3) stopping.abort();
      });
      const { signal } = stopping;
      await expect(loadDemo(server.app, { sandboxUrl: sandbox.url, stories: haifa, signal })).rejects.toThrow();
      stopListening();
      await loadDemo(server.app, { sandboxUrl: sandbox.url, stories: haifa });
      expect(await countsIn(server, "hanassi-12-haifa")).toMatchObject({ gifts: { refunded: 6, unclaimed: 1 } });
      expect(await faultsIn(server)).toEqual([]);
      await server.stop();
    },
    LOADING_MS,
  );
});

it("people who have begun without a demo are left alone", async () => {
  const server = await startServer();
  await request(server, "POST", "/v1/users", {
    email: "somebody@example.net",
    password: "long enough 1",
    givenName: "Some",
    familyName: "Body",
  });
  expect(await loadDemo(server.app, { sandboxUrl: sandbox.url })).toBeNull();
  expect(await rows(server, sql<Row>`select id from communities.community`)).toEqual([]);
  await server.stop();
});
