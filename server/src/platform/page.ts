import type { FastifyReply } from "fastify";
import { dir } from "./direction.ts";
import { attrs, type Content, type Html, html, nothing, raw } from "./html.ts";
import { LOCALES, type Locale } from "./i18n.ts";
import type { Reader } from "./page-reader.ts";
import type { PageStyle } from "./page-style.ts";

export interface Page {
  reader: Reader;
  style: PageStyle;
  title: string;
  description?: string;
  /** Whose page it is: stands at the top and leads home. */
  home: { name: string; url: string };
  /** The page's own address, whole and without a language: what is shared. Null: not to be shared or found. */
  url: string | null;
  /** The path and query of this request, to which the language switch returns. Null for the answer to a form. */
  here: string | null;
  image?: { url: string; width: number; height: number; alt: string };
  /** Loads the page again after some seconds, where no script looks for what is new: a reload takes a reader's place away. */
  refresh?: { seconds: number };
  /** A small file that makes the page quicker to use. Everything works without it. */
  script?: string;
  body: Content;
}

/** Each language's name for itself. */
const LANGUAGES: Readonly<Record<Locale, string>> = { en: "English", sw: "Kiswahili", id: "Indonesia", he: "עברית" };

export function renderPage(page: Page): string {
  const { reader } = page;
  const words = (key: string) => reader.of("platform", `page.${key}`);
  return html`<!doctype html>
<html lang="${reader.locale}" dir="${reader.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
${head(page)}
${page.style.element}
${page.script ? html`<script src="${page.script}" defer></script>` : nothing}
</head>
<body>
<a class="skip" href="#main">${words("skip")}</a>
<header class="top"><div class="wrap">
<a class="brand" href="${page.home.url}">${page.home.name}</a>
${languageSwitch(page, words("language"))}
</div></header>
<main id="main" tabindex="-1">${page.body}</main>
<footer class="bottom"><div class="wrap"><p>${words("promise")}</p><p>Commonpurse</p></div></footer>
</body>
</html>`.toString();
}

function head(page: Page): Html {
  const { url, description, image, reader, refresh } = page;
  const meta = (name: string, value: string | number) => html`<meta ${attrs({ property: name, content: value })}>`;
  return html`<meta name="theme-color" content="#faf8f4" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#12171b" media="(prefers-color-scheme: dark)">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${description ? html`<meta name="description" content="${description}">` : nothing}
${refresh ? [raw("<noscript>"), html`<meta ${attrs({ "http-equiv": "refresh", content: refresh.seconds })}>`, raw("</noscript>")] : nothing}
${
  url === null
    ? html`<meta name="robots" content="noindex">`
    : [
        html`<link rel="canonical" href="${url}">`,
        LOCALES.map((locale) => html`<link rel="alternate" hreflang="${locale}" href="${`${url}?lang=${locale}`}">`),
        meta("og:type", "website"),
        meta("og:title", page.title),
        meta("og:url", url),
        meta("og:site_name", page.home.name),
        meta("og:locale", reader.locale),
        description ? meta("og:description", description) : nothing,
        image
          ? [
              meta("og:image", image.url),
              meta("og:image:width", image.width),
              meta("og:image:height", image.height),
              meta("og:image:alt", image.alt),
            ]
          : nothing,
        html`<meta name="twitter:card" content="${image ? "summary_large_image" : "summary"}">`,
      ]
}`;
}

function languageSwitch(page: Page, label: string): Html {
  const { here, reader } = page;
  if (here === null) return nothing;
  const items = LOCALES.map((locale) => {
    const mine = { lang: locale, dir: dir(locale) };
    // The code is for the eye on a narrow screen; the name is what is read out.
    const name = html`<span class="whole">${LANGUAGES[locale]}</span><span class="code" aria-hidden="true">${locale.toUpperCase()}</span>`;
    return locale === reader.locale
      ? html`<li><span ${attrs({ ...mine, "aria-current": "true" })}>${name}</span></li>`
      : html`<li><a ${attrs({ ...mine, href: withLanguage(here, locale), hreflang: locale })}>${name}</a></li>`;
  });
  return html`<nav aria-label="${label}"><ul class="languages small">${items}</ul></nav>`;
}

/** The same path and query in another language. */
export function withLanguage(here: string, locale: Locale): string {
  const url = new URL(here, "http://here.invalid");
  url.searchParams.set("lang", locale);
  return url.pathname + url.search;
}

export interface PageHeaders {
  /** The address carries a signature or the page shows what is one person's: nowhere kept, told to nobody. */
  private?: boolean;
  /** A form of this page may end at a payment provider: browsers hold redirects after a form to `form-action` too. */
  leadsToCheckout?: boolean;
}

export function sendPage(reply: FastifyReply, status: number, page: Page, options: PageHeaders = {}): FastifyReply {
  return (
    reply
      .code(status)
      .header("content-type", "text/html; charset=utf-8")
      .header("content-security-policy", policy(page, options))
      .header("cache-control", options.private ? "private, no-store" : "no-cache")
      // Not `no-referrer`: with it browsers send `Origin: null` with a form, and whoever is signed in would be refused.
      .header("referrer-policy", options.private ? "same-origin" : "strict-origin-when-cross-origin")
      .header("vary", "accept-language")
      .send(renderPage(page))
  );
}

function policy(page: Page, options: PageHeaders): string {
  return [
    "default-src 'none'",
    `style-src ${page.style.source}`,
    "img-src 'self'",
    "media-src 'self'",
    page.script ? "script-src 'self'; connect-src 'self'" : "script-src 'none'",
    // http: for a sandbox provider on this machine; a live provider is always https.
    `form-action 'self'${options.leadsToCheckout ? " https: http:" : ""}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
