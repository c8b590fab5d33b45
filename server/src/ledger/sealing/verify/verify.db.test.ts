import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestServer, type TestServer } from "../../../../test/harness/server.ts";
import { newId } from "../../../platform/ids.ts";
import { leafOf } from "../../leaf.ts";
import { findingsIn, postAmounts, tamper, transactionIds, verifyBooks } from "../testing/sealed-books.ts";
import { readTransactions, type SealRow, sealsAfter } from "./books-queries.ts";
import type { PublishedSeal } from "./published.ts";

let server: TestServer;
let communityId: string;
let ids: string[];

beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.stop());
/** Three seals over five transactions, of 1 to 5. */
beforeEach(async () => {
  communityId = newId();
  for (const amounts of [[1n, 2n], [3n], [4n, 5n]]) {
    await postAmounts(server, communityId, amounts);
    await server.app.keeper.seal();
  }
  ids = await transactionIds(server, communityId);
});

const here = () => `community_id = '${communityId}'`;

async function chain(): Promise<SealRow[]> {
  return sealsAfter(server.database.owner, communityId, null, 100);
}

async function published(n: number): Promise<PublishedSeal> {
  const seal = (await chain()).find((each) => each.n === BigInt(n));
  return { n: BigInt(n), hash: seal?.hash.toString("hex") ?? "", communityId: null };
}

/** Writes the leaf of a transaction as its rows are now: what somebody does who knows how leaves are made. */
async function rewriteLeaf(id: string): Promise<void> {
  const booked = (await readTransactions(server.database.owner, communityId, [id], null)).get(id);
  if (!booked) throw new Error("no such transaction");
  const leaf = leafOf(booked, booked.recordedAt.toISOString());
  await tamper(
    server,
    `update ledger.batch set leaves = overlay(leaves placing decode('${leaf}', 'hex') from 32 * array_position(transaction_ids, '${id}') - 31)
      where ${here()} and '${id}' = any(transaction_ids)`,
  );
}

/** Makes every seal anew over the batches as they are now, and the head with them. */
async function rewriteSeals(): Promise<void> {
  for (const { n } of await chain()) {
    await tamper(
      server,
      `update ledger.seal s set previous = coalesce((select p.hash from ledger.seal p where p.${here()} and p.n = ${n} - 1), s.previous)
        where s.${here()} and s.n = ${n};
       update ledger.seal s set hash = ledger.seal_hash(s.community_id, s.n, s.sealed_at, s.previous,
         (select string_agg(ledger.seal_part(b.id, b.format, b.leaves), ''::bytea order by b.id) from ledger.batch b
           where b.${here()} and b.id = any(s.batch_ids))) where s.${here()} and s.n = ${n};
       update ledger.seal_head h set hash = s.hash from ledger.seal s where h.${here()} and s.${here()} and s.n = ${n}`,
    );
  }
}

describe("books that nobody touched", () => {
  it("are whole, with their latest seal and what is not sealed yet", async () => {
    await postAmounts(server, communityId, [6n]);
    const verified = await verifyBooks(server, communityId, [await published(1), await published(3)]);
    const [latest] = (await chain()).slice(-1);
    expect(verified).toMatchObject({
      count: 0,
      sealed: { transactions: 5, batches: 3, seals: 3 },
      latest: { n: 3, hash: latest?.hash.toString("hex") },
      waiting: { transactions: 1, batches: 1 },
      before: 0,
    });
  });
});

interface Attack {
  what: string;
  statements: () => string;
  found: () => string[];
  clue?: RegExp;
}

const INSERTED = "0193e4c4-0000-7000-8000-00000000aaaa";
const insertTransaction = () => `
  insert into ledger.transaction (community_id, id, kind, effective_date, recorded_at, metadata)
  values ('${communityId}', '${INSERTED}', 'dues', current_date, date_trunc('milliseconds', now()), '{}');
  insert into ledger.entry (community_id, account_id, recorded_at, seq, transaction_id, is_debit, amount, currency, label, balance_after, effective_date)
  select community_id, account_id, date_trunc('milliseconds', now()), seq + 1, '${INSERTED}', is_debit, 9, currency, label, balance_after + 9, current_date
    from ledger.entry where ${here()} and seq = 5`;

