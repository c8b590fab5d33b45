const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["he", "ar", "fa", "ur"]);
const HAS_RTL = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;
const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";
const ISOLATES = /[\u2068\u2069]/g;

export function dir(locale: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(locale.split("-")[0] ?? "") ? "rtl" : "ltr";
}

/** Keeps a name, a number or an address from mixing its direction with the sentence around it. */
export function isolate(text: string, locale: string): string {
  if (text.startsWith(FIRST_STRONG_ISOLATE)) return text;
  return dir(locale) === "rtl" || HAS_RTL.test(text) ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}` : text;
}

export function withoutIsolates(text: string): string {
  return text.replace(ISOLATES, "");
}
