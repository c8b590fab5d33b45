import { beforeEach, describe, expect, it, vi } from "vitest";
import { dropDraft } from "../lib/drafts.ts";
import { keyToSend } from "./sent-key.ts";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  });
});

describe("a transaction whose answer was lost", () => {
  it("goes under the same key again, also after the page was", () => {
    const key = keyToSend("post", { amount: 500 });
    expect(keyToSend("post", { amount: 500 })).toBe(key);
  });

  it("is another one when something in it has changed", () => {
    const key = keyToSend("post", { amount: 500 });
    expect(keyToSend("post", { amount: 501 })).not.toBe(key);
  });

  it("is another one after an answer has come: the same may be paid twice on purpose", () => {
    const key = keyToSend("post", { amount: 500 });
    dropDraft("post");
    expect(keyToSend("post", { amount: 500 })).not.toBe(key);
  });

  it("has a key also where the browser keeps nothing", () => {
    vi.stubGlobal("localStorage", undefined);
    expect(keyToSend("post", {})).toMatch(/^[0-9a-f-]{36}$/);
  });
});
