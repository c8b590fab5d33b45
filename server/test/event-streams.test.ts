import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { addMember } from "../src/communities/index.ts";
import { createPerson, PASSWORD, type Person, request } from "./harness/people.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

const KEEP_ALIVE_MS = 25_000;
let server: TestServer;
let owner: Person;
let communityId: string;
let address: string;

beforeAll(async () => {
  // Only what repeats: the test says when the streams are looked at.
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  server = await createTestServer();
  address = await server.app.api.listen({ host: "127.0.0.1", port: 0 });
  owner = await createPerson(server, "Akinyi");
  const body = { name: "Circle", slug: "event-streams", products: ["fundraising"], currency: "KES" };
  communityId = String((await owner.send("POST", "/v1/communities", body)).body["id"]);
});
afterAll(async () => {
  await server.stop();
  vi.useRealTimers();
});

interface Listener {
  status: number;
  /** Resolves with what was heard by then. */
  heard(word: string): Promise<string>;
  ended(): Promise<string>;
}

async function listen(token: string, headers: Record<string, string> = {}): Promise<Listener> {
  const url = `${address}/v1/communities/${communityId}/events`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}`, ...headers } });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const readOn = async (until: () => boolean): Promise<string> => {
    while (!until()) {
      const part = await reader?.read();
      if (!part || part.done) break;
      text += part.value;
    }
    return text;
  };
  return {
    status: response.status,
    heard: (word) => readOn(() => text.includes(word)),
    ended: () => readOn(() => false),
  };
}

async function newMember(name: string): Promise<Person> {
  const person = await createPerson(server, name);
  const actor = { kind: "system", job: "test" } as const;
  await server.app.services.inCommunity({ as: "system", communityId, actor }, (ctx) =>
    addMember(ctx, { userId: person.userId, roles: ["member"] }),
  );
  return person;
}

const happen = (name: string) =>
  server.app.services.run({ as: "system", communityId, actor: { kind: "system", job: "test" } }, async (ctx) =>
    ctx.emit({ name, payload: { communityId }, live: true }),
  );

async function secondSession(person: Person): Promise<string> {
  const body = { email: person.email, password: PASSWORD, bearer: true };
  return String((await request(server, "POST", "/v1/sessions", body)).body["token"]);
}

describe("an event stream", () => {
  it("tells what happens here, and nothing of elsewhere", async () => {
    const stream = await listen(owner.token);
    await server.app.services.run({ as: "nobody", actor: { kind: "system", job: "test" } }, async (ctx) =>
      ctx.emit({ name: "test.of_nobody", payload: { userId: ctx.newId() }, live: true }),
    );
    await happen("test.first");
    const heard = await stream.heard("event: test.first");
    expect(heard).toContain(`data: {"communityId":"${communityId}"}`);
    expect(heard).not.toContain("test.of_nobody");
  });

  it("ends when its session signs out, and those of the user's other sessions go on", async () => {
    const person = await newMember("Juma");
    const other = await secondSession(person);
    const [ending, staying] = [await listen(person.token), await listen(other)];
    await person.send("DELETE", "/v1/sessions/current");
    await ending.ended();
    await happen("test.after_sign_out");
    expect(await staying.heard("event: test.after_sign_out")).toContain("test.after_sign_out");
    expect((await listen(person.token)).status).toBe(401);
  });

  it("ends when another device signs its session out, when a new sign-in takes its place, and with a new password", async () => {
    const person = await newMember("Baraka");
    const [revoked, replaced] = [await secondSession(person), await secondSession(person)];
    const streams = [await listen(revoked), await listen(replaced)];
    const sessions = (await request(server, "GET", "/v1/sessions", undefined, { authorization: `Bearer ${revoked}` }))
      .body["items"] as { id: string; current: boolean }[];
    await person.send("DELETE", `/v1/sessions/${sessions.find(({ current }) => current)?.id}`);
    const body = { email: person.email, password: PASSWORD };
    await request(server, "POST", "/v1/sessions", body, { authorization: `Bearer ${replaced}` });
    for (const stream of streams) await stream.ended();
    const last = await listen(person.token);
    await request(server, "POST", "/v1/password-resets", { email: person.email });
    const { items } = (await request(server, "GET", `/dev/mailbox.json?to=${encodeURIComponent(person.email)}`))
      .body as {
      items: { links: string[] }[];
    };
    const token = new URL(items[0]?.links[0] ?? "").searchParams.get("t");
    const change = { token, password: "a brand new set of words" };
    expect((await request(server, "POST", "/v1/password-resets/confirmation", change)).status).toBe(200);
    await last.ended();
  });

  it("ends when the membership does, by leaving or by being removed", async () => {
    const [removed, leaving] = [await newMember("Neema"), await newMember("Zawadi")];
    const streams = [await listen(removed.token), await listen(leaving.token)];
    const members = `/v1/communities/${communityId}/members`;
    expect((await owner.send("DELETE", `${members}/${removed.userId}`)).status).toBe(204);
    expect((await leaving.send("DELETE", `${members}/${leaving.userId}`)).status).toBe(204);
    for (const stream of streams) await stream.ended();
    expect((await listen(removed.token)).status).toBe(404);
  });

  it("ends soon after its session has expired, although nothing happens then", async () => {
    const person = await newMember("Late");
    const stream = await listen(person.token);
    server.clock.advance({ days: 31 });
    vi.advanceTimersByTime(KEEP_ALIVE_MS);
    expect(await stream.ended()).toContain("still here");
  });

  it("is the fifth of a session at most", async () => {
    const person = await newMember("Many");
    for (let count = 0; count < 5; count++) expect((await listen(person.token)).status).toBe(200);
    expect((await listen(person.token)).status).toBe(429);
    expect((await listen(await secondSession(person))).status).toBe(200);
  });
});
