import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { monthEnds, sampled, shapeOf } from "./balance-shape.ts";

const OPTIONS = { width: 100, height: 50, mirrored: false, isStepped: true };
const at = (day: number) => new Date(Date.UTC(2026, 0, day)).toISOString();

describe("the picture of a balance", () => {
  it("stays level until the next entry", () => {
    const shape = shapeOf(
      [
        { at: at(1), balance: 0 },
        { at: at(6), balance: 200 },
        { at: at(11), balance: 100 },
      ],
      OPTIONS,
    );
    expect(shape?.line).toBe("M0 50H50V0H100V25");
    expect(shape?.end).toBe(25);
  });

  it("runs from right to left where writing does", () => {
    const points = [
      { at: at(1), balance: 100 },
      { at: at(11), balance: 0 },
    ];
    expect(shapeOf(points, { ...OPTIONS, mirrored: true, isStepped: false })?.line).toBe("M100 0L0 50");
  });

  it("keeps nothing in view, and what is owed below it", () => {
    const owed = shapeOf(
      [
        { at: at(1), balance: -100 },
        { at: at(2), balance: 100 },
      ],
      OPTIONS,
    );
    expect(owed?.zero).toBe(25);
    expect(owed?.lowest.balance).toBe(-100);
    expect(shapeOf([{ at: at(1), balance: 5 }], OPTIONS)).toBeNull();
  });

  it("never leaves its frame", () => {
    const point = fc.record({
      at: fc.integer({ min: 1, max: 3_000 }).map(at),
      balance: fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
    });
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 40 }), fc.boolean(), (points, mirrored) => {
        const sorted = points.toSorted((a, b) => a.at.localeCompare(b.at));
        const shape = shapeOf(sorted, { ...OPTIONS, mirrored, isStepped: false });
        const figures = [...(shape?.line.matchAll(/(-?[\d.]+) (-?[\d.]+)/g) ?? [])].map(([, x, y]) => [
          Number(x),
          Number(y),
        ]);
        expect(figures).toHaveLength(points.length);
        for (const [x = Number.NaN, y = Number.NaN] of figures) {
          expect(x >= 0 && x <= 100).toBe(true);
          expect(y >= 0 && y <= 50).toBe(true);
        }
      }),
    );
  });
});

describe("a year of month's ends", () => {
  it("ends today, leap years and turns of the year included", () => {
    expect(monthEnds("2024-03-15", 3)).toEqual(["2023-12-31", "2024-01-31", "2024-02-29", "2024-03-15"]);
    expect(monthEnds("2026-01-31", 2)).toEqual(["2025-11-30", "2025-12-31", "2026-01-31"]);
  });
});

describe("samples of a long time", () => {
  it("have its first and its last day, and none twice", () => {
    const days = Array.from({ length: 100 }, (_, index) => index);
    const some = sampled(days, 12);
    expect(some).toHaveLength(12);
    expect([some[0], some.at(-1)]).toEqual([0, 99]);
    expect(new Set(some).size).toBe(12);
    expect(sampled([1, 2, 3], 12)).toEqual([1, 2, 3]);
  });
});
