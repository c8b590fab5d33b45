import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { follow, headed, inviteByLink, joinCommonpurse, openMail, press } from "./story/doors.ts";
import { give, voteAsGuest } from "./story/giver.ts";
import { faultsAt, keep } from "./story/look.ts";
import {
  awaitStep,
  connectProvider,
  createCommunity,
  payOut,
  planGoal,
  publish,
  release,
  showProof,
} from "./story/owner.ts";
import { arrive, PHONE, type Somebody, Watch } from "./story/person.ts";
import { says, wordsOf } from "./story/words.ts";
import { openWorld, type World } from "./story/world.ts";

const app = wordsOf("web", "app");
const communities = wordsOf("web", "communities");
const fundraising = wordsOf("web", "fundraising");
const identity = wordsOf("web", "identity");
const ledger = wordsOf("web", "ledger");
const ui = wordsOf("web", "ui");
const mails = wordsOf("page", "fundraising");
const pages = wordsOf("page", "fundraising/pages");

const OWNER = { given: "Akinyi", family: "Otieno", email: "akinyi@example.org" };
const MEMBER = { given: "Baraka", family: "Mwangi", email: "baraka@example.org" };
const GUEST = { name: "Wanjiru", email: "wanjiru@example.org" };
const COMMUNITY = "Kisumu Primary parents";
const ROOF = { title: "Sheets and beams", amount: "600" };
const GUTTERS = { title: "Gutters and a tank", amount: "400" };
const PLAN = {
  title: "A roof for Kisumu school",
  story: "When it rains, ninety children move to the dry side of the room.",
  target: "1,000",
  parts: [ROOF, GUTTERS],
};
const QUOTE = {
  title: "The carpenter’s quote",
  text: "Omondi & Sons, forty sheets, ready before the rains.",
  heading: fundraising("proof.title_plan", { milestone: ROOF.title }),
};
const BUILT = {
  title: "The roof is on",
  text: "Forty sheets, and not a drop inside.",
  heading: fundraising("proof.title_use", { milestone: ROOF.title }),
};
const PLACES = {
  overview: "",
  gifts: "/gifts",
  proofs: "/proofs",
  money: "/money",
  payouts: "/payouts",
  talk: "/talk",
};
const PAYEE = { name: "Omondi & Sons", account: "0712345678", bank: "MPESA" };

const A_CHAPTER = 240_000;
let world: World;
let watch: Watch;
let owner: Somebody;
let guest: Somebody;
let member: Somebody;
let publicPath: string;
let goalUrl: string;
let isTorn = false;
const faults = new Map<string, string[]>();

beforeAll(async () => {
  world = await openWorld();
  watch = new Watch(world);
  owner = await arrive(world, watch);
}, A_CHAPTER);
afterAll(() => world?.stop(), A_CHAPTER);

/** One after the other; what follows a chapter that failed cannot be told. */
function chapter(name: string, tell: () => Promise<void>): void {
  it(name, { timeout: A_CHAPTER }, async (context) => {
    if (isTorn) return context.skip();
    try {
      await tell();
    } catch (error) {
      isTorn = true;
      throw new Error(`${String(error)}\n${await whatWasSeen()}`, { cause: error });
    }
  });
}

async function whatWasSeen(): Promise<string> {
  const folder = join(tmpdir(), "commonpurse-story");
  const lines = [`what was on the screens: ${folder}`, ...watch.complaints];
  for (const [who, one] of Object.entries({ owner, guest, member })) {
    for (const [index, page] of (one?.context.pages() ?? []).entries()) {
      lines.push(`${who}: ${page.url()}`);
      await keep(page, `torn-${who}-${index}`, folder).catch((error: unknown) => lines.push(String(error)));
    }
  }
  return lines.join("\n");
}

/** Each page that somebody comes to is looked at; what is wrong with it is told at the end. */
async function look(page: Page, name: string): Promise<void> {
  for (const fault of await faultsAt(page, name)) faults.set(fault, [...(faults.get(fault) ?? []), name]);
}

const onlyKeep = (page: Page, name: string) => keep(page, `guest-${name}`);

/** The goal's overview in the app, as it is now. */
async function overview(page: Page): Promise<void> {
  await page.goto(goalUrl);
  await headed(page, PLAN.title);
}

