import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId } from "../platform/ids.ts";
import { slugOf, slugWithTail } from "./slug.ts";

describe("the address of a goal", () => {
  it.each([
    ["Paa la shule, Kisumu", "paa-la-shule-kisumu"],
    ["  Café   Électrique! ", "cafe-electrique"],
    ["גג חדש לבית הספר", "manyatta-parents-goal"],
    ["2", "manyatta-parents-goal"],
    ["", "manyatta-parents-goal"],
  ])("out of %j is %s", (title, slug) => {
    expect(slugOf(title, "manyatta-parents")).toBe(slug);
  });

  it("is one that the database takes, whatever the title and however long the community's own", () => {
    const communitySlug = fc.stringMatching(/^[a-z0-9](-?[a-z0-9]){1,59}$/);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), communitySlug, (title, community) => {
        const slug = slugOf(title, community);
        expect(slug).toMatch(/^[a-z0-9](-?[a-z0-9]){1,59}$/);
        expect(slugWithTail(slug, newId())).toMatch(/^[a-z0-9](-?[a-z0-9]){1,59}$/);
      }),
    );
  });
});
