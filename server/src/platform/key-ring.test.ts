import { describe, expect, it } from "vitest";
import { makeKeyRing, parseKeyRing } from "./key-ring.ts";

describe("key ring", () => {
  it("opens what it sealed, for the same purpose alone", () => {
    const keys = parseKeyRing(makeKeyRing());
    const sealed = keys.seal("sk_live_שלום", "provider-secret");
    expect(keys.open(sealed, "provider-secret")).toBe("sk_live_שלום");
    expect(() => keys.open(sealed, "email")).toThrow();
    expect(sealed).not.toContain("sk_live");
  });

  it("refuses a value that was changed by one character", () => {
    const keys = parseKeyRing(makeKeyRing());
    const sealed = keys.seal("secret", "x");
    const at = sealed.length - 3;
    const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
    expect(() => keys.open(changed, "x")).toThrow();
  });

  it("reads old values after a new key came first", () => {
    const old = makeKeyRing();
    const sealed = parseKeyRing(old).seal("kept", "x");
    const signature = parseKeyRing(old).sign("gift", "vote");
    const rotated = parseKeyRing(`${makeKeyRing().replace("k1:", "k2:")},${old}`);
    expect(rotated.open(sealed, "x")).toBe("kept");
    expect(rotated.verify("gift", signature, "vote")).toBe(true);
    expect(rotated.seal("new", "x").startsWith("k2.")).toBe(true);
  });

  it("tells what a message was signed with before, the current key's signature first", () => {
    const old = makeKeyRing();
    const signature = parseKeyRing(old).sign("guest", "person");
    const rotated = parseKeyRing(`${makeKeyRing().replace("k1:", "k2:")},${old}`);
    expect(rotated.signatures("guest", "person")).toEqual([rotated.sign("guest", "person"), signature]);
    expect(rotated.newestId).toBe("k2");
  });

  it("signs per purpose, and accepts no other message or signature", () => {
    const keys = parseKeyRing(makeKeyRing());
    const signature = keys.sign("gift-1", "vote");
    expect(keys.verify("gift-1", signature, "vote")).toBe(true);
    expect(keys.verify("gift-2", signature, "vote")).toBe(false);
    expect(keys.verify("gift-1", signature, "receipt")).toBe(false);
    expect(keys.verify("gift-1", "", "vote")).toBe(false);
    expect(keys.verify("gift-1", "ÿ", "vote")).toBe(false);
  });

  it("says how a key is written when one is not", () => {
    expect(() => parseKeyRing("k1:short")).toThrow("id:base64 of 32 bytes");
  });
});
