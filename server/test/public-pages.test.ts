import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { choiceLink, receiptLink, voteLink } from "../src/fundraising/links.ts";
import { type Circle, createCircle, faultsOf, give, pay, publishGoal, settle } from "./harness/goals.ts";
import { type Sandbox, startSandbox } from "./harness/sandbox.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

let server: TestServer;
let sandbox: Sandbox;
let circle: Circle;

beforeAll(async () => {
  [server, sandbox] = await Promise.all([createTestServer(), startSandbox()]);
  circle = await createCircle(server, sandbox);
});
afterAll(async () => {
  // Not against the provider: with a moved clock its last webhooks are refused, and the reconciler does not run here.
  expect(await faultsOf(server, [])).toEqual([]);
  expect(await server.failedJobs()).toEqual([]);
  await server.stop();
  await sandbox.stop();
});

interface Shown {
  cookie: string;
  status: number;
  text: string;
  location: string;
  headers: Record<string, unknown>;
}

async function show(url: string, headers: Record<string, string> = {}): Promise<Shown> {
  return shown(await server.app.api.inject({ method: "GET", url, headers }));
}

/** A form as a browser without JavaScript sends it. */
async function submit(url: string, fields: Record<string, string>, remoteAddress = "127.0.0.1"): Promise<Shown> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return shown(
    await server.app.api.inject({
      method: "POST",
      url,
      headers,
      remoteAddress,
      payload: new URLSearchParams(fields).toString(),
    }),
  );
}

function shown(response: Awaited<ReturnType<typeof server.app.api.inject>>): Shown {
  const { statusCode: status, body: text, headers } = response;
  return {
    status,
    text,
    headers,
    location: String(headers.location ?? ""),
    cookie: String(headers["set-cookie"] ?? "").split(";")[0] ?? "",
  };
}

/** A page that waits for a job: jobs run until it has its answer. */
async function withJobs<T>(asked: Promise<T>): Promise<T> {
  const state = { ended: false };
  const end = () => {
    state.ended = true;
  };
  asked.then(end, end);
  while (!state.ended) await server.runJobs();
  return asked;
}

/** What a form of the page would send: its hidden fields and what is chosen in it. */
function fieldsOf(page: string, action: string): Record<string, string> {
  const form =
    [...page.matchAll(/<form[\s\S]*?<\/form>/g)]
      .map((match) => match[0])
      .find((text) => text.includes(`action="${action}"`) || text.includes(`action="${action}#`)) ?? "";
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const part = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
    const isChoice = /type="(radio|checkbox)"/.test(tag);
    const name = part("name");
    if (name && (!isChoice || / checked/.test(tag))) fields[name] = decoded(part("value") ?? "");
  }
  return fields;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};
const decoded = (text: string) => text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);

const titles = (page: string) => /<h1>(?:<bdi>)?([^<]*)/.exec(page)?.[1] ?? "";

async function newGoal(
  plan: Parameters<typeof publishGoal>[2] = { amounts: [60_000, 40_000] },
): Promise<{ goalId: string; slug: string }> {
  const goalId = await publishGoal(server, circle, plan);
  const goal = (await circle.owner.get(`${circle.path}/goals/${goalId}`)).body;
  return { goalId, slug: String(goal["slug"]) };
}

async function giveByForm(
  slug: string,
  own: string,
  email = "amina@example.org",
): Promise<{ cookie: string; paymentId: string; reference: string }> {
  const page = await show(`/g/${slug}?lang=en`);
  const fields = {
    ...fieldsOf(page.text, `/g/${slug}/confirm`),
    preset: "own",
    own,
    email,
    name: "Amina <b>",
    message: "Karibu",
  };
  const summary = await submit(`/g/${slug}/confirm`, fields);
  expect([summary.status, titles(summary.text)]).toEqual([200, "Before you pay"]);
  const paying = fieldsOf(summary.text, `/g/${slug}/gifts`);
  const checkout = await withJobs(submit(`/g/${slug}/gifts`, paying));
  expect(checkout.status).toBe(303);
  expect(checkout.location.startsWith(sandbox.url)).toBe(true);
  const again = await withJobs(submit(`/g/${slug}/gifts`, paying));
  expect(again.location).toBe(checkout.location);
  const payments = (await circle.owner.get(`${circle.path}/payments`)).body["items"] as {
    id: string;
    reference: string;
  }[];
  const [payment] = payments;
  return { cookie: checkout.cookie, paymentId: payment?.id ?? "", reference: payment?.reference ?? "" };
}