const ATTACKS: readonly Attack[] = [
  {
    what: "another amount on both sides",
    statements: () => `update ledger.entry set amount = amount + 7 where ${here()} and transaction_id = '${ids[2]}'`,
    found: () => [`altered ${ids[2]}`],
    clue: /entry \S+-3 says 10, the balances about it say 3/,
  },
  {
    what: "another amount on one side",
    statements: () =>
      `update ledger.entry set amount = amount + 7 where ${here()} and transaction_id = '${ids[2]}' and is_debit`,
    found: () => [`altered ${ids[2]}`],
    clue: /debits and credits differ by 7 KES/,
  },
  {
    what: "another account",
    statements: () =>
      `update ledger.entry set account_id = (select id from ledger.account where ${here()} and code = 'test/cash'), seq = 77
        where ${here()} and transaction_id = '${ids[1]}' and not is_debit`,
    found: () => [`altered ${ids[1]}`],
  },
  {
    what: "other words",
    statements: () => `update ledger.transaction set description = 'a gift' where ${here()} and id = '${ids[0]}'`,
    found: () => [`altered ${ids[0]}`],
    clue: /its figures agree with the rest of the books/,
  },
  {
    what: "another actor",
    statements: () => `update ledger.transaction set actor_id = '${INSERTED}' where ${here()} and id = '${ids[0]}'`,
    found: () => [`altered ${ids[0]}`],
  },
  {
    what: "other metadata",
    statements: () =>
      `update ledger.transaction set metadata = metadata || '{"month": 12}' where ${here()} and id = '${ids[4]}'`,
    found: () => [`altered ${ids[4]}`],
  },
  {
    what: "another reference",
    statements: () => `update ledger.transaction set reference = 'mine' where ${here()} and id = '${ids[4]}'`,
    found: () => [`altered ${ids[4]}`],
    clue: /its reference mine is not the one/,
  },
  {
    what: "another day",
    statements: () =>
      `update ledger.transaction set effective_date = effective_date - 40 where ${here()} and id = '${ids[3]}'`,
    found: () => [`altered ${ids[3]}`],
  },
  {
    what: "another day of an entry alone, for the figures",
    statements: () =>
      `update ledger.entry set effective_date = effective_date - 40 where ${here()} and transaction_id = '${ids[3]}' and is_debit`,
    found: () => [`altered ${ids[3]}`],
    clue: /entry \S+-4 counts on/,
  },
  {
    what: "another time",
    statements: () => `
      update ledger.transaction set recorded_at = recorded_at - interval '5 seconds' where ${here()} and id = '${ids[3]}';
      update ledger.entry set recorded_at = recorded_at - interval '5 seconds' where ${here()} and transaction_id = '${ids[3]}'`,
    found: () => [`altered ${ids[3]}`],
  },
  {
    what: "entries added at another time, which no leaf holds",
    statements: () => `
      insert into ledger.entry (community_id, account_id, recorded_at, seq, transaction_id, is_debit, amount, currency, label, balance_after, effective_date)
      select community_id, account_id, recorded_at + interval '1 second', 6, transaction_id, is_debit, 9, currency, label, balance_after + 9, effective_date
        from ledger.entry where ${here()} and seq = 5`,
    found: () => [`altered ${ids[4]}`],
    clue: /recorded at another time than its transaction/,
  },
  {
    what: "a transaction taken out",
    statements: () => `
      delete from ledger.entry where ${here()} and transaction_id = '${ids[1]}';
      delete from ledger.transaction where ${here()} and id = '${ids[1]}'`,
    found: () => [`missing ${ids[1]}`],
  },
  {
    what: "a transaction's row taken out and its entries left",
    statements: () => `delete from ledger.transaction where ${here()} and id = '${ids[1]}'`,
    found: () => [`missing ${ids[1]}`],
  },
  {
    what: "its entries taken out",
    statements: () => `delete from ledger.entry where ${here()} and transaction_id = '${ids[1]}'`,
    found: () => [`altered ${ids[1]}`],
    clue: /its entries are gone/,
  },
  { what: "a transaction put in", statements: insertTransaction, found: () => [`inserted ${INSERTED}`] },
  {
    what: "a transaction put in with a date of before the first seal",
    statements: () => `${insertTransaction()};
      update ledger.transaction set recorded_at = '2020-01-01' where ${here()} and id = '${INSERTED}';
      update ledger.entry set recorded_at = '2020-01-01' where ${here()} and transaction_id = '${INSERTED}'`,
    found: () => [`inserted ${INSERTED}`],
  },
  {
    what: "entries of no transaction",
    statements: () => `${insertTransaction()}; delete from ledger.transaction where ${here()} and id = '${INSERTED}'`,
    found: () => [`inserted ${INSERTED}`],
  },
  {
    what: "a batch put in with a transaction",
    statements: () => `${insertTransaction()};
      insert into ledger.batch (community_id, id, recorded_at, format, transaction_ids, leaves)
      values ('${communityId}', '${INSERTED}', now(), 1, '{${INSERTED}}', sha256('mine'))`,
    found: () => [`unsealed ${INSERTED}`],
  },
  {
    what: "the leaves of a batch",
    statements: () =>
      `update ledger.batch set format = 2, transaction_ids = '{}', leaves = '' where ${here()} and transaction_ids = '{${ids[2]}}'`,
    found: () => ["seal 2", `inserted ${ids[2]}`],
  },
  {
    what: "the ids of a batch",
    statements: () =>
      `update ledger.batch set transaction_ids = '{${ids[0]},${ids[0]}}' where ${here()} and '${ids[1]}' = any(transaction_ids)`,
    found: () => [`altered ${ids[0]}`, `inserted ${ids[1]}`],
  },
  {
    what: "the time of a batch",
    statements: () =>
      `update ledger.batch set recorded_at = recorded_at - interval '1 day' where ${here()} and transaction_ids = '{${ids[2]}}'`,
    found: () => [`altered ${ids[2]}`],
    clue: /its batch \S+ names another time/,
  },
  {
    what: "the hash of a seal",
    statements: () => `update ledger.seal set hash = sha256('mine') where ${here()} and n = 2`,
    found: () => ["seal 2"],
  },
  {
    what: "the link of a seal",
    statements: () => `update ledger.seal set previous = sha256('mine') where ${here()} and n = 2`,
    found: () => ["seal 2"],
  },
  {
    what: "the time of a seal",
    statements: () => `update ledger.seal set sealed_at = sealed_at - interval '1 hour' where ${here()} and n = 3`,
    found: () => ["seal 3"],
  },
  {
    what: "a seal and its batch taken out of the middle",
    statements: () => `
      delete from ledger.batch where ${here()} and transaction_ids = '{${ids[2]}}';
      delete from ledger.seal where ${here()} and n = 2;
      delete from ledger.entry where ${here()} and transaction_id = '${ids[2]}';
      delete from ledger.transaction where ${here()} and id = '${ids[2]}'`,
    found: () => ["seal 3"],
  },
  {
    what: "the last seal taken out",
    statements: () => `delete from ledger.seal where ${here()} and n = 3`,
    found: () => ["seal 3", `unsealed ${lastBatch}`],
  },
];

