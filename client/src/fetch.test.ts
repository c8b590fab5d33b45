import { describe, expect, it } from "vitest";
import { createClient, newIdempotencyKey } from "./fetch.ts";
import { ProblemError } from "./problem-error.ts";

interface Seen {
  url: string;
  init: RequestInit;
}

function clientOf(answer: () => Response | Promise<Response>, settings: { token?: string } = {}) {
  const seen: Seen[] = [];
  const call = createClient({
    baseUrl: "http://server.test",
    fetch: async (url, init = {}) => {
      seen.push({ url: String(url), init });
      return answer();
    },
    ...settings,
  });
  return { call, seen };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });

describe("the client", () => {
  it("fills path and query, and leaves out what is not given", async () => {
    const { call, seen } = clientOf(() => json({ items: [], next: null }));
    await call("GET /v1/communities/{communityId}/members", { path: { communityId: "a/b" }, query: { limit: 5 } });
    expect(seen[0]?.url).toBe("http://server.test/v1/communities/a%2Fb/members?limit=5");
  });

  it("sends the token instead of the cookie, and the idempotency key", async () => {
    const { call, seen } = clientOf(() => json({}), { token: "secret" });
    const key = newIdempotencyKey();
    await call("GET /v1/me", { idempotencyKey: key });
    const headers = new Headers(seen[0]?.init.headers);
    expect(headers.get("authorization")).toBe("Bearer secret");
    expect(headers.get("idempotency-key")).toBe(key);
    expect(seen[0]?.init.credentials).toBe("omit");
  });

  it("answers undefined where there is no body", async () => {
    const { call } = clientOf(() => new Response(null, { status: 204 }));
    expect(await call("DELETE /v1/sessions/current")).toBeUndefined();
  });

  it("turns a refusal into a ProblemError with its fields", async () => {
    const problem = {
      code: "invalid_input",
      detail: "Mend it.",
      status: 400,
      errors: [{ pointer: "#/title", detail: "too long" }],
      requestId: "r1",
    };
    const { call } = clientOf(() =>
      json(problem, 400, { "content-type": "application/problem+json", "retry-after": "7" }),
    );
    const error = await call("GET /v1/me").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({
      status: 400,
      code: "invalid_input",
      message: "Mend it.",
      problem: { errors: [{ pointer: "#/title", detail: "too long" }], requestId: "r1", retryAfterSeconds: 7 },
    });
  });

  it("understands a stranger's answer, and silence", async () => {
    const { call } = clientOf(() => new Response("<html>", { status: 502, statusText: "Bad Gateway" }));
    await expect(call("GET /v1/me")).rejects.toMatchObject({ status: 502, code: "http_502" });
    const { call: alone } = clientOf(() => Promise.reject(new TypeError("refused")));
    await expect(alone("GET /v1/me")).rejects.toMatchObject({ status: 0, code: "offline" });
  });
});