describe("a goal's page", () => {
  it("is there for everybody, in four languages, with its own policy and no script needed", async () => {
    const { slug } = await newGoal();
    for (const [lang, dir] of [
      ["en", "ltr"],
      ["sw", "ltr"],
      ["id", "ltr"],
      ["he", "rtl"],
    ]) {
      const page = await show(`/g/${slug}`, { "accept-language": `${lang}-XX,en;q=0.5` });
      expect(page.status).toBe(200);
      expect(page.text).toContain(`<html lang="${lang}" dir="${dir}">`);
      expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
      expect(page.headers["content-security-policy"]).not.toContain("unsafe");
    }
    expect((await show(`/g/${slug}?lang=sw`, { "accept-language": "he" })).text).toContain('lang="sw"');
    expect((await show(`/g/${slug}/qr.svg`)).text).toContain("<svg");
    const preview = await server.app.api.inject({ url: `/g/${slug}/preview.png` });
    expect(preview.rawPayload.subarray(1, 4).toString("latin1")).toBe("PNG");
  });

  it("says warmly that there is nothing, with a way out", async () => {
    const page = await show("/g/no-such-goal?lang=sw");
    expect([page.status, titles(page.text)]).toEqual([404, "Hakuna kitu hapa"]);
    expect(page.text).toMatch(/<a class="button primary" href="\/">/);
  });

  it("tells fee and total as one types", async () => {
    const { slug } = await newGoal();
    const { text } = JSON.parse((await show(`/g/${slug}/quote?preset=own&own=1%2C000&lang=en`)).text) as {
      text: string;
    };
    expect(text).toMatch(/You pay KES.1,000\.00, of which KES.\d+\.\d\d are fees/);
    expect(JSON.parse((await show(`/g/${slug}/quote?preset=own&own=abc`)).text)).toEqual({ text: null });
  });
});

describe("giving", () => {
  it("asks again, beside the field, and keeps what was written", async () => {
    const { slug } = await newGoal();
    const page = await submit(`/g/${slug}/confirm`, {
      preset: "own",
      own: "1.2.3",
      email: "nobody",
      name: "Ami",
      lang: "en",
    });
    expect(page.status).toBe(422);
    expect(page.text).toContain('value="1.2.3"');
    expect(page.text).toContain("Write an amount in figures");
    expect(page.text).toContain("Write your e-mail address");
    expect(page.text).toContain("Choose how you want to pay");
  });

  it("asks again when the terms are not those that were read", async () => {
    const { slug } = await newGoal();
    const fields = fieldsOf((await show(`/g/${slug}?lang=en`)).text, `/g/${slug}/confirm`);
    const giver = { preset: "own", own: "200", email: "amina@example.org", termsDigest: "0".repeat(32) };
    const page = await submit(`/g/${slug}/confirm`, { ...fields, ...giver });
    expect([page.status, page.text.includes("The terms of this goal have changed")]).toEqual([422, true]);
    const summary = await submit(`/g/${slug}/confirm`, { ...fieldsOf(page.text, `/g/${slug}/confirm`), preset: "own" });
    expect([summary.status, titles(summary.text)]).toEqual([200, "Before you pay"]);
  });

  it("goes from the form to the provider and back to a receipt; sent twice it is one gift", async () => {
    const { slug, goalId } = await newGoal();
    const { reference, paymentId, cookie } = await giveByForm(slug, "200");
    const gifts = (await circle.owner.get(`${circle.path}/goals/${goalId}/gifts`)).body["items"] as {
      id: string;
      receiptUrl: string;
    }[];
    expect(gifts).toHaveLength(1);
    const waiting = await show(`/pay/${paymentId}?lang=en`, { cookie });
    expect(titles(waiting.text)).toBe("Waiting for word from the payment provider");
    expect(waiting.text).toContain('http-equiv="refresh"');
    await circle.merchant.call("POST", `/control/charges/${reference}/payment`, { channel: "card" });
    await settle(server, circle);
    const after = await show(`/g/${slug}?lang=en`);
    expect(after.text).toContain("Amina &lt;b&gt;");
    expect(after.text).toContain("1 person has given");
    expect(after.text).not.toContain("amina@example.org");
    const back = `/pay/${paymentId}?reference=${reference}&lang=en`;
    const thanks = await show(back, { cookie });
    expect(titles(thanks.text)).toBe("Thank you! Your gift has arrived.");
    const receiptUrl = (/href="(\/r\/[^"]+)"/.exec(thanks.text)?.[1] ?? "").replaceAll("&amp;", "&");
    const receipt = await show(receiptUrl);
    expect(receipt.text).toMatch(/R-\d{4}-00001/);
    const pdf = await server.app.api.inject({ url: receiptUrl.replace("?", ".pdf?") });
    expect(pdf.rawPayload.subarray(0, 5).toString("latin1")).toBe("%PDF-");
    expect(receipt.headers["cache-control"]).toContain("no-store");
  });

  it("shows a stranger nothing of anybody", async () => {
    const { slug, goalId } = await newGoal();
    const { reference } = await giveByForm(slug, "150", "other@example.org");
    const payments = (await circle.owner.get(`${circle.path}/payments`)).body["items"] as { id: string }[];
    const [gift] = (await circle.owner.get(`${circle.path}/goals/${goalId}/gifts`)).body["items"] as { id: string }[];
    for (const url of [
      `/pay/${payments[0]?.id}?reference=${reference}`,
      `/pay/${payments[0]?.id}?g=${gift?.id}&t=x.y`,
    ]) {
      const page = await show(`${url}&lang=en`);
      expect([page.status, titles(page.text)]).toEqual([200, "Thank you for coming back"]);
      expect(page.text).not.toMatch(/Amina|150|\/r\//);
    }
    for (const url of [
      `/r/${gift?.id}`,
      `/r/${gift?.id}.pdf?t=a.b`,
      `/choice/${gift?.id}?t=${circle.communityId}.xx`,
      `/vote/${gift?.id}?t=a.b.c`,
    ]) {
      expect((await show(url)).status).toBe(403);
    }
    expect((await show("/r/not-an-id?t=x")).status).toBe(404);
  });
});

