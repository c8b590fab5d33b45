import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createInstance, type i18n } from "i18next";
import { isolate, withoutIsolates } from "./direction.ts";
import { formatMoney } from "./format.ts";

/** The languages that every catalogue has, complete. */
export const LOCALES = ["en", "sw", "id", "he"] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = "en";

/** Values for the holes of a text; `count` chooses the plural, `context` the gender or kind. */
export type TextParams = Readonly<Record<string, string | number>>;

export function isLocale(text: string): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

/** The first language that we speak, of those that a person accepts (`he-IL`, and its old name `iw`, are `he`). */
export function bestLocale(languages: readonly (string | null | undefined)[]): Locale {
  for (const language of languages) {
    const base = language?.toLowerCase().split(/[-_]/)[0] ?? "";
    const known = base === "iw" ? "he" : base === "in" ? "id" : base;
    if (isLocale(known)) return known;
  }
  return DEFAULT_LOCALE;
}

let catalogue: i18n | undefined;

/**
 * The text of a module's catalogue. Values are put in as they are, isolated in direction: whoever makes HTML of the text
 * escapes it (`html` does).
 */
export function t(locale: string, namespace: string, key: string, params: TextParams = {}): string {
  catalogue ??= loadCatalogue();
  const values = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === "string" && name !== "context" ? isolate(value, locale) : value,
  ]);
  const text: unknown = catalogue.t(key, { ...Object.fromEntries(values), lng: bestLocale([locale]), ns: namespace });
  return typeof text === "string" ? text : key;
}

export function hasText(locale: string, namespace: string, key: string): boolean {
  catalogue ??= loadCatalogue();
  // With a count, so that a text which has plural forms alone is found too.
  return catalogue.exists(key, { lng: bestLocale([locale]), ns: namespace, fallbackLng: [], count: 1 });
}

/** Every `<module>/texts/<locale>.json` and `<module>/pages/texts/…`: the folder (`fundraising/pages`) is the namespace. */
function loadCatalogue(): i18n {
  const source = new URL("../", import.meta.url);
  const modules = readdirSync(source)
    .flatMap((name) => [name, `${name}/pages`])
    .filter((name) => existsSync(new URL(`${name}/texts/`, source)));
  const resources = Object.fromEntries(
    LOCALES.map((locale) => [
      locale,
      Object.fromEntries(modules.map((name) => [name, readTexts(source, name, locale)])),
    ]),
  );
  const instance = createInstance();
  // Escaping is the work of whoever makes HTML; `{{` in a name must not be read as a hole.
  void instance.init({
    resources,
    initAsync: false,
    nsSeparator: false,
    fallbackLng: DEFAULT_LOCALE,
    supportedLngs: [...LOCALES],
    interpolation: { escapeValue: false, skipOnVariables: true },
    returnNull: false,
  });
  addFormats(instance);
  return instance;
}

function addFormats(instance: i18n): void {
  // `{{state, word(of: states.goal)}}`: a word of the code, as the same catalogue calls it to people.
  instance.services.formatter?.add("word", (value, locale = DEFAULT_LOCALE, options) => {
    const key = `${options.of}.${withoutIsolates(String(value))}`;
    const word: unknown = instance.t(key, { lng: locale, ns: options.ns });
    return typeof word === "string" && word !== key ? isolate(word, locale) : String(value);
  });
  // `{{min, money}}`: minor units of the value `currency`.
  instance.services.formatter?.add("money", (value, locale = DEFAULT_LOCALE, options) => {
    const amount = BigInt(withoutIsolates(String(value)));
    return formatMoney({ amount, currency: withoutIsolates(String(options["currency"])) }, locale);
  });
}

function readTexts(source: URL, module: string, locale: Locale): Record<string, unknown> {
  const file = new URL(`${module}/texts/${locale}.json`, source);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}
