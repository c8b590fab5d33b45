import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "../src/identity/index.ts";
import { signIn as signInNow } from "../src/identity/sign-in.ts";
import { createPerson, PASSWORD, request } from "./harness/people.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.stop());

interface Mail {
  to: string;
  kind: string;
  subject: string;
  links: string[];
  text: string;
}

async function mailsTo(email: string): Promise<Mail[]> {
  const { body } = await request(server, "GET", `/dev/mailbox.json?to=${encodeURIComponent(email)}`);
  return body["items"] as Mail[];
}

function tokenIn(mail: Mail | undefined): string {
  return new URL(mail?.links[0] ?? "").searchParams.get("t") ?? "";
}

const newcomer = (email: string, more: Record<string, unknown> = {}) => ({
  email,
  password: "four words far apart",
  givenName: "Amina",
  familyName: "Yusuf",
  locale: "sw",
  timeZone: "Africa/Nairobi",
  ...more,
});
const signUp = (email: string, more = {}) => request(server, "POST", "/v1/users", newcomer(email, more));
const signIn = (email: string, password: string, more = {}) =>
  request(server, "POST", "/v1/sessions", { email, password, ...more });
const verify = (token: string) => request(server, "POST", "/v1/email-verifications", { token });

describe("signing up", () => {
  test("leads over the mailed link to a session in an HttpOnly cookie", async () => {
    const signedUp = await signUp("Amina@Example.org", { username: "amina.y" });
    expect(signedUp.status).toBe(201);
    expect(signedUp.body).toMatchObject({
      email: "Amina@Example.org",
      displayName: "Amina Yusuf",
      emailVerified: false,
      username: "amina.y",
    });
    expect((await signIn("amina@example.org", "four words far apart")).body["code"]).toBe("email_not_verified");
    const [mail] = await mailsTo("amina@example.org");
    expect(mail).toMatchObject({ kind: "identity.verify_email", subject: "Thibitisha anwani yako ya barua pepe" });
    expect((await verify(tokenIn(mail))).body).toEqual({ email: "Amina@Example.org" });
    expect((await verify(tokenIn(mail))).status).toBe(200);
    const signedIn = await signIn("AMINA@example.org", "four words far apart");
    expect(signedIn.status).toBe(201);
    expect(signedIn.body).not.toHaveProperty("token");
    const cookie = String(signedIn.headers["set-cookie"]);
    expect(cookie).toMatch(/^cp_session=[\w-]{43};.*HttpOnly/);
    expect(cookie).toContain("SameSite=Lax");
    const me = await request(server, "GET", "/v1/me", undefined, { cookie: cookie.split(";")[0] ?? "" });
    expect(me.body).toMatchObject({ email: "Amina@Example.org", emailVerified: true, locale: "sw" });
  });

  test("answers the same for an address that has an account; its owner is told by mail", async () => {
    const owner = await createPerson(server, "Taken");
    const fresh = await signUp("nobody-yet@example.org");
    const taken = await signUp(owner.email.toUpperCase());
    const shape = ({ status, body }: typeof fresh) => ({
      status,
      body: { ...body, id: "", email: "", createdAt: "", updatedAt: "" },
    });
    expect(shape(taken)).toEqual(shape(fresh));
    expect(taken.body["id"]).not.toBe(owner.userId);
    expect((await mailsTo(owner.email)).map((mail) => mail.kind)).toEqual(["identity.already_registered"]);
    expect((await signIn(owner.email, PASSWORD)).status).toBe(201);
    expect((await signIn(owner.email, "four words far apart")).status).toBe(401);
  });

  test("a user name tells nothing about an address, and is its owner's once the address is proved", async () => {
    const first = await signUp("name-1@example.org", { username: "Kisumu" });
    const again = await signUp("name-1@example.org", { username: "Kisumu" });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect((await signUp("name-2@example.org", { username: "kisumu" })).status).toBe(201);
    await choose((await mailsTo("name-1@example.org"))[0], "chosen by the mailbox's owner");
    expect((await signUp("name-3@example.org", { username: "KISUMU" })).body["code"]).toBe("username_taken");
    await verify(tokenIn((await mailsTo("name-2@example.org"))[0]));
    expect((await signIn("name-2@example.org", "four words far apart")).status).toBe(201);
  });

  const choose = (mail: Parameters<typeof tokenIn>[0], password: string) =>
    request(server, "POST", "/v1/password-resets/confirmation", { token: tokenIn(mail), password });

  test.each(["before", "after"])(
    "who signs up in another's name %s them knows no password that counts",
    async (when) => {
      const email = `victim-${when}@example.org`;
      const passwords = ["the attacker's own words", "the victim's own words"];
      if (when === "after") passwords.reverse();
      for (const password of passwords) await signUp(email, { password });
      const [second, first] = await mailsTo(email);
      expect([first?.kind, second?.kind]).toEqual(["identity.verify_email", "identity.finish_sign_up"]);
      expect((await verify(tokenIn(first))).body["code"]).toBe("link_expired");
      expect((await verify(tokenIn(second))).status).toBe(410);
      expect((await choose(second, "chosen by the mailbox's owner")).status).toBe(200);
      for (const password of passwords) expect((await signIn(email, password)).status).toBe(401);
      expect((await signIn(email, "chosen by the mailbox's owner")).status).toBe(201);
    },
  );

  test("however often an address is claimed, one mail a minute goes out, and its link works", async () => {
    const email = "hurried@example.org";
    for (const password of ["first of many words", "second of many words", "third of many words"])
      await signUp(email, { password, givenName: "Neema" });
    const mails = await mailsTo(email);
    expect(mails.map(({ kind }) => kind)).toEqual(["identity.finish_sign_up", "identity.verify_email"]);
    expect((await choose(mails[0], "chosen by the mailbox's owner")).status).toBe(200);
    expect((await signIn(email, "chosen by the mailbox's owner")).status).toBe(201);
  });

  test("of two who claim an address in one moment neither password counts", async () => {
    const email = "moment@example.org";
    const words = ["the first one's own words", "the second one's own words"];
    const answers = await Promise.all(words.map((password) => signUp(email, { password })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const [mail] = await mailsTo(email);
    expect(mail?.kind).toBe("identity.finish_sign_up");
    expect((await choose(mail, "chosen by the mailbox's owner")).status).toBe(200);
    for (const password of words) expect((await signIn(email, password)).status).toBe(401);
    expect((await signIn(email, "chosen by the mailbox's owner")).status).toBe(201);
  });

  test("a link that was asked for once more makes nobody's password count where several claimed the address", async () => {
    const again = (email: string) => request(server, "POST", "/v1/email-verification-requests", { email });
    await signUp("alone@example.org");
    await signUp("contested@example.org", { password: "the victim's own words" });
    await signUp("contested@example.org", { password: "the attacker's own words" });
    server.clock.advance({ minutes: 2 });
    const answers = [await again("alone@example.org"), await again("contested@example.org")];
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    expect((await mailsTo("alone@example.org"))[0]?.kind).toBe("identity.verify_email");
    const [mail] = await mailsTo("contested@example.org");
    expect(mail?.kind).toBe("identity.finish_sign_up");
    expect((await verify(tokenIn(mail))).status).toBe(410);
    const chosen = { token: tokenIn(mail), password: "chosen by the mailbox's owner" };
    expect((await request(server, "POST", "/v1/password-resets/confirmation", chosen)).status).toBe(200);
    expect((await signIn("contested@example.org", "the attacker's own words")).status).toBe(401);
    expect((await signIn("contested@example.org", chosen.password)).status).toBe(201);
  });

  test.each([
    ["an address that is none", { email: "a@b" }, "invalid_email"],
    ["a password that can be guessed", { password: "aaaaaaaaaaaa" }, "password_too_easy"],
    ["a short password", { password: "short" }, "invalid_input"],
    ["a name with a control character", { givenName: "A\u0000" }, "invalid_input"],
    ["a name of blanks", { givenName: "  " }, "invalid_input"],
    ["an unknown time zone", { timeZone: "Mars/Olympus" }, "unknown_time_zone"],
    ["an unknown field", { platformRoles: ["admin"] }, "invalid_input"],
    ["a wrong type", { givenName: 7 }, "invalid_input"],
  ])("refuses %s", async (_what, more, code) => {
    const answer = await signUp("refused@example.org", more);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body["code"]).toBe(code);
  });
});

describe("signing in", () => {
  test("an unknown address and a wrong password get the same answer, and the same growing wait", async () => {
    const person = await createPerson(server, "Patient");
    const codes = async (email: string) => {
      const found: unknown[] = [];
      for (let tries = 0; tries < 6; tries++) found.push((await signIn(email, "not the password")).body["code"]);
      return found;
    };
    const known = await codes(person.email);
    expect(known).toEqual([...Array(5).fill("wrong_credentials"), "sign_in_delayed"]);
    expect(await codes("never-heard-of@example.org")).toEqual(known);
    const delayed = await signIn(person.email, PASSWORD);
    expect([delayed.status, delayed.headers["retry-after"]]).toEqual([429, "2"]);
    server.clock.advance({ seconds: 3 });
    expect((await signIn(person.email, PASSWORD)).status).toBe(201);
    expect((await signIn(person.email, "not the password")).body["code"]).toBe("wrong_credentials");
  });

  test("a password that was replaced while it was looked at opens nothing", async () => {
    const person = await createPerson(server, "Replaced");
    const passwordHash = await hashPassword(PASSWORD);
    const device = { userAgent: "", ip: "" };
    const actor = { kind: "guest", email: null } as const;
    const entering = server.app.services.run({ as: "nobody", actor }, (ctx) =>
      signInNow(ctx, {
        email: person.email,
        right: { userId: person.userId, passwordHash },
        device,
        earlierToken: null,
      }),
    );
    await expect(entering).rejects.toMatchObject({ code: "wrong_credentials" });
  });

  test("a token that was there before is never made a session: it ends", async () => {
    const person = await createPerson(server, "Fixed");
    const planted = "planted-by-an-attacker-0123456789-abcdefghi";
    const signedIn = await request(
      server,
      "POST",
      "/v1/sessions",
      { email: person.email, password: PASSWORD },
      { cookie: `cp_session=${planted}` },
    );
    expect(String(signedIn.headers["set-cookie"])).not.toContain(planted);
    expect((await request(server, "GET", "/v1/me", undefined, { cookie: `cp_session=${planted}` })).status).toBe(401);
    const again = await request(
      server,
      "POST",
      "/v1/sessions",
      { email: person.email, password: PASSWORD },
      { authorization: `Bearer ${person.token}` },
    );
    expect(again.status).toBe(201);
    expect((await person.get("/v1/me")).status).toBe(401);
  });

  test("a session ends after thirty days, by signing out, and from another device", async () => {
    const person = await createPerson(server, "Device");
    const other = String((await signIn(person.email, PASSWORD, { bearer: true })).body["token"]);
    const { body } = await person.get("/v1/sessions");
    const sessions = body["items"] as { id: string; current: boolean }[];
    expect(sessions).toHaveLength(2);
    expect(sessions.filter((session) => session.current)).toHaveLength(1);
    const theirs = sessions.find((session) => !session.current)?.id;
    expect((await person.send("DELETE", `/v1/sessions/${theirs}`)).status).toBe(204);
    expect((await person.send("DELETE", `/v1/sessions/${theirs}`)).status).toBe(404);
    expect((await request(server, "GET", "/v1/me", undefined, { authorization: `Bearer ${other}` })).status).toBe(401);
    expect((await person.send("DELETE", "/v1/sessions/current")).status).toBe(204);
    expect((await person.get("/v1/me")).status).toBe(401);
    const late = await createPerson(server, "Late");
    server.clock.advance({ days: 31 });
    expect((await late.get("/v1/me")).status).toBe(401);
  });

  test("another's session is not there", async () => {
    const [a, b] = [await createPerson(server, "Anna"), await createPerson(server, "Berta")];
    const sessions = (await b.get("/v1/sessions")).body["items"] as { id: string }[];
    expect((await a.send("DELETE", `/v1/sessions/${sessions[0]?.id}`)).status).toBe(404);
    expect((await b.get("/v1/me")).status).toBe(200);
  });
});

describe("a forgotten password", () => {
  test("is replaced by the mailed link, once, and all sessions end", async () => {
    const person = await createPerson(server, "Forgetful");
    const ask = (email: string) => request(server, "POST", "/v1/password-resets", { email });
    const [known, unknown] = [await ask(person.email), await ask("nobody-at-all@example.org")];
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    await ask(person.email);
    const mails = await mailsTo(person.email);
    expect(mails.map((mail) => mail.kind)).toEqual(["identity.reset_password"]);
    const confirm = (token: string) =>
      request(server, "POST", "/v1/password-resets/confirmation", { token, password: "a brand new set of words" });
    expect((await confirm(tokenIn(mails[0]))).body).toEqual({ email: person.email });
    expect((await confirm(tokenIn(mails[0]))).body["code"]).toBe("link_expired");
    expect((await person.get("/v1/me")).status).toBe(401);
    expect((await signIn(person.email, PASSWORD)).status).toBe(401);
    expect((await signIn(person.email, "a brand new set of words")).status).toBe(201);
    expect((await mailsTo(person.email))[0]?.kind).toBe("identity.password_changed");
  });

  test("the link dies after an hour, and does not prove a made-up token", async () => {
    const person = await createPerson(server, "Slow");
    await request(server, "POST", "/v1/password-resets", { email: person.email });
    const token = tokenIn((await mailsTo(person.email))[0]);
    server.clock.advance({ minutes: 61 });
    for (const tried of [token, "x".repeat(43)]) {
      const answer = await request(server, "POST", "/v1/password-resets/confirmation", {
        token: tried,
        password: "a brand new set of words",
      });
      expect(answer.status).toBe(410);
    }
  });
});

describe("the profile", () => {
  test("is changed with its version; a name that is taken and a stale version are refused", async () => {
    const person = await createPerson(server, "Changing");
    const { body } = await person.get("/v1/me");
    const version = Number(body["version"]);
    const changed = await person.send("PATCH", "/v1/me", {
      version,
      displayName: "Mama  Changing",
      phone: "+254700000001",
      locale: "he",
    });
    expect(changed.body).toMatchObject({
      displayName: "Mama Changing",
      phone: "+254700000001",
      phoneVerified: false,
      locale: "he",
    });
    expect((await person.send("PATCH", "/v1/me", { version, displayName: "x" })).body["code"]).toBe("stale_version");
    const other = await createPerson(server, "Other");
    await other.send("PATCH", "/v1/me", { version: 1, username: "unique.name" });
    const taken = await person.send("PATCH", "/v1/me", { version: version + 1, username: "UNIQUE.name" });
    expect([taken.status, taken.body["code"]]).toEqual([409, "username_taken"]);
  });
});

describe("the pages to which mails lead", () => {
  const form = (path: string, fields: Record<string, string>) =>
    request(server, "POST", path, new URLSearchParams(fields).toString(), {
      "content-type": "application/x-www-form-urlencoded",
    });

  test("prove an address by a button, not by the mere opening of the link, in the reader's language", async () => {
    await signUp("page@example.org");
    const token = tokenIn((await mailsTo("page@example.org"))[0]);
    const page = await request(server, "GET", `/verify?t=${token}&lang=he`);
    expect(page.text).toContain('dir="rtl"');
    expect(page.headers).toMatchObject({ "referrer-policy": "same-origin", "cache-control": "private, no-store" });
    expect((await signIn("page@example.org", "four words far apart")).status).toBe(403);
    expect((await form("/verify", { t: token, lang: "sw" })).text).toContain("Anwani yako imethibitishwa");
    expect((await signIn("page@example.org", "four words far apart")).status).toBe(201);
    expect(server.logLines.join("")).not.toContain(token);
  });

  test("lead on to where somebody was going, and never to another host", async () => {
    const next = "/invitations/abc?x=1";
    const onward = `href="/app/sign-in?next=${encodeURIComponent(next)}"`;
    await signUp("invited@example.org", { next });
    const [mail] = await mailsTo("invited@example.org");
    const token = tokenIn(mail);
    expect(mail?.text).toContain(`/verify?t=${token}&next=${encodeURIComponent(next)}`);
    const page = await request(server, "GET", `/verify?t=${token}&next=${encodeURIComponent(next)}`);
    expect(page.text).toContain(`name="next" value="${next}"`);
    expect((await form("/verify", { t: token, next })).text).toContain(onward);
    const again = { email: "invited@example.org", next };
    expect((await request(server, "POST", "/v1/password-resets", again)).status).toBe(202);
    const [reset] = await mailsTo("invited@example.org");
    expect(reset?.text).toContain(`/reset-password?t=${tokenIn(reset)}&next=${encodeURIComponent(next)}`);
    const password = "a brand new set of words";
    expect((await form("/reset-password", { t: tokenIn(reset), next, password })).text).toContain(onward);
    for (const evil of ["//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example"]) {
      expect((await signUp("astray@example.org", { next: evil })).status, evil).toBe(400);
      const shown = await request(server, "GET", `/verify?t=${token}&next=${encodeURIComponent(evil)}`);
      expect(shown.text, evil).not.toContain('name="next"');
      expect((await form("/verify", { t: token, next: evil })).text, evil).toContain('href="/app/sign-in"');
    }
  });

  test("take a new password, tell what is wrong with one, and offer another mail when the link is over", async () => {
    const person = await createPerson(server, "Paged");
    expect((await form("/reset-password", { email: person.email })).status).toBe(200);
    const token = tokenIn((await mailsTo(person.email))[0]);
    expect((await request(server, "GET", `/reset-password?t=${token}`)).text).toContain('autocomplete="new-password"');
    expect((await form("/reset-password", { t: token, password: "short" })).status).toBe(422);
    expect((await form("/reset-password", { t: token, password: "a brand new set of words" })).status).toBe(200);
    const again = await form("/reset-password", { t: token, password: "a brand new set of words" });
    expect(again.status).toBe(410);
    expect(again.text).toContain('name="email"');
    expect((await signIn(person.email, "a brand new set of words")).status).toBe(201);
  });
});

describe("the database alone", () => {
  test("shows a user nobody else, and a community's system no session and no token", async () => {
    const person = await createPerson(server, "Walled");
    const counted = (access: { user?: string; community?: string; access: string }) =>
      server.app.services.db.transaction().execute(async (tx) => {
        await sql`select platform.set_scope(${access.community ?? ""}, ${access.user ?? ""}, ${access.access})`.execute(
          tx,
        );
        const { rows } = await sql<{ users: bigint; sessions: bigint; tokens: bigint; attempts: bigint }>`
          select (select count(*) from identity."user") as users, (select count(*) from identity.session) as sessions,
                 (select count(*) from identity.token) as tokens, (select count(*) from identity.sign_in_attempt) as attempts`.execute(
          tx,
        );
        return rows[0];
      });
    expect(await counted({ access: "" })).toEqual({ users: 0n, sessions: 0n, tokens: 0n, attempts: 0n });
    expect(await counted({ user: person.userId, access: "self" })).toEqual({
      users: 1n,
      sessions: 1n,
      tokens: 0n,
      attempts: 0n,
    });
    const community = "018f0000-0000-7000-8000-000000000001";
    expect(await counted({ user: person.userId, community, access: "member" })).toMatchObject({
      users: 0n,
      sessions: 0n,
      tokens: 0n,
    });
    const system = await counted({ community, access: "system" });
    expect(system).toMatchObject({ sessions: 0n, tokens: 0n, attempts: 0n });
    expect(Number(system?.users)).toBeGreaterThan(1);
  });

  test("keeps no secret in the clear: tokens are hashed, mails sealed, logs without", async () => {
    const key = { "idempotency-key": crypto.randomUUID() };
    await request(server, "POST", "/v1/users", newcomer("secretive@example.org"), key);
    const person = await createPerson(server, "Kept");
    const opened = await request(
      server,
      "POST",
      "/v1/sessions",
      { email: person.email, password: PASSWORD, bearer: true },
      { "idempotency-key": crypto.randomUUID() },
    );
    const token = tokenIn((await mailsTo("secretive@example.org"))[0]);
    const { rows } = await sql<{ dump: string }>`
      select (select coalesce(string_agg(t::text, ''), '') from identity.token t)
          || (select coalesce(string_agg(m::text, ''), '') from notifications.mail m)
          || (select coalesce(string_agg(u::text, ''), '') from identity."user" u)
          || (select coalesce(string_agg(i::text, ''), '') from platform.idempotency i) as dump`.execute(
      server.database.owner,
    );
    const kept = `${rows[0]?.dump}${server.logLines.join("")}`;
    expect(token).toMatch(/^[\w-]{43}$/);
    const secrets = [token, String(opened.body["token"]), "four words far apart", PASSWORD];
    for (const secret of secrets) expect(kept).not.toContain(secret);
  });
});
