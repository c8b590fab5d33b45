import { describe, expect, it } from "vitest";
import { allRows } from "./all-rows.ts";

/** A list of which one page is read, and more can be. */
function listOf(pages: readonly (readonly number[])[], fault?: Error) {
  let read = 1;
  const now = () => ({
    data: { pages: pages.slice(0, read).map((items) => ({ items: [...items], next: null })) },
    hasNextPage: read < pages.length,
    error: null,
  });
  const fetchNextPage = async () => {
    if (fault) return { ...now(), error: fault };
    read++;
    return now();
  };
  return { ...now(), fetchNextPage };
}

describe("an export", () => {
  it("tells the whole list, and not only what was scrolled to", async () => {
    expect(await allRows(listOf([[1, 2], [3, 4], [5]]))).toEqual([1, 2, 3, 4, 5]);
    expect(await allRows(listOf([[1]]))).toEqual([1]);
  });

  it("is none when a part of it cannot be read", async () => {
    await expect(allRows(listOf([[1], [2]], new Error("offline")))).rejects.toThrow("offline");
  });
});
