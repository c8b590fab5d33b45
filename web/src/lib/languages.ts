/** The languages that every catalogue has, complete; each named by itself. */
export const LANGUAGES = { en: "English", sw: "Kiswahili", id: "Bahasa Indonesia", he: "עברית" } as const;
export type Language = keyof typeof LANGUAGES;

const HAS_RTL = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;
const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text);
}

export function direction(language: string): "ltr" | "rtl" {
  return language === "he" ? "rtl" : "ltr";
}

/** Keeps a name, a number or an address from mixing its direction with the sentence around it. */
export function isolate(text: string, language: string): string {
  if (text.startsWith(FIRST_STRONG_ISOLATE)) return text;
  return direction(language) === "rtl" || HAS_RTL.test(text) ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}` : text;
}

/** A language of ours for the contract; whatever else a form holds is English. */
export function localeOf(text: string): Language {
  return isLanguage(text) ? text : "en";
}
