import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The committed files of a project: on disk, or planted by a test. Paths are relative to its root. */
export interface Tree {
  files: readonly string[];
  read(file: string): string;
}

/** One thing that this house does alike everywhere. `check` names each breach as `file[:line]: what`. */
export interface Rule {
  name: string;
  why: string;
  check(tree: Tree): string[];
}

const NOT_COMMITTED = new Set([".git", "node_modules", "dist", "coverage", ".cache"]);
const TEXT =
  /\.(?:tsx?|[cm]?js|json|sql|css|html|md|ya?ml|txt|sh|typ|example|webmanifest)$|^\.[a-z]+$|^(?:run|LICENSE|coverage-floor)$/;

export function diskTree(root: string): Tree {
  const walk = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (NOT_COMMITTED.has(entry.name) || path === "data") return [];
      if (entry.isDirectory()) return walk(path);
      return entry.isFile() && TEXT.test(entry.name) ? [path] : [];
    });
  const texts = new Map<string, string>();
  const read = (file: string): string => {
    const text = texts.get(file) ?? readFileSync(join(root, file), "utf8");
    texts.set(file, text);
    return text;
  };
  return { files: walk("").filter((file) => existsSync(join(root, file))), read };
}

export function plantedTree(files: Readonly<Record<string, string>>): Tree {
  return { files: Object.keys(files), read: (file) => files[file] ?? "" };
}

export const isTest = (file: string): boolean => /\.test\.tsx?$|(?:^|\/)test\//.test(file);
export const isGenerated = (file: string): boolean =>
  /\.gen\.ts$/.test(file) || file === "openapi.json" || file === "server/schema.sql";
export const isScript = (file: string): boolean => /\.(?:tsx?|[cm]js)$/.test(file) && !isGenerated(file);
export const isTyped = (file: string): boolean => /\.tsx?$/.test(file) && !isGenerated(file);

/** Every line that the pattern is found in, as a breach. */
export function linesWith(
  tree: Tree,
  file: string,
  pattern: RegExp,
  what: string | ((found: string) => string),
): string[] {
  return tree
    .read(file)
    .split("\n")
    .flatMap((line, at) => {
      const found = pattern.exec(line)?.[0];
      return found === undefined ? [] : [`${file}:${at + 1}: ${typeof what === "string" ? what : what(found)}`];
    });
}
