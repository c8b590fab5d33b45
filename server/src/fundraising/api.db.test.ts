import { type RawBuilder, sql } from "kysely";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../../test/faults/until.ts";
import { createPerson, type Person, request } from "../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../test/harness/server.ts";
import { addMember, createCommunity } from "../communities/index.ts";
import { newId } from "../platform/ids.ts";
import { findSlug } from "./queries/slugs.ts";
import { money } from "./testing/doors.ts";

let server: TestServer;
let owner: Person;
let stranger: Person;
let path: string;
let communityId: string;

beforeAll(async () => {
  server = await createTestServer();
  [owner, stranger] = [await createPerson(server, "Akinyi"), await createPerson(server, "Juma")];
  communityId = await found(owner);
  path = `/v1/communities/${communityId}`;
});
afterAll(() => server.stop());

async function found(person: Person): Promise<string> {
  const actor = { kind: "user", userId: person.userId, sessionId: null } as const;
  const community = await server.app.services.run({ as: "self", userId: person.userId, actor }, (ctx) =>
    createCommunity(ctx, { name: "Circle", products: ["fundraising"], currency: "KES", locale: "en", timeZone: "UTC" }),
  );
  return community.id;
}

const wire = (amount: number) => ({ amount, currency: "KES" });
const draft = (change: Record<string, unknown> = {}) => ({
  title: "Paa la shule",
  description: "Mvua inaingia.",
  targetAmount: wire(100_000),
  deadline: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  milestones: [{ title: "All of it", amount: wire(100_000) }],
  ...change,
});
async function published(by = owner, where = path): Promise<Record<string, unknown>> {
  const { body } = await by.send("POST", `${where}/goals`, draft());
  const answer = await by.send("POST", `${where}/goals/${body["id"]}/publication`, {});
  expect(answer.status).toBe(200);
  return answer.body;
}

/** Lines about reported comments on the owner's home. */
async function toldOfReports(goalId: unknown): Promise<number> {
  const { body } = await owner.get("/v1/me/activity?limit=100");
  const lines = body["items"] as { kind: string; data: { goalId?: string } }[];
  return lines.filter(({ kind, data }) => kind === "fundraising.comment_reported" && data.goalId === goalId).length;
}

