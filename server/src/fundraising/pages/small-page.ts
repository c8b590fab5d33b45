import { type Content, html } from "../../platform/html.ts";
import type { Page } from "../../platform/page.ts";
import type { Reader } from "../../platform/page-reader.ts";
import { WAIT_SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";

export interface SmallPage {
  title: string;
  communityName: string;
  /** Where the name at the top leads: the goal's page where there is one. */
  homeUrl: string;
  here: string | null;
  refresh?: { seconds: number };
  body: Content;
}

/** One question, one answer: a narrow page that is nobody else's business, so it is never found by a search. */
export function smallPage(reader: Reader, page: SmallPage): Page {
  const { title, communityName, homeUrl, here, refresh, body } = page;
  return {
    reader,
    style: STYLE,
    title,
    home: { name: communityName, url: homeUrl },
    url: null,
    here,
    ...(refresh ? { refresh, script: WAIT_SCRIPT.url } : {}),
    body: html`<div class="wrap narrow"><h1>${title}</h1>${body}</div>`,
  };
}
