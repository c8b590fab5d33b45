import { useTranslation } from "react-i18next";
import { direction } from "./languages.ts";

/** Who reads: the language, and which way it runs. Components that show figures or dates ask here. */
export function useReader(): { language: string; isMirrored: boolean } {
  const { i18n } = useTranslation();
  return { language: i18n.language, isMirrored: direction(i18n.language) === "rtl" };
}