async function tab(page: Page, name: string): Promise<void> {
  await page
    .getByRole("navigation", { name: fundraising("goal.parts") })
    .getByRole("link", { name, exact: true })
    .click();
}

describe("the story of a goal", () => {
  chapter("somebody signs up, confirms the address from the mail, and is inside", async () => {
    const { page } = owner;
    await page.goto(`${world.origin}/`);
    await headed(page, identity("signIn.title"));
    await look(page, "sign-in");
    await follow(page, identity("signUp.action"));
    await joinCommonpurse(world, owner, OWNER, look);
    await headed(page, communities("home.hello", { name: OWNER.given }));
    await page.getByText(communities("home.firstTitle")).waitFor();
    await look(page, "home-empty");
  });

  chapter("she makes a community and lets it be paid through the sandbox provider", async () => {
    await createCommunity(owner.page, COMMUNITY);
    await look(owner.page, "community");
    await connectProvider(world, owner.page, "M-Pesa and cards");
    await look(owner.page, "providers");
  });

  chapter("she plans a goal with two milestones and publishes it", async () => {
    const { page } = owner;
    await planGoal(page, PLAN, look);
    await awaitStep(page, "publish");
    goalUrl = page.url();
    publicPath = await publish(page, look);
    await awaitStep(page, "share");
    await look(page, "goal-open");
  });

  chapter("a guest on a phone, without JavaScript, gives and holds the receipt", async () => {
    guest = await arrive(world, watch, { viewport: PHONE, javaScriptEnabled: false });
    const { page } = guest;
    await page.goto(world.origin + publicPath);
    await headed(page, PLAN.title);
    await onlyKeep(page, "goal");
    await give(world, page, { amount: "400", ...GUEST }, onlyKeep);
    expect(await page.locator("main").textContent()).toContain("400.00");
    const again = await openMail(
      world,
      guest,
      GUEST.email,
      mails("mail.receipt.subject", { goal: PLAN.title }),
      mails("mail.receipt.action"),
    );
    await headed(again, pages("receipt.thanks", { name: GUEST.name }));
    await again.close();
  });

  chapter("a neighbour joins by a link and gives while signed in, which reaches the target", async () => {
    await owner.page.goto(goalUrl.replace(/\/goals\/.*/, ""));
    const link = await inviteByLink(owner.page);
    member = await arrive(world, watch, { viewport: PHONE, colorScheme: "dark" });
    const { page } = member;
    await page.goto(link);
    await headed(page, communities("accept.to", { community: COMMUNITY }));
    await look(page, "invitation");
    await follow(page, communities("accept.signUp"));
    await joinCommonpurse(world, member, MEMBER);
    await press(page, communities("accept.action"));
    await headed(page, COMMUNITY);
    await follow(page, communities("tile.goals"));
    await follow(page, PLAN.title);
    await follow(page, fundraising("goal.publicPage"));
    expect(await page.getByLabel(pages("give.email")).first().isVisible()).toBe(false);
    await give(world, page, { amount: "600", name: MEMBER.given }, look);
  });

  chapter("the owner sees the goal funded, and opens a figure down to the entries that make it", async () => {
    const { page } = owner;
    await overview(page);
    await page.getByText(fundraising("goalStatus.funded"), { exact: true }).waitFor();
    await page
      .getByText(fundraising("goal.givers", { count: 2 }))
      .first()
      .waitFor();
    await look(page, "goal-funded");
    await tab(page, fundraising("tab.gifts"));
    await page.getByRole("table").getByText(GUEST.name).waitFor();
    await look(page, "gifts");
    await tab(page, fundraising("tab.money"));
    await page.getByRole("img", { name: fundraising("money.title") }).waitFor();
    await look(page, "money");
    const given = page.getByRole("row").filter({ hasText: fundraising("money.node.givers") });
    await given.getByRole("button", { name: says(ui("money.open")) }).click();
    const entries = page.getByRole("dialog", { name: fundraising("money.node.givers") });
    await expect.poll(() => entries.getByRole("listitem").allTextContents()).toHaveLength(2);
    await look(page, "money-entries");
    await entries.getByRole("listitem").first().getByRole("link").click();
    await headed(page, ledger("transaction.title"));
    await page
      .getByRole("list", { name: ledger("entries.title") })
      .getByText(ledger("label.provider_fee"))
      .first()
      .waitFor();
    await look(page, "transaction");
  });

  chapter(
    "she shows a quote with its photo; the guest votes by mail, the neighbour in the app; the vote closes",
    async () => {
      await overview(owner.page);
      await showProof(owner.page, QUOTE);
      await look(owner.page, "proof");
      await bothVote(QUOTE.title, look);
      await world.passDays(2);
      await overview(owner.page);
      await release(owner.page, ROOF.title);
    },
  );

  chapter("she releases the first milestone and pays it out, and it arrives", async () => {
    const { page } = owner;
    await look(page, "goal-releasing");
    await payOut(page, PAYEE, look);
    await awaitStep(page, "prove_use", { milestone: ROOF.title });
    await look(page, "goal-paid-out");
    await tab(page, fundraising("tab.payouts"));
    await page.getByRole("table").getByText(fundraising("payoutStatus.succeeded"), { exact: true }).waitFor();
    await look(page, "payouts");
  });

  chapter("she shows that it was used well, and the second milestone leaves escrow too", async () => {
    await overview(owner.page);
    await showProof(owner.page, BUILT);
    await bothVote(BUILT.title);
    await world.passDays(2);
    await overview(owner.page);
    await release(owner.page, GUTTERS.title);
    await payOut(owner.page, PAYEE);
    await owner.page.getByText(fundraising("goalStatus.withdrawn"), { exact: true }).waitFor();
    await tab(owner.page, fundraising("tab.money"));
    await owner.page.getByRole("img", { name: fundraising("money.title") }).waitFor();
    await look(owner.page, "money-paid-out");
  });

  chapter("the trial balance balances", async () => {
    const { page } = owner;
    await follow(page, app("places.books"));
    await headed(page, ledger("title"));
    await look(page, "books");
    await follow(page, ledger("trial.title"));
    await headed(page, ledger("trial.title"));
    await page.getByText(ledger("trial.even")).waitFor();
    const total = page
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader", { name: ledger("trial.total"), exact: true }) });
    const [debit, credit] = await total.getByRole("cell").allTextContents();
    expect(debit).toBe(credit);
    expect(debit).not.toBe("");
    await look(page, "trial-balance");
  });

  chapter("the whole of it speaks Hebrew, from right to left", async () => {
    const { page } = owner;
    await page.goto(`${world.origin}/app/me`);
    await page.getByRole("combobox", { name: ui("language") }).selectOption("he");
    await expect.poll(() => page.locator("html").getAttribute("dir")).toBe("rtl");
    const money = page.getByRole("img", { name: wordsOf("web", "fundraising", "he")("money.title") });
    for (const [name, path] of Object.entries(PLACES)) {
      await page.goto(goalUrl + path);
      await (name === "money" ? money : page.getByRole("heading", { level: 1, name: PLAN.title })).waitFor();
      expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
      await look(page, `he-${name}`);
    }
    await page.goto(`${world.origin}/app/`);
    await headed(page, wordsOf("web", "communities", "he")("home.hello", { name: OWNER.given }));
    await look(page, "he-home");
  });

  it("met nothing in the way: no error, no call to strangers, no text without words, no barrier", () => {
    expect(watch.complaints).toEqual([]);
    expect([...faults].map(([fault, where]) => `${fault} @ ${where.join(", ")}`)).toEqual([]);
  });
});

/** The mail's link leads the guest to the vote; the neighbour finds it waiting at home. */
async function bothVote(proof: string, shown?: (page: Page, name: string) => Promise<void>): Promise<void> {
  const ballot = await openMail(
    world,
    guest,
    GUEST.email,
    mails("mail.vote.subject", { proof }),
    mails("mail.vote.action"),
  );
  await voteAsGuest(ballot, proof);
  if (shown) await onlyKeep(ballot, "vote");
  await ballot.close();
  const { page } = member;
  await page.goto(`${world.origin}/app/`);
  await page
    .getByText(says(fundraising("activity.vote_opened", { title: PLAN.title })))
    .first()
    .waitFor();
  await shown?.(page, "home-waiting");
  await follow(page, communities("home.open"));
  await headed(page, proof);
  await page.getByRole("radio", { name: fundraising("vote.yesLong") }).check();
  await shown?.(page, "ballot");
  await press(page, fundraising("vote.action"));
  await page.getByText(fundraising("vote.saved")).waitFor();
  await page
    .getByText(fundraising("vote.cast", { votes: 2, count: 2 }))
    .first()
    .waitFor();
}
