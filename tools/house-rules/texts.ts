import { dirname } from "node:path";
import type { Rule, Tree } from "./tree.ts";

const LOCALES = ["en", "sw", "id", "he"];
const PLURAL = /_(?:zero|one|two|few|many|other)$/;

type Texts = Map<string, string>;

export const completeTexts: Rule = {
  name: "texts are complete in every language",
  why: "A missing sentence is read in English by somebody who does not read English.",
  check: (tree) => {
    const folders = new Set(
      tree.files.filter((file) => /\/texts\/[a-z]+\.json$/.test(file)).map((file) => dirname(file)),
    );
    return [...folders].sort().flatMap((folder) => checkFolder(tree, folder));
  },
};

function checkFolder(tree: Tree, folder: string): string[] {
  const missing = LOCALES.filter((locale) => !tree.files.includes(`${folder}/${locale}.json`));
  if (missing.length) return missing.map((locale) => `${folder}/${locale}.json: missing`);
  const english = read(tree, `${folder}/en.json`);
  return LOCALES.flatMap((locale) => {
    const file = `${folder}/${locale}.json`;
    return checkLocale(english, read(tree, file), locale).map((fault) => `${file}: ${fault}`);
  });
}

function checkLocale(english: Texts, texts: Texts, locale: string): string[] {
  const wanted = new Set([...english.keys()].map(baseOf(english)));
  const present = new Set([...texts.keys()].map(baseOf(texts)));
  const missing = [...wanted].filter((key) => !present.has(key)).map((key) => `no ${key}`);
  // A language may tell apart what English does not: `invited_female` beside `invited`.
  const strange = [...present]
    .filter((key) => !wanted.has(key) && !wanted.has(key.replace(/_[a-z]+$/, "")))
    .map((key) => `${key} is not in English`);
  const empty = [...texts].filter(([, text]) => text.trim() === "").map(([key]) => `${key} is empty`);
  return [...missing, ...strange, ...empty, ...checkPlurals(texts, locale), ...checkHoles(english, texts)];
}

/** i18next's plurals: `gifts_one`, `gifts_other`, … as many as the language has. */
function checkPlurals(texts: Texts, locale: string): string[] {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  return pluralsOf(texts).flatMap((base) =>
    forms.filter((form) => !texts.has(`${base}_${form}`)).map((form) => `no ${base}_${form}`),
  );
}

function pluralsOf(texts: Texts): string[] {
  return [...texts.keys()].filter((key) => key.endsWith("_other")).map((key) => key.replace(PLURAL, ""));
}

/** `gifts_one` is the text `gifts` where there are plurals of it; `step_one` may be just a name. */
function baseOf(texts: Texts): (key: string) => string {
  return (key) => (PLURAL.test(key) && texts.has(key.replace(PLURAL, "_other")) ? key.replace(PLURAL, "") : key);
}

/** The same `{{holes}}` in each language; a plural's own number may be left out ("one gift"). */
function checkHoles(english: Texts, texts: Texts): string[] {
  const expected = holesOf(english);
  return [...holesOf(texts)].flatMap(([base, holes]) => {
    const wanted = expected.get(base) ?? expected.get(base.replace(/_[a-z]+$/, ""));
    if (!wanted) return [];
    const differing = [...wanted.symmetricDifference(holes)].filter((hole) => hole !== "count");
    return differing.map((hole) => `${base}: {{${hole}}} is ${wanted.has(hole) ? "missing" : "not in English"}`);
  });
}

function holesOf(texts: Texts): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  for (const [key, text] of texts) {
    const base = baseOf(texts)(key);
    const found = [...text.matchAll(/\{\{-?\s*([\w.]+)/g)].map((match) => match[1] ?? "");
    all.set(base, new Set([...(all.get(base) ?? []), ...found]));
  }
  return all;
}

function read(tree: Tree, file: string): Texts {
  const texts: Texts = new Map();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner, path ? `${path}.${key}` : key);
    } else texts.set(path, String(value));
  };
  walk(JSON.parse(tree.read(file)), "");
  return texts;
}
