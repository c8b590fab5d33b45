import ts from "typescript";
import layers from "../lib/layers.cjs";
import { syntaxOf } from "./syntax.ts";
import { isTest, isTyped, type Rule, type Tree } from "./tree.ts";

const SRC = "server/src/";
/** What is no module: the floor, the composition and the edges. */
const FRAME = new Set(["platform", "app", ...layers.EDGES]);

function folders(tree: Tree): string[] {
  const names = tree.files.flatMap((file) => /^server\/src\/([^/]+)\//.exec(file)?.[1] ?? []);
  return [...new Set(names)].sort();
}

export const knownModules: Rule = {
  name: "every folder of server/src has its floor",
  why: "The rules of who may import whom know a module by tools/lib/layers.cjs: a stranger would be bound by none.",
  check: (tree) =>
    folders(tree)
      .filter((name) => !FRAME.has(name) && !layers.MODULES.includes(name))
      .map((name) => `${SRC}${name}: not in tools/lib/layers.cjs`),
};

export const moduleParts: Rule = {
  name: "a module has a README and a door",
  why: "A reader learns what it owns before how it does it, and enters where the others do.",
  check: (tree) =>
    folders(tree)
      .filter((name) => !FRAME.has(name))
      .flatMap((name) => {
        const has = (file: string): boolean => tree.files.includes(`${SRC}${name}/${file}`);
        const missing = [
          ...(has("README.md") ? [] : ["README.md"]),
          ...(has("index.ts") || has("module.ts") ? [] : ["index.ts or module.ts"]),
        ];
        return missing.map((file) => `${SRC}${name}: no ${file}`);
      }),
};

export const doorsOnlyExport: Rule = {
  name: "a door only passes on",
  why: "index.ts is a list of what others may use; code in it would be used without being named.",
  check: (tree) =>
    tree.files
      .filter((file) => /^(?:server\/src\/[^/]+|client\/src)\/index\.ts$/.test(file))
      .flatMap((file) =>
        syntaxOf(tree, file)
          .statements.filter((statement) => !ts.isExportDeclaration(statement) || !statement.moduleSpecifier)
          .map((statement) => `${file}: ${statement.getText().slice(0, 60).split("\n")[0]}`),
      ),
};

export const noModuleCircles: Rule = {
  name: "no circle of modules",
  why: "Of two modules, one stands on the other: what both need belongs to a third, or is an event.",
  check: (tree) => {
    const uses = new Map(folders(tree).map((name) => [name, usedBy(tree, name)]));
    return [...uses.keys()].flatMap((name) => {
      const circle = wayBack(uses, name, name, new Set());
      // Told once: by the first of its names.
      return circle && circle.toSorted()[0] === name ? [[name, ...circle].join(" → ")] : [];
    });
  },
};

function usedBy(tree: Tree, name: string): Set<string> {
  const texts = tree.files.filter(
    (file) => file.startsWith(`${SRC}${name}/`) && isTyped(file) && !isTest(file) && !file.includes("/testing/"),
  );
  const found = texts.flatMap((file) => [
    ...tree.read(file).matchAll(/from "(?:\.\.\/)+([a-z]+)\/(?:index|module)\.ts"/g),
  ]);
  return new Set(found.flatMap((match) => match[1] ?? []).filter((used) => used !== name));
}

/** The names from `at` back to `goal`, if there is a way. */
function wayBack(
  uses: ReadonlyMap<string, ReadonlySet<string>>,
  at: string,
  goal: string,
  seen: Set<string>,
): string[] | null {
  for (const next of uses.get(at) ?? []) {
    if (next === goal) return [goal];
    if (seen.has(next)) continue;
    seen.add(next);
    const rest = wayBack(uses, next, goal, seen);
    if (rest) return [next, ...rest];
  }
  return null;
}

export const ownTables: Rule = {
  name: "a module reads its own tables only",
  why: "A table that two modules know is a door that nobody drew: ask the owner's index.ts.",
  check: (tree) => {
    const tables = tablesOf(tree);
    return tree.files
      .filter((file) => file.startsWith(SRC) && isTyped(file) && !isTest(file) && !file.includes("/testing/"))
      .flatMap((file) => {
        const own = file.split("/")[2] ?? "";
        // A check of the live data compares a module's rows with the books.
        if (own === "app" || file.endsWith("/checks.ts")) return [];
        const found = [...tree.read(file).matchAll(/["'`\s(]([a-z]+)\.([a-z_]+)\b(?!\()/g)].filter(
          ([, schema = "", table]) => schema !== own && schema !== "platform" && tables.has(`${schema}.${table}`),
        );
        return [...new Set(found.map((match) => `${file}: ${match[1]}.${match[2]}`))];
      });
  },
};

function tablesOf(tree: Tree): Set<string> {
  const types = tree.files.find((file) => file.endsWith("platform/database.gen.ts"));
  const names = types ? [...tree.read(types).matchAll(/^ {2}"([a-z]+\.[a-z_]+)": /gm)] : [];
  return new Set(names.map((match) => match[1] ?? ""));
}
