import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Actor } from "../../platform/context.ts";
import { Refusal } from "../../platform/errors.ts";
import { isOwnPath } from "../../platform/own-path.ts";
import { sendPage } from "../../platform/page.ts";
import { acceptedLanguages, createReader, readerLocale } from "../../platform/page-reader.ts";
import { limitByAddress } from "../../platform/rate-limits.ts";
import type { Services } from "../../platform/services.ts";
import { hashPassword, isEasyPassword } from "../password.ts";
import { requestPasswordReset, resetPassword } from "../reset-password.ts";
import { requestVerification, verifyEmail } from "../verify-email.ts";
import { askForMail, confirmPage, donePage, type Problem, passwordPage, type Visit } from "./account-views.ts";

const ACTOR: Actor = { kind: "guest", email: null };
const LEAST_PASSWORD = 10;
const MOST_PASSWORD = 200;

/**
 * The pages to which mailed links lead; they work without JavaScript. Opening a link changes nothing: programs that look
 * into mails open links too, and only a person presses the button.
 */
export function accountPages(app: FastifyInstance, services: Services): void {
  const limit = { config: limitByAddress(services.config.signInsPerMinute) };
  const run = services.run.bind(services);
  const nobody = { as: "nobody", actor: ACTOR } as const;

  app.get("/verify", async (request, reply) => {
    const visit = visitOf(services, request);
    return show(reply, visit.token ? confirmPage(visit, request.url) : askForMail(visit, "verify", request.url));
  });
  app.post("/verify", limit, async (request, reply) => {
    const visit = visitOf(services, request);
    const { token } = visit;
    if (!token) {
      await run(nobody, (ctx) => requestVerification(ctx, mailTo(visit)));
      return show(reply, donePage(visit, "mailed"));
    }
    const problem = await problemOf(() => run(nobody, (ctx) => verifyEmail(ctx, { token })));
    return problem
      ? show(reply, askForMail(visit, "verify", null, problem), 410)
      : show(reply, donePage(visit, "verified"));
  });
  app.get("/reset-password", async (request, reply) => {
    const visit = visitOf(services, request);
    return show(reply, visit.token ? passwordPage(visit, request.url) : askForMail(visit, "reset", request.url));
  });
  app.post("/reset-password", limit, async (request, reply) => {
    const visit = visitOf(services, request);
    const { token, password } = visit;
    if (!token) {
      await run(nobody, (ctx) => requestPasswordReset(ctx, mailTo(visit)));
      return show(reply, donePage(visit, "mailed"));
    }
    const weakness = weaknessOf(password);
    if (weakness) return show(reply, passwordPage(visit, null, weakness), 422);
    const passwordHash = await hashPassword(password);
    const problem = await problemOf(() => run(nobody, (ctx) => resetPassword(ctx, { token, passwordHash })));
    return problem
      ? show(reply, askForMail(visit, "reset", null, problem), 410)
      : show(reply, donePage(visit, "changed"));
  });
}

/** Addresses with a token in them are nobody else's business: not kept by the browser, not told to the next page. */
function show(reply: FastifyReply, page: Parameters<typeof sendPage>[2], status = 200): FastifyReply {
  return sendPage(reply, status, page, { private: true });
}

async function problemOf(work: () => Promise<unknown>): Promise<Problem | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code };
    throw error;
  }
}

function weaknessOf(password: string): Problem | null {
  if (password.length < LEAST_PASSWORD || password.length > MOST_PASSWORD) return { code: "password_length" };
  return isEasyPassword(password, "") ? { code: "password_too_easy" } : null;
}

interface Asked extends Visit {
  email: string;
  password: string;
}

function mailTo({ email, next }: Asked): { email: string; next?: string } {
  return next ? { email, next } : { email };
}

function visitOf(services: Services, request: FastifyRequest): Asked {
  const field = (source: unknown, name: string): string => {
    const value: unknown = typeof source === "object" && source !== null ? Reflect.get(source, name) : undefined;
    return typeof value === "string" && value.length <= 300 && !value.includes("\0") ? value : "";
  };
  const languages = acceptedLanguages(request.headers["accept-language"]);
  const locale = readerLocale(field(request.body, "lang") || field(request.query, "lang"), languages);
  const next = field(request.body, "next") || field(request.query, "next");
  return {
    reader: createReader({ locale, namespace: "identity", now: services.clock.now() }),
    token: field(request.body, "t") || field(request.query, "t"),
    next: isOwnPath(next) ? next : null,
    email: field(request.body, "email"),
    password: field(request.body, "password"),
  };
}
