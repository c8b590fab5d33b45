import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPerson, type Person } from "../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../test/harness/server.ts";
import type { CommunityContext } from "../platform/context.ts";
import { Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { codeOf } from "../platform/unit-of-work.ts";
import { askOf } from "./ask-of.ts";
import { type DecidedEntry, MAX_BALANCE } from "./decide.ts";
import { lockAccounts, writeStatement } from "./doors.ts";
import { type AccountRef, credit, debit, post } from "./index.ts";
import { openAccounts } from "./open-accounts.ts";
import type { Side } from "./posting.ts";

// What must never stand in the books: refused by the code over both ways in, and, with the code bypassed, by the database.

const CASH: AccountRef = { code: "cash", type: "ASSET", currency: "KES", byHand: true };
const DEBT: AccountRef = { code: "debt", type: "LIABILITY", currency: "KES", byHand: true };
const DOLLARS: AccountRef = { code: "cash", type: "ASSET", currency: "USD", byHand: true };
const FULL: AccountRef = { code: "full", type: "ASSET", currency: "KES", byHand: true };
const EMPTY: AccountRef = { code: "empty", type: "LIABILITY", currency: "KES", byHand: true };

const actor = { kind: "system", job: "test" } as const;
let server: TestServer;
let owner: Person;
let communityId: string;
let foreignCommunityId: string;
let path: string;
const ids = new Map<AccountRef, string>();
let foreignAccount: string;

beforeAll(async () => {
  server = await createTestServer();
  owner = await createPerson(server, "Akinyi");
  communityId = await foundCommunity("mine");
  foreignCommunityId = await foundCommunity("foreign");
  path = `/v1/communities/${communityId}/ledger/transactions`;
  const accounts = [CASH, DEBT, DOLLARS, FULL, EMPTY];
  const opened = [...(await within((ctx) => openAccounts(ctx, accounts))).values()];
  for (const [index, account] of accounts.entries()) ids.set(account, opened[index] ?? "");
  const [other = ""] = (await within((ctx) => openAccounts(ctx, [CASH]), foreignCommunityId)).values();
  foreignAccount = other;
  // As after very many years: 100 below and above what a balance may be.
  for (const [account, posted] of [
    [FULL, MAX_BALANCE - 100n],
    [EMPTY, 100n - MAX_BALANCE],
  ] as const)
    await sql`update ledger.balance set posted = ${posted} where account_id = ${idOf(account)}`.execute(
      server.database.owner,
    );
});
afterAll(() => server.stop());

async function foundCommunity(slug: string): Promise<string> {
  const asked = { name: slug, slug, products: ["fundraising"], currency: "KES" };
  return String((await owner.send("POST", "/v1/communities", asked)).body["id"]);
}

function within<T>(work: (ctx: CommunityContext) => Promise<T>, id = communityId): Promise<T> {
  return server.app.services.inCommunity({ as: "system", communityId: id, actor }, work);
}

function idOf(account: AccountRef): string {
  return ids.get(account) ?? "";
}

interface Leg {
  accountId: string;
  side: Side;
  amount: number;
  currency?: string;
}

const leg = (side: Side, account: AccountRef | string, amount: number, currency = "KES"): Leg => ({
  side,
  accountId: typeof account === "string" ? account : idOf(account),
  amount,
  currency,
});

/** What is wrong with each, and what is said of it: by the API, and by the database to whoever comes past the code. */
const HOSTILE: Record<string, { legs: () => Leg[]; told: [number, string]; refusedWith: string }> = {
  unbalanced: {
    legs: () => [leg("debit", CASH, 5), leg("credit", DEBT, 4)],
    told: [422, "unbalanced"],
    refusedWith: "CP002",
  },
  "of mixed currencies": {
    legs: () => [leg("debit", DOLLARS, 5, "USD"), leg("credit", DEBT, 5)],
    told: [422, "unbalanced"],
    refusedWith: "CP002",
  },
  "in another currency than the account's": {
    legs: () => [leg("debit", CASH, 5, "USD"), leg("credit", DEBT, 5, "USD")],
    told: [422, "currency_mismatch"],
    refusedWith: "CP004",
  },
  "of one leg": { legs: () => [leg("debit", CASH, 5)], told: [400, "invalid_input"], refusedWith: "CP002" },
  "of no leg": { legs: () => [], told: [400, "invalid_input"], refusedWith: "CP002" },
  "of nothing": {
    legs: () => [leg("debit", CASH, 0), leg("credit", DEBT, 0)],
    told: [400, "invalid_input"],
    refusedWith: "23514",
  },
  "of less than nothing": {
    legs: () => [leg("debit", CASH, -5), leg("credit", DEBT, -5)],
    told: [400, "invalid_input"],
    refusedWith: "23514",
  },
  "of more than an entry may carry": {
    legs: () => [leg("debit", CASH, 1e13 + 1), leg("credit", DEBT, 1e13 + 1)],
    told: [400, "invalid_input"],
    refusedWith: "23514",
  },
  "on an account of another community": {
    legs: () => [leg("debit", foreignAccount, 5), leg("credit", foreignAccount, 5)],
    told: [422, "unknown_account"],
    refusedWith: "CP004",
  },
  "above what a balance may be": {
    legs: () => [leg("debit", FULL, 101), leg("credit", DEBT, 101)],
    told: [422, "balance_out_of_range"],
    refusedWith: "23514",
  },
  "below what a balance may be": {
    legs: () => [leg("debit", EMPTY, 101), leg("credit", DEBT, 101)],
    told: [422, "balance_out_of_range"],
    refusedWith: "23514",
  },
};

async function transactions(): Promise<bigint | undefined> {
  const { rows } = await sql<{ count: bigint }>`select count(*) from ledger.transaction`.execute(server.database.owner);
  return rows[0]?.count;
}

function bodyOf(legs: readonly Leg[]) {
  return {
    entries: legs.map(({ side, ...entry }) => ({ ...entry, entryType: side === "debit" ? "DEBIT" : "CREDIT" })),
  };
}

async function codeOfFailure(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof Refusal ? error.code : (codeOf(error) ?? String(error))),
  );
}

