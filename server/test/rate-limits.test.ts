import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPerson, PASSWORD, type Person, request } from "./harness/people.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

const A_MINUTE = 12;
let server: TestServer;
beforeAll(async () => {
  server = await createTestServer({ requestsPerMinute: A_MINUTE, signInsPerMinute: A_MINUTE });
});
afterAll(() => server.stop());

async function ask(
  method: "GET" | "POST",
  url: string,
  from: { address: string; token?: string; claims?: string },
  payload?: Record<string, unknown>,
): Promise<{ status: number; code: unknown; saysWhen: boolean }> {
  const response = await server.app.api.inject({
    method,
    url,
    remoteAddress: from.address,
    headers: {
      ...(from.token ? { authorization: `Bearer ${from.token}` } : {}),
      ...(from.claims ? { "x-forwarded-for": from.claims, "x-real-ip": from.claims } : {}),
    },
    ...(payload ? { payload } : {}),
  });
  const body = response.json<Record<string, unknown>>();
  const seconds = Number(response.headers["retry-after"]);
  return { status: response.statusCode, code: body["code"], saysWhen: seconds > 0 && seconds <= 60 };
}

const tooMany = { status: 429, code: "too_many_requests", saysWhen: true };

describe("the allowance of requests", () => {
  it("is one for a user, however many sessions and addresses ask", async () => {
    const person = await createPerson(server, "Busy");
    const again = { email: person.email, password: PASSWORD, bearer: true };
    const second = String((await request(server, "POST", "/v1/sessions", again)).body["token"]);
    const tokens = [person.token, second];
    for (let count = 0; count < A_MINUTE; count++) {
      const from = { address: `10.1.0.${count}`, token: tokens[count % 2] ?? "" };
      expect((await ask("GET", "/v1/me", from)).status).toBe(200);
    }
    for (const token of tokens)
      expect(await ask("GET", "/v1/me", { address: "10.1.1.1", token })).toMatchObject(tooMany);
    const other = await createPerson(server, "Quiet");
    expect((await ask("GET", "/v1/me", { address: "10.1.1.1", token: other.token })).status).toBe(200);
  });

  it("is that of the address for everybody else, made-up tokens too; a whole IPv6 network is one address", async () => {
    for (let count = 0; count < A_MINUTE; count++) {
      const from = { address: `2001:db8:7:7::${count + 1}`, token: `made-up-token-number-${count}-0123456789` };
      expect((await ask("GET", "/v1/me", from)).status).toBe(401);
    }
    expect(await ask("GET", "/v1/me", { address: "2001:db8:7:7:ffff::1" })).toMatchObject(tooMany);
    expect((await ask("GET", "/v1/me", { address: "2001:db8:7:8::1" })).status).toBe(401);
  });

  it("is not widened by an address that the caller claims", async () => {
    const from = (n: number) => ({ address: "10.4.0.1", claims: `192.0.2.${n}` });
    for (let count = 0; count < A_MINUTE; count++) expect((await ask("GET", "/v1/me", from(count))).status).toBe(401);
    expect(await ask("GET", "/v1/me", from(99))).toMatchObject(tooMany);
  });
});

describe("the allowance of sign-ins and sign-ups", () => {
  let people: Person[];
  beforeAll(async () => {
    people = [await createPerson(server, "Anna"), await createPerson(server, "Berta")];
  });
  const easy = (email: string) => ({ email, password: "aaaaaaaaaaaa", givenName: "A", familyName: "B" });

  it.each([
    ["/v1/users", easy, 422],
    ["/v1/password-resets", (email: string) => ({ email }), 202],
    ["/v1/email-verification-requests", (email: string) => ({ email }), 202],
  ])("%s: is that of the address, also of somebody signed in", async (path, body, status) => {
    const address = "10.2.0.1";
    for (let count = 0; count < A_MINUTE; count++) {
      const from = { address, token: people[count % 2]?.token ?? "" };
      expect((await ask("POST", path, from, body(`a${count}@example.org`))).status).toBe(status);
    }
    const other = { address, token: people[0]?.token ?? "" };
    expect(await ask("POST", path, other, body("last@example.org"))).toMatchObject(tooMany);
    expect(await ask("POST", path, { address }, body("last@example.org"))).toMatchObject(tooMany);
  });

  it.each([
    ["/v1/users", easy, 422],
    ["/v1/password-resets", (email: string) => ({ email }), 202],
    ["/v1/email-verification-requests", (email: string) => ({ email }), 202],
  ])("%s: is that of the account too, from however many addresses", async (path, body, status) => {
    for (let count = 0; count < A_MINUTE; count++) {
      const email = count % 2 ? "Wanted@example.org" : "wanted@EXAMPLE.org";
      expect((await ask("POST", path, { address: `10.3.${count}.1` }, body(email))).status).toBe(status);
    }
    expect(await ask("POST", path, { address: "10.3.99.1" }, body("wanted@example.org"))).toMatchObject(tooMany);
    expect((await ask("POST", path, { address: "10.3.99.1" }, body("other@example.org"))).status).toBe(status);
  });
});
