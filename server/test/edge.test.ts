import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPerson, type Person, request } from "./harness/people.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

let server: TestServer;
let person: Person;

beforeAll(async () => {
  server = await createTestServer();
  person = await createPerson(server);
});
afterAll(() => server.stop());

describe("problems", () => {
  it("have a stable code, the request's id and a sentence in the reader's language", async () => {
    const english = await request(server, "GET", "/v1/nowhere");
    expect(english.status).toBe(404);
    expect(english.headers["content-type"]).toContain("application/problem+json");
    expect(english.body).toMatchObject({ code: "not_found", status: 404, title: "not found" });
    expect(english.body["requestId"]).toMatch(/^[0-9a-f-]{36}$/);
    const hebrew = await request(server, "GET", "/v1/nowhere", undefined, { "accept-language": "he-IL,en;q=0.5" });
    expect(hebrew.body["detail"]).toMatch(/[\u05d0-\u05ea]/);
  });

  it("name the field that is wrong, missing or unknown", async () => {
    const wrong = await request(server, "POST", "/v1/sessions", { email: 7, password: "x" });
    expect(wrong.body).toMatchObject({ status: 400, code: "invalid_input", errors: [{ pointer: "#/email" }] });
    const missing = await request(server, "POST", "/v1/sessions", { email: "a@example.org" });
    expect(missing.body).toMatchObject({ status: 400, errors: [{ pointer: "#/password" }] });
    const unknown = await request(server, "POST", "/v1/sessions", {
      email: "a@example.org",
      password: "xxxxxxxxxxx",
      admin: true,
    });
    expect(unknown.body).toMatchObject({ status: 400, errors: [{ pointer: "#/admin" }] });
  });

  it("are told for what is not JSON, too large or of another kind, never as a fault of ours", async () => {
    expect((await request(server, "POST", "/v1/sessions", "{")).body).toMatchObject({
      status: 400,
      code: "invalid_json",
    });
    expect((await request(server, "POST", "/v1/sessions", `"${"x".repeat(300_000)}"`)).body).toMatchObject({
      status: 413,
      code: "body_too_large",
    });
    const xml = await request(server, "POST", "/v1/sessions", "<a/>", { "content-type": "application/xml" });
    expect(xml.body).toMatchObject({ status: 415, code: "unsupported_media_type" });
    expect((await request(server, "GET", "/v1/%E0%A4%A")).status).toBe(400);
  });

  it("answer 401 where somebody must be signed in, and 404 for another's community", async () => {
    const path = "/v1/communities/0193e4c4-0000-7000-8000-000000000000/ledger/accounts";
    expect((await request(server, "GET", path)).body).toMatchObject({ status: 401, code: "sign_in_required" });
    expect((await person.get(path)).body).toMatchObject({ status: 404, code: "not_found" });
    expect((await person.get(path.replace("0193e4c4", "zzz"))).status).toBe(404);
  });
});

