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
});
