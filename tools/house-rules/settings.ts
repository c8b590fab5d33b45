import type { Rule } from "./tree.ts";

const CONFIG = "server/src/platform/config.ts";
const EXAMPLE = ".env.example";

export const settingsAreListed: Rule = {
  name: "every setting stands in .env.example",
  why: "It is the one place where an operator learns what can be set, and what holds when it is not.",
  check: (tree) => {
    if (!tree.files.includes(CONFIG)) return [];
    const read = namesIn(tree.read(CONFIG), /(?:read\.\w+\(\s*|env\[)"([A-Z_]+)"/g);
    const listed = namesIn(tree.files.includes(EXAMPLE) ? tree.read(EXAMPLE) : "", /^#?([A-Z_]+)=/gm);
    const missing = [...read].filter((name) => !listed.has(name)).map((name) => `${EXAMPLE}: no ${name}`);
    const strange = [...listed]
      .filter((name) => !read.has(name))
      .map((name) => `${EXAMPLE}: ${name} is read by nothing`);
    return [...missing, ...strange];
  },
};

function namesIn(text: string, pattern: RegExp): Set<string> {
  return new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""));
}
