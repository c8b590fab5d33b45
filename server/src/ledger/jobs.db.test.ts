import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestServer, type TestServer } from "../../test/harness/server.ts";
import { newId } from "../platform/ids.ts";
import { checks } from "./checks.ts";
import { credit, debit, placeHold, post } from "./index.ts";

const actor = { kind: "system", job: "test" } as const;
const FROM = { code: "test/from", type: "ASSET", currency: "KES" } as const;
const KEPT = { code: "test/kept", type: "LIABILITY", currency: "KES", floor: 0n } as const;
let server: TestServer;

beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.stop());

async function hold(communityId: string, amount: bigint, expiresAt?: Date): Promise<string> {
  const holdId = newId();
  const source = { kind: "test", id: newId() };
  await server.app.services.inCommunity({ as: "system", communityId, actor }, async (ctx) => {
    placeHold(ctx, { holdId, account: KEPT, amount, source, ...(expiresAt ? { expiresAt } : {}) });
  });
  return holdId;
}

async function statusOf(holdId: string): Promise<string | undefined> {
  const { rows } = await sql<{ status: string }>`select status from ledger.hold where id = ${holdId}`.execute(
    server.database.owner,
  );
  return rows[0]?.status;
}

it("a hold whose time is over is ended by the job in every community, and no other hold", async () => {
  const communities = [newId(), newId()];
  const soon = new Date(server.clock.now().getTime() + 60_000);
  const due: string[] = [];
  const open: string[] = [];
  for (const communityId of communities) {
    await server.app.services.inCommunity({ as: "system", communityId, actor }, async (ctx) => {
      const lines = [debit(FROM, 1_000n, "test"), credit(KEPT, 1_000n, "test")];
      post(ctx, { kind: "test", reference: newId(), source: { kind: "test", id: newId() }, lines });
    });
    due.push(await hold(communityId, 100n, soon), await hold(communityId, 50n, soon));
    open.push(await hold(communityId, 300n), await hold(communityId, 1n, new Date(soon.getTime() + 1)));
  }
  const expire = (at: Date) =>
    server.app.services.run({ as: "nobody", actor }, async (ctx) => {
      const { rows } = await sql<{ freed: number }>`select ledger.expire_due_holds(${at}, 1000) as freed`.execute(
        ctx.tx,
      );
      return rows[0]?.freed;
    });
  expect(await expire(server.clock.now())).toBe(0);
  expect(await expire(soon)).toBe(2);
  expect(await Promise.all(due.map(statusOf))).toEqual(due.map(() => "expired"));
  expect(await Promise.all(open.map(statusOf))).toEqual(open.map(() => "held"));
  const { rows } = await sql<{ held: bigint }>`select held from ledger.balance where held > 0`.execute(
    server.database.owner,
  );
  expect(rows.map(({ held }) => held)).toEqual([301n, 301n]);
  for (const { name, run } of checks) expect(await run(server.database.owner), name).toEqual([]);
});
