import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { dir } from "../../platform/direction.ts";
import { LOCALES, type Locale } from "../../platform/i18n.ts";
import { type Page, renderPage } from "../../platform/page.ts";
import { createReader, type Reader } from "../../platform/page-reader.ts";
import { quote } from "../fees.ts";
import { choicePage } from "./choice-page.ts";
import { confirmPage, type GiftDraft } from "./confirm-page.ts";
import { firstWords, goalPage } from "./goal-page.ts";
import type { GoalView } from "./goal-view.ts";
import { payPage, preparingPage, strangerPage } from "./pay-page.ts";
import { receiptPage } from "./receipt-page.ts";
import { exampleGoal, NOW, TERMS } from "./testing/example-goal.ts";
import { exampleChoice, exampleReceiptView, exampleVote } from "./testing/example-links.ts";
import { namesMissing } from "./testing/names.ts";
import { votePage } from "./vote-page.ts";

const DRAFT: GiftDraft = {
  formId: "0193a1b2-0000-7000-8000-000000000003",
  amount: { amount: 100_000n, currency: "KES" },
  email: "amina@example.org",
  name: "Amina",
  anonymous: false,
  message: 'Karibu "wote" & <b>',
  provider: { id: "0193a1b2-0000-7000-8000-000000000004", name: "Paystack" },
  termsDigest: "0123456789abcdef0123456789abcdef",
};

function readerIn(locale: Locale): Reader {
  return createReader({ locale, namespace: "fundraising/pages", now: NOW, timeZone: "Africa/Nairobi" });
}

function goal(
  locale: Locale,
  changes: Partial<GoalView> = {},
  state: Partial<Parameters<typeof goalPage>[2]> = {},
): string {
  return renderPage(
    goalPage(exampleGoal(changes), readerIn(locale), { here: "/g/x", commentFormId: "f", commentNote: null, ...state }),
  );
}

/** Every page, as a function of the reader. */
const PAGES: Readonly<Record<string, (reader: Reader) => Page>> = {
  goal: (reader) => goalPage(exampleGoal(), reader, { here: "/g/x", commentFormId: "f", commentNote: null }),
  confirm: (reader) => confirmPage(exampleGoal(), DRAFT, quote(100_000n, TERMS.fees) ?? expect.fail(), reader),
  pending: (reader) =>
    payPage({ communityName: "C", slug: "s", state: "pending", receiptUrl: null, here: "/pay/x" }, reader),
  paid: (reader) =>
    payPage({ communityName: "C", slug: "s", state: "succeeded", receiptUrl: "/r/x?t=y", here: "/pay/x" }, reader),
  late: (reader) =>
    payPage({ communityName: "C", slug: "s", state: "late", receiptUrl: "/r/x?t=y", here: "/pay/x" }, reader),
  failed: (reader) =>
    payPage({ communityName: "C", slug: "s", state: "failed", receiptUrl: null, here: "/pay/x" }, reader),
  stranger: (reader) => strangerPage("/pay/x", reader),
  preparing: (reader) => preparingPage({ communityName: "C", slug: "s", here: "/pay/x", failed: false }, reader),
  refused: (reader) => preparingPage({ communityName: "C", slug: "s", here: "/pay/x", failed: true }, reader),
  receipt: (reader) => receiptPage(exampleReceiptView(), reader),
  vote: (reader) => votePage(exampleVote(), reader),
  choice: (reader) => choicePage(exampleChoice(), reader),
};

describe.each(LOCALES)("pages in %s", (locale) => {
  it.each(Object.keys(PAGES))(
    "%s: whole, in the right direction, no key in place of a text, every control named",
    (name) => {
      const make = PAGES[name] ?? expect.fail();
      const text = renderPage(make(readerIn(locale)));
      expect(text.slice(0, 60).replace(/\s+/g, " ")).toContain(
        `<!doctype html> <html lang="${locale}" dir="${dir(locale)}">`,
      );
      const words = text.replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/g, " ");
      // A hole that was not filled, a value that is none, or a key whose text is missing.
      expect(words.match(/\{\{|\}\}|undefined|\[object|NaN|\uE000/)).toBeNull();
      expect(words.match(/\b(give|confirm|pay|receipt|vote|choice|money|terms|state|page)\.[a-z]\w*/)).toBeNull();
      expect(namesMissing(text)).toEqual([]);
    },
  );
});

