import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import type { Message, Reporter } from "../src/app/operate/reporter.ts";
import { type AccountRef, credit, debit, placeHold, post } from "../src/ledger/index.ts";
import { withUser } from "../src/platform/embedded-postgres.ts";
import { newId } from "../src/platform/ids.ts";
import type { TestServer } from "./harness/server.ts";

/** Accounts of no product, so that no product's check has an opinion of them. */
export const OWED: AccountRef = { code: "test/owed", type: "RECEIVABLE", currency: "KES" };
export const KEPT: AccountRef = { code: "test/kept", type: "ESCROW", currency: "KES", floor: 0n, turnover: true };
const LEFT: AccountRef = { code: "test/left", type: "GOAL", currency: "KES", floor: 0n };

const actor = { kind: "system", job: "test" } as const;

/** Books with some life in them: gifts, a release, a hold. */
export async function fillBooks(server: TestServer, communityId: string, gifts = 20): Promise<void> {
  const source = { kind: "test", id: newId() };
  await server.app.services.inCommunity({ as: "system", communityId, actor }, async (ctx) => {
    for (let i = 1; i <= gifts; i++) {
      const amount = BigInt(i * 1_000);
      post(ctx, {
        kind: "gift",
        reference: newId(),
        source,
        description: "line\nbreak\tand \\ é",
        lines: [debit(OWED, amount, "gift"), credit(KEPT, amount, "gift")],
      });
    }
    ctx.enqueue({ name: "test.pending", payload: { communityId } });
  });
  await server.app.services.inCommunity({ as: "system", communityId, actor }, async (ctx) => {
    post(ctx, {
      kind: "release",
      reference: newId(),
      source,
      lines: [debit(KEPT, 900n, "release"), credit(LEFT, 900n, "release")],
    });
  });
  await server.app.services.inCommunity({ as: "system", communityId, actor }, async (ctx) => {
    placeHold(ctx, { holdId: newId(), account: LEFT, amount: 400n, source });
  });
  await server.app.dispatcher.drain();
}

/** A database with nothing in it, as a new server's administrator makes it. */
export async function createEmptyDatabase(): Promise<{ ownerUrl: string; drop(): Promise<void> }> {
  const url = inject("superuserUrl");
  const name = `empty_${randomBytes(8).toString("hex")}`;
  await asSuperuser(`create database ${name} owner cp_owner`);
  return {
    ownerUrl: withUser(url, "cp_owner", "test", name),
    drop: async () => void (await asSuperuser(`drop database ${name} with (force)`)),
  };
}

/** Runs one statement as the superuser; with `on`, in the database of that address. */
export async function asSuperuser(statement: string, on?: string): Promise<pg.QueryResult> {
  const url = new URL(inject("superuserUrl"));
  if (on) url.pathname = new URL(on).pathname;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

/** All rows of a query, as text, for comparing two databases. */
export async function rowsOf(url: string, query: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ row: string }>(`select row_to_json(q)::text as row from (${query}) q`);
    return rows.map(({ row }) => row);
  } finally {
    await client.end();
  }
}

/** Listens to a verb. */
export function recordingReporter(): Reporter & { messages: Message[] } {
  const messages: Message[] = [];
  return {
    messages,
    step: (text) => void messages.push({ kind: "step", text }),
    progress: (done, total) => void messages.push({ kind: "progress", done, total }),
    line: (mark, text, details = []) => void messages.push({ kind: "line", mark, text, details }),
    say: (text) => void messages.push({ kind: "text", text }),
    fault: (text) => void messages.push({ kind: "fault", text }),
  };
}

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "commonpurse-operate-"));
  // Started by root, the database runs as another user: closed, its folder would be made somewhere else, and stay there.
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