describe("the edge", () => {
  it("sends the headers that keep a page safe", async () => {
    const { headers } = await request(server, "GET", "/health/live");
    expect(headers["content-security-policy"]).toContain("default-src 'self'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-powered-by"]).toBeUndefined();
  });

  it("takes a change with a cookie from our own pages alone", async () => {
    const cookie = `cp_session=${person.token}`;
    const foreign = await request(server, "DELETE", "/v1/sessions/current", undefined, {
      cookie,
      origin: "https://evil.example",
    });
    expect(foreign.body).toMatchObject({ status: 403, code: "foreign_origin" });
  });

  it("replays the answer to a repeated key, refuses another body, and keeps nobody else's", async () => {
    const body = { name: "Roof", slug: "roof-idem", products: ["fundraising"], currency: "KES" };
    const first = await person.send("POST", "/v1/communities", body, "key-1");
    expect(first.status).toBe(201);
    const again = await person.send("POST", "/v1/communities", body, '"key-1"');
    expect(again.headers["idempotent-replayed"]).toBe("true");
    expect(again.body).toEqual(first.body);
    const other = await person.send("POST", "/v1/communities", { ...body, slug: "roof-other" }, "key-1");
    expect(other.body).toMatchObject({ status: 422, code: "idempotency_key_reused" });
    const stranger = await createPerson(server, "Baraka");
    const theirs = await stranger.send("POST", "/v1/communities", { ...body, slug: "roof-stranger" }, "key-1");
    expect(theirs.status).toBe(201);
  });

  it("forgets a key after 24 hours", async () => {
    const body = { name: "Day", slug: "day-one", products: ["fundraising"], currency: "KES" };
    expect((await person.send("POST", "/v1/communities", body, "key-day")).status).toBe(201);
    server.clock.advance({ hours: 24, seconds: 1 });
    const later = await person.send("POST", "/v1/communities", { ...body, slug: "day-two" }, "key-day");
    expect(later.headers["idempotent-replayed"]).toBeUndefined();
    expect(later.status).toBe(201);
  });

  it("replays a refusal as well, and refuses keys that are none", async () => {
    const body = { name: "Taken", slug: "day-one", products: ["fundraising"], currency: "KES" };
    const refused = await person.send("POST", "/v1/communities", body, "key-taken");
    expect(refused.status).toBe(409);
    expect((await person.send("POST", "/v1/communities", body, "key-taken")).body["code"]).toBe(refused.body["code"]);
    expect((await person.send("POST", "/v1/communities", body, "é")).body).toMatchObject({
      status: 400,
      code: "invalid_idempotency_key",
    });
  });

  it("finds members, goals and accounts by what is typed, and nothing for a stranger", async () => {
    const community = await person.send("POST", "/v1/communities", {
      name: "Search",
      slug: "search-me",
      products: ["fundraising"],
      currency: "KES",
    });
    const path = `/v1/communities/${community.body["id"]}/search?q=`;
    expect((await person.get(`${path}wanj`)).body).toMatchObject({ items: [{ kind: "member", id: person.userId }] });
    expect((await person.get(`${path}${encodeURIComponent("100%")}`)).body).toEqual({ items: [] });
    expect((await person.get(`${path}x`)).status).toBe(400);
    expect((await (await createPerson(server, "Nosy")).get(`${path}wanj`)).status).toBe(404);
  });

  it("refuses text that no database holds, ids and instants of another form, with the field", async () => {
    const nul = await request(server, "POST", "/v1/sessions", {
      email: "a\u0000@example.org",
      password: "xxxxxxxxxxxx",
    });
    expect(nul.body).toMatchObject({ status: 400, code: "invalid_input", errors: [{ pointer: "#/email" }] });
    expect((await person.get("/v1/communities/urn:uuid:0193e4c4-0000-7000-8000-000000000000/goals")).status).toBe(404);
    const cursor = Buffer.from(JSON.stringify(["2026-99-99T99:99:99Z", person.userId])).toString("base64url");
    expect((await person.get(`/v1/me/activity?after=${cursor}`)).body).toMatchObject({ status: 400 });
  });

  it("opens no session for a page of another site", async () => {
    const foreign = await server.app.api.inject({
      method: "POST",
      url: "/v1/sessions",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://evil.example" },
      payload: `email=${encodeURIComponent(person.email)}&password=x`,
    });
    expect(foreign.statusCode).toBe(403);
    expect(foreign.headers["set-cookie"]).toBeUndefined();
  });

  it("lets a new name follow into the communities", async () => {
    const community = await person.send("POST", "/v1/communities", {
      name: "Names",
      slug: "names-follow",
      products: ["fundraising"],
      currency: "KES",
    });
    const { version } = (await person.get("/v1/me")).body;
    expect((await person.send("PATCH", "/v1/me", { version, displayName: "Mama Wanjiru" })).status).toBe(200);
    await server.runJobs();
    const members = await person.get(`/v1/communities/${community.body["id"]}/members`);
    expect(members.body).toMatchObject({ items: [{ displayName: "Mama Wanjiru" }] });
  });

  it("writes no secret into a log line", () => {
    const lines = server.logLines.join("\n");
    expect(lines).not.toContain(person.token);
    expect(lines).not.toContain("correct horse");
  });
});