describe("whatever is sent", () => {
  let count = 0;
  /** Each from an address of its own, so that the limits for one do not stand in the way. */
  const elsewhere = () => `10.0.${Math.floor(count / 250)}.${(count++ % 250) + 1}`;

  const HOSTILE = [
    "",
    "0",
    "-5",
    "1e9",
    "99999999999999",
    "x".repeat(5_000),
    "\u0000",
    "\u202Eevil",
    "<script>",
    "not-an-id",
  ];

  it("is answered by a page, never by a fault of ours", async () => {
    const { slug, goalId } = await newGoal();
    const before = (await circle.owner.get(`${circle.path}/goals/${goalId}/gifts`)).body["items"];
    const names = [
      "formId",
      "amount",
      "preset",
      "own",
      "email",
      "name",
      "message",
      "provider",
      "lang",
      "author",
      "text",
      "choice",
      "reason",
    ];
    const good = { amount: "10000", email: "a@example.org", provider: circle.providerId, author: "A", text: "B" };
    for (const action of ["confirm", "change", "gifts", "comments", `comments/${goalId}/reports`]) {
      for (const value of HOSTILE) {
        const all = await submit(
          `/g/${slug}/${action}`,
          Object.fromEntries(names.map((name) => [name, value])),
          elsewhere(),
        );
        expect([action, value.slice(0, 20), all.status < 500]).toEqual([action, value.slice(0, 20), true]);
      }
    }
    for (const value of HOSTILE.slice(0, 9)) {
      for (const name of ["amount", "email", "provider"]) {
        const one = await submit(`/g/${slug}/gifts`, { ...good, [name]: value }, elsewhere());
        expect([name, value.slice(0, 20), one.status]).toEqual([name, value.slice(0, 20), 422]);
      }
    }
    expect((await circle.owner.get(`${circle.path}/goals/${goalId}/gifts`)).body["items"]).toEqual(before);
  });
});

describe("comments", () => {
  it("of a newcomer are held, sent twice they are one, and what is missing is said", async () => {
    const { slug, goalId } = await newGoal();
    const fields = {
      ...fieldsOf((await show(`/g/${slug}`)).text, `/g/${slug}/comments`),
      author: "Juma",
      text: "Heko!",
    };
    for (let time = 0; time < 2; time++) {
      const answer = await submit(`/g/${slug}/comments`, fields);
      expect([answer.status, answer.location]).toEqual([303, `/g/${slug}?comment=held&lang=en#comments`]);
    }
    const held = (await circle.owner.get(`${circle.path}/goals/${goalId}/comments?status=held`)).body["items"] as {
      id: string;
    }[];
    expect(held).toHaveLength(1);
    expect((await show(`/g/${slug}`)).text).not.toContain("Heko!");
    await circle.owner.send("POST", `${circle.path}/goals/${goalId}/comments/${held[0]?.id}/approval`, {});
    expect((await show(`/g/${slug}`)).text).toContain("Heko!");
    expect((await submit(`/g/${slug}/comments/${held[0]?.id}/reports`, {})).location).toContain("comment=reported");
    expect((await submit(`/g/${slug}/comments`, { text: "x" })).location).toContain("comment=missing");
  });
});

