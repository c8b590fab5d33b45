import { sql } from "kysely";
import { checks } from "../../src/ledger/checks.ts";
import type { Decision, Posting } from "../../src/ledger/decide.ts";
import { posterOf } from "../../src/ledger/poster/open-posters.ts";
import { findingsIn } from "../../src/ledger/sealing/testing/sealed-books.ts";
import type { Context } from "../../src/platform/context.ts";
import type { Answer, Person } from "../harness/people.ts";
import type { TestServer } from "../harness/server.ts";
import { digestsOf, faultsOf, tablesOf } from "./look.ts";

/** The real books of one community, asked over HTTP as everybody asks them, and looked at in the database. */
export interface Engine {
  readonly communityId: string;
  readonly now: () => Date;
  get(path: string): Promise<Answer>;
  send(method: "POST" | "PATCH" | "DELETE", path: string, body: unknown, key: string): Promise<Answer>;
  /** Lines in, lines out. */
  sendLines(lines: readonly unknown[], together: boolean, key: string): Promise<Record<string, unknown>[]>;
  /** Of the poster, so that all of it makes one batch. */
  post(items: readonly Posting[][][]): Promise<Decision[][][]>;
  /** In a command of the system's. */
  command(work: (ctx: Context) => Promise<void>): Promise<void>;
  wait(hours: number): Promise<void>;
  keep(what: "seal" | "rollUp" | "expire" | "jobs"): Promise<void>;
  transactionOf(reference: string): Promise<string>;
  /** A digest of every table of the ledger. Equal: no byte of it has changed, but for what `tableText` names. */
  digests(): Promise<Record<string, string>>;
  /** What is not as it must always be. */
  faults(): Promise<string[]>;
  /** The same at the end of a history, proven as an operator does: every check, and the seals. */
  findings(): Promise<string[]>;
}

interface Books {
  communityId: string;
  owner: Person;
  /** Of the ledger's addresses. */
  path: string;
}

const system = { kind: "system", job: "test" } as const;

export function engineOf(server: TestServer, books: Books): Engine {
  const { communityId, owner, path } = books;
  const { app, clock, database } = server;
  const outside = (work: (ctx: Context) => Promise<void>) => app.services.run({ as: "nobody", actor: system }, work);
  let tables: readonly string[] | null = null;
  const keep = {
    seal: async () => void (await app.keeper.seal()),
    rollUp: () => app.keeper.rollUp(),
    expire: () =>
      outside(async (ctx) => void (await sql`select ledger.expire_due_holds(${ctx.now}, 1000)`.execute(ctx.tx))),
    jobs: () => server.runJobs(),
  };
  return {
    communityId,
    now: () => clock.now(),
    get: (at) => owner.get(`${path}${at}`),
    send: (method, at, body, key) => owner.send(method, `${path}${at}`, body, key),
    sendLines: (lines, together, key) => sendLines(server, books, { lines, together, key }),
    post: (items) => postTogether(server, communityId, items),
    command: (work) => app.services.inCommunity({ as: "system", communityId, actor: system }, work),
    async wait(hours) {
      clock.advance({ hours });
      await outside(
        async (ctx) => void (await sql`select platform.ensure_partitions_about(${ctx.now})`.execute(ctx.tx)),
      );
    },
    keep: (what) => keep[what](),
    async transactionOf(reference) {
      const { rows } = await sql<{ id: string }>`
        select transaction_id as id from ledger.reference where community_id = ${communityId} and reference = ${reference}`.execute(
        database.owner,
      );
      return rows[0]?.id ?? "";
    },
    async digests() {
      tables ??= await tablesOf(database.owner);
      return digestsOf(database.owner, tables, { communityId, now: clock.now() });
    },
    async faults() {
      return faultsOf(database.owner, communityId);
    },
    async findings() {
      await keep.seal();
      await keep.rollUp();
      const told: string[] = [];
      for (const check of checks)
        told.push(...(await check.run(database.owner)).map((fault) => `${check.name}: ${fault}`));
      return [...told, ...(await findingsIn(server, communityId))];
    },
  };
}

/** What is asked in one turn of the event loop leaves together. */
async function postTogether(server: TestServer, communityId: string, items: readonly Posting[][][]) {
  const poster = posterOf(server.app.services);
  const results = await Promise.all(items.map((groups) => poster.post({ communityId, groups, key: null })));
  return results.map((result) => {
    if (result.status !== "decided") throw new Error(`the poster says ${result.status}`);
    return result.decisions;
  });
}

async function sendLines(
  server: TestServer,
  { owner, path }: Books,
  { lines, together, key }: { lines: readonly unknown[]; together: boolean; key: string },
): Promise<Record<string, unknown>[]> {
  const answer = await server.app.api.inject({
    method: "POST",
    url: `${path}/transactions/bulk${together ? "?allOrNothing=true" : ""}`,
    payload: lines.map((line) => JSON.stringify(line)).join("\n"),
    headers: { authorization: `Bearer ${owner.token}`, "idempotency-key": key, "content-type": "application/x-ndjson" },
  });
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${answer.body}`);
  return answer.body
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}
