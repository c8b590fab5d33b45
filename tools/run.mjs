#!/usr/bin/env node
// The one entry of all npm scripts. Plain JavaScript that Node 16 reads: whatever Node the machine has, it installs what is
// missing, finds the Node that the project pins by its path (PATH is never trusted), and goes on in that one.
import { existsSync, readFileSync } from "node:fs";
import * as modules from "node:module";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ensureInstalled } from "./lib/install.mjs";
import { runChild } from "./lib/launch.mjs";
import { findNode, isThisNode } from "./lib/pinned-node.mjs";
import { fail, NODE_MODULES, ROOT, RunError } from "./lib/root.mjs";
import { buildWeb } from "./lib/web-build.mjs";

const HELP = `node tools/run.mjs COMMAND [arguments]

  start             start the server (builds the web first when its sources are newer)
  dev               start the server and the web, both reloading as files change
  commonpurse …     the command line; --help teaches it
  test              install what the tests need, and run all of them
  check             the fast part of the tests: types, lint, layers, house rules
  generate          write the generated files again (--check: only compare)
  build             build the web
  exec TOOL …       run a tool of node_modules with the project's Node`;

const [command = "help", ...args] = process.argv.slice(2);

const COMMANDS = {
  start: () => {
    buildWeb();
    readSettings();
    return runHere("server/src/main.ts", args);
  },
  dev: () => {
    readSettings();
    return runHere("tools/dev.ts", args);
  },
  commonpurse: () => {
    readSettings();
    return runHere("cli/src/main.ts", args);
  },
  test: () => runHere("tools/test.ts", args),
  check: () => runHere("tools/check.ts", args),
  generate: () => runHere("tools/generate.ts", args),
  build: () => buildWeb({ always: true }),
  exec: () => execTool(args),
};

try {
  await main();
} catch (error) {
  if (!(error instanceof RunError)) throw error;
  fail(error.message);
}

async function main() {
  if (!COMMANDS[command]) {
    console.log(HELP);
    process.exitCode = ["help", "--help", "-h"].includes(command) ? 0 : 2;
    return;
  }
  await ensureInstalled();
  keepCompiled();
  const node = findNode();
  const flags = heapFlags();
  if (isThisNode(node) && flags.every((flag) => process.execArgv.includes(flag))) return COMMANDS[command]();
  await runChild(node, [...flags, fileURLToPath(import.meta.url), command, ...args], { env: environment(node) });
}

/** Node lets garbage lie while there is memory; the server is told how little it needs. NODE_OPTIONS of the operator's come first. */
function heapFlags() {
  const file = join(ROOT, "server/node-flags.json");
  if (command !== "start" || process.env.NODE_OPTIONS || !existsSync(file)) return [];
  return JSON.parse(readFileSync(file, "utf8"));
}

/** The pinned Node and the project's tools come first for whatever is started from here on. */
function environment(node) {
  const path = [join(node, ".."), join(NODE_MODULES, ".bin"), process.env.PATH].filter(Boolean).join(delimiter);
  return { ...process.env, PATH: path };
}

/** Modules are compiled once and not at each start, ours and those of all that is started from here: half the time to load them. */
function keepCompiled() {
  process.env.NODE_COMPILE_CACHE ??= join(ROOT, ".cache/compile");
  if (modules.enableCompileCache) modules.enableCompileCache();
}

/** From .env, where somebody wrote them down; the environment wins. Tests read none. */
function readSettings() {
  const file = join(ROOT, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

/** In this very process: one process less to pass signals through. */
async function runHere(file, argv) {
  const path = join(ROOT, file);
  if (!existsSync(path)) throw new RunError(`${file} is missing: is this a whole checkout?`);
  process.argv = [process.execPath, path, ...argv];
  await import(pathToFileURL(path).href);
}

function execTool([tool, ...argv]) {
  if (!tool) throw new RunError("exec needs the name of a tool, such as: node tools/run.mjs exec vitest run");
  const path = tool === "node" ? process.execPath : join(NODE_MODULES, ".bin", tool);
  if (!existsSync(path)) throw new RunError(`no tool ${tool} in node_modules/.bin`);
  return runChild(path, argv, { env: environment(process.execPath) });
}
