import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postAmounts } from "../src/ledger/sealing/testing/sealed-books.ts";
import { createPerson, type Person } from "./harness/people.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";
import { killAll, run } from "./operate-processes.ts";
import { asSuperuser, temporaryFolder } from "./operate-tools.ts";

const folder = temporaryFolder();
let server: TestServer;
let owner: Person;
let communityId: string;
let env: Record<string, string>;

beforeAll(async () => {
  server = await createTestServer();
  owner = await createPerson(server);
  const founded = await owner.send("POST", "/v1/communities", {
    name: "Sealed",
    slug: "sealed",
    currency: "KES",
    products: ["fundraising"],
  });
  communityId = String(founded.body["id"]);
  await postAmounts(server, communityId, [60_000n, 150_000n]);
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
describe("commonpurse ledger", { timeout: 120_000 }, () => {
  it("teaches its proofs", async () => {
    const helps = await Promise.all(["verify", "seal", "check-proof"].map((verb) => cli("ledger", verb, "--help")));
    expect(helps.map(({ code }) => code)).toEqual([0, 0, 0]);
  });

  it("tells the trailing window, prints the latest seal, and verifies against it", async () => {
    const before = await cli("ledger", "verify", "--community", "sealed");
    expect(before.code, before.stderr).toBe(0);
    expect(before.stdout).toMatch(/sealed: 2 transactions since \S+ are not sealed yet/);
    expect(await cli("ledger", "seal", "--community", "sealed")).toMatchObject({ code: 1 });
    await server.app.keeper.seal();
    const { stdout: line } = await cli("ledger", "seal", "--community", "sealed");
    const latest = await owner.get(`/v1/communities/${communityId}/ledger/seals/latest`);
    expect(line).toBe(`1:${latest.body["hash"]} ${latest.body["sealedAt"]} ${communityId}\n`);
    const kept = join(folder.path, "kept-seals.txt");
    writeFileSync(kept, `# in the minutes of May\n${line}`);
    const [whole, rewritten, wrong] = await Promise.all([
      cli("ledger", "verify", "--published", kept, "--json"),
      cli("ledger", "verify", "--published", `1:${"0".repeat(64)}`),
      cli("ledger", "verify", "--published", "nonsense"),
    ]);
    expect(whole.code, whole.stderr).toBe(0);
    expect(JSON.parse(whole.stdout)).toMatchObject({
      whole: true,
      communities: [{ communityId, count: 0, latest: { n: 1 } }],
    });
    expect(rewritten.code).toBe(1);
    expect(rewritten.stdout).toMatch(/sealed: seal 1 is not the one that was published/);
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining("neither a seal")]);
  });

  it("checks a proof by its file alone", async () => {
    const path = `/v1/communities/${communityId}/ledger`;
    const through = server.clock.now().toISOString().slice(0, 10);
    expect((await owner.send("POST", `${path}/closings`, { through })).status).toBe(201);
    await server.runJobs();
    const { items } = (await owner.get(`${path}/closings`)).body as { items: { balancesRoot: string }[] };
    const { rows } = await asSuperuser(
      "select id from ledger.account where code = 'test/dues'",
      server.database.ownerUrl,
    );
    const proof = await owner.get(`${path}/closings/${through}/accounts/${rows[0].id}/proof`);
    const file = join(folder.path, "proof.json");
    writeFileSync(file, proof.text);
    const altered = join(folder.path, "altered.json");
    writeFileSync(altered, proof.text.replace("210000", "910000"));
    const root = items[0]?.balancesRoot ?? "";
    const [holds, other, lie] = await Promise.all([
      cli("ledger", "check-proof", file, "--root", root),
      cli("ledger", "check-proof", file, "--root", "0".repeat(64)),
      cli("ledger", "check-proof", altered),
    ]);
    expect([holds.code, holds.stdout]).toEqual([
      0,
      expect.stringContaining("debits of 0 and credits of 210000 in minor units of KES"),
    ]);
    expect([other.code, other.stdout]).toEqual([1, expect.stringContaining("another root")]);
    expect([lie.code, lie.stdout]).toEqual([1, expect.stringContaining("does not hold")]);
  });

  it("names what was altered, and answers 1", async () => {
    await asSuperuser(
      "set session_replication_role = replica; update ledger.transaction set description = 'mine' where id in (select transaction_id from ledger.entry where amount = 60000)",
      server.database.ownerUrl,
    );
    const { code, stdout } = await cli("ledger", "verify");
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ sealed: transaction \S+ was altered\n {4}its figures agree/);
    expect(stdout).toMatch(/1 findings?: the books were changed/);
  });
});
