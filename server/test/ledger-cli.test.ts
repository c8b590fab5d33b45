import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPerson, type Person } from "./harness/people.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";
import { killAll, run } from "./operate-processes.ts";
import { temporaryFolder } from "./operate-tools.ts";

const folder = temporaryFolder();
let server: TestServer;
let owner: Person;
let env: Record<string, string>;

beforeAll(async () => {
  server = await createTestServer();
  owner = await createPerson(server);
  await owner.send("POST", "/v1/communities", { name: "Books", slug: "books", currency: "KES", products: [] });
  const url = await server.app.api.listen({ port: 0, host: "127.0.0.1" });
  env = { COMMONPURSE_URL: url, COMMONPURSE_TOKEN: owner.token, COMMONPURSE_COMMUNITY: "books" };
});
afterAll(async () => {
  await killAll();
  await server.stop();
  folder.remove();
});

const ledger = (...args: string[]) => run("cli/src/main.ts", ["ledger", ...args], env).ended;

/** What the verb says to people; a refusal fails the test. */
async function said(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await ledger(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

async function answered(...args: string[]): Promise<Record<string, unknown>> {
  return JSON.parse(await said(...args, "--json")) as Record<string, unknown>;
}

/** The same server behind a line that breaks before any answer to a posting comes back. */
async function cutting(to: string): Promise<{ url: string; stop(): Promise<void> }> {
  const line = createServer(async (asked, answer) => {
    const headers = { authorization: asked.headers.authorization ?? "", "content-type": "application/json" };
    const key = asked.headers["idempotency-key"];
    const body = asked.method === "POST" ? await text(asked) : undefined;
    const response = await fetch(`${to}${asked.url}`, {
      method: asked.method ?? "GET",
      headers: { ...headers, ...(typeof key === "string" ? { "idempotency-key": key } : {}) },
      ...(body === undefined ? {} : { body }),
    });
    if (body === undefined) answer.setHeader("content-type", "application/json").end(await response.text());
    else asked.socket.destroy();
  });
  await new Promise<void>((resolve) => line.listen(0, "127.0.0.1", resolve));
  const { port } = line.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => new Promise((resolve) => line.close(() => resolve())) };
}

/** Each call is a process of its own, on a machine that may have other work. */
describe("commonpurse ledger, by a server's API", { timeout: 120_000 }, () => {
  it("keeps books: accounts are opened, transactions are posted, read and taken back", async () => {
    expect(await said("open", "bank", "--type", "ASSET")).toMatch(/^opened bank KES, [0-9a-f-]{36}\n$/);
    await said("open", "wallets/amina", "--type", "LIABILITY", "--floor", "0", "--name", "Amina");
    const entries = ["--debit", "bank=1500.50", "--credit", "wallets/amina=1500", "--credit", "wallets/amina=.50"];
    expect(await ledger("post", ...entries)).toMatchObject({ code: 1, stderr: expect.stringContaining('".50"') });
    entries[5] = "wallets/amina=0.50";
    const key = ["--key", "top-up-1", "--json"];
    const posted = await ledger("post", ...entries, "--reference", "mpesa/1", ...key);
    expect(await ledger("post", ...entries, "--reference", "mpesa/1", ...key)).toEqual(posted);
    const { id } = JSON.parse(posted.stdout) as { id: string };
    expect(await said("transaction", id)).toMatch(/^bank +1500\.50 +KES +transfer +1500\.50$/m);
    expect(await said("reverse", id, "--description", "Not hers")).toMatch(new RegExp(`^reverses +${id}$`, "m"));
    const journal = await said("transactions");
    expect(journal.trimEnd().split("\n")).toHaveLength(3);
    expect(journal).toMatch(/transfer +1500\.50 KES +wallets\/amina +bank +mpesa\/1/);
    expect((await answered("transactions", "--reference", "mpesa/1"))["items"]).toMatchObject([{ id }]);
    expect(await said("account", "wallets/amina")).toMatch(/^balance +0\.00$/m);
  });

  it("writes amounts as each currency has them", async () => {
    for (const [currency, amount] of [
      ["JPY", "1500"],
      ["KWD", "1.500"],
      ["CLF", "0.1500"],
    ] as const) {
      await said("open", "bank", "--type", "ASSET", "--currency", currency);
      await said("open", "equity", "--type", "EQUITY", "--currency", currency);
      await said("post", "--debit", `bank=${amount}`, "--credit", `equity=${amount}`, "--currency", currency);
      expect(await answered("account", "bank", "--currency", currency)).toMatchObject({ posted: 1500 });
      expect(await said("accounts", "--under", "bank")).toMatch(new RegExp(`ASSET +${amount} +${amount} +${currency}`));
    }
  });

  it("reserves, captures and releases", async () => {
    await said("open", "wallets/juma", "--type", "LIABILITY", "--floor", "0");
    await said("post", "--debit", "bank=500", "--credit", "wallets/juma=500");
    const { id } = await answered("hold", "wallets/juma", "300");
    const entries = ["--debit", "wallets/juma=180", "--credit", "wallets/amina=180"];
    await said("capture", String(id), ...entries, "--keeps-rest");
    expect(await said("holds", "--account", "wallets/juma")).toMatch(/wallets\/juma +300\.00 +120\.00 +KES +held/);
    await said("release", String(id));
    expect((await answered("holds", "--status", "released"))["items"]).toMatchObject([{ id, captured: 18_000 }]);
  });

  it("reports: balances, the trial balance, seals; and closes", async () => {
    expect(await said("balances", "wallets/juma", "wallets/amina")).toMatch(/^wallets\/juma +320\.00 +KES$/m);
    const yesterday = new Date(server.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10);
    expect((await answered("balances", "wallets/juma", "--effective-on", yesterday))["items"]).toMatchObject([
      { balance: 0 },
    ]);
    expect(await said("trial-balance")).toMatch(/^total +500\.00 +500\.00 +KES$/m);
    await server.app.keeper.seal();
    expect(await said("seals", "--limit", "1")).toMatch(/^ *\d+ +\S+Z +\d+ +[0-9a-f]{64}$/m);
    expect(await said("close", yesterday)).toBe(`closed through ${yesterday}\n`);
    expect(await said("closings")).toContain(yesterday);
    const late = ["--debit", "bank=1", "--credit", "wallets/juma=1", "--effective-date", yesterday];
    expect(await ledger("post", ...late)).toMatchObject({
      code: 1,
      stdout: "",
      stderr: "commonpurse: That day is in a period that is closed. Take a later date.\n",
    });
  });

  it("exchanges at an exact rate, and tells what the positions are worth at another", async () => {
    const dollars = ["--currency", "USD"];
    await said("open", "bank/usd", "--type", "ASSET", ...dollars);
    const bought = await said("exchange", "bank", "129.35", "bank/usd", "--to-currency", "USD", "--rate", "1/129.35");
    expect(bought).toMatch(/^bank\/usd +1\.00 +USD +exchange +1\.00$/m);
    const agreed = ["--to-currency", "USD", "--rate", "100/12935", "--to-amount", "0.78", "--json"];
    expect(JSON.parse(await said("exchange", "bank", "100", "bank/usd", ...agreed))).toMatchObject({
      kind: "exchange",
      metadata: { exchange: { rate: "100/12935" } },
    });
    const key = ["--key", "sold-1", ...dollars, "--rate", "131"];
    const sold = await said("exchange", "bank/usd", "0.50", "bank", ...key);
    expect(sold).toMatch(/^bank +65\.50 +KES +exchange/m);
    expect(await said("exchange", "bank/usd", "0.50", "bank", ...key)).toBe(sold);
    const report = await said("revaluation", "--rate", "USD=131.50");
    expect(report).toMatch(/^currency +position +rate +in KES$/m);
    expect(report).toMatch(/^KES +-163\.85 +1 +-163\.85$/m);
    expect(report).toMatch(/^USD +1\.27 +131\.50 +167\.00$/m);
    expect(report).toMatch(/^gain +3\.15$/m);
    expect(await said("revaluation", "--rate", "USD=1/0.01")).toMatch(/^loss +-36\.85$/m);
    expect(await answered("revaluation", "--rate", "USD=131.50")).toMatchObject({ currency: "KES", gain: 315 });
  });

  it("reports a period: the general ledger over its pages, and the cash flow", async () => {
    const day = server.clock.now().toISOString().slice(0, 10);
    const period = ["--from", day, "--to", day];
    await said("open", "shop", "--type", "REVENUE");
    await said("open", "till", "--type", "ASSET", "--name", "By the door");
    for (const sale of ["sale/1", "sale/2", "sale/3"])
      await said("post", "--debit", "till=20", "--credit", "shop=20", "--reference", sale);
    const till = await said("general-ledger", ...period, "--under", "till");
    expect(till).toMatch(/^account +till KES\nname +By the door\n/);
    expect(till).toMatch(/^ +opening +0\.00$/m);
    expect(till).toMatch(new RegExp(`^${day} +transfer +20\\.00 +40\\.00 +sale/2 +[0-9a-f-]{36}$`, "m"));
    expect(till).toMatch(/^ +closing +60\.00$/m);
    const cut = await said("general-ledger", ...period, "--under", "till", "--limit", "2");
    expect(cut).not.toContain("sale/3");
    expect(cut).toMatch(/There is more: take a higher --limit \(2 now\), or fewer days\.\n$/);
    expect(await said("general-ledger", "--from", "2000-01-01", "--to", "2000-01-31")).toBe("nothing\n");
    const flow = await said("cash-flow", ...period, "--depth", "1");
    expect(flow).toMatch(/^shop +till +60\.00 +KES$/m);
    expect(await said("cash-flow", ...period, "--top", "1")).toMatch(/^\d+ others +\d+\.\d\d +KES$/m);
    const ofTill = await said("cash-flow", ...period, "--account", "till");
    expect(ofTill.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^from/),
      expect.stringMatching(/^shop +till +60\.00 +KES$/),
    ]);
    expect(await said("cash-flow", ...period, "--account", "nobody")).toBe("nothing\n");
    expect(await answered("cash-flow", ...period)).toMatchObject({ from: day, to: day, currencies: expect.any(Array) });
  });

  it("goes on with an account of the general ledger where a page ends", async () => {
    const day = server.clock.now().toISOString().slice(0, 10);
    await said("open", "many", "--type", "ASSET");
    await said("open", "more", "--type", "EQUITY");
    const entries = Array.from({ length: 100 }, () => ["--debit", "many=1", "--debit", "many=2"]).flat();
    await said("post", ...entries.slice(0, 196), "--credit", "more=147");
    await said("post", ...entries.slice(0, 196), "--credit", "more=147");
    await said("post", ...entries.slice(0, 40), "--credit", "more=30");
    const { items, next } = await answered("general-ledger", "--from", day, "--to", day, "--under", "many");
    expect(next).toBeNull();
    expect(items).toMatchObject([{ code: "many", continued: false, closing: 32_400 }]);
    const [{ entries: listed }] = items as [{ entries: { id: string }[] }];
    expect(new Set(listed.map(({ id }) => id)).size).toBe(216);
  });

  it("changes, freezes and closes an account, and takes each back", async () => {
    await said("open", "wallets/zawadi", "--type", "LIABILITY", "--floor", "0", "--currency", "KES");
    const changed = await said("change", "wallets/zawadi", "--name", "Zawadi", "--day-limit", "50", "--floor", "none");
    expect(changed).toMatch(/^name +Zawadi$/m);
    expect(changed).toMatch(/^limit a day +50\.00, 0\.00 of it used$/m);
    expect(changed).not.toMatch(/^floor/m);
    expect(await answered("change", "wallets/zawadi", "--name", "", "--day-limit", "none")).toMatchObject({
      name: null,
      dayLimit: null,
      floor: null,
    });
    expect(await said("freeze", "wallets/zawadi")).toMatch(/^frozen +takes no debits and takes no credits$/m);
    expect(await said("unfreeze", "wallets/zawadi", "--side", "debit")).toMatch(/^frozen +takes no credits$/m);
    expect(await ledger("post", "--debit", "bank=1", "--credit", "wallets/zawadi=1")).toMatchObject({
      code: 1,
      stderr: "commonpurse: This account takes no such entry now.\n",
    });
    expect(await said("unfreeze", "wallets/zawadi")).not.toMatch(/^frozen/m);
    expect(await said("close-account", "wallets/zawadi")).toMatch(/^closed +\S+Z$/m);
    expect(await ledger("close-account", "wallets/zawadi")).toMatchObject({
      code: 1,
      stderr: "commonpurse: An account that this needs is closed or unknown.\n",
    });
    expect(await said("reopen-account", "wallets/zawadi")).not.toMatch(/^closed/m);
  });

  it("imports after a look", async () => {
    const file = join(folder.path, "cash.journal");
    writeFileSync(
      file,
      `${server.clock.now().toISOString().slice(0, 10)} sold\n  assets:cash  12.50 KES\n  income:shop\n`,
    );
    expect(await said("import", file)).toContain("Nothing is written yet: say it again with --confirm.");
    expect(await ledger("account", "assets/cash")).toMatchObject({
      code: 1,
      stderr: "commonpurse: there is no account assets/cash in KES\n",
    });
    expect(await said("import", file, "--confirm")).toMatch(/^imported 1 transactions? as /);
    expect(await said("account", "assets/cash")).toMatch(/^balance +12\.50$/m);
  });

  it("names the key where no answer came, and does it once when it is said again", async () => {
    const entries = ["--debit", "bank=7", "--credit", "wallets/juma=7"];
    const cut = await cutting(env["COMMONPURSE_URL"] ?? "");
    const unanswered = await ledger("post", ...entries, "--url", cut.url);
    await cut.stop();
    const [, key = ""] = /say it again with --key (\S+)\n$/.exec(unanswered.stderr) ?? [];
    expect(unanswered.code).toBe(1);
    await said("post", ...entries, "--key", key);
    const { items } = (await answered("transactions")) as { items: { entries: { amount: number }[] }[] };
    expect(items.filter(({ entries: [first] }) => first?.amount === 700)).toHaveLength(1);
  });

  it("tells refusals as a sentence with exit code 1, and in JSON for scripts", async () => {
    const [overdrawn, stranger, alone, unsaid] = await Promise.all([
      ledger("post", "--debit", "wallets/juma=9000", "--credit", "bank=9000", "--json"),
      ledger("accounts", "--token", "x".repeat(40)),
      ledger("post", "--debit", "bank=1", "--credit", "wallets/juma=1", "--url", "http://127.0.0.1:9", "--key", "k1"),
      ledger("open", "bank", "--type", "MONEY"),
    ]);
    expect(overdrawn).toMatchObject({
      code: 1,
      stdout: '{"error":"There is not enough money in the account for this."}\n',
      stderr: "commonpurse: There is not enough money in the account for this.\n",
    });
    expect(stranger).toMatchObject({ code: 1, stdout: "", stderr: "commonpurse: Please sign in first.\n" });
    expect(alone).toMatchObject({ code: 1, stderr: "commonpurse: nothing answers at http://127.0.0.1:9\n" });
    expect(unsaid).toMatchObject({ code: 2, stdout: "" });
  });

  const bought = "--to-currency USD";
  const january = "--from 2026-01-01 --to 2026-01-31";
  const notDay = (option: string, said: string) =>
    `option '--${option} <day>' argument '${said}' is invalid. It is a day, such as 2026-03-31.`;
  it.each([
    ["exchange bank 1 nobody --rate 2", 1, "there is no account nobody in KES"],
    ["exchange bank/usd 1 bank --rate 2", 1, "there is no account bank/usd in KES"],
    ["exchange bank 1 bank --rate 2", 1, "Both accounts are kept in the same currency."],
    [`exchange bank 1,5 bank/usd ${bought} --rate 2`, 1, '"1,5" is not an amount of KES: write it as 1500.00'],
    [`exchange bank 1 bank/usd ${bought} --rate 0`, 1, '"0" is not a rate: write it as 129.35, or as 1/129.35'],
    [`exchange bank 1 bank/usd ${bought}`, 2, "required option '--rate <rate>' not specified"],
    ["exchange bank 1 --rate 2", 2, "missing required argument 'to'"],
    ["exchange bank 1 bank --rate 2 --effective-date soon", 2, notDay("effective-date", "soon")],
    ["revaluation", 1, "There is a position in USD, and no rate for it was given."],
    ["revaluation --rate usd=1", 1, '"usd=1" is not a currency with its rate: write it as USD=129.35'],
    ["revaluation --rate USD=1 --effective-on 2026-02-30", 2, notDay("effective-on", "2026-02-30")],
    ["general-ledger --to 2026-01-31", 2, "required option '--from <day>' not specified"],
    ["general-ledger --from 2026-01-01 --to 31.01.2026", 2, notDay("to", "31.01.2026")],
    ["general-ledger --from 2026-02-01 --to 2026-01-01", 1, "The last day is before the first one."],
    ["cash-flow --from 2026-01-01", 2, "required option '--to <day>' not specified"],
    ["cash-flow --from 2026-13-01 --to 2026-01-31", 2, notDay("from", "2026-13-01")],
    [
      `cash-flow ${january} --depth 0`,
      2,
      "option '--depth <n>' argument '0' is invalid. It is a number from 1 to 10000.",
    ],
    [
      `cash-flow ${january} --account No!`,
      1,
      "Some of what was sent is not right: see the fields.; #/account has characters that are not allowed",
    ],
    ["change nobody --name x", 1, "there is no account nobody in KES"],
    ["change bank", 2, "say what to change: --name, --floor, --day-limit, --month-limit or --time-zone"],
    ["change bank --day-limit much", 1, '"much" is not an amount of KES: write it as 1500.00'],
    ["change bank --floor 90000000", 1, "The floor cannot be above what is available on the account now."],
    ["change bank --time-zone Mars", 1, "This time zone is not known. Write it like Africa/Nairobi."],
    ["freeze No!", 1, "there is no account No! in KES"],
    ["unfreeze nobody", 1, "there is no account nobody in KES"],
    [
      "freeze bank --side left",
      2,
      "option '--side <side>' argument 'left' is invalid. Allowed choices are debit, credit.",
    ],
    ["close-account nobody", 1, "there is no account nobody in KES"],
    ["close-account bank", 1, "An account is closed only when nothing stands on it and nothing is held."],
    ["close-account", 2, "missing required argument 'account'"],
    ["reopen-account bank", 1, "bank in KES is not closed"],
    ["close bank", 2, "command-argument value 'bank' is invalid for argument 'day'. It is a day, such as 2026-03-31."],
  ])("says in one line what is wrong: %s", async (line, code, sentence) => {
    const hint = code === 2 ? "(commonpurse help COMMAND teaches a command)\n" : "";
    expect(await ledger(...line.split(" "))).toMatchObject({
      code,
      stdout: "",
      stderr: `commonpurse: ${sentence}\n${hint}`,
    });
  });
});
