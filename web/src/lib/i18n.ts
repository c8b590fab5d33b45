import { createInstance } from "i18next";
import { initReactI18next } from "react-i18next";
import { formatNumber } from "./format.ts";
import { direction, isLanguage, isolate, type Language } from "./languages.ts";
import { remember } from "./remembered.ts";

type Texts = Record<string, unknown>;

const files = import.meta.glob<Texts>("../*/texts/*.json", { import: "default" });

export const i18n = createInstance();

/** All catalogues of one language; the build keeps them in one file. */
async function loadTexts(language: Language): Promise<void> {
  const wanted = Object.entries(files).filter(([path]) => path.endsWith(`/${language}.json`));
  await Promise.all(
    wanted.map(async ([path, load]) => {
      const namespace = path.split("/").at(-3) ?? "";
      i18n.addResourceBundle(language, namespace, await load(), true, true);
    }),
  );
}

export async function startI18n(): Promise<void> {
  const wanted = document.documentElement.lang;
  const language: Language = isLanguage(wanted) ? wanted : "en";
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: [],
    defaultNS: "app",
    nsSeparator: ":",
    resources: {},
    returnNull: false,
    react: { useSuspense: false },
    interpolation: {
      // React escapes for HTML; here values are only kept from mixing their direction with the sentence.
      escape: (text: string) => isolate(text, i18n.language),
      skipOnVariables: true,
    },
  });
  // `{{count, number}}`, in our customs of each language.
  i18n.services.formatter?.add("number", (value: unknown, lng) =>
    typeof value === "number" || typeof value === "bigint" ? formatNumber(value, lng ?? language) : String(value),
  );
  await loadTexts(language);
}

/** Speaks another language from now on, here and in this browser's next visits. */
export async function changeLanguage(language: Language): Promise<void> {
  await loadTexts(language);
  await i18n.changeLanguage(language);
  remember("language", language);
  document.documentElement.lang = language;
  document.documentElement.dir = direction(language);
}