describe("the goal's page", () => {
  it.each(LOCALES)("is under 60 kB gzipped in %s, with full lists", (locale) => {
    const many = <T>(item: T | undefined, count: number): T[] =>
      Array.from({ length: count }, () => item ?? expect.fail());
    const { gifts, comments, updates } = exampleGoal();
    const full = {
      gifts: many(gifts[0], 12),
      comments: many(comments[0], 20),
      updates: many(updates[0], 5),
      story: "Roof. ".repeat(3_000),
    };
    expect(gzipSync(goal(locale)).length).toBeLessThan(20_000);
    expect(gzipSync(goal(locale, full)).length).toBeLessThan(60_000);
  });

  it("lets nobody's words become markup", () => {
    const evil = '<script>alert("1")</script>';
    const text = goal("en", {
      title: evil,
      story: `${evil}\n\n${evil}`,
      ownerName: evil,
      gifts: [{ name: evil, amount: { amount: 1n, currency: "KES" }, message: evil, at: NOW }],
    });
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text).toContain("&lt;script&gt;");
  });

  it("tells social sites what it is", () => {
    const text = goal("sw");
    for (const name of ["og:title", "og:description", "og:image", "og:url"])
      expect(text).toContain(`property="${name}"`);
    expect(text).toContain('<link rel="canonical" href="http://localhost:3000/g/manyatta-roof">');
  });

  it("can be given to without a script: every field, and the way to the summary", () => {
    const text = goal("en");
    const form = /<form class="giving"[\s\S]*?<\/form>/.exec(text)?.[0] ?? "";
    expect(form).toContain('method="post" action="/g/manyatta-roof/confirm#give"');
    for (const name of ["formId", "lang", "preset", "own", "email", "name", "anonymous", "message", "provider"]) {
      expect(form).toContain(`name="${name}"`);
    }
    expect(form).toMatch(/<button class="button primary wide">/);
  });

  it("says what happens at each edge, and the fees, before paying", () => {
    const text = goal("en");
    for (const part of ["2.9%", "1.5%", "your money back or another goal", "14 days to choose", "A tie is a no"])
      expect(text).toContain(part);
  });

  it("keeps what was written and says beside the field what is wrong", () => {
    const text = goal(
      "en",
      {},
      {
        values: { preset: "own", own: "12,34,5", email: "nobody", message: "Hi" },
        errors: { amount: "Write figures", email: "Write your e-mail" },
      },
    );
    expect(text).toContain('value="12,34,5"');
    expect(text).toMatch(/<input id="f-own"[^>]*aria-describedby="f-own-wrong" aria-invalid="true"/);
    expect(text).toContain('role="alert"');
  });

  it("answers a form that was not right with the form in view, and not with the head of the page", () => {
    expect(goal("en")).toMatch(/<form class="giving" method="post" action="[^"]*#give" id="give"/);
    expect(renderPage((PAGES["confirm"] ?? expect.fail())(readerIn("en")))).toContain("/change#give");
  });

  it.each(LOCALES)("says in %s that one cannot pay yet where that is so, and not that it is over", (locale) => {
    const t = readerIn(locale).t;
    const text = goal(locale, { giving: null });
    expect(text).toContain(t("notYet"));
    expect(text).not.toContain(t("closed"));
  });

  it("that is full before its time counts no days that nobody can use", () => {
    const deadline = new Date(NOW.getTime() + 12.5 * 86_400_000);
    expect(goal("en", { deadline })).toContain("12 days left");
    const full = goal("en", { deadline, status: "funded", takesGifts: false, giving: null });
    expect(full).not.toContain("days left");
    expect(full).toContain("New gifts are no longer taken here.");
  });

  it("takes no gifts when the goal does not, and says so", () => {
    const ending = { at: NOW, reason: null, choiceUntil: new Date("2026-12-05T09:00:00Z"), hadGifts: true };
    const text = goal("en", { giving: null, status: "failed", ending });
    expect(text).not.toContain("/confirm");
    expect(text).toContain("The target was not reached");
    expect(text).toMatch(/you choose until 5 December 2026[^:]*:\d\d[^:]*: money back, or another goal/);
  });

  it.each(LOCALES)("of a goal that was called off invites nobody to give or to spread it, in %s", (locale) => {
    const t = readerIn(locale).t;
    const ending = { at: NOW, reason: "The <school> closed.", choiceUntil: null, hadGifts: false };
    const nothing = { givers: 0, gifts: [], comments: [], flow: { currency: "KES", nodes: [], links: [] } };
    const text = goal(locale, { ...nothing, giving: null, status: "cancelled", ending });
    for (const key of ["noGivers", "recent.none", "money.empty", "share.title", "give.toForm"])
      expect(text).not.toContain(t(key));
    expect(text).toContain(t("state.cancelled"));
    expect(text).toContain(t("ending.nobody"));
    expect(text).toContain("<bdi>The &lt;school&gt; closed.</bdi>");
  });

  it("of an ended goal says that the money goes back, once the time to choose is over", () => {
    const ending = { at: NOW, reason: null, choiceUntil: NOW, hadGifts: true };
    expect(goal("en", { giving: null, status: "failed", ending })).toContain(
      "your money goes back to you the way it came",
    );
  });

  it("shows figures as links to the entries only for those who may open them", () => {
    const { flow } = exampleGoal();
    const open = { ...flow, nodes: flow.nodes.map((node) => ({ ...node, entriesUrl: "/app/c/1/ledger?code=x" })) };
    expect(goal("en")).not.toContain("/app/c/");
    expect(goal("en", { flow: open }).match(/href="\/app\/c\/1\/ledger\?code=x"/g)).toHaveLength(flow.nodes.length);
  });

  it("cuts the description at a word", () => {
    expect(firstWords("one two")).toBe("one two");
    expect(firstWords("word ".repeat(100))).toMatch(/^(word ){30,}word…$/);
  });
});

