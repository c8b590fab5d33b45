import { describe, expect, it } from "vitest";
import { aftercare, nextCheck, nextPaymentCheck } from "./schedule.ts";

const now = new Date("2026-03-02T08:00:00Z");
const secondsTo = (date: Date | null) => (date ? (date.getTime() - now.getTime()) / 1000 : null);
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe("when the provider is asked", () => {
  it("after 30 s, 2 min, 10 min, 1 h, then daily", () => {
    expect([0, 1, 2, 3, 4, 40].map((attempts) => secondsTo(nextCheck(now, attempts)))).toEqual([
      30, 120, 600, 3600, 86400, 86400,
    ]);
  });
  it("a payment is asked about at the moment of its expiry", () => {
    expect(secondsTo(nextPaymentCheck(now, 0, at(3600)))).toBe(30);
    expect(secondsTo(nextPaymentCheck(now, 3, at(1800)))).toBe(1800);
  });
  it("then daily for a week, then no more", () => {
    expect(secondsTo(nextPaymentCheck(now, 9, at(0)))).toBe(86_400);
    expect(secondsTo(nextPaymentCheck(now, 9, at(-6 * 86_400)))).toBe(86_400);
    expect(nextPaymentCheck(now, 9, at(-6 * 86_400 - 1))).toBeNull();
    expect(aftercare(now, at(-7 * 86_400))).toBeNull();
  });
});