describe.each(Object.entries(HOSTILE))("a posting %s", (_name, { legs, told, refusedWith }) => {
  it("is refused over the batched way in, alone and in bulk, with its reason", async () => {
    const before = await transactions();
    const { status, body } = await owner.send("POST", path, bodyOf(legs()));
    expect([status, body["code"]]).toEqual(told);
    const line = await bulk(JSON.stringify(bodyOf(legs())));
    expect([line["status"], line["code"]]).toEqual(["refused", told[1]]);
    expect(await transactions()).toBe(before);
  });

  it("is refused by the database, whatever the server's role puts into the arrays of its door", async () => {
    const before = await transactions();
    expect(await codeOfFailure(within((ctx) => writePast(ctx, legs())))).toBe(refusedWith);
    expect(await transactions()).toBe(before);
  });
});

async function bulk(line: string): Promise<Record<string, unknown>> {
  const { body } = await server.app.api.inject({
    method: "POST",
    url: `${path}/bulk`,
    payload: line,
    headers: {
      authorization: `Bearer ${owner.token}`,
      "idempotency-key": newId(),
      "content-type": "application/x-ndjson",
    },
  });
  return JSON.parse(body.trimEnd());
}

interface Past {
  community?: string;
  /** By how much the balances that it is decided on are not those that stand there. */
  behind?: bigint;
  /** By how much the numbers of the entries are not those that come next. */
  misnumbered?: bigint;
  /** By how much its time is not now, in milliseconds. */
  late?: number;
  /** Said to be asked for by somebody, and by no product. */
  byHand?: boolean;
}

