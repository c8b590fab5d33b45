import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/harness/database.ts";
import { booleanArray, bytesArray, plainArray, textArray } from "./sql-array.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("arrays for the database", () => {
  it("come back as they went in, whatever text they hold", async () => {
    const text = fc.string({ unit: "binary" }).filter((value) => value.isWellFormed() && !value.includes("\0"));
    const values = fc.array(
      fc.option(fc.oneof(text, fc.constantFrom("null", "NULL", "", '"', "\\", "{}", ",", " a ")), { nil: null }),
    );
    await fc.assert(
      fc.asyncProperty(values, async (given) => {
        const { rows } = await sql<{ back: (string | null)[] }>`select ${textArray(given)}::text[] as back`.execute(
          database.owner,
        );
        expect(rows[0]?.back).toEqual(given);
      }),
      { numRuns: 200 },
    );
  });

  it("hold numbers, truths and bytes", async () => {
    const { rows } = await sql<Record<string, unknown>>`
      select ${plainArray([1n, null, -9_007_199_254_740_991n])}::bigint[]::text as numbers, ${booleanArray([true, false])}::boolean[]::text as truths,
             ${bytesArray(["00ff", ""])}::bytea[]::text as bytes, ${plainArray([])}::uuid[]::text as nothing`.execute(
      database.owner,
    );
    expect(rows[0]).toEqual({
      numbers: "{1,NULL,-9007199254740991}",
      truths: "{t,f}",
      bytes: '{"\\\\x00ff","\\\\x"}',
      nothing: "{}",
    });
  });
});
