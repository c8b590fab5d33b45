import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { NODE_MODULES, ROOT, RunError } from "./root.mjs";

const NAME = `node-${process.platform}-${process.arch}`;
const FOLDER = join(NODE_MODULES, NAME);
const OTHER_SYSTEMS_LEAST = 24;

/** The path of the Node to run on: the pinned one, or on a system that has none, this one if it is new enough. */
export function findNode() {
  const wanted = pinnedVersion();
  if (!wanted) {
    if (Number(process.versions.node.split(".")[0]) >= OTHER_SYSTEMS_LEAST) return process.execPath;
    throw new RunError(
      `no Node comes with the project for ${process.platform} ${process.arch}: install Node ${OTHER_SYSTEMS_LEAST} (this is ${process.version})`,
    );
  }
  const installed = versionOf(FOLDER);
  if (!installed) {
    throw new RunError(
      "the project's Node was not installed: does your npm leave out optional packages? (npm config get omit)",
    );
  }
  if (!sameLine(installed, wanted))
    throw new RunError(`node_modules holds Node ${installed} in place of ${wanted}: run npm install`);
  return join(FOLDER, "bin/node");
}

/** Whether this process runs on it. The binary is asked by what it says of itself, not by what its folder is called. */
export function isThisNode(node) {
  if (realpathSync(node) !== realpathSync(process.execPath)) return false;
  const wanted = pinnedVersion();
  if (wanted && !sameLine(process.versions.node, wanted)) {
    throw new RunError(`${node} is Node ${process.versions.node}, not ${wanted}: remove node_modules and start again`);
  }
  return true;
}

/** The version that package.json pins for this system; undefined where it has none. */
export function pinnedVersion() {
  const { optionalDependencies = {} } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return optionalDependencies[NAME];
}

function versionOf(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
  } catch {
    return undefined;
  }
}

/** 24.21.0 and 24.21.3 are one line. */
function sameLine(a, b) {
  return a.split(".").slice(0, 2).join(".") === b.split(".").slice(0, 2).join(".");
}
