import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { Refusal } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { codeOf } from "../../platform/unit-of-work.ts";
import { checks } from "../checks.ts";
import type { Posting } from "../decide.ts";
import { openAccounts } from "../open-accounts.ts";
import type { AccountRef } from "../posting.ts";
import { bareKey, barePosting } from "../testing/bare-posting.ts";
import type { ClaimedKey, PostItem, PostResult } from "./item.ts";
import { createPoster, type Poster, type PosterParts } from "./poster.ts";

let server: TestServer;
let ids: readonly string[];
const communityId = newId();
const posters: Poster[] = [];

const [SOURCE, RICH, POOR] = [0, 1, 2];
const accounts: AccountRef[] = [
  { code: "source", type: "CLEARING", currency: "KES" },
  { code: "rich", type: "USER", currency: "KES", floor: 0n },
  { code: "poor", type: "USER", currency: "KES", floor: 0n },
];

beforeAll(async () => {
  server = await createTestServer();
  const actor = { kind: "system", job: "test" } as const;
  const opened = await server.app.services.inCommunity({ as: "system", communityId, actor }, (ctx) =>
    openAccounts(ctx, accounts),
  );
  ids = [...opened.values()];
  await open().post(item([[transfer({ amount: 1_000_000_000n })]]));
});
afterEach(async () => {
  for (const poster of posters.splice(0)) await poster.stop();
});
afterAll(() => server.stop());

/** A poster as another process would have one. */
function open(parts: Partial<PosterParts> = {}): Poster {
  const usual = { url: server.database.appUrl, now: () => new Date(), newId, wake: () => undefined };
  const poster = createPoster({ ...usual, ...parts });
  posters.push(poster);
  return poster;
}

interface Transfer {
  from?: number;
  to?: number;
  amount?: bigint;
  id?: string;
  effectiveDate?: string;
  reference?: string | null;
}

function transfer({ from = SOURCE, to = RICH, ...more }: Transfer = {}): Posting {
  return barePosting({ communityId, from: ids[from] ?? "", to: ids[to] ?? "", ...more });
}

function item(groups: Posting[][], key: ClaimedKey | null = null): PostItem {
  return { communityId, groups, key };
}

/** `posted`, a refusal's code for each transaction, or how the poster failed. */
async function outcomeOf(result: Promise<PostResult>): Promise<string> {
  try {
    const answer = await result;
    if (answer.status !== "decided") return answer.status;
    return answer.decisions
      .flat()
      .map((decision) => ("accepted" in decision ? "posted" : decision.refused.code))
      .join();
  } catch (error) {
    return error instanceof Refusal ? error.code : "failed";
  }
}

/** The id under which a key's transaction stands in the books. */
async function idOf(result: Promise<PostResult>): Promise<string | undefined> {
  const answer = await result;
  if (answer.status === "key_reused") return answer.status;
  if (answer.status === "repeated") return answer.outcomes.flatMap((one) => ("id" in one ? one.id : one.code)).join();
  return answer.decisions
    .flat()
    .flatMap((one) => ("accepted" in one ? one.accepted.posting.id : []))
    .join();
}

