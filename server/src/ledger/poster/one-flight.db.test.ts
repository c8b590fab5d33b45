import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { newId } from "../../platform/ids.ts";
import { openAccounts } from "../open-accounts.ts";
import type { AccountRef } from "../posting.ts";
import { bareKey, barePosting } from "../testing/bare-posting.ts";
import { postBatch } from "./batch.ts";
import { type Connection, connect } from "./connection.ts";
import type { PostItem, PostResult } from "./item.ts";
import { Memory } from "./memory.ts";

let server: TestServer;
let connection: Connection;
let ids: readonly string[];
const communityId = newId();
const asked: string[] = [];

beforeAll(async () => {
  server = await createTestServer();
  const actor = { kind: "system", job: "test" } as const;
  const accounts = ["a", "b"].map((code): AccountRef => ({ code, type: "ASSET", currency: "KES", floor: -10n }));
  const opened = await server.app.services.inCommunity({ as: "system", communityId, actor }, (ctx) =>
    openAccounts(ctx, accounts),
  );
  ids = [...opened.values()];
  connection = await connect(server.database.appUrl);
});
afterAll(async () => {
  await connection.close();
  await server.stop();
});

function transfer(amount: bigint): PostItem {
  const [from = "", to = ""] = ids;
  return { communityId, groups: [[barePosting({ communityId, from, to, amount })]], key: bareKey() };
}

const AT_ONCE = ["platform.enter_batch", "ledger.claim_new_keys", "ledger.write"];
const ASKED = ["platform.enter_batch", "ledger.claim_keys", "ledger.lock", "ledger.precedents", "ledger.write"];

/** Posts, and tells which statements it took beside those that begin and end. */
async function post(memory: Memory, amount = 1n): Promise<{ statements: string[]; told: string[] }> {
  asked.length = 0;
  const recorded: Connection = {
    ...connection,
    ask: (statement) => {
      asked.push(statement.name);
      return connection.ask(statement);
    },
  };
  const parts = { connection: recorded, memory, now: new Date(), newId, isToBeTold: () => false };
  const results = await postBatch(parts, [transfer(amount)], { asks: false });
  return { statements: [...asked], told: results.flatMap(toldOf) };
}

function toldOf(result: PostResult): string[] {
  if (result.status !== "decided") return [result.status];
  return result.decisions.flat().map((decision) => ("accepted" in decision ? "posted" : decision.refused.code));
}

async function writeElsewhere(): Promise<void> {
  await sql`update ledger.balance set floor = floor where account_id = ${ids[0]}`.execute(server.database.owner);
}

it("asks for accounts once, and not again while they are as it left them", async () => {
  const memory = new Memory();
  expect(await post(memory)).toEqual({ statements: ASKED, told: ["posted"] });
  for (let time = 0; time < 3; time++) expect(await post(memory)).toEqual({ statements: AT_ONCE, told: ["posted"] });
});

it("never refuses by what it remembers", async () => {
  const memory = new Memory();
  await post(memory);
  expect(await post(memory, 1_000n)).toEqual({
    statements: [...ASKED.slice(0, -1), "ledger.answer_keys"],
    told: ["insufficient_funds"],
  });
  await sql`update ledger.balance set floor = -5000 where account_id = ${ids[1]}`.execute(server.database.owner);
  expect((await post(memory, 1_000n)).told).toEqual(["posted"]);
});

it("asks where others wrote meanwhile, and the longer the more often that was so", async () => {
  const memory = new Memory();
  await post(memory);
  const mistake = async (asksFor: number) => {
    await writeElsewhere();
    expect(await post(memory)).toEqual({ statements: [...AT_ONCE, ...ASKED], told: ["posted"] });
    for (let time = 0; time < asksFor; time++) expect((await post(memory)).statements).toEqual(ASKED);
  };
  for (const asksFor of [1, 3, 7]) await mistake(asksFor);
  expect((await post(memory)).statements).toEqual(AT_ONCE);
  await mistake(1);
});
