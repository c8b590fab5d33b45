import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasHledger, hledgerBalances } from "../src/ledger/exchange/testing/hledger.ts";
import { createPerson, type Person } from "./harness/people.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";
import { killAll, run } from "./operate-processes.ts";
import { asSuperuser, fillBooks, temporaryFolder } from "./operate-tools.ts";

const folder = temporaryFolder();
let server: TestServer;
let communityId: string;
let owner: Person;
let env: Record<string, string>;
let url: string;

beforeAll(async () => {
  server = await createTestServer();
  owner = await createPerson(server);
  const founded = await owner.send("POST", "/v1/communities", {
    name: "Books",
    slug: "books",
    currency: "KES",
    products: ["fundraising"],
  });
  communityId = String(founded.body["id"]);
  await fillBooks(server, communityId);
  url = await server.app.api.listen({ port: 0, host: "127.0.0.1" });
  env = {
    DATABASE_URL: server.database.appUrl,
    MIGRATION_DATABASE_URL: server.database.ownerUrl,
    DATA_DIR: folder.path,
  };
});
afterAll(async () => {
  await killAll();
  await server.stop();
  folder.remove();
});

const cli = (...args: string[]) => run("cli/src/main.ts", args, env).ended;

/** Each call is a process of its own, on a machine that may have other work. */
describe("commonpurse", { timeout: 120_000 }, () => {
  it("teaches every verb, with examples", async () => {
    const { code, stdout } = await cli("--help");
    expect(code).toBe(0);
    const verbs = ["start", "migrate", "demo", "check", "backup", "restore"];
    for (const verb of [...verbs, "ledger"]) expect(stdout).toMatch(new RegExp(`^  ${verb}\\b`, "m"));
    const helps = await Promise.all(
      [...verbs.map((verb) => [verb]), ["ledger", "export"]].map((words) => cli(...words, "--help")),
    );
    for (const help of helps)
      expect(help).toMatchObject({ code: 0, stdout: expect.stringMatching(/Examples?:\n {2}.*commonpurse/) });
  });

  it("answers 2 and one line to what it does not understand", async () => {
    const wrong = [[], ["nonsense"], ["backup"], ["check", "--loud"], ["ledger", "export"], ["backup", "a", "b"]];
    const answers = await Promise.all(wrong.map((words) => cli(...words)));
    expect(answers.map(({ code }) => code)).toEqual(wrong.map(() => 2));
    for (const { stdout } of answers) expect(stdout).toBe("");
  });

  it("answers 1 and one line to what cannot be", async () => {
    const answers = await Promise.all([
      cli("ledger", "export", "--community", "nobody"),
      cli("ledger", "export", "--community", "books", "--from", "2026-02-31"),
      cli("ledger", "export", "--community", "books", "--from", "2026-12-01", "--to", "2026-01-31"),
      cli("backup", join(folder.path, "no", "such", "a.cpb")),
      cli("restore", join(folder.path, "none.cpb")),
      cli("restore", process.execPath),
    ]);
    expect(answers.map(({ code, stderr }) => `${code} ${stderr}`)).toEqual([
      '1 commonpurse: there is no community "nobody": name it by its id or its short name\n',
      '1 commonpurse: "2026-02-31" is not a day: write it as 2026-01-31\n',
      "1 commonpurse: --from 2026-12-01 is after --to 2026-01-31: nothing lies between them\n",
      `1 commonpurse: there is no folder ${join(folder.path, "no", "such")}\n`,
      `1 commonpurse: there is no file ${join(folder.path, "none.cpb")}\n`,
      "1 commonpurse: the archive is damaged: a header in it is not one that a backup has\n",
    ]);
  });

  it("checks: a line for each truth, or one document; 1 when one is broken", async () => {
    const whole = await cli("check");
    expect(whole, whole.stdout).toMatchObject({ code: 0, stderr: "" });
    expect(whole.stdout).toMatch(/^✓ ledger\.transactions_balance$/m);
    expect(whole.stdout).toMatch(/All \d+ truths hold: the books are whole\.\n$/);
    await asSuperuser(
      "set session_replication_role = replica; update ledger.balance set posted = posted + 1 where floor is null",
      server.database.ownerUrl,
    );
    const broken = await cli("check", "--json");
    await asSuperuser(
      "set session_replication_role = replica; update ledger.balance set posted = posted - 1 where floor is null",
      server.database.ownerUrl,
    );
    expect(broken.code).toBe(1);
    const { checks } = JSON.parse(broken.stdout) as { checks: { name: string; whole: boolean }[] };
    expect(checks.filter((check) => !check.whole).map((check) => check.name)).toEqual([
      "ledger.balances_equal_entries",
    ]);
  });

  it("prints the roles' SQL without touching anything, and migrates what needs it", async () => {
    const roles = await cli("migrate", "--print-roles");
    expect(roles.stdout).toMatch(/^create role cp_owner login password '[0-9a-f]{48}' nosuperuser/m);
    expect(roles.stdout).toMatch(/^create role cp_app login password '[0-9a-f]{48}' nosuperuser nobypassrls/m);
    expect(JSON.parse((await cli("migrate", "--json")).stdout)).toEqual({ applied: [] });
  });

  it.skipIf(!hasHledger())("exports the books for hledger: to a pipe, or to a file", async () => {
    const piped = await cli("ledger", "export", "--community", "books");
    expect(piped).toMatchObject({ code: 0, stderr: "" });
    const balances = {
      "assets:test:owed KES": "2100.00 KES",
      "liabilities:test:kept KES": "-2091.00 KES",
      "liabilities:test:left KES": "-9.00 KES",
    };
    expect(hledgerBalances(piped.stdout)).toEqual(balances);
    const output = join(folder.path, "books.journal");
    const filed = await cli("ledger", "export", "--community", communityId, "--output", output, "--json");
    expect(JSON.parse(filed.stdout)).toEqual({ communityId, transactions: 21, file: output });
    expect(hledgerBalances(readFileSync(output, "utf8"))).toEqual(balances);
  });

  it("exports in other formats, from the database and through the API alike", async () => {
    const remote = ["--url", url, "--token", owner.token];
    const ends = { beancount: "; end of the books, 21 transactions\n", csv: "\r\n", parquet: "PAR1" };
    for (const [format, end] of Object.entries(ends)) {
      const files = [join(folder.path, `here.${format}`), join(folder.path, `there.${format}`)] as const;
      const asked = ["ledger", "export", "--community", "books", "--format", format];
      expect(await cli(...asked, "--output", files[0])).toMatchObject({ code: 0 });
      expect(await cli(...asked, ...remote, "--output", files[1])).toMatchObject({ code: 0, stderr: "" });
      const [here, there] = files.map((file) => readFileSync(file).toString("latin1"));
      expect(here?.endsWith(end)).toBe(true);
      // Only the moment of the export may differ.
      expect(there?.length).toBe(here?.length);
    }
    expect(await cli("ledger", "export", "--community", "books", "--format", "xls")).toMatchObject({ code: 2 });
  });

  it("exports through the API with a member's token, and nothing without", async () => {
    const remote = (...more: string[]) => cli("ledger", "export", "--url", url, "--community", "books", ...more);
    const answer = await remote("--token", owner.token);
    expect(answer).toMatchObject({
      code: 0,
      stderr: "",
      stdout: expect.stringContaining("; end of the journal, 21 transactions\n"),
    });
    expect(await remote()).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("needs a token") });
    expect(await remote("--token", "x".repeat(40))).toMatchObject({ code: 1, stdout: "" });
    const stranger = await createPerson(server, "Njeri");
    expect(await remote("--token", stranger.token)).toMatchObject({
      code: 1,
      stderr: 'commonpurse: you are in no community "books"\n',
    });
  });
});
