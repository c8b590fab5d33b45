import type { FastifyInstance } from "fastify";
import { Refusal } from "../../platform/errors.ts";
import { bestLocale, hasText, t } from "../../platform/i18n.ts";
import { sendPage } from "../../platform/page.ts";
import { problemPage } from "../../platform/page-problem.ts";
import { acceptedLanguages, createReader, readerLocale } from "../../platform/page-reader.ts";
import type { Services } from "../../platform/services.ts";
import { mountAssets } from "./asset-routes.ts";
import { mountGiftPages } from "./gift-routes.ts";
import { mountGoalPages } from "./goal-routes.ts";
import { mountLinkPages } from "./link-routes.ts";
import { STYLE } from "./style.ts";

/** The public pages: for everybody, in HTML, useful without JavaScript. Their errors are pages too. */
export function mountPages(app: FastifyInstance, services: Services): void {
  app.register((scope, _options, done) => {
    scope.addHook("onRoute", (route) => {
      route.schema = { ...route.schema, hide: true };
    });
    useProblemPages(scope, services);
    mountAssets(scope, services);
    mountGoalPages(scope, services);
    mountGiftPages(scope, services);
    mountLinkPages(scope, services);
    done();
  });
}

/** Only these of the database's: everything else that is not ours to refuse is a fault of ours. */
const BUSY = new Set(["57014", "55P03", "25P03", "53300", "57P01", "57P03", "ECONNREFUSED"]);

function useProblemPages(scope: FastifyInstance, services: Services): void {
  scope.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) request.log.error({ err: error, requestId: request.id }, "a page failed");
    const asked = new URL(request.url, "http://here.invalid");
    const locale = readerLocale(asked.searchParams.get("lang"), acceptedLanguages(request.headers["accept-language"]));
    const reader = createReader({ locale, namespace: "fundraising/pages", now: services.clock.now() });
    const detail = sentenceOf(error, locale);
    // From a form one goes back to the goal that it stands on; a page that broke may be asked for again.
    const goal = /^\/g\/[^/?]+/.exec(asked.pathname)?.[0];
    const wayOut = status >= 500 && request.method === "GET" ? request.url : status === 404 ? "/" : (goal ?? "/");
    const page = problemPage(reader, STYLE, {
      status,
      ...(detail ? { detail } : {}),
      wayOut,
      home: { name: "Commonpurse", url: "/" },
      requestId: request.id,
    });
    if (status === 503 || status === 429) reply.header("retry-after", status === 503 ? 2 : 60);
    return sendPage(reply, status, page, { private: true });
  });
}

function statusOf(error: unknown): number {
  if (error instanceof Refusal) return error.status;
  if (!(error instanceof Error)) return 500;
  if ("code" in error && typeof error.code === "string" && BUSY.has(error.code)) return 503;
  return "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : 500;
}

/** The module's own sentence for a refusal; the page has general ones for the rest. */
function sentenceOf(error: unknown, locale: string): string | null {
  if (!(error instanceof Refusal) || error.status === 404) return null;
  const key = `problem.${error.code}`;
  const namespace = ["fundraising", "payments"].find((name) => hasText(bestLocale([locale]), name, key));
  return namespace ? t(locale, namespace, key, error.params) : null;
}
