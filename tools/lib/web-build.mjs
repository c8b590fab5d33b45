import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { NODE_MODULES, ROOT, RunError } from "./root.mjs";

const WEB = join(ROOT, "web");
const BUILT = join(WEB, "dist");
const STAMP = join(BUILT, ".built-from");
const SOURCES = ["web", "client/src", "package-lock.json", "openapi.json"];
const NOT_SOURCES = new Set(["dist", "node_modules"]);

/** Builds the web when its sources are not those of the last build. */
export function buildWeb({ always = false } = {}) {
  if (!existsSync(join(WEB, "vite.config.ts"))) return;
  const sources = fingerprint();
  if (!always && existsSync(STAMP) && readFileSync(STAMP, "utf8") === sources) return;
  console.log("Building the web …");
  const started = Date.now();
  const { status, error, stdout, stderr } = spawnSync(process.execPath, [vite(), "build", "--logLevel", "warn"], {
    cwd: WEB,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (error) throw new RunError(`the web could not be built: ${error.message}`);
  process.stderr.write(stdout + stderr);
  if (status !== 0)
    throw new RunError(
      /ENOSPC/.test(stderr) ? "the web could not be built: the disk is full" : "the web could not be built",
    );
  filesOf(BUILT).forEach(compress);
  writeFileSync(STAMP, sources);
  console.log(`  built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

/** Beside each file that is text, the same compressed: the server sends what is there and spends no time on it. */
function compress(file) {
  if (!/\.(?:js|css|html|svg|json|webmanifest)$/.test(file)) return;
  const content = readFileSync(file);
  writeFileSync(`${file}.br`, brotliCompressSync(content));
  writeFileSync(`${file}.gz`, gzipSync(content));
}

function vite() {
  const found = [join(WEB, "node_modules"), NODE_MODULES]
    .map((folder) => join(folder, "vite/bin/vite.js"))
    .find(existsSync);
  if (!found) throw new RunError("vite is missing from node_modules: run npm install");
  return found;
}

/** By content: a fresh clone and a changed branch have any times they like. */
function fingerprint() {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap((name) => filesOf(join(ROOT, name)))) {
    hash.update(`${relative(ROOT, file)}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  const entries = readEntries(path);
  if (!entries) return [path];
  return entries
    .filter(({ name }) => !NOT_SOURCES.has(name) && !name.startsWith("."))
    .flatMap(({ name }) => filesOf(join(path, name)))
    .sort();
}

function readEntries(path) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOTDIR") return null;
    throw error;
  }
}
