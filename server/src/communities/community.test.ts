import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSlug, slugOf } from "./community.ts";
import { communityOfToken, newInvitationToken, stateOf } from "./invitation.ts";
import { MEMBERSHIP_STATUSES, mayBecome } from "./membership.ts";

describe("short names", () => {
  test("are made of names", () => {
    expect(slugOf("Paa la Shule, Kisumu")).toBe("paa-la-shule-kisumu");
    expect(slugOf("  Café   Électrique! ")).toBe("cafe-electrique");
    expect(slugOf("ועד בית")).toBeNull();
    expect(slugOf("App")).toBeNull();
  });

  test("whatever the name, what comes out may be used", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 130 }), (name) => {
        const slug = slugOf(name);
        expect(slug === null || isSlug(slug)).toBe(true);
      }),
    );
  });

  test.each(["-a", "a-", "a--b", "A", "a b", "a", "x".repeat(61), "docs", "api"])("%s is none", (text) => {
    expect(isSlug(text)).toBe(false);
  });
});

describe("an invitation's token", () => {
  test("carries its community and is never the same", () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const token = newInvitationToken(id);
        expect(communityOfToken(token)).toBe(id);
        expect(newInvitationToken(id)).not.toBe(token);
      }),
    );
  });

  test.each(["", "short", "x".repeat(53), `${"x".repeat(53)}!`, "x".repeat(55)])("%j is none", (text) => {
    expect(communityOfToken(text)).toBeNull();
  });
});

test("an invitation is open until it is used up, expires or is taken back", () => {
  const now = new Date("2026-11-21T10:00:00Z");
  const later = new Date("2026-11-22T10:00:00Z");
  const open = { maxUses: 2, usedCount: 1, expiresAt: later, revokedAt: null };
  expect(stateOf(open, now)).toBe("open");
  expect(stateOf({ ...open, usedCount: 2 }, now)).toBe("used_up");
  expect(stateOf(open, later)).toBe("expired");
  expect(stateOf({ ...open, revokedAt: now }, now)).toBe("revoked");
});

test("memberships: every pair of states is either a legal step or none", () => {
  const legal = MEMBERSHIP_STATUSES.flatMap((from) =>
    MEMBERSHIP_STATUSES.filter((to) => mayBecome(from, to)).map((to) => `${from} ${to}`),
  );
  expect(legal).toEqual([
    "invited active",
    "invited removed",
    "active left",
    "active removed",
    "left active",
    "removed active",
  ]);
});
