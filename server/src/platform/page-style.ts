import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Html, raw } from "./html.ts";

/** A page's style, inlined: one request fewer on a slow phone. The policy allows exactly these bytes. */
export interface PageStyle {
  readonly element: Html;
  /** For `style-src`. */
  readonly source: string;
}

/** One tokens file for the application and the public pages: no colour or size outside of it. */
const TOKENS = join(import.meta.dirname, "../../../web/src/ui/tokens.css");
const PAGE = join(import.meta.dirname, "page.css");

/** The house's tokens and page style, then the module's own files. */
export function pageStyle(...files: readonly string[]): PageStyle {
  const css = [plainTokens(readFileSync(TOKENS, "utf8")), ...[PAGE, ...files].map((file) => readFileSync(file, "utf8"))]
    .map(minify)
    .join("");
  if (css.includes("</")) throw new Error("a style must not close its element");
  const hash = createHash("sha256").update(css).digest("base64");
  return { element: raw(`<style>${css}</style>`), source: `'sha256-${hash}'` };
}

const PAIR = /light-dark\(((?:[^(),]|\([^()]*\))+),\s*((?:[^(),]|\([^()]*\))+)\)/;

/**
 * The tokens for phones that are some years old and do not know `light-dark()`: the light colours, and the dark ones in a
 * media query. Rules of the application's own switches (`[data-…]`) are left out: public pages follow the system.
 */
export function plainTokens(css: string): string {
  const own = css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\[data-[^{]*\{[^}]*\}/g, "");
  const dark = [...own.matchAll(new RegExp(`(--[\\w-]+):\\s*${PAIR.source}`, "g"))];
  const darkRules = dark.map(([, name, , value]) => `${name}:${value?.trim()};`).join("");
  const light = own.replace(new RegExp(PAIR.source, "g"), (_, value: string) => value.trim());
  // The first rule is the theme; what follows it (more contrast, print) must stay stronger than the dark colours.
  const end = light.indexOf("}") + 1;
  return `${light.slice(0, end)}@media (prefers-color-scheme: dark){:root{${darkRules}}}${light.slice(end)}`;
}

/** Our own files hold no strings with spaces or braces that matter; what is left out is what a browser ignores. */
function minify(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/\s*([{};,])\s*/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}")
    .trim();
}
