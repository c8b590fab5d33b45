import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Actor } from "../../platform/context.ts";
import { Refusal } from "../../platform/errors.ts";
import { sendPage } from "../../platform/page.ts";
import { acceptedLanguages, createReader, type Reader, readerLocale } from "../../platform/page-reader.ts";
import type { Services } from "../../platform/services.ts";
import { hashPassword, isEasyPassword } from "../password.ts";
import { requestPasswordReset, resetPassword } from "../reset-password.ts";
import { requestVerification, verifyEmail } from "../verify-email.ts";
import { askForMail, confirmPage, donePage, type Problem, passwordPage } from "./account-views.ts";

const ACTOR: Actor = { kind: "guest", email: null };
const LEAST_PASSWORD = 10;
const MOST_PASSWORD = 200;

/**
 * The pages to which mailed links lead; they work without JavaScript. Opening a link changes nothing: programs that look
 * into mails open links too, and only a person presses the button.
 */
export function accountPages(app: FastifyInstance, services: Services): void {
  const limit = { config: { rateLimit: { max: services.config.signInsPerMinute, timeWindow: "1 minute" } } };
  const run = services.run.bind(services);
  const nobody = { as: "nobody", actor: ACTOR } as const;

  app.get("/verify", async (request, reply) => {
    const { reader, token } = visitOf(services, request);
    return show(reply, token ? confirmPage(reader, token, request.url) : askForMail(reader, "verify", request.url));
  });
  app.post("/verify", limit, async (request, reply) => {
    const { reader, token, email } = visitOf(services, request);
    if (!token) {
      await run(nobody, (ctx) => requestVerification(ctx, { email }));
      return show(reply, donePage(reader, "mailed"));
    }
    const problem = await problemOf(() => run(nobody, (ctx) => verifyEmail(ctx, { token })));
    return problem
      ? show(reply, askForMail(reader, "verify", null, problem), 410)
      : show(reply, donePage(reader, "verified"));
  });
  app.get("/reset-password", async (request, reply) => {
    const { reader, token } = visitOf(services, request);
    return show(reply, token ? passwordPage(reader, token, request.url) : askForMail(reader, "reset", request.url));
  });
  app.post("/reset-password", limit, async (request, reply) => {
    const { reader, token, email, password } = visitOf(services, request);
    if (!token) {
      await run(nobody, (ctx) => requestPasswordReset(ctx, { email }));
      return show(reply, donePage(reader, "mailed"));
    }
    const weakness = weaknessOf(password);
    if (weakness) return show(reply, passwordPage(reader, token, null, weakness), 422);
    const passwordHash = await hashPassword(password);
    const problem = await problemOf(() => run(nobody, (ctx) => resetPassword(ctx, { token, passwordHash })));
    return problem
      ? show(reply, askForMail(reader, "reset", null, problem), 410)
      : show(reply, donePage(reader, "changed"));
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

interface Visit {
  reader: Reader;
  token: string;
  email: string;
  password: string;
}

function visitOf(services: Services, request: FastifyRequest): Visit {
  const field = (source: unknown, name: string): string => {
    const value: unknown = typeof source === "object" && source !== null ? Reflect.get(source, name) : undefined;
    return typeof value === "string" && value.length <= 300 && !value.includes("\0") ? value : "";
  };
  const languages = acceptedLanguages(request.headers["accept-language"]);
  const locale = readerLocale(field(request.body, "lang") || field(request.query, "lang"), languages);
  return {
    reader: createReader({ locale, namespace: "identity", now: services.clock.now() }),
    token: field(request.body, "t") || field(request.query, "t"),
    email: field(request.body, "email"),
    password: field(request.body, "password"),
  };
}
