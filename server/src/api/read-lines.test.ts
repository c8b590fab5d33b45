import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Line } from "../platform/route.ts";
import { readLines } from "./read-lines.ts";

async function* chunksOf(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size: number, atOnce = 3): Promise<Line<unknown>[]> {
  const lines = [];
  for await (const block of readLines(chunksOf(text, size), atOnce, () => null)) lines.push(...block);
  return lines;
}

describe("lines of a body", () => {
  it("are the same however the body is cut on its way", async () => {
    const line = fc.oneof(fc.json(), fc.constantFrom("", "{ no json", "\u{1f600}"));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.integer({ min: 1, max: 40 }), async (lines, size) => {
        const text = lines.map((one) => one.replaceAll("\n", " ")).join("\n");
        expect(await read(text, size)).toEqual(await read(text, Number.MAX_SAFE_INTEGER));
      }),
    );
  });

  it("that are too long are refused, and hold up none behind them", async () => {
    const text = `[1]\n"${"x".repeat(200_000)}"\n[2]\n[3]`;
    for (const size of [7_000, 100_000, 1_000_000]) {
      const lines = await read(text, size);
      expect(lines.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
      expect(lines.map((one) => ("refusal" in one ? one.refusal.code : one.value))).toEqual([
        [1],
        "body_too_large",
        [2],
        [3],
      ]);
      expect(lines[1]?.text).toHaveLength(64 * 1024);
    }
  });
});
