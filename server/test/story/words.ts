import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../../..");

type Tree = { readonly [key: string]: string | Tree };
type Values = Readonly<Record<string, string | number>>;

/** Where people read what: the application, the server's pages and mails, the provider's checkout. */
const PLACES = {
  web: (space: string) => `web/src/${space}/texts`,
  page: (space: string) => `server/src/${space}/texts`,
  sandbox: () => "sandbox/src/texts",
} as const;

export type Words = (key: string, values?: Values) => string;

/** The sentence of a key, in English unless said otherwise, as the page of that module says it. */
export function wordsOf(place: keyof typeof PLACES, space: string, language = "en"): Words {
  const path = join(ROOT, PLACES[place](space), `${language}.json`);
  const texts = JSON.parse(readFileSync(path, "utf8")) as Tree;
  return (key, values = {}) => {
    const plural = typeof values["count"] === "number" ? `${key}_${values["count"] === 1 ? "one" : "other"}` : key;
    const text = find(texts, plural) ?? find(texts, key);
    if (text === undefined) throw new Error(`${path} has no text ${key}`);
    return text.replace(/\{\{(\w+)(?:, *\w+)?\}\}/g, (_all, name: string) => String(values[name] ?? ""));
  };
}

function find(texts: Tree, key: string): string | undefined {
  const found = key.split(".").reduce<string | Tree | undefined>((tree, part) => {
    return typeof tree === "object" ? tree[part] : undefined;
  }, texts);
  return typeof found === "string" ? found : undefined;
}

/** A name that starts with these words: labels go on with "(optional)", figures with what they open. */
export function begins(words: string): RegExp {
  return new RegExp(`^${loose(words)}`);
}

/** The words anywhere, whatever isolates stand around the values in them. */
export function says(words: string): RegExp {
  return new RegExp(loose(words));
}

const ISOLATES = "[\\u2066-\\u2069]?";

function loose(words: string): string {
  const plain = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return plain.replace(/\s+/g, `${ISOLATES}\\s+${ISOLATES}`).replace(/([“”"])/g, `${ISOLATES}$1${ISOLATES}`);
}

/** The application is built once at install, before the tests; a test alone says how. */
export function requireWebBuild(): void {
  if (existsSync(join(ROOT, "web/dist/index.html"))) return;
  throw new Error("web/dist is missing: build the application first with `node tools/run.mjs build`");
}
