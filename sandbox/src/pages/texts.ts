import { readFileSync } from "node:fs";
import { isFields } from "../check.ts";

export type Lang = "en" | "he" | "id" | "sw";
export const LANGS: readonly Lang[] = ["en", "he", "id", "sw"];

type Texts = Readonly<Record<string, string>>;

const CATALOGUE: Readonly<Record<Lang, Texts>> = { en: load("en"), he: load("he"), id: load("id"), sw: load("sw") };

export function directionOf(lang: Lang): "ltr" | "rtl" {
  return lang === "he" ? "rtl" : "ltr";
}

/** The text of a key, with `{{name}}` filled in. */
export function say(lang: Lang, key: string, values: Readonly<Record<string, string>> = {}): string {
  const text = CATALOGUE[lang][key];
  if (text === undefined) throw new Error(`no text ${key} in ${lang}`);
  return text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => values[name] ?? "");
}

export function textsOf(lang: Lang): Texts {
  return CATALOGUE[lang];
}

/** `?lang=` first, then the browser's wishes in their order of weight, then English. */
export function chooseLang(asked: string | null, acceptLanguage: string): Lang {
  const direct = toLang(asked ?? "");
  if (direct !== null) return direct;
  const wishes = acceptLanguage
    .slice(0, 500)
    .split(",")
    .map(wish)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag, weight } of wishes) {
    const lang = weight > 0 ? toLang(tag) : null;
    if (lang !== null) return lang;
  }
  return "en";
}

function wish(part: string): { tag: string; weight: number } {
  const [tag = "", ...parameters] = part.trim().split(";");
  const weight = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find((one) => one !== undefined);
  return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 };
}

/** Hebrew and Indonesian have an old code each that some phones still send. */
function toLang(tag: string): Lang | null {
  const base = tag.toLowerCase().split("-")[0] ?? "";
  const modern = base === "iw" ? "he" : base === "in" ? "id" : base;
  return LANGS.find((lang) => lang === modern) ?? null;
}

function load(lang: Lang): Texts {
  const value: unknown = JSON.parse(readFileSync(new URL(`../texts/${lang}.json`, import.meta.url), "utf8"));
  if (!isFields(value)) throw new Error(`texts of ${lang} are no object`);
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]));
}
