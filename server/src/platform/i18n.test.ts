import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dir, isolate } from "./direction.ts";
import { bestLocale, hasText, LOCALES, t } from "./i18n.ts";

describe("languages", () => {
  test("the first that we speak is taken; old names of languages count", () => {
    expect(bestLocale(["fr", "sw-KE", "en"])).toBe("sw");
    expect(bestLocale(["iw"])).toBe("he");
    expect(bestLocale(["in-ID"])).toBe("id");
    expect(bestLocale([null, undefined, "", "tlh"])).toBe("en");
  });

  test("Hebrew runs from right to left", () => {
    expect(LOCALES.map(dir)).toEqual(["ltr", "ltr", "ltr", "rtl"]);
  });
});

describe("texts", () => {
  test("values are put in as they are, apart from their direction; holes in a value are no holes", () => {
    expect(t("en", "identity", "mail.verify_email.heading", { name: "<b>{{t}} $t(x)" })).toBe(
      "Welcome, <b>{{t}} $t(x)",
    );
    expect(t("he", "identity", "mail.verify_email.heading", { name: "Wanjiru" })).toContain("\u2068Wanjiru\u2069");
    expect(isolate("דנה", "en")).toBe("\u2068דנה\u2069");
    expect(isolate("Dana", "en")).toBe("Dana");
  });

  test("plural forms are those of the language", () => {
    const days = (locale: string, count: number) =>
      t(locale, "communities", "mail.invitation.body", { count, inviter: "A", community: "B" }).split("\n\n")[1];
    expect(days("en", 1)).toBe("The invitation is good for 1 day.");
    expect(days("en", 14)).toBe("The invitation is good for 14 days.");
    expect(days("he", 2)).toBe("ההזמנה תקפה ליומיים.");
    expect(days("he", 14)).toBe("ההזמנה תקפה ל־14 ימים.");
    expect(days("id", 1)).toBe("Undangan ini berlaku selama 1 hari.");
  });

  test("an amount is told as money, never in minor units", () => {
    const told = (locale: string) =>
      t(locale, "fundraising", "problem.gift_too_small", { min: "50000", currency: "KES" }).replaceAll("\u00a0", " ");
    expect(told("en")).toBe("The smallest gift is KES 500.00.");
    expect(told("he")).toContain("500.00");
  });

  test("a word of the code is told in the reader's language", () => {
    const told = (locale: string, state: string) => t(locale, "fundraising", "problem.goal_state", { state });
    expect(told("en", "cancelled")).toBe("This cannot be done while the goal is “called off”.");
    expect(told("sw", "cancelled")).toContain("“limesitishwa”");
    expect(told("he", "cancelled")).toContain("„\u2068בוטל\u2069”");
    expect(told("en", "a word that nobody knows")).toContain("a word that nobody knows");
  });

  test("a key that is there in plural forms alone is found, one that is not is told", () => {
    expect(hasText("en", "identity", "problem.sign_in_delayed")).toBe(true);
    expect(hasText("en", "identity", "problem.nothing")).toBe(false);
    expect(t("en", "identity", "problem.nothing")).toBe("problem.nothing");
  });
});

const source = new URL("../", import.meta.url);
const modules = ["identity", "communities", "notifications"].filter((name) =>
  existsSync(new URL(`${name}/texts/`, source)),
);

describe.each(modules)("the catalogue of %s", (module) => {
  const files = readdirSync(new URL(`${module}/texts/`, source));

  test("is there in all languages, with the same keys and the same holes", () => {
    expect(files.sort()).toEqual(LOCALES.map((locale) => `${locale}.json`).sort());
    const english = flatten(module, "en");
    for (const locale of LOCALES) {
      const texts = flatten(module, locale);
      expect([...texts.keys()].sort(), locale).toEqual([...english.keys()].sort());
      for (const [key, holes] of english) expect(texts.get(key), `${locale} ${key}`).toEqual(holes);
    }
  });
});

/** Keys without their plural endings, and the names of their holes (the count may be a word: "two days"). */
function flatten(module: string, locale: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const walk = (node: unknown, path: string) => {
    if (typeof node === "string") {
      const key = path.replace(/_(zero|one|two|few|many|other)$/, "");
      const holes = [...node.matchAll(/\{\{(\w+)(?:, [^}]*)?\}\}/g)]
        .map(([, name]) => name ?? "")
        .filter((name) => name !== "count");
      found.set(key, [...new Set([...(found.get(key) ?? []), ...holes])].sort());
      return;
    }
    for (const [name, value] of Object.entries(node ?? {})) walk(value, path ? `${path}.${name}` : name);
  };
  walk(JSON.parse(readFileSync(new URL(`${module}/texts/${locale}.json`, source), "utf8")), "");
  return found;
}
