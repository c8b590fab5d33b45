import fc from "fast-check";
import { type FileMetaData, parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import type { BookEntry } from "../books.ts";
import { arbitraryBooks, balancesOf, bookTransaction, EXPONENT, exported, idOf } from "../testing/books.ts";
import { createParquetWriter } from "./write-parquet.ts";

function fileOf(bytes: Uint8Array): ArrayBuffer {
  const file = new ArrayBuffer(bytes.length);
  new Uint8Array(file).set(bytes);
  return file;
}

function rowsOf(bytes: Uint8Array): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file: fileOf(bytes) });
}

function entryOf(row: Record<string, unknown>): BookEntry {
  return {
    code: String(row["account_code"]),
    type: String(row["account_type"]),
    name: row["account_name"] === null ? null : String(row["account_name"]),
    is_debit: row["side"] === "debit",
    amount: BigInt(String(row["amount"])),
    currency: String(row["currency"]),
    label: String(row["label"]),
    balance_after: BigInt(String(row["balance_after"])),
  };
}

describe("the books as Parquet", () => {
  it("give a Parquet reader every entry as it stands, and so every account's balance", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryBooks, async (books) => {
        const rows = await rowsOf(exported(createParquetWriter(), books));
        const entries = books.flatMap((each) => each.entries);
        expect(rows.map(entryOf)).toEqual(entries);
        const byCode = (entry: BookEntry) => entry.code;
        expect(balancesOf(rows.map(entryOf), byCode)).toEqual(balancesOf(entries, byCode));
        expect(rows.map((row) => row["exponent"])).toEqual(entries.map((entry) => EXPONENT[entry.currency]));
      }),
      { numRuns: 60 },
    );
  });

  it("hold whole numbers, days and instants as such, and nothing where there is nothing", async () => {
    const [row] = await rowsOf(exported(createParquetWriter(), [bookTransaction({ reference: null })]));
    expect(row).toMatchObject({
      transaction_id: idOf(1),
      date: new Date("2026-11-03T00:00:00Z"),
      recorded_at: new Date("2026-11-03T10:00:00.123Z"),
      amount: 5_000n,
      reference: null,
      actor_id: null,
      metadata: "{}",
    });
  });

  it("are written in groups of rows, so that a long history never stands in memory", async () => {
    const writer = createParquetWriter();
    const books = Array.from({ length: 12_000 }, (_, index) => bookTransaction({ id: idOf(index) }));
    const parts = [writer.head({ communityId: idOf(0), at: new Date(0), currencies: ["KES"] })];
    for (let at = 0; at < books.length; at += 500) parts.push(writer.transactions(books.slice(at, at + 500)));
    parts.push(writer.end(books.length));
    const file = Buffer.concat(parts.map((part) => Buffer.from(part)));
    const metadata: FileMetaData = parquetMetadata(fileOf(file));
    expect(metadata.row_groups.map((group) => Number(group.num_rows))).toEqual([5_000, 5_000, 5_000, 5_000, 4_000]);
    expect(metadata.key_value_metadata).toContainEqual({ key: "community", value: idOf(0) });
    const rows = await rowsOf(file);
    expect(new Set(rows.map((row) => row["transaction_id"])).size).toBe(12_000);
  });

  it("can be read when there is no transaction at all", async () => {
    expect(await rowsOf(exported(createParquetWriter(), []))).toEqual([]);
  });
});
