import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const NAME = `node-${process.platform}-${process.arch}`;
const [MAJOR, MINOR] = process.versions.node.split(".");

/** Plays npm: says its version, writes down that it was called, and ends as it is told. */
const FAKE_NPM = `
const fs = require("fs");
if (process.argv[2] === "--version") { console.log(process.env.FAKE_VERSION || "9.2.0"); process.exit(0); }
fs.appendFileSync("calls.txt", process.argv.slice(2).join(" ") + " as " + process.version + "\\n");
fs.mkdirSync("node_modules/.bin", { recursive: true });
process.stderr.write(process.env.FAKE_STDERR || "");
process.exit(Number(process.env.FAKE_STATUS || 0));
`;

let root = "";

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "commonpurse-run-")));
  cpSync(join(import.meta.dirname, "run.mjs"), join(root, "tools/run.mjs"), { recursive: true });
  cpSync(join(import.meta.dirname, "lib"), join(root, "tools/lib"), { recursive: true });
  write("package-lock.json", "{}");
  write("npm/npm-cli.js", FAKE_NPM);
  write("npm/package.json", "{}");
  pin(process.versions.node);
  installNode(process.versions.node);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function pin(version: string): void {
  write("package.json", JSON.stringify({ type: "module", optionalDependencies: { [NAME]: version } }));
}

/** This very Node under another name, as if npm had brought it. */
function installNode(version: string): void {
  const node = join(root, "node_modules", NAME, "bin/node");
  write(`node_modules/${NAME}/package.json`, JSON.stringify({ version }));
  mkdirSync(dirname(node), { recursive: true });
  try {
    linkSync(process.execPath, node);
  } catch {
    copyFileSync(process.execPath, node);
  }
}

const environment = (more: Record<string, string>) => ({
  ...process.env,
  npm_execpath: join(root, "npm/npm-cli.js"),
  ...more,
});

function run(args: string[], more: Record<string, string> = {}) {
  return spawnSync(process.execPath, [join(root, "tools/run.mjs"), ...args], {
    cwd: root,
    encoding: "utf8",
    env: environment(more),
  });
}

const calls = (): string[] =>
  existsSync(join(root, "calls.txt")) ? readFileSync(join(root, "calls.txt"), "utf8").trim().split("\n") : [];

describe("the runtime", () => {
  it("is the one in node_modules, whatever PATH says", () => {
    write("fake/node", "#!/bin/sh\necho wrong\n");
    const { stdout } = run(["exec", "node", "-p", "process.execPath"], {
      PATH: `${join(root, "fake")}:${process.env["PATH"]}`,
    });
    expect(stdout.trim().split("\n").at(-1)).toBe(join(root, "node_modules", NAME, "bin/node"));
  });

  it("is refused when it is of another line than the pinned one", () => {
    pin(`${MAJOR}.${Number(MINOR) + 1}.0`);
    expect(run(["exec", "node", "-v"])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^commonpurse: node_modules holds Node .*\n$/),
    });
  });

  it("is missed by name when npm left it out", () => {
    rmSync(join(root, "node_modules", NAME), { recursive: true });
    expect(run(["exec", "node", "-v"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("npm config get omit"),
    });
  });

  it("may be any new Node on a system that the project brings none for", () => {
    write("package.json", JSON.stringify({ type: "module" }));
    expect(run(["exec", "node", "-p", "process.execPath"]).stdout.trim().split("\n").at(-1)).toBe(process.execPath);
  });
});

describe("installing", () => {
  it("happens once for each lockfile, for the pinned Node, and leaves the lockfile alone", () => {
    run(["exec", "node", "-v"]);
    run(["exec", "node", "-v"]);
    expect(calls()).toEqual([
      expect.stringMatching(new RegExp(`^install --no-save .*--include=optional as v${process.versions.node}$`)),
    ]);
    write("package-lock.json", "{ }");
    run(["exec", "node", "-v"]);
    expect(calls()).toHaveLength(2);
  });

  it.each([
    ["npm ERR! code ENOTFOUND\nnpm ERR! request to x failed, reason: getaddrinfo ENOTFOUND", "cannot be reached"],
    ["npm error code EACCES", "may not be written"],
    ["npm error code E404\nnpm error 404 no such package", "lacks a package"],
    ["npm error something new", "npm failed [npm: something new]"],
  ])("says in one line what is wrong: %j", (said, told) => {
    const { status, stderr } = run(["exec", "node", "-v"], { FAKE_STDERR: `${said}\n`, FAKE_STATUS: "1" });
    expect(status).toBe(1);
    expect(stderr).toContain(told);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("removes what a full disk left half unpacked, although npm says that all is well", () => {
    const { status, stderr } = run(["exec", "node", "-v"], {
      FAKE_STDERR: "npm WARN tar TAR_ENTRY_ERROR ENOSPC: no space left\n",
    });
    expect(status).toBe(1);
    expect(stderr).toContain("the disk is full");
    expect(existsSync(join(root, "node_modules"))).toBe(false);
  });

  it("asks for a newer npm", () => {
    expect(run(["exec", "node", "-v"], { FAKE_VERSION: "6.14.18" }).stderr).toContain("npm 6.14.18 is too old");
  });
});

describe("a command", () => {
  it("keeps its exit code and its arguments", () => {
    write("cli/src/main.ts", "const code: string = process.argv.slice(2).join(); process.exit(Number(code.length));");
    expect(run(["commonpurse", "ab", "c"]).status).toBe(4);
  });

  it("gets the signals that we get", async () => {
    write(
      "server/src/main.ts",
      'process.on("SIGTERM", () => process.exit(9)); console.log("ready"); setInterval(() => 0, 1000);',
    );
    const child = spawn(process.execPath, [join(root, "tools/run.mjs"), "start"], {
      cwd: root,
      env: environment({}),
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const text of child.stdout) if (String(text).includes("ready")) break;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    expect(await ended).toEqual([9, null]);
  });

  it("that nobody knows is answered with the list of them", () => {
    expect(run(["fly"])).toMatchObject({ status: 2, stdout: expect.stringContaining("commonpurse …") });
  });
});