let lastBatch = "";

describe("what somebody with all rights over the database changes", () => {
  it.each(ATTACKS)("$what: is found, and nothing else", async ({ statements, found, clue }) => {
    lastBatch = (await chain()).at(-1)?.batch_ids[0] ?? "";
    await tamper(server, statements());
    const { findings } = await verifyBooks(server, communityId);
    expect(findings.map(({ kind, subject }) => `${kind} ${subject}`).toSorted()).toEqual(found().toSorted());
    if (clue) expect(findings[0]?.details.join("; ")).toMatch(clue);
  });

  it("rewritten with its leaf: the seal over it differs", async () => {
    await tamper(server, `update ledger.transaction set description = 'a gift' where ${here()} and id = '${ids[2]}'`);
    await rewriteLeaf(ids[2] ?? "");
    expect(await findingsIn(server, communityId)).toEqual(["seal 2"]);
  });

  it("rewritten with leaf and seals: only what was published tells it, from the first seal that differs", async () => {
    const kept = [await published(1), await published(2), await published(3)];
    await tamper(server, `update ledger.transaction set description = 'a gift' where ${here()} and id = '${ids[2]}'`);
    await rewriteLeaf(ids[2] ?? "");
    await rewriteSeals();
    expect(await findingsIn(server, communityId)).toEqual([]);
    expect(await findingsIn(server, communityId, kept)).toEqual(["published 2"]);
    expect(await findingsIn(server, communityId, kept.slice(2))).toEqual(["published 3"]);
    expect(await findingsIn(server, communityId, kept.slice(0, 1))).toEqual([]);
  });

  it("with the newest seals cut off altogether: what was published is not in the chain", async () => {
    const kept = await published(3);
    const [, second, last] = await chain();
    await tamper(
      server,
      `delete from ledger.entry where ${here()} and transaction_id in ('${ids[3]}', '${ids[4]}');
       delete from ledger.transaction where ${here()} and id in ('${ids[3]}', '${ids[4]}');
       delete from ledger.batch where ${here()} and id = '${last?.batch_ids[0]}'; delete from ledger.seal where ${here()} and n = 3;
       update ledger.seal_head set n = 2, hash = decode('${second?.hash.toString("hex")}', 'hex') where ${here()}`,
    );
    expect(await findingsIn(server, communityId)).toEqual([]);
    expect(await findingsIn(server, communityId, [kept])).toEqual(["published 3"]);
  });

  it("a published seal of another community is no word about this one", async () => {
    const other = { n: 1n, hash: "0".repeat(64), communityId: newId() };
    expect(await findingsIn(server, communityId, [other])).toEqual([]);
  });
});

