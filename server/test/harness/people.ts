import { createUser, hashPassword } from "../../src/identity/index.ts";
import type { TestServer } from "./server.ts";

export const PASSWORD = "correct horse battery 7";
let hash: Promise<string> | undefined;

/** Somebody signed in: what they ask carries their token. */
export interface Person {
  userId: string;
  email: string;
  token: string;
  get(path: string): Promise<Answer>;
  send(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown, key?: string): Promise<Answer>;
}

export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  text: string;
  /** The body as JSON; an empty object where there is none. */
  body: Record<string, unknown>;
}

let count = 0;

export async function createPerson(server: TestServer, name = "Wanjiru"): Promise<Person> {
  hash ??= hashPassword(PASSWORD);
  const passwordHash = await hash;
  const email = `${name.toLowerCase()}-${++count}@example.org`;
  const actor = { kind: "system", job: "test" } as const;
  const user = await server.app.services.run({ as: "nobody", actor }, (ctx) =>
    createUser(ctx, { email, passwordHash, givenName: name, familyName: "Otieno" }),
  );
  const signedIn = await request(server, "POST", "/v1/sessions", { email, password: PASSWORD, bearer: true });
  const token = String(signedIn.body["token"]);
  return {
    userId: user.id,
    email,
    token,
    get: (path) => request(server, "GET", path, undefined, { authorization: `Bearer ${token}` }),
    send: (method, path, body, key = crypto.randomUUID()) =>
      request(server, method, path, body, {
        authorization: `Bearer ${token}`,
        ...(method === "POST" ? { "idempotency-key": key } : {}),
      }),
  };
}

/** A request without a network: the whole edge runs, headers and all. */
export async function request(
  server: TestServer,
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await server.app.api.inject({
    method,
    url: path,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { payload: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const isJson = String(response.headers["content-type"] ?? "").includes("json");
  return {
    status: response.statusCode,
    headers: response.headers,
    text: response.body,
    body: isJson ? (JSON.parse(response.body) as Record<string, unknown>) : {},
  };
}