describe("links without a sign-in", () => {
  /** The link of that kind in the mails to this address. */
  async function linkTo(email: string, kind: string): Promise<string> {
    const mails = (await show("/dev/mailbox")).text;
    expect(mails).toContain(email);
    const { giverId, giftId, proofId } = await ids(email);
    const { keys } = server.app.services;
    if (kind === "vote") return voteLink(keys, circle.communityId, proofId, giverId);
    return choiceLink(keys, circle.communityId, giftId);
  }

  async function ids(email: string) {
    const { owner } = server.database;
    const gift = await owner
      .selectFrom("fundraising.gift")
      .selectAll()
      .where("public_name", "=", email)
      .executeTakeFirstOrThrow();
    const proof = await owner
      .selectFrom("fundraising.proof")
      .select("id")
      .where("goal_id", "=", gift.goal_id)
      .executeTakeFirst();
    return { giverId: gift.giver_id, giftId: gift.id, proofId: proof?.id ?? "" };
  }

  async function paidGift(goalId: string, amount: number, email: string): Promise<void> {
    const gift = await give(server, circle, goalId, amount, { email });
    await server.database.owner
      .updateTable("fundraising.gift")
      .set({ public_name: email })
      .where("id", "=", gift.giftId)
      .execute();
    await pay(server, circle, gift.reference);
  }

  let proven: { goalId: string; slug: string };
  let failing: { goalId: string; slug: string };
  let other: { goalId: string; slug: string };

  // Everything is paid before the clock moves: the provider signs with the real time, and old webhooks are refused.
  beforeAll(async () => {
    proven = await newGoal({ amounts: [50_000] });
    failing = await newGoal({ amounts: [900_000], days: 3 });
    other = await newGoal({ amounts: [90_000] });
    await paidGift(proven.goalId, 60_000, "voter@example.org");
    await paidGift(failing.goalId, 20_000, "back@example.org");
    await paidGift(failing.goalId, 10_000, "onward@example.org");
  });

  it("let a guest look at a proof, vote, and change the vote", async () => {
    const { goalId } = proven;
    await circle.owner.send("POST", `${circle.path}/goals/${goalId}/proofs`, {
      title: "Quote <of> the builder",
      description: "See.",
    });
    await server.runJobs();
    const link = await linkTo("voter@example.org", "vote");
    const asked = await show(`${link}&lang=en`);
    expect([asked.status, titles(asked.text)]).toEqual([200, "Is the plan good?"]);
    // Whoever names an address at the form has not proved it: only the mailed receipt leads to the vote.
    const { keys } = server.app.services;
    const gifts = (await circle.owner.get(`${circle.path}/goals/${goalId}/gifts`)).body["items"] as { id: string }[];
    const pages = await Promise.all(
      (["receipt", "paid"] as const).map(async (kind) => {
        const texts = await Promise.all(gifts.map(({ id }) => show(receiptLink(keys, circle.communityId, id, kind))));
        return texts.some(({ status, text }) => status === 200 && text.includes("/vote/"));
      }),
    );
    expect(pages).toEqual([true, false]);
    expect(asked.text).toContain("Quote &lt;of&gt; the builder");
    expect((await submit(link, { lang: "en" })).location).toContain("note=missing");
    for (const [choice, words] of [
      ["yes", "You voted yes."],
      ["no", "You voted no."],
    ] as const) {
      const sent = await submit(link, { lang: "en", choice, comment: "Because" });
      expect(sent.status).toBe(303);
      expect((await show(sent.location)).text).toContain(words);
    }
    server.clock.advance({ days: 4 });
    await server.runJobs();
    expect((await show(`${link}&lang=en`)).text).toContain("The proof was not accepted.");
    const late = await submit(link, { lang: "en", choice: "yes" });
    expect(late.status).toBe(409);
    expect(late.text).toContain("<h1>");
  });

  it("let each giver of a failed goal choose, once", async () => {
    server.clock.advance({ days: 4 });
    await server.runJobs();
    const [back, onward] = [await linkTo("back@example.org", "choice"), await linkTo("onward@example.org", "choice")];
    const asked = await show(`${onward}&lang=en`);
    expect(asked.text).toContain(`value="${other.goalId}"`);
    expect(asked.text).toMatch(/100\.00/);
    expect((await submit(onward, { lang: "en", choice: other.goalId })).text).toContain("Your gift now stands for");
    expect((await submit(back, { lang: "en", choice: "refund" })).text).toContain("The money goes back to you.");
    expect((await show(`${back}&lang=en`)).text).toContain("There is nothing left to choose");
    expect((await submit(back, { lang: "en", choice: "refund" })).status).toBe(409);
    await settle(server, circle);
    const page = await show(`/g/${failing.slug}?lang=en`);
    expect(page.text).toContain("The target was not reached, so nothing is paid out.");
    expect(page.text).not.toContain(`/g/${failing.slug}/confirm`);
  });
});
