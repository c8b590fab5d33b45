import { createHash } from "node:crypto";
import { basename } from "node:path";
import layers from "../lib/layers.cjs";
import type { Rule, Tree } from "./tree.ts";

const FOLDER = "server/migrations/";
const MODULES = ["platform", ...layers.MODULES];
const NAME = /^(\d{4})_([a-z]+)_[a-z0-9_]+\.sql$/;

const namesOf = (tree: Tree): string[] =>
  tree.files
    .filter((file) => file.startsWith(FOLDER) && file.endsWith(".sql"))
    .map((file) => basename(file))
    .sort();

export const migrationNames: Rule = {
  name: "migrations are numbered without gaps and named for a module",
  why: "Their order is their number; a gap is a migration that somebody has and others have not.",
  check: (tree) =>
    namesOf(tree).flatMap((name, at) => {
      const [, number, module] = NAME.exec(name) ?? [];
      if (!number || !module) return [`${FOLDER}${name}: not NNNN_module_what.sql`];
      const expected = String(at + 1).padStart(4, "0");
      const faults = number === expected ? [] : [`${FOLDER}${name}: number ${expected} expected`];
      return MODULES.includes(module) ? faults : [...faults, `${FOLDER}${name}: no module ${module}`];
    }),
};

export const migrationsStay: Rule = {
  name: "a sealed migration never changes",
  why: "It has run at somebody's place; the server there refuses to start beside a changed one.",
  check: (tree) => {
    const seal = `${FOLDER}checksums.txt`;
    if (!tree.files.includes(seal)) return [];
    const sealed = new Map(
      tree
        .read(seal)
        .split("\n")
        .filter(Boolean)
        .map((line) => [line.slice(66), line.slice(0, 64)]),
    );
    const unsealed = namesOf(tree)
      .filter((name) => !sealed.has(name))
      .map((name) => `${FOLDER}${name}: not sealed (npm run generate)`);
    const changed = [...sealed]
      .filter(([name, sum]) => checksum(tree, `${FOLDER}${name}`) !== sum)
      .map(([name]) => `${FOLDER}${name}: changed or removed`);
    return [...unsealed, ...changed];
  },
};

function checksum(tree: Tree, file: string): string {
  return tree.files.includes(file) ? createHash("sha256").update(tree.read(file)).digest("hex") : "";
}
