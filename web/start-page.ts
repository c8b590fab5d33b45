import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HtmlTagDescriptor, Plugin } from "vite";

const BOOT = join(import.meta.dirname, "src/app/boot.js");
const TEXTS = /^assets\/texts-(\w+)-.*\.js$/;
const LATIN = /^assets\/rubik-latin-wght-.*\.woff2$/;

/**
 * Makes `index.html` paint with its first bytes: the boot script stands in it, and the styles are no longer of the kind that
 * the paint waits for. What that script loads is named for it: the styles, and each language's file of texts.
 */
export function startPage(): Plugin {
  return {
    name: "start-page",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const page = html.replace('<link rel="stylesheet"', '<link rel="preload" as="style"');
        return { html: page, tags: [...Object.keys(bundle).flatMap(tagOf), bootScript()] };
      },
    },
  };
}

function tagOf(file: string): HtmlTagDescriptor[] {
  const language = TEXTS.exec(file)?.[1];
  if (language) return [inHead("meta", { name: "texts", lang: language, content: `/app/${file}` })];
  // Where there is room there is mostly a good link too: there the letters are ours from the first visit.
  if (!LATIN.test(file)) return [];
  const font = { rel: "preload", as: "font", type: "font/woff2", crossorigin: true, media: "(min-width: 48em)" };
  return [inHead("link", { ...font, href: `/app/${file}` })];
}

function bootScript(): HtmlTagDescriptor {
  return { ...inHead("script", {}), children: readFileSync(BOOT, "utf8") };
}

function inHead(tag: string, attrs: Record<string, string | boolean>): HtmlTagDescriptor {
  return { tag, attrs, injectTo: "head" };
}