describe("goals over HTTP", () => {
  it("a title in another script has the community's own address, each goal another one", async () => {
    const { body: community } = await owner.get(path);
    const slugs = [];
    for (const title of ["גג חדש לבית הספר", "סקיצה"])
      slugs.push((await owner.send("POST", `${path}/goals`, draft({ title }))).body["slug"]);
    expect(slugs[0]).toBe(`${community["slug"]}-goal`);
    expect(slugs[1]).toMatch(new RegExp(`^${community["slug"]}-goal-[0-9a-f]{6}$`));
  });

  it("with what one may give is told to whoever sees the goal: to its owner before it is published, then to all", async () => {
    const where = `/v1/communities/${await found(owner)}`;
    const { body: goal } = await owner.send("POST", `${where}/goals`, draft());
    const providers = `${where}/goals/${goal["id"]}/providers`;
    expect((await owner.get(providers)).body).toEqual({ items: [] });
    expect((await owner.send("POST", `${where}/goals/${goal["id"]}/publication`, {})).status).toBe(200);
    const of = (name: string, currency: string) => ({
      kind: "paystack",
      name,
      secretKey: "sk_test_12345678",
      currencies: [currency],
    });
    await owner.send("POST", `${where}/providers`, of("Another currency", "NGN"));
    expect((await stranger.get(providers)).body).toEqual({ items: [] });
    const { body: made } = await owner.send("POST", `${where}/providers`, of("Paystack", "KES"));
    expect((await stranger.get(providers)).body).toEqual({
      items: [{ id: made["id"], name: "Paystack", mode: "test" }],
    });
    const { body: hidden } = await owner.send("POST", `${where}/goals`, draft());
    expect((await stranger.get(`${where}/goals/${hidden["id"]}/providers`)).status).toBe(404);
  });

  it("givers are told the usual fee of the provider that was set up, not nothing", async () => {
    const where = `/v1/communities/${await found(owner)}`;
    const paystack = { kind: "paystack", name: "Paystack", secretKey: "sk_test_12345678", currencies: ["NGN"] };
    expect((await owner.send("POST", `${where}/providers`, paystack)).status).toBe(201);
    const naira = (amount: number) => ({ amount, currency: "NGN" });
    const { body: goal } = await owner.send(
      "POST",
      `${where}/goals`,
      draft({ targetAmount: naira(50_000_000), milestones: [{ title: "All", amount: naira(50_000_000) }] }),
    );
    expect(goal["terms"]).toMatchObject({
      providerFee: { bps: 150, flat: naira(10_000), flatFrom: naira(250_000), cap: naira(200_000) },
      minGift: naira(100),
    });
    const quote = `${where}/goals/${goal["id"]}/gift-quote?currency=NGN&amount`;
    expect((await owner.get(`${quote}=200000`)).body["providerFee"]).toEqual(naira(3_000));
    expect((await owner.get(`${quote}=500000`)).body["providerFee"]).toEqual(naira(17_500));
  });

  it("a draft is seen by its owner alone; published, by everybody, with its terms", async () => {
    const made = await owner.send("POST", `${path}/goals`, draft());
    expect([made.status, made.body["status"], made.body["url"]]).toEqual([201, "draft", null]);
    const address = `${path}/goals/${made.body["id"]}`;
    expect((await stranger.get(address)).status).toBe(404);
    expect((await request(server, "GET", address)).status).toBe(404);
    const shown = await owner.send("POST", `${address}/publication`, {});
    expect(shown.body["url"]).toMatch(/\/g\/paa-la-shule/);
    const seen = await request(server, "GET", address);
    expect(seen.body).toMatchObject({
      status: "open",
      terms: { mode: "all_or_nothing" },
      figures: { raised: wire(0), givers: 0 },
    });
    expect((await request(server, "GET", `${path}/goals`)).body["items"]).toHaveLength(1);
    expect((await request(server, "GET", `${address}/money`)).body["nodes"]).toEqual([]);
    expect((await stranger.send("PATCH", address, { version: 2, title: "Mine" })).status).toBe(404);
  });

  it("refuses plans that cannot be kept, naming the field", async () => {
    const cases = [
      [{ milestones: [{ title: "Part", amount: wire(99_999) }] }, "milestones_sum", "#/milestones"],
      [{ deadline: "2020-01-01T00:00:00Z" }, "deadline_past", "#/deadline"],
      [{ terms: { stretchAmount: wire(100_000) } }, "stretch_below_target", "#/terms/stretchAmount"],
      [{ terms: { minGift: { amount: 5, currency: "USD" } } }, "currency_differs", "#/terms/minGift"],
      [{ targetAmount: { amount: 1, currency: "XXX" } }, "currency_unknown", "#/targetAmount/currency"],
      [{ photoId: "01a1f000-0000-7000-8000-000000000000" }, "media_unknown", "#/photoId"],
    ] as const;
    for (const [change, code, pointer] of cases) {
      const { status, body } = await owner.send("POST", `${path}/goals`, draft(change));
      expect([code, status, body["code"], body["errors"]]).toMatchObject([code, 422, code, [{ pointer }]]);
    }
  });

  it("gives a second goal of the same name another address, in another community too", async () => {
    const [first, second] = [await published(), await published()];
    expect(first["slug"]).not.toBe(second["slug"]);
    const elsewhere = await found(stranger);
    const third = await published(stranger, `/v1/communities/${elsewhere}`);
    expect([first["slug"], second["slug"]]).not.toContain(third["slug"]);
    const nobody = { as: "nobody", actor: { kind: "guest", email: null } } as const;
    const led = await server.app.services.run(nobody, (ctx) => findSlug(ctx, String(third["slug"])));
    expect(led).toEqual({ communityId: elsewhere, goalId: third["id"] });
  });

  it("quotes a gift before it is paid", async () => {
    const goal = await published();
    const { body } = await request(server, "GET", `${path}/goals/${goal["id"]}/gift-quote?amount=10000&currency=KES`);
    expect(body).toMatchObject({
      gross: wire(10_000),
      platformFee: wire(250),
      providerFee: wire(290),
      net: wire(9_460),
    });
  });
});

