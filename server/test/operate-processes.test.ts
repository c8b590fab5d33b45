import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { freePort, killAll, processesOf, run } from "./operate-processes.ts";
import { temporaryFolder } from "./operate-tools.ts";

const folder = temporaryFolder();
/** Whole servers start and stop, on a machine that may have other work. */
const SLOW = 120_000;

afterAll(async () => {
  await killAll();
  for (const { pid } of processesOf(folder.path)) process.kill(pid, "SIGKILL");
  folder.remove();
});

async function settings(name: string, more: Record<string, string> = {}): Promise<Record<string, string>> {
  const dataDir = join(folder.path, name);
  mkdirSync(dataDir, { recursive: true });
  return {
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    SANDBOX_PORT: String(await freePort()),
    SANDBOX: "1",
    ...more,
  };
}

/** The postmaster that works on a data folder. */
function postmaster(dataDir: string): number {
  return Number(readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
}

async function isReady(env: Record<string, string>): Promise<boolean> {
  return (await fetch(`http://127.0.0.1:${env["PORT"]}/health/ready`)).ok;
}

/** Somebody new; answers the address. */
async function signUp(env: Record<string, string>): Promise<string> {
  const email = `${crypto.randomUUID()}@example.org`;
  const person = { email, password: "correct horse battery 7", givenName: "Amina", familyName: "Otieno" };
  const headers = { "content-type": "application/json" };
  const made = await fetch(`http://127.0.0.1:${env["PORT"]}/v1/users`, {
    method: "POST",
    headers,
    body: JSON.stringify(person),
  });
  expect(made.status).toBe(201);
  return email;
}

const left = (dataDir: string) => processesOf(dataDir).map(({ command }) => command);

describe("commonpurse start", () => {
  it(
    "stops everything at Ctrl-C: no database and no sandbox process stays",
    async () => {
      const env = await settings("stopped");
      const server = run("cli/src/main.ts", ["start"], env);
      await server.saw("Stop with Ctrl-C");
      expect(await isReady(env)).toBe(true);
      expect(left(env["DATA_DIR"] ?? "").some((command) => command.includes("sandbox/src/main.ts"))).toBe(true);
      server.signal("SIGINT");
      expect(await server.ended).toMatchObject({ code: 0, stderr: "" });
      expect(left(env["DATA_DIR"] ?? "")).toEqual([]);
      expect(existsSync(join(env["DATA_DIR"] ?? "", "postgres/postmaster.pid"))).toBe(false);
    },
    SLOW,
  );

  it(
    "recovers after kill -9: takes the database over that went on running, and finds its rows",
    async () => {
      const env = await settings("killed");
      const dataDir = env["DATA_DIR"] ?? "";
      const first = run("server/src/main.ts", [], env);
      await first.saw("Stop with Ctrl-C");
      const database = postmaster(dataDir);
      const email = await signUp(env);
      first.signal("SIGKILL");
      await first.ended;
      expect(postmaster(dataDir)).toBe(database);

      const check = await run("server/src/operate.ts", ["check", "--json"], env).ended;
      expect(JSON.parse(check.stdout)).toMatchObject({ whole: true });
      // What was running before the verb came runs on after it.
      expect(postmaster(dataDir)).toBe(database);

      const second = run("server/src/main.ts", [], env);
      await second.saw("Stop with Ctrl-C");
      expect(postmaster(dataDir)).toBe(database);
      const mails = await (await fetch(`http://127.0.0.1:${env["PORT"]}/dev/mailbox.json?to=${email}`)).json();
      expect(mails).toMatchObject({ items: [{ to: email }] });
      second.signal("SIGTERM");
      expect((await second.ended).code).toBe(0);
      expect(left(dataDir)).toEqual([]);
    },
    SLOW,
  );
});

describe("the operator's verbs", () => {
  it(
    "work while the server serves, and on its database after it stopped; a second server comes out of the backup",
    async () => {
      const env = await settings("source");
      const dataDir = env["DATA_DIR"] ?? "";
      const server = run("server/src/main.ts", [], env);
      await server.saw("Stop with Ctrl-C");
      const email = await signUp(env);
      const whileServing = join(folder.path, "serving.cpb");
      expect(await run("cli/src/main.ts", ["backup", whileServing], env).ended).toMatchObject({ code: 0, stderr: "" });
      expect(await isReady(env)).toBe(true);
      server.signal("SIGINT");
      await server.ended;

      const stopped = join(folder.path, "stopped.cpb");
      const saved = await run("cli/src/main.ts", ["backup", "--json", stopped], env).ended;
      const sha256 = createHash("sha256").update(readFileSync(stopped)).digest("hex");
      expect(JSON.parse(saved.stdout)).toMatchObject({
        file: stopped,
        bytes: statSync(stopped).size,
        sha256,
        withKeys: false,
      });
      expect(left(dataDir)).toEqual([]);

      const target = await settings("target", {
        ENCRYPTION_KEYS: readFileSync(join(dataDir, "encryption-keys"), "utf8").trim(),
      });
      const restored = await run("cli/src/main.ts", ["restore", "--json", stopped], target).ended;
      expect(JSON.parse(restored.stdout)).toMatchObject({ whole: true, keys: "fit" });
      expect(await run("cli/src/main.ts", ["restore", stopped], target).ended).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^commonpurse: the database is not empty .*\n$/),
      });
      expect(left(target["DATA_DIR"] ?? "")).toEqual([]);
      const again = run("server/src/main.ts", [], target);
      await again.saw("Stop with Ctrl-C");
      const mails = await (await fetch(`http://127.0.0.1:${target["PORT"]}/dev/mailbox.json?to=${email}`)).json();
      expect(mails).toMatchObject({ items: [{ to: email }] });
      again.signal("SIGINT");
      expect((await again.ended).code).toBe(0);
    },
    SLOW,
  );

  it(
    "refuse a folder in which there is nothing, and make nothing there",
    async () => {
      const env = await settings("nothing");
      for (const verb of [
        ["check"],
        ["backup", join(folder.path, "never.cpb")],
        ["ledger", "export", "--community", "x"],
      ]) {
        const { code, stderr } = await run("cli/src/main.ts", verb, env).ended;
        expect({ code, stderr }).toEqual({
          code: 1,
          stderr: `commonpurse: there is no Commonpurse data under ${env["DATA_DIR"]}: name its folder with --data-dir or DATA_DIR\n`,
        });
      }
      expect(existsSync(join(env["DATA_DIR"] ?? "", "postgres"))).toBe(false);
    },
    SLOW,
  );
});
