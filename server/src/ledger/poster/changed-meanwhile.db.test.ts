import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import type { CommunityContext } from "../../platform/context.ts";
import { Refusal } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { checks } from "../checks.ts";
import { credit, debit, placeHold, post, releaseHold } from "../index.ts";
import { openAccounts } from "../open-accounts.ts";
import type { AccountRef } from "../posting.ts";
import { findingsIn } from "../sealing/testing/sealed-books.ts";
import { barePosting } from "../testing/bare-posting.ts";
import type { PostItem } from "./item.ts";
import { createPoster, type Poster } from "./poster.ts";

// What a process remembers of an account is changed behind its back: it refuses by what is so, never by what it remembers.

let server: TestServer;
let poster: Poster;
const ids = new Map<string, string>();
const communityId = newId();
const DAY = "2026-01-15";

const source: AccountRef = { code: "source", type: "CLEARING", currency: "KES", byHand: true };
const wallet: AccountRef = { code: "wallet", type: "USER", currency: "KES", floor: 0n, byHand: true };
const empty: AccountRef = { code: "empty", type: "USER", currency: "KES", byHand: true };
const taken: AccountRef = { code: "taken", type: "USER", currency: "KES", byHand: true };

beforeAll(async () => {
  server = await createTestServer();
  await inBooks(async (ctx) => {
    const refs = [source, wallet, empty, taken];
    const opened = await openAccounts(ctx, refs);
    for (const [index, id] of [...opened.values()].entries()) ids.set(refs[index]?.code ?? "", id);
  });
  poster = createPoster({ url: server.database.appUrl, now: () => new Date(), newId, wake: () => undefined });
  await move(source, wallet, 100n);
});
afterAll(async () => {
  await poster.stop();
  await server.stop();
});

function inBooks(work: (ctx: CommunityContext) => Promise<void>): Promise<void> {
  const actor = { kind: "system", job: "test" } as const;
  return server.app.services.inCommunity({ as: "system", communityId, actor }, work);
}

function itemOf(from: AccountRef, to: AccountRef, amount: bigint): PostItem {
  const places = { from: ids.get(from.code) ?? "", to: ids.get(to.code) ?? "" };
  const posting = barePosting({ communityId, ...places, amount, effectiveDate: DAY, byHand: true });
  return { communityId, groups: [[posting]], key: null };
}

/** `posted`, or why not. */
async function move(from: AccountRef, to: AccountRef, amount = 1n): Promise<string> {
  try {
    const result = await poster.post(itemOf(from, to, amount));
    if (result.status !== "decided") return result.status;
    const [decision] = result.decisions.flat();
    return decision && "refused" in decision ? decision.refused.code : "posted";
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
}

function command(from: AccountRef, to: AccountRef, amount: bigint): Promise<void> {
  const lines = [debit(from, amount, "test"), credit(to, amount, "test")];
  const draft = { kind: "test", reference: newId(), source: { kind: "test", id: newId() }, effectiveDate: DAY, lines };
  return inBooks(async (ctx) => post(ctx, draft));
}

const hold = newId();
const owner = () => server.database.owner;
const change = (set: string, account = wallet) =>
  sql`update ledger.balance set ${sql.raw(set)} where account_id = ${ids.get(account.code)}`.execute(owner());

interface Case {
  what: string;
  change: () => Promise<unknown>;
  /** Out of the wallet, unless it says otherwise. */
  from?: AccountRef;
  to?: AccountRef;
  expected: string;
}

const place = () =>
  inBooks(async (ctx) => placeHold(ctx, { holdId: hold, account: wallet, amount: 100n, source: null }));
const limit = "time_zone = 'UTC', day_limit = 0, month_limit = null";
const setClosed = (at: string) =>
  sql`update ledger.account set closed_at = ${sql.raw(at)} where id = ${ids.get(empty.code)}`.execute(owner());
const closePeriod = () =>
  inBooks(async (ctx) => {
    await sql`select ledger.close_period(${communityId}::uuid, ${DAY}::date, now(), null, sha256('x'))`.execute(ctx.tx);
  });

const cases: Case[] = [
  { what: "a hold that was placed", change: place, expected: "insufficient_funds" },
  { what: "its release", change: () => inBooks(async (ctx) => releaseHold(ctx, hold)), expected: "posted" },
  { what: "money that a command took", change: () => command(wallet, source, 97n), expected: "posted" },
  { what: "the last of it", change: () => command(wallet, source, 1n), expected: "insufficient_funds" },
  { what: "money that a command brought", change: () => command(source, wallet, 50n), expected: "posted" },
  { what: "a freeze", change: () => change("refuses_debit = true"), expected: "account_frozen" },
  { what: "its end", change: () => change("refuses_debit = false"), expected: "posted" },
  { what: "a floor that rose", change: () => change("floor = posted - held"), expected: "insufficient_funds" },
  { what: "a floor that fell", change: () => change("floor = 0"), expected: "posted" },
  { what: "a limit", change: () => change(limit), expected: "limit_exceeded" },
  { what: "its end", change: () => change("day_limit = null, time_zone = null"), expected: "posted" },
  {
    what: "a table that was written anew",
    change: () => sql`vacuum full ledger.balance`.execute(owner()),
    expected: "posted",
  },
  { what: "an account that was closed", change: () => setClosed("now()"), to: empty, expected: "account_not_open" },
  { what: "and opened again", change: () => setClosed("null"), from: source, to: empty, expected: "posted" },
];

describe("a process that remembers an account", () => {
  it("posts or refuses by what became of the account since", async () => {
    await move(source, empty);
    await move(empty, source);
    for (const { what, change, from = wallet, to = source, expected } of cases) {
      await change();
      expect(await move(from, to), what).toBe(expected);
    }
  });

  it("posts by hand no more to an account that became a product's", async () => {
    expect(await move(source, taken)).toBe("posted");
    await inBooks(async (ctx) => void (await openAccounts(ctx, [{ ...taken, byHand: false }])));
    expect(await move(source, taken)).toBe("account_is_products");
  });

  it("posts nothing to an account that is closed while the posting waits for its row", async () => {
    await move(empty, source);
    await move(source, empty);
    await move(empty, source);
    const waiting = await owner()
      .transaction()
      .execute(async (tx) => {
        const id = ids.get(empty.code);
        await sql`select from ledger.balance where account_id = ${id} for no key update`.execute(tx);
        await sql`update ledger.account set closed_at = now() where id = ${id}`.execute(tx);
        const result = move(source, empty);
        await expect.poll(waitingForLocks, { interval: 5 }).toBe(1);
        return { result };
      });
    expect(await waiting.result).toBe("account_not_open");
  });

  it("posts nothing into a period that was closed meanwhile", async () => {
    expect(await move(source, wallet)).toBe("posted");
    await closePeriod();
    expect(await move(source, wallet)).toBe("period_closed");
  });

  it("leaves books that hold every truth, and that nobody has altered", async () => {
    await server.app.keeper.seal();
    expect(await findingsIn(server, communityId)).toEqual([]);
    for (const check of checks) expect(await check.run(owner()), check.name).toEqual([]);
  });
});

async function waitingForLocks(): Promise<number> {
  const { rows } = await sql`
    select from pg_stat_activity where datname = current_database() and application_name = 'commonpurse-poster'
       and wait_event_type = 'Lock'`.execute(server.app.services.db);
  return rows.length;
}
