import pg from "pg";
import { describe, expect, it } from "vitest";
import { startDatabaseProxy } from "../../test/faults/ledger/database-proxy.ts";
import { causeOf } from "./problem.ts";

const BUSY = { status: 503, code: "busy", retryAfter: 2 };

function toldOf(error: unknown) {
  return causeOf(error, () => "");
}

describe("what a caller is told when the database", () => {
  it("is not there: to come back", async () => {
    const client = new pg.Client({ connectionString: "postgres://nobody@127.0.0.1:1/nowhere" });
    expect(toldOf(await client.connect().catch((error: unknown) => error))).toEqual(BUSY);
  });

  it("hangs up at once: to come back", async () => {
    const proxy = await startDatabaseProxy(1);
    const client = new pg.Client({ connectionString: `postgres://nobody@127.0.0.1:${proxy.port}/nowhere` });
    expect(toldOf(await client.connect().catch((error: unknown) => error))).toEqual(BUSY);
    await proxy.stop();
  });

  it.each(["Query read timeout", "timeout exceeded when trying to connect", "Connection terminated unexpectedly"])(
    "is lost to the driver (%s): to come back",
    (words) => expect(toldOf(new Error(words))).toEqual(BUSY),
  );

  it.each(["40P01", "40001", "55P03", "57014", "57P01", "08007"])("says %s: to come back", (code) => {
    expect(toldOf(Object.assign(new Error("refused"), { code }))).toEqual(BUSY);
  });

  it("fails for a reason of ours: nothing of it", () => {
    expect(toldOf(new Error("Connection to our senses terminated"))).toEqual({ status: 500, code: "internal" });
  });
});
