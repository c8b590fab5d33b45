import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findDocument, issueDocument } from "../src/documents/index.ts";
import { module } from "../src/documents/module.ts";
import { newId } from "../src/platform/ids.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(async () => {
  for (const check of module.checks ?? []) expect(await check.run(server.database.owner)).toEqual([]);
  await server.stop();
});

const actor = { kind: "system", job: "test" } as const;

/** `fail`: the command is undone after it had its number. */
function issue(communityId: string, subjectId: string, fail = false): Promise<string> {
  return server.app.services.inCommunity({ as: "system", communityId, actor }, async (ctx) => {
    const { number } = await issueDocument(ctx, { kind: "receipt", subjectId, timeZone: "Africa/Nairobi" });
    if (fail) throw new Error("undone");
    return number;
  });
}

describe("receipt numbers", () => {
  it("run without a gap however many are asked for at once, and an undone command gives its number back", async () => {
    const communityId = newId();
    const asked = Array.from({ length: 30 }, (_, index) =>
      issue(communityId, newId(), index % 3 === 0).catch(() => null),
    );
    const given = (await Promise.all(asked)).filter((number) => number !== null).sort();
    const year = new Date().getUTCFullYear();
    expect(given).toHaveLength(20);
    expect(given).toEqual(
      Array.from({ length: 20 }, (_, index) =>
        expect.stringMatching(new RegExp(`^R-(${year}|${year + 1})-${String(index + 1).padStart(5, "0")}$`)),
      ),
    );
  });

  it("are given once for a subject, also when two ask at the same moment", async () => {
    const [communityId, subjectId] = [newId(), newId()];
    const numbers = await Promise.all(Array.from({ length: 8 }, () => issue(communityId, subjectId)));
    expect(new Set(numbers).size).toBe(1);
    expect((await issue(communityId, newId())).endsWith("-00002")).toBe(true);
  });

  it("of one community are absent for another", async () => {
    const [communityId, subjectId] = [newId(), newId()];
    await issue(communityId, subjectId);
    const found = await server.app.services.inCommunity({ as: "system", communityId: newId(), actor }, (ctx) =>
      findDocument(ctx, "receipt", subjectId),
    );
    expect(found).toBeNull();
  });
});
