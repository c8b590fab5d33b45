import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestServer, type TestServer } from "../../test/harness/server.ts";
import type { CommunityContext } from "../platform/context.ts";
import { Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { checks } from "./checks.ts";
import {
  type AccountRef,
  balanceOf,
  captureHold,
  credit,
  debit,
  placeHold,
  post,
  releaseHold,
  type TransactionDraft,
  turnoverOf,
} from "./index.ts";
import { listAccounts } from "./queries.ts";
import { LAST } from "./reading/entry-position.ts";
import { readStatement } from "./reading/statement.ts";
import { entryOut } from "./wire.ts";

let server: TestServer;
const communityId = newId();
const actor = { kind: "system", job: "test" } as const;

beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.stop());

const clearing: AccountRef = { code: "clearing/test", type: "CLEARING", currency: "KES" };
const escrow: AccountRef = { code: "escrow/goal/a", type: "ESCROW", currency: "KES", floor: 0n, turnover: true };
const goal: AccountRef = { code: "goal/a", type: "GOAL", currency: "KES", floor: 0n };

function transfer(reference: string, from: AccountRef, to: AccountRef, amount: bigint): TransactionDraft {
  const lines = [debit(from, amount, "test"), credit(to, amount, "test")];
  return { kind: "test", reference, lines, source: { kind: "test", id: newId() } };
}

function work<T>(inside: (ctx: CommunityContext) => Promise<T> | T, community = communityId): Promise<T> {
  return server.app.services.inCommunity({ as: "system", communityId: community, actor }, async (ctx) => inside(ctx));
}

async function refusalOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "not refused",
    (error) => (error instanceof Refusal ? error.code : String(error)),
  );
}

describe("posting", () => {
  it("writes entries, balances and turnover in the command's transaction", async () => {
    await work((ctx) => post(ctx, transfer("gift/1", clearing, escrow, 5_000n)));
    await work((ctx) => post(ctx, transfer("gift/2", clearing, escrow, 2_500n)));
    const [balance, turnover] = await work(async (ctx) => [
      await balanceOf(ctx, escrow.code, "KES"),
      await turnoverOf(ctx, escrow.code, "KES"),
    ]);
    expect(balance).toEqual({ posted: 7_500n, held: 0n, available: 7_500n });
    expect(turnover.get("test")).toEqual({ debit: 0n, credit: 7_500n, entries: 2n });
  });

  it("shows in a statement the day that counts, beside the time when it was written", async () => {
    const late: AccountRef = { code: "goal/late", type: "GOAL", currency: "KES" };
    await work((ctx) => post(ctx, { ...transfer("gift/late", clearing, late, 5n), effectiveDate: "2026-01-31" }));
    const [entry] = await work(async (ctx) => {
      const account = (await listAccounts(ctx, { limit: 100 })).find(({ code }) => code === late.code);
      const page = { filter: {}, from: LAST, direction: "back", limit: 10 } as const;
      const rows = await readStatement(ctx, { accountId: account?.id ?? newId(), ...page });
      return rows.map((row) => entryOut(row, row));
    });
    expect(entry?.effectiveDate).toBe("2026-01-31");
    expect(entry?.createdAt.slice(0, 10)).not.toBe("2026-01-31");
  });

  it("posts the same reference once for ever", async () => {
    await work((ctx) => post(ctx, transfer("gift/3", clearing, escrow, 1n)));
    expect(await refusalOf(work((ctx) => post(ctx, transfer("gift/3", clearing, escrow, 1n))))).toBe("already_posted");
  });

  it("refuses to go below a floor and leaves nothing behind", async () => {
    const before = await work((ctx) => balanceOf(ctx, escrow.code, "KES"));
    const refused = work((ctx) => {
      post(ctx, transfer("release/too-much", escrow, goal, before.posted + 1n));
      post(ctx, transfer("gift/never", clearing, escrow, 0n + 1n - 0n));
      post(ctx, transfer("release/again", escrow, goal, 1n));
    });
    expect(await refusalOf(refused)).toBe("insufficient_funds");
    expect(await work((ctx) => balanceOf(ctx, escrow.code, "KES"))).toEqual(before);
  });

  it("refuses drafts that do not balance before the database sees them", () => {
    const lines = [debit(clearing, 5n, "x"), credit(escrow, 4n, "x")];
    const draft = { kind: "x", reference: "x", lines, source: { kind: "x", id: newId() } };
    return expect(work((ctx) => post(ctx, draft))).rejects.toThrow(RangeError);
  });

  it("keeps many concurrent transfers between the same accounts exact, without a deadlock reaching the caller", async () => {
    const a: AccountRef = { code: "goal/x", type: "GOAL", currency: "KES" };
    const b: AccountRef = { code: "goal/y", type: "GOAL", currency: "KES" };
    await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        work((ctx) => post(ctx, i % 2 ? transfer(`x/${i}`, a, b, 10n) : transfer(`x/${i}`, b, a, 10n))),
      ),
    );
    const balances = await work(async (ctx) => [
      await balanceOf(ctx, "goal/x", "KES"),
      await balanceOf(ctx, "goal/y", "KES"),
    ]);
    expect(balances.map((balance) => balance.posted)).toEqual([0n, 0n]);
  });
});