/** Locks as the code does and writes undecided: what a fault of ours, or somebody with the server's password, might do. */
async function writePast(ctx: CommunityContext, legs: readonly Leg[], past: Past = {}): Promise<void> {
  const { community = communityId, behind = 0n, misnumbered = 0n, late = 0, byHand = false } = past;
  const ask = askOf(ctx);
  const own = legs.filter(({ accountId }) => accountId !== foreignAccount);
  const accounts = [idOf(CASH), ...own.map(({ accountId }) => accountId)];
  const books = await lockAccounts(
    ask,
    accounts.map((accountId) => ({ communityId, accountId })),
    ctx.now,
  );
  const cash = books.accounts.get(idOf(CASH));
  // The other community's row cannot be locked from here; where it lies can be guessed.
  if (cash) books.accounts.set(foreignAccount, { ...cash, place: await placeOf(foreignAccount) });
  const entries = legs.map(({ accountId, side, amount, currency = "KES" }): DecidedEntry => {
    const { posted = 0n, seq = 0n, normalSide = "debit" } = books.accounts.get(accountId) ?? {};
    const balanceAfter = posted - behind + (side === normalSide ? BigInt(amount) : -BigInt(amount));
    return { accountId, side, amount: BigInt(amount), currency, label: "x", seq: seq + 1n + misnumbered, balanceAfter };
  });
  const posting = {
    communityId: community,
    id: newId(),
    kind: "x",
    reference: null,
    source: null,
    effectiveDate: "2026-01-01",
    actorId: null,
    description: null,
    metadata: {},
    reverses: null,
    byHand,
    lines: entries,
  };
  const batches = [{ communityId: community, id: newId() }];
  books.clockMs -= late;
  await ask(writeStatement({ books, accepted: [{ posting, entries }], batches, at: ctx.now }));
}

async function placeOf(accountId: string): Promise<string> {
  const { rows } = await sql<{ place: string }>`
    select ctid::text as place from ledger.balance where account_id = ${accountId}`.execute(server.database.owner);
  return rows[0]?.place ?? "";
}

describe("the command's way in", () => {
  it("refuses what would leave the bounds of a balance, on either side, and takes what just reaches them", async () => {
    const source = { kind: "test", id: newId() };
    const command = (account: AccountRef, amount: bigint) =>
      within(async (ctx) =>
        post(ctx, {
          kind: "x",
          reference: newId(),
          source,
          lines: [debit(account, amount, "x"), credit(DEBT, amount, "x")],
        }),
      );
    for (const account of [FULL, EMPTY]) {
      expect(await codeOfFailure(command(account, 101n))).toBe("balance_out_of_range");
      expect(await codeOfFailure(command(account, 100n))).toBe(null);
      expect(await codeOfFailure(command(account, 1n))).toBe("balance_out_of_range");
    }
    const { status, body } = await owner.send("POST", path, bodyOf([leg("debit", FULL, 1), leg("credit", DEBT, 1)]));
    expect([status, body["code"]]).toEqual([422, "balance_out_of_range"]);
  });
});

