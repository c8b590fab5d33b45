import { html, nothing } from "./html.ts";
import type { Page } from "./page.ts";
import type { Reader } from "./page-reader.ts";
import type { PageStyle } from "./page-style.ts";

const KNOWN = new Set([400, 403, 404, 409, 410, 422, 429, 500, 503]);

export interface ProblemPage {
  status: number;
  /** A sentence that says more than the status does, such as a refusal's. */
  detail?: string;
  /** Where to go from here; the page's own address for what may work the next time. */
  wayOut: string;
  home: { name: string; url: string };
  /** For the people who look after the server. */
  requestId: string;
}

/** What went wrong, warmly, and with a way out. */
export function problemPage(reader: Reader, style: PageStyle, problem: ProblemPage): Page {
  const key = KNOWN.has(problem.status) ? problem.status : problem.status >= 500 ? 500 : 400;
  const words = (name: string) => reader.of("platform", `problem.${name}`);
  const mayWorkLater = key === 500 || key === 503 || key === 429;
  return {
    reader,
    style,
    title: words(`${key}.title`),
    home: problem.home,
    url: null,
    here: null,
    body: html`<div class="wrap narrow"><h1>${words(`${key}.title`)}</h1>
<p>${problem.detail ?? words(`${key}.text`)}</p>
<p class="actions"><a class="button primary" href="${problem.wayOut}">${words(mayWorkLater ? "again" : "home")}</a></p>
${key === 500 ? html`<p class="soft small"><bdi>${problem.requestId}</bdi></p>` : nothing}</div>`,
  };
}