describe("holds", () => {
  it("reserve, then are captured or released once", async () => {
    const [first, second] = [newId(), newId()];
    const source = { kind: "payout", id: newId() };
    await work((ctx) => post(ctx, transfer("fund/holds", clearing, goal, 1_000n)));
    await work((ctx) => placeHold(ctx, { holdId: first, account: goal, amount: 600n, source }));
    expect(
      await refusalOf(work((ctx) => placeHold(ctx, { holdId: second, account: goal, amount: 401n, source }))),
    ).toBe("insufficient_funds");
    await work((ctx) => placeHold(ctx, { holdId: second, account: goal, amount: 400n, source }));
    expect(await work((ctx) => balanceOf(ctx, goal.code, "KES"))).toEqual({
      posted: 1_000n,
      held: 1_000n,
      available: 0n,
    });
    await work((ctx) => captureHold(ctx, { holdId: first, transaction: transfer("payout/1", goal, clearing, 600n) }));
    await work((ctx) => releaseHold(ctx, second));
    await work((ctx) => releaseHold(ctx, second));
    expect(await work((ctx) => balanceOf(ctx, goal.code, "KES"))).toEqual({ posted: 400n, held: 0n, available: 400n });
  });
});

describe("the database itself", () => {
  const asOwner = (statement: ReturnType<typeof sql>) => statement.execute(server.database.owner);

  it("lets nobody change or remove an entry, the owner included, in partitions too", async () => {
    const { rows } = await sql<{ partition: string }>`
      select tableoid::regclass::text as partition from ledger.entry limit 1`.execute(server.database.owner);
    for (const table of ["ledger.entry", rows[0]?.partition ?? "", "ledger.transaction", "ledger.reference"]) {
      const name = sql.raw(table);
      await expect(asOwner(sql`update ${name} set community_id = community_id`)).rejects.toThrow("append-only");
      await expect(asOwner(sql`delete from ${name}`)).rejects.toThrow("append-only");
      await expect(asOwner(sql`truncate ${name}`)).rejects.toThrow("append-only");
    }
  });

  it("refuses unbalanced entries that pass the door by, in partitions too", async () => {
    const { rows } = await sql<{ partition: string }>`
      select tableoid::regclass::text as partition from ledger.entry limit 1`.execute(server.database.owner);
    for (const table of ["ledger.entry", rows[0]?.partition ?? ""]) {
      const insert = sql`insert into ${sql.raw(table)} select community_id, account_id, recorded_at, seq + 1000, transaction_id, is_debit,
        amount + 1, currency, label, balance_after, effective_date from ledger.entry where is_debit limit 1`;
      await expect(asOwner(insert)).rejects.toThrow("differ");
    }
  });

  it("gives the server's role no way to write a row of the books but the doors", async () => {
    for (const table of [
      "account",
      "balance",
      "transaction",
      "entry",
      "reference",
      "turnover",
      "hold",
      "batch",
      "unsealed",
      "closing",
      "posting_key",
    ]) {
      const statement = sql`delete from ${sql.raw(`ledger.${table}`)}`;
      await expect(statement.execute(server.app.services.db)).rejects.toThrow("permission denied");
    }
  });

  it("opens the doors of the entered community alone", async () => {
    const foreign = work(async (ctx) => {
      await sql`select ledger.place_hold(${newId()}::uuid, ${newId()}::uuid, ${newId()}::uuid, 1::bigint, 'x', ${newId()}::uuid, null)`.execute(
        ctx.tx,
      );
    });
    await expect(foreign).rejects.toThrow("another community");
  });

  it("shows one community nothing of another's books", async () => {
    const seen = await work(
      async (ctx) => (await sql`select * from ledger.entry`.execute(ctx.tx)).rows.length,
      newId(),
    );
    expect(seen).toBe(0);
  });

  it("holds every truth of the books", async () => {
    for (const check of checks) {
      expect(await check.run(server.database.owner), check.name).toEqual([]);
    }
  });
});
