import { sql } from "kysely";
import pg from "pg";
import type { TestServer } from "../../../../test/harness/server.ts";
import { asSuperuser } from "../../../../test/operate-tools.ts";
import { newId } from "../../../platform/ids.ts";
import { credit, debit, post } from "../../index.ts";
import type { AccountRef } from "../../posting.ts";
import type { PublishedSeal } from "../verify/published.ts";
import { type Verified, verifyCommunity } from "../verify/verify-community.ts";

export const CASH: AccountRef = { code: "test/cash", type: "ASSET", currency: "KES", byHand: true };
export const DUES: AccountRef = { code: "test/dues", type: "LIABILITY", currency: "KES", byHand: true };
const actor = { kind: "system", job: "test" } as const;

/** Posts transfers of these amounts in one command, which makes one batch. */
export async function postAmounts(
  server: TestServer,
  communityId: string,
  amounts: readonly bigint[],
  effectiveDate?: string,
): Promise<void> {
  await server.app.services.inCommunity({ as: "system", communityId, actor }, async (ctx) => {
    for (const amount of amounts) {
      post(ctx, {
        kind: "dues",
        reference: newId(),
        source: { kind: "test", id: newId() },
        description: "Ada ya mwezi – café",
        metadata: { month: 11, note: 'a "quoted" one' },
        lines: [debit(CASH, amount, "dues"), credit(DUES, amount, "dues")],
        ...(effectiveDate ? { effectiveDate } : {}),
      });
    }
  });
}

/** Past every trigger and check, as only somebody with all rights over the machine can. */
export async function tamper(server: TestServer, statements: string): Promise<void> {
  await asSuperuser(`set session_replication_role = replica; ${statements}`, server.database.ownerUrl);
}

/** As the operator's verb does it: one snapshot, as the owner. */
export async function verifyBooks(
  server: TestServer,
  communityId: string,
  published: readonly PublishedSeal[] = [],
): Promise<Verified> {
  return server.database.owner
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute((tx) => verifyCommunity(tx, communityId, { published }));
}

/** What is found, as `kind subject`. */
export async function findingsIn(
  server: TestServer,
  communityId: string,
  published: readonly PublishedSeal[] = [],
): Promise<string[]> {
  const { findings } = await verifyBooks(server, communityId, published);
  return findings.map(({ kind, subject }) => `${kind} ${subject}`);
}

export async function transactionIds(server: TestServer, communityId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select transaction_id as id from ledger.entry where community_id = ${communityId} and is_debit order by seq`.execute(
    server.database.owner,
  );
  return rows.map((row) => row.id);
}

/** A connection of the server's own role, for what several do at once. */
export async function withClient<T>(server: TestServer, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server.database.appUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