describe("comments", () => {
  it("the first of a user waits for approval, the next is shown; reported, deleted", async () => {
    const goal = await published();
    const talk = `${path}/goals/${goal["id"]}/comments`;
    const say = (body: string) => stranger.send("POST", talk, { body, publicName: "Nadia" });
    const held = await say("Good luck!");
    expect([held.status, held.body["status"]]).toEqual([201, "held"]);
    expect((await request(server, "GET", talk)).body["items"]).toEqual([]);
    expect((await owner.get(talk)).body["items"]).toHaveLength(1);
    expect((await owner.send("POST", `${talk}/${held.body["id"]}/approval`, {})).status).toBe(200);
    expect((await say("And again")).body["status"]).toBe("shown");
    const report = await request(server, "POST", `${talk}/${held.body["id"]}/reports`, { reason: "Spam" });
    expect(report.status).toBe(202);
    const listed = (await owner.get(talk)).body["items"] as { id: string; reports: unknown[] }[];
    expect(listed.find(({ id }) => id === held.body["id"])?.reports).toHaveLength(1);
    expect((await owner.send("DELETE", `${talk}/${held.body["id"]}`)).status).toBe(204);
    expect((await request(server, "GET", talk)).body["items"]).toHaveLength(1);
    expect((await request(server, "POST", talk, { body: " ", publicName: "N" })).status).toBe(400);
  });

  it("all of a guest's wait: nothing proves that he is an author who is known", async () => {
    const goal = await published();
    const talk = `${path}/goals/${goal["id"]}/comments`;
    const say = () => request(server, "POST", talk, { body: "Hello", publicName: "Nadia" });
    const first = await say();
    expect((await owner.send("POST", `${talk}/${first.body["id"]}/approval`, {})).status).toBe(200);
    expect((await say()).body["status"]).toBe("held");
  });

  it("are told of once, however often and by however many they are reported", async () => {
    const goal = await published();
    const talk = `${path}/goals/${goal["id"]}/comments`;
    const { body } = await owner.send("POST", talk, { body: "Thank you", publicName: "Akinyi" });
    const report = (person: Person) => person.send("POST", `${talk}/${body["id"]}/reports`, { reason: "Spam" });
    const answers = await Promise.all([report(stranger), report(owner), report(stranger)]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect((await report(owner)).status).toBe(202);
    await server.runJobs();
    expect(await toldOfReports(goal["id"])).toBe(1);
    const [listed] = (await owner.get(talk)).body["items"] as { reports: unknown[] }[];
    expect(listed?.reports).toHaveLength(2);
  });
});

describe("two in one moment", () => {
  /** Runs `work` while a row that it will meet is written and not yet committed; commits when the work waits for it. */
  async function whileWritten<T>(insert: RawBuilder<unknown>, work: () => Promise<T>): Promise<T> {
    const begun = await server.database.owner.transaction().execute(async (tx) => {
      await insert.execute(tx);
      const answer = work();
      await until("the other to wait", async () => {
        const { rows } = await sql`
          select from pg_locks where transactionid = pg_current_xact_id()::xid and not granted`.execute(tx);
        return rows.length > 0;
      });
      return { answer };
    });
    return begun.answer;
  }

  it("drafts of one name get two addresses", async () => {
    const insert = sql`
      insert into fundraising.goal (community_id, id, owner_id, title, description, target_amount, currency, deadline, status, slug,
                                    created_at, updated_at)
      values (${communityId}, ${newId()}, ${stranger.userId}, 'x', 'x', 1, 'KES', now(), 'draft', 'the-same-name', now(), now())`;
    const made = await whileWritten(insert, () =>
      owner.send("POST", `${path}/goals`, draft({ title: "The same name" })),
    );
    expect(made.status).toBe(201);
    expect(made.body["slug"]).toMatch(/^the-same-name-[0-9a-f]{6}$/);
  });

  it("reports of a comment are told of once", async () => {
    const goal = await published();
    const talk = `${path}/goals/${goal["id"]}/comments`;
    const { body } = await owner.send("POST", talk, { body: "Thank you", publicName: "Akinyi" });
    const insert = sql`
      with held as (select community_id, id from fundraising.comment where id = ${body["id"]} for no key update)
      insert into fundraising.comment_report select community_id, id, 'somebody', 'Spam', now() from held`;
    const report = () => stranger.send("POST", `${talk}/${body["id"]}/reports`, { reason: "Spam" });
    expect((await whileWritten(insert, report)).status).toBe(202);
    await server.runJobs();
    expect(await toldOfReports(goal["id"])).toBe(0);
  });

  it("gifts with one id of the client's are one; the other is told so, with the field", async () => {
    const [first, second] = [await published(), await published()];
    await sql`insert into payments.provider (community_id, id, kind, name, status, mode, base_url, currencies, fees, created_at, updated_at)
      values (${communityId}, ${newId()}, 'sandbox', 'Nobody', 'active', 'test', 'http://127.0.0.1:9', array['KES'], '{}', now(), now())`.execute(
      server.database.owner,
    );
    const [id, giverId] = [newId(), newId()];
    await sql`insert into fundraising.giver (community_id, id, email_sealed, email_key, locale, created_at, updated_at)
      values (${communityId}, ${giverId}, 'x', ${giverId}, 'en', now(), now())`.execute(server.database.owner);
    const insert = sql`
      insert into fundraising.gift (community_id, id, goal_id, giver_id, amount, currency, fee_cover, platform_fee, provider_fee, status,
                                    is_anonymous, locale, created_at, updated_at)
      values (${communityId}, ${id}, ${first["id"]}, ${giverId}, 5000, 'KES', 0, 0, 0, 'pending', false, 'en', now(), now())`;
    const give = () =>
      stranger.send("POST", `${path}/goals/${second["id"]}/gifts`, { id, amount: wire(5_000), locale: "en" });
    const clash = { status: 409, code: "gift_exists", errors: [{ pointer: "#/id" }] };
    expect((await whileWritten(insert, give)).body).toMatchObject(clash);
    expect((await give()).body).toMatchObject(clash);
  });
});

describe("files", () => {
  const upload = (
    bytes: Buffer,
    name: string,
    headers: Record<string, string> = { authorization: `Bearer ${owner.token}` },
  ) => {
    const head = `--cut\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`;
    const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from("\r\n--cut--\r\n")]);
    const type = { "content-type": "multipart/form-data; boundary=cut" };
    return server.app.api.inject({ method: "POST", url: `${path}/media`, headers: { ...type, ...headers }, payload });
  };
  const picture = () => sharp({ create: { width: 40, height: 30, channels: 3, background: "teal" } });

  it("a picture is drawn anew without what it knew of its place, seen by members until it is published", async () => {
    const told = { IFD0: { Copyright: "Kisumu, 0.0917 S" } };
    const answer = await upload(await picture().withExif(told).jpeg().toBuffer(), "roof.png");
    expect(answer.statusCode).toBe(201);
    const { id, url } = answer.json<{ id: string; url: string }>();
    const mine = await server.app.api.inject({ url, headers: { authorization: `Bearer ${owner.token}` } });
    expect([mine.statusCode, mine.headers["content-type"], mine.headers["cache-control"]]).toEqual([
      200,
      "image/webp",
      "private, no-store",
    ]);
    expect((await sharp(mine.rawPayload).metadata()).exif).toBeUndefined();
    expect((await server.app.api.inject({ url })).statusCode).toBe(404);
    const goal = await owner.send("POST", `${path}/goals`, draft({ photoId: id }));
    await owner.send("POST", `${path}/goals/${goal.body["id"]}/publication`, {});
    expect((await server.app.api.inject({ url })).headers["cache-control"]).toContain("public");
  });

  it("takes what the bytes are, not what they are called", async () => {
    const pdf = Buffer.from("%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");
    const kept = await upload(pdf, "quote.pdf");
    expect(kept.statusCode).toBe(201);
    const shown = await server.app.api.inject({
      url: kept.json<{ url: string }>().url,
      headers: { authorization: `Bearer ${owner.token}` },
    });
    expect(shown.headers["content-disposition"]).toContain("attachment");
    expect((await upload(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), "x.png")).statusCode).toBe(415);
    expect((await upload(Buffer.from("<html>"), "x.png")).statusCode).toBe(415);
    expect((await upload(pdf.subarray(0, 20), "cut.pdf")).statusCode).toBe(422);
    expect((await upload((await picture().png().toBuffer()).subarray(0, 90), "cut.png")).statusCode).toBe(422);
    expect((await upload(Buffer.alloc(0), "x.png")).statusCode).toBe(422);
    expect((await upload(Buffer.alloc(11 * 1024 * 1024), "big.png")).statusCode).toBe(413);
  });

  it("only of members", async () => {
    const bytes = await picture().png().toBuffer();
    expect((await upload(bytes, "x.png", {})).statusCode).toBe(401);
    expect((await upload(bytes, "x.png", { authorization: `Bearer ${stranger.token}` })).statusCode).toBe(404);
  });

  it("gifts as a table for the owner, formulas made harmless", async () => {
    const goal = await published();
    await server.app.services.inCommunity(
      { as: "system", communityId, actor: { kind: "system", job: "test" } },
      (ctx) => addMember(ctx, { userId: stranger.userId, roles: ["member"] }),
    );
    await sql`insert into fundraising.giver (community_id, id, email_sealed, email_key, locale, created_at, updated_at)
      values (${communityId}, ${goal["id"]}, 'x', 'x', 'en', now(), now())`.execute(server.database.owner);
    await sql`insert into fundraising.gift (community_id, id, goal_id, giver_id, amount, currency, fee_cover, platform_fee, provider_fee,
        status, public_name, is_anonymous, locale, created_at, updated_at)
      values (${communityId}, ${goal["id"]}, ${goal["id"]}, ${goal["id"]}, ${money(150_050).amount}, 'KES', 0, 0, 0, 'pending',
        '=cmd("x"),1', false, 'en', now(), now())`.execute(server.database.owner);
    const file = await owner.get(`${path}/goals/${goal["id"]}/gifts.csv`);
    expect(file.headers["content-type"]).toContain("text/csv");
    expect(file.text.split("\r\n")[1]).toContain(`,1500.50,KES,0.00,0.00,,"'=cmd(""x""),1",`);
    expect((await stranger.get(`${path}/goals/${goal["id"]}/gifts.csv`)).status).toBe(403);
  });
});