describe("the page of a vote", () => {
  const words = (changes: Parameters<typeof exampleVote>[0]) =>
    renderPage(votePage(exampleVote(changes), readerIn("en"))).replace(/<[^>]*>/g, "");

  it("tells how many have voted while it is open, and not how", () => {
    const kes = (amount: bigint) => ({ amount, currency: "KES" });
    expect(words({})).toContain("Cast so far: 13 of 87.");
    expect(words({})).not.toContain("12 yes");
    const weighed = { yes: kes(500_000n), no: kes(100_000n), cast: kes(600_000n), total: kes(900_000n) };
    expect(words({ tally: weighed })).toMatch(/Cast so far: KES\s6,000 of KES\s9,000\./);
  });

  it("tells how it came out once it is over", () => {
    expect(words({ status: "approved", mine: null })).toContain("Result: 12 yes, 1 no, of 87.");
  });
});

describe("private pages", () => {
  it("are found by no search and name nobody to a stranger", () => {
    for (const [name, make] of Object.entries(PAGES)) {
      if (name !== "goal") expect(renderPage(make(readerIn("en")))).toContain('<meta name="robots" content="noindex">');
    }
    expect(renderPage(strangerPage("/pay/x", readerIn("en")))).not.toContain("Amina");
  });

  it("look again only while something is under way", () => {
    const refreshes = (name: string) =>
      renderPage((PAGES[name] ?? expect.fail())(readerIn("en"))).includes('http-equiv="refresh"');
    expect(["pending", "preparing"].map(refreshes)).toEqual([true, true]);
    expect(["paid", "failed", "refused", "late", "goal"].map(refreshes)).toEqual([false, false, false, false, false]);
  });

  it("show fee and total before paying", () => {
    const text = renderPage((PAGES["confirm"] ?? expect.fail())(readerIn("en"))).replace(/<[^>]*>/g, "");
    const price = quote(100_000n, TERMS.fees) ?? expect.fail();
    const total = `${Number(price.gross / 100n).toLocaleString("en")}.${String(price.gross % 100n).padStart(2, "0")}`;
    expect(text).toContain(`Pay KES\u00A0${total}`);
    expect(text).toContain("Fee of the payment provider, about");
  });
});