describe("books of before the seals", () => {
  /** As an installation looks that is older than the leaves: no batches; the migration begins the chain. */
  async function makeOld(): Promise<void> {
    await tamper(
      server,
      `delete from ledger.batch where ${here()}; delete from ledger.seal where ${here()}; delete from ledger.seal_head where ${here()}`,
    );
    await sql`select ledger.seal_origin(${communityId})`.execute(server.database.owner);
    await postAmounts(server, communityId, [6n]);
    await server.app.keeper.seal();
  }

  it("are told apart, and sealed as one", async () => {
    await makeOld();
    const verified = await verifyBooks(server, communityId);
    expect(verified).toMatchObject({ count: 0, before: 5, sealed: { transactions: 1 }, latest: { n: 1 } });
  });

  it("cannot be altered unseen", async () => {
    await makeOld();
    await tamper(server, `update ledger.transaction set description = 'a gift' where ${here()} and id = '${ids[2]}'`);
    expect(await findingsIn(server, communityId)).toEqual(["before 0"]);
  });

  it("cannot be added to: an old date makes nothing old", async () => {
    await makeOld();
    await tamper(
      server,
      `${insertTransaction()}; update ledger.transaction set recorded_at = '2020-01-01' where ${here()} and id = '${INSERTED}';
       update ledger.entry set recorded_at = '2020-01-01' where ${here()} and transaction_id = '${INSERTED}'`,
    );
    expect(await findingsIn(server, communityId)).toEqual(["before 0"]);
  });

  it("do not hide what is put in today", async () => {
    await makeOld();
    await tamper(server, insertTransaction());
    expect(await findingsIn(server, communityId)).toEqual([`inserted ${INSERTED}`]);
  });

  it("cannot be made up where the chain began without any", async () => {
    await tamper(
      server,
      `${insertTransaction()}; update ledger.transaction set recorded_at = '2020-01-01' where ${here()} and id = '${INSERTED}';
       update ledger.entry set recorded_at = '2020-01-01' where ${here()} and transaction_id = '${INSERTED}';
       insert into ledger.seal (community_id, n, previous, hash, batch_ids, sealed_at)
       select '${communityId}', 0, decode(repeat('00', 32), 'hex'), ledger.hash_of_unlisted('${communityId}', '2020-02-01'), '{}', '2020-02-01'`,
    );
    expect(await findingsIn(server, communityId)).toEqual(["seal 1"]);
  });
});
