import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestServer, type TestServer } from "../../test/harness/server.ts";
import { createLog } from "./log.ts";
import { speakable } from "./logged-error.ts";

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.stop());

const SECRET = "wanjiru-0712345678";

async function faultOf(work: Promise<unknown>): Promise<Error> {
  const fault: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(fault instanceof Error)) throw new Error("nothing failed");
  return fault;
}

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog("debug", { write: (line: string) => void lines.push(line) }));
  return lines.join("");
}

describe("an error of the database in the log", () => {
  it("keeps its code, table and constraint, and none of the row's values", async () => {
    const { owner } = server.database;
    await sql`create table planted (name text unique)`.execute(owner);
    const insert = sql`insert into planted values (${SECRET})`;
    await insert.execute(owner);
    const fault = await faultOf(insert.execute(owner));
    expect(JSON.stringify(fault)).toContain(SECRET);
    for (const text of [
      logged((log) => log.error({ err: fault }, "failed")),
      logged((log) => log.error(fault)),
      logged((log) => log.child({ part: "x" }).warn({ err: new Error("outer", { cause: fault }) }, "failed")),
    ]) {
      expect(text).not.toContain(SECRET);
      expect(text).toContain(`"code":"23505"`);
      expect(text).toContain(`"constraint":"planted_name_key"`);
      expect(text).toContain("log.test.ts");
    }
  });

  it("loses its message where that quotes a value, as does what the queue is told", async () => {
    const fault = await faultOf(sql`select ${SECRET}::uuid`.execute(server.database.owner));
    expect(fault.message).toContain(SECRET);
    const text = logged((log) => log.error({ err: fault }, "failed"));
    expect(text).not.toContain(SECRET);
    expect(text).toContain(`"code":"22P02"`);
    expect(String(speakable(fault))).not.toContain(SECRET);
    const ours = new Error("no such goal");
    expect(speakable(ours)).toBe(ours);
  });

  it("is written so by the edge as well, whose logger has serializers of its own", async () => {
    await sql`create table planted_too (name text unique)`.execute(server.database.owner);
    const insert = sql`insert into planted_too values (${SECRET}), (${SECRET})`;
    server.app.api.log.error({ err: await faultOf(insert.execute(server.database.owner)) }, "request failed");
    const text = server.logLines.join("");
    expect(text).toContain("planted_too_name_key");
    expect(text).not.toContain(SECRET);
  });
});
