import { beforeEach, describe, expect, it, vi } from "vitest";
import { fetchAskedAhead } from "./asked-ahead.ts";

const ahead = new Response("asked ahead");
const asked = new Response("asked now");

beforeEach(() => {
  vi.stubGlobal("askedAhead", new Map([["/v1/me", Promise.resolve(ahead)]]));
  vi.stubGlobal("fetch", async () => asked);
});

describe("what was asked ahead", () => {
  it("is handed out once, and asked again after that", async () => {
    expect(await fetchAskedAhead("/v1/me", { method: "GET" })).toBe(ahead);
    expect(await fetchAskedAhead("/v1/me", { method: "GET" })).toBe(asked);
  });

  it("is no answer to another address", async () => {
    expect(await fetchAskedAhead("/v1/me/communities", { method: "GET" })).toBe(asked);
    expect(await fetchAskedAhead("/v1/me", { method: "GET" })).toBe(ahead);
  });

  it("is forgotten as soon as something is changed: who signs in was nobody before", async () => {
    await fetchAskedAhead("/v1/sessions", { method: "POST" });
    expect(await fetchAskedAhead("/v1/me", { method: "GET" })).toBe(asked);
  });

  it("is not missed where nothing was asked", async () => {
    vi.stubGlobal("askedAhead", undefined);
    expect(await fetchAskedAhead("/v1/me", { method: "GET" })).toBe(asked);
  });
});