describe("the doors of the database", () => {
  const sound = () => [leg("debit", CASH, 5), leg("credit", DEBT, 5)];

  it("take what is sound, so that the refusals above are for their own reasons", async () => {
    expect(await codeOfFailure(within((ctx) => writePast(ctx, sound())))).toBe(null);
  });

  it("open for the entered community alone", async () => {
    expect(await codeOfFailure(within((ctx) => writePast(ctx, sound(), { community: foreignCommunityId })))).toBe(
      "CP003",
    );
    const lock = within((ctx) =>
      lockAccounts(askOf(ctx), [{ communityId: foreignCommunityId, accountId: foreignAccount }], ctx.now),
    );
    expect(await codeOfFailure(lock)).toBe("CP003");
  });

  it("take nothing that was decided on a balance that is no more", async () => {
    expect(await codeOfFailure(within((ctx) => writePast(ctx, sound(), { behind: 5n })))).toBe("CP005");
    expect(await codeOfFailure(within((ctx) => writePast(ctx, sound(), { misnumbered: -1n })))).toBe("CP005");
  });

  it("take nothing that was decided too long ago, is recorded in the future, or is recorded before the account's last entry", async () => {
    expect(await codeOfFailure(within((ctx) => writePast(ctx, sound(), { late: 70_000 })))).toBe("CP005");
    expect(await codeOfFailure(within((ctx) => writePast(ctx, sound(), { late: -70_000 })))).toBe("CP005");
    expect(await codeOfFailure(within((ctx) => writePast(ctx, sound())))).toBe(null);
    expect(await codeOfFailure(within((ctx) => writePast(ctx, sound(), { late: 30_000 })))).toBe("CP005");
  });

  it("take nothing by hand on what is a product's", async () => {
    const PRODUCTS: AccountRef = { code: "products", type: "ASSET", currency: "KES" };
    const opened = await within((ctx) => openAccounts(ctx, [PRODUCTS]));
    const id = [...opened.values()][0] ?? "";
    const legs = [leg("debit", id, 5), leg("credit", DEBT, 5)];
    expect(await codeOfFailure(within((ctx) => writePast(ctx, legs)))).toBe(null);
    // Its line is none, so that the other one stands alone.
    expect(await codeOfFailure(within((ctx) => writePast(ctx, legs, { byHand: true })))).toBe("CP002");
  });

  it("are the only way for the server's role: it writes no row by itself", async () => {
    for (const table of [
      "transaction",
      "entry",
      "balance",
      "account",
      "reference",
      "batch",
      "unsealed",
      "posting_key",
    ]) {
      const deleted = within((ctx) => sql`delete from ${sql.table(`ledger.${table}`)}`.execute(ctx.tx));
      expect(await codeOfFailure(deleted), table).toBe("42501");
    }
    const update = within((ctx) => sql`update ledger.balance set posted = 0`.execute(ctx.tx));
    expect(await codeOfFailure(update)).toBe("42501");
    expect(await codeOfFailure(within((ctx) => insertEntries(ctx.tx, [["debit", 5]])))).toBe("42501");
  });
});

describe("the owner of the tables", () => {
  it.each([
    ["unbalanced entries", [["debit", 5] as const, ["credit", 4] as const], "CP002"],
    ["one leg", [["debit", 5] as const], "CP002"],
    ["entries of nothing", [["debit", 0] as const, ["credit", 0] as const], "23514"],
    ["entries of less than nothing", [["debit", -5] as const, ["credit", -5] as const], "23514"],
  ])("cannot insert %s", async (_name, entries, code) => {
    expect(await codeOfFailure(insertEntries(server.database.owner, entries))).toBe(code);
  });

  it("can change and remove nothing", async () => {
    for (const table of ["transaction", "entry", "reference", "batch"]) {
      const name = sql.table(`ledger.${table}`);
      expect(await codeOfFailure(sql`truncate ${name} cascade`.execute(server.database.owner)), table).toBe("CP001");
    }
    const update = sql`update ledger.entry set amount = amount + 1`.execute(server.database.owner);
    expect(await codeOfFailure(update)).toBe("CP001");
    const deletion = sql`delete from ledger.transaction`.execute(server.database.owner);
    expect(await codeOfFailure(deletion)).toBe("CP001");
  });
});

function insertEntries(db: TestServer["database"]["owner"], entries: readonly (readonly [Side, number])[]) {
  const [sides, amounts] = [entries.map(([side]) => side === "debit"), entries.map(([, amount]) => amount)];
  return sql`
    insert into ledger.entry (community_id, account_id, recorded_at, seq, transaction_id, is_debit, amount, currency, label,
                              balance_after, effective_date)
    select ${communityId}::uuid, ${idOf(CASH)}::uuid, now(), 1000 + n, ${newId()}::uuid, d, a, 'KES', 'x', 0, current_date
      from unnest(${sides}::boolean[], ${amounts}::bigint[]) with ordinality as u (d, a, n)`.execute(db);
}