async function countOf(transactions: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) from ledger.transaction where community_id = ${communityId} and id = any(${[...transactions]}::uuid[])`.execute(
    server.database.owner,
  );
  return Number(rows[0]?.count);
}

describe("a batch", () => {
  it("posts every sound item whatever stands beside it: refused ones, and ones at which the database raises", async () => {
    const standing = transfer();
    const poster = open();
    await poster.post(item([[standing]]));
    const kinds = {
      sound: { make: () => transfer(), expected: "posted" },
      poor: { make: () => transfer({ from: POOR }), expected: "insufficient_funds" },
      "a day that is none": { make: () => transfer({ effectiveDate: "2026-02-30" }), expected: "failed" },
      "an id that is taken": { make: () => transfer({ id: standing.id }), expected: "failed" },
    };
    const names = fc.constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[]));
    await fc.assert(
      fc.asyncProperty(fc.array(names, { minLength: 2, maxLength: 24 }), async (drawn) => {
        const asked = drawn.map((name) => ({ ...kinds[name], name, posting: kinds[name].make() }));
        const outcomes = await Promise.all(asked.map(({ posting }) => outcomeOf(poster.post(item([[posting]])))));
        expect(outcomes).toEqual(asked.map(({ expected }) => expected));
        const sound = asked.filter(({ name }) => name === "sound").map(({ posting }) => posting.id);
        expect(await countOf(sound)).toBe(sound.length);
      }),
      { numRuns: 15 },
    );
  });

  it("lets the transactions of a group stand or fall together, and each group for itself", async () => {
    const [first, second, third] = [transfer(), transfer({ from: POOR }), transfer()];
    const result = await outcomeOf(open().post(item([[first, second], [third]])));
    expect(result).toBe("linked_refused,insufficient_funds,posted");
    expect(await countOf([first.id, second.id])).toBe(0);
    expect(await countOf([third.id])).toBe(1);
  });

  it("posts a reference once, also when two posters are asked at the same time", async () => {
    for (let round = 0; round < 5; round++) {
      const [one, other] = [open(), open()];
      const reference = `once/${round}`;
      const outcomes = await Promise.all(
        [one, other, one, other].map((poster) => outcomeOf(poster.post(item([[transfer({ reference })]])))),
      );
      expect(outcomes.toSorted()).toEqual(["already_posted", "already_posted", "already_posted", "posted"]);
    }
  });
});

describe("a lock across its way", () => {
  const balanceOf = (id = "") => sql`select from ledger.balance where account_id = ${id} for update`;

  it("makes it decide anew when the database ends the deadlock, and no caller hears of it", async () => {
    const [low, high] = [ids[SOURCE], ids[RICH]].toSorted();
    /** Whether the poster was the one that the database stopped: it stops who notices, usually the one that waited first. */
    const cross = async (): Promise<boolean> => {
      let posted = Promise.resolve("");
      const crossing = server.database.owner.transaction().execute(async (tx) => {
        await balanceOf(high).execute(tx);
        posted = outcomeOf(open().post(item([[transfer()]])));
        await expect.poll(waitingForLocks, { interval: 5 }).toBe(1);
        await balanceOf(low).execute(tx);
      });
      const [ending] = await Promise.allSettled([crossing]);
      if (ending.status === "rejected") expect(codeOf(ending.reason)).toBe("40P01");
      expect(await posted).toBe("posted");
      return ending.status === "fulfilled";
    };
    let wasStopped = false;
    for (let round = 0; round < 5 && !wasStopped; round++) wasStopped = await cross();
    expect(wasStopped).toBe(true);
  });

  it("that stays is told as what it is to whom it stops, and not to the neighbours", async () => {
    await server.database.owner.transaction().execute(async (tx) => {
      await balanceOf(ids[POOR]).execute(tx);
      const poster = open();
      const asked = [transfer({ to: POOR }), transfer({ to: RICH })];
      const results = await Promise.allSettled(asked.map((posting) => poster.post(item([[posting]]))));
      expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
      expect(results[0]).toMatchObject({ reason: { code: "55P03" } });
    });
  });
});

describe("a key", () => {
  it("is posted once, however often it comes at the same time and to whichever of two posters", async () => {
    const [one, other] = [open(), open()];
    const key = bareKey();
    const asked = Array.from({ length: 60 }, () => transfer());
    const found = await Promise.all(
      asked.map((posting, index) => idOf((index % 2 ? one : other).post(item([[posting]], key)))),
    );
    expect(new Set(found).size).toBe(1);
    expect(await countOf(asked.map(({ id }) => id))).toBe(1);
  });

  it("keeps a refusal, and refuses another content", async () => {
    const poster = open();
    const key = bareKey();
    expect(await outcomeOf(poster.post(item([[transfer({ from: POOR })]], key)))).toBe("insufficient_funds");
    await poster.post(item([[transfer({ to: POOR })]]));
    expect(await idOf(poster.post(item([[transfer({ from: POOR })]], key)))).toBe("insufficient_funds");
    const changed = { ...key, fingerprint: "1".repeat(32) };
    expect(await outcomeOf(poster.post(item([[transfer()]], changed)))).toBe("key_reused");
    await poster.post(item([[transfer({ from: POOR })]]));
  });

  it("keeps nothing of an attempt that failed", async () => {
    const poster = open();
    const key = bareKey();
    expect(await outcomeOf(poster.post(item([[transfer({ effectiveDate: "2026-02-30" })]], key)))).toBe("failed");
    expect(await outcomeOf(poster.post(item([[transfer()]], key)))).toBe("posted");
  });

  it("means the same on both sides of midnight, for an hour of the next day and to processes whose clocks differ", async () => {
    const at = (time: string) => open({ now: () => new Date(time) });
    const [before, after, later] = [
      at("2026-03-09T23:59:59.900Z"),
      at("2026-03-10T00:00:00.100Z"),
      at("2026-03-10T01:00:00.000Z"),
    ];
    for (let round = 0; round < 5; round++) {
      const key = bareKey();
      const asked = [transfer(), transfer(), transfer(), transfer()];
      const atOnce = [before, after, before, after].map((poster, index) =>
        idOf(poster.post(item([[asked[index] ?? transfer()]], key))),
      );
      const found = await Promise.all(atOnce);
      const repeated = await idOf(later.post(item([[transfer()]], key)));
      expect(new Set([...found, repeated]).size).toBe(1);
      expect(await countOf(asked.map(({ id }) => id))).toBe(1);
    }
  });

  it("that was repeated on the next day never names a transaction that is not in the books", async () => {
    const key = bareKey();
    for (const time of [
      "2026-03-09T12:00:00Z",
      "2026-03-10T11:00:00Z",
      "2026-03-11T00:00:30Z",
      "2026-03-11T10:00:00Z",
    ]) {
      const found = await idOf(open({ now: () => new Date(time) }).post(item([[transfer()]], key)));
      expect(await countOf([found ?? ""]), time).toBe(1);
    }
  });
});

describe("a poster", () => {
  it("answers everything that was asked before it stops, takes nothing more, and leaves no connection", async () => {
    const poster = open();
    const asked = Array.from({ length: 400 }, () => transfer());
    const outcomes = asked.map((posting) => outcomeOf(poster.post(item([[posting]]))));
    await poster.stop();
    expect(new Set(await Promise.all(outcomes))).toEqual(new Set(["posted"]));
    expect(await countOf(asked.map(({ id }) => id))).toBe(400);
    expect(await outcomeOf(poster.post(item([[transfer()]])))).toBe("busy");
    await expect.poll(openConnections).toBe(0);
  });

  it("says that it is busy, with the time to wait, rather than let more wait than it has room for", async () => {
    const poster = open({ room: 20 });
    const asked = Array.from({ length: 30 }, () => poster.post(item([[transfer()]])));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBe(20);
    expect(outcomes[25]).toMatchObject({ reason: { code: "busy", status: 503, retryAfter: 1 } });
    expect(await outcomeOf(poster.post(item([[transfer()]])))).toBe("posted");
  });

  it("holds every truth of the books after all that", async () => {
    for (const check of checks) expect(await check.run(server.database.owner), check.name).toEqual([]);
  });
});

async function waitingForLocks(): Promise<number> {
  const { rows } = await sql`
    select from pg_stat_activity where datname = current_database() and application_name = 'commonpurse-poster'
       and wait_event_type = 'Lock'`.execute(server.app.services.db);
  return rows.length;
}

async function openConnections(): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) from pg_stat_activity where datname = current_database() and application_name = 'commonpurse-poster'`.execute(
    server.database.owner,
  );
  return Number(rows[0]?.count);
}
