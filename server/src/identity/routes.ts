import { refuse } from "../platform/errors.ts";
import { bestLocale } from "../platform/i18n.ts";
import { type Route, route } from "../platform/route.ts";
import { normalEmail } from "./normal-form.ts";
import { hashPassword, isEasyPassword } from "./password.ts";
import { requestPasswordReset, resetPassword } from "./reset-password.ts";
import { Accepted, EmailBody, ProvenEmail, ResetPassword, SignUp, TokenBody, User, userOut } from "./schemas.ts";
import { sessionRoutes } from "./session-routes.ts";
import { signUp } from "./sign-up.ts";
import { requestVerification, verifyEmail } from "./verify-email.ts";

const signUpRoute = route({
  method: "POST",
  path: "/v1/users",
  operationId: "signUp",
  summary: "Sign up",
  description:
    "A link to prove the address is mailed. The answer is the same whether the address has an account or not; its owner is told by mail.",
  entry: "anonymous",
  body: SignUp,
  confidential: true,
  status: 201,
  response: User,
  rateLimit: "sign_in",
  account: (body) => normalEmail(body.email),
  async before(_services, { body }) {
    if (isEasyPassword(body.password, body.email)) throw refuse("password_too_easy", { pointer: "#/password" });
    return hashPassword(body.password);
  },
  async handle(ctx, { body }, { prepared, facts }) {
    const { password: _password, locale, ...rest } = body;
    return userOut(
      await signUp(ctx, { ...rest, locale: locale ?? bestLocale(facts.languages), passwordHash: prepared }),
    );
  },
});

const verify = route({
  method: "POST",
  path: "/v1/email-verifications",
  operationId: "verifyEmail",
  summary: "Prove an e-mail address by the mailed link",
  entry: "anonymous",
  body: TokenBody,
  confidential: true,
  response: ProvenEmail,
  rateLimit: "sign_in",
  async handle(ctx, { body }) {
    return { email: (await verifyEmail(ctx, body)).email };
  },
});

const verifyAgain = route({
  method: "POST",
  path: "/v1/email-verification-requests",
  operationId: "requestEmailVerification",
  summary: "Mail the link to prove an address once more",
  entry: "anonymous",
  body: EmailBody,
  status: 202,
  response: Accepted,
  rateLimit: "sign_in",
  account: (body) => normalEmail(body.email),
  async handle(ctx, { body }) {
    await requestVerification(ctx, body);
    return { accepted: true };
  },
});

const requestReset = route({
  method: "POST",
  path: "/v1/password-resets",
  operationId: "requestPasswordReset",
  summary: "Mail a link to choose a new password",
  entry: "anonymous",
  body: EmailBody,
  status: 202,
  response: Accepted,
  rateLimit: "sign_in",
  account: (body) => normalEmail(body.email),
  async handle(ctx, { body }) {
    await requestPasswordReset(ctx, body);
    return { accepted: true };
  },
});

const reset = route({
  method: "POST",
  path: "/v1/password-resets/confirmation",
  operationId: "resetPassword",
  summary: "Choose a new password by the mailed link; all sessions end",
  entry: "anonymous",
  body: ResetPassword,
  confidential: true,
  response: ProvenEmail,
  rateLimit: "sign_in",
  async before(_services, { body }) {
    if (isEasyPassword(body.password, "")) throw refuse("password_too_easy", { pointer: "#/password" });
    return hashPassword(body.password);
  },
  async handle(ctx, { body }, { prepared }) {
    return { email: (await resetPassword(ctx, { token: body.token, passwordHash: prepared })).email };
  },
});

export const routes: readonly Route[] = [signUpRoute, verify, verifyAgain, requestReset, reset, ...sessionRoutes];
