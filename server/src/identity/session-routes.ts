import Type from "typebox";
import { notFound } from "../platform/errors.ts";
import { type Route, route } from "../platform/route.ts";
import { checkPassword } from "./check-password.ts";
import { findUser, ownSessions } from "./find-user.ts";
import { SESSION_COOKIE } from "./identify-caller.ts";
import { normalEmail } from "./normal-form.ts";
import { NewSession, Session, SessionParams, SignIn, sessionOut, UpdateProfile, User, userOut } from "./schemas.ts";
import { signIn } from "./sign-in.ts";
import { revokeSession, signOut } from "./sign-out.ts";
import { updateProfile } from "./update-profile.ts";
import { SESSION_LIFE_MS } from "./user.ts";

/** The edge reads this cookie. */

const signInRoute = route({
  method: "POST",
  path: "/v1/sessions",
  operationId: "signIn",
  summary: "Sign in",
  description: "Sets the cookie `cp_session`; with `bearer`, answers with a token instead.",
  entry: "anonymous",
  body: SignIn,
  confidential: true,
  status: 201,
  response: NewSession,
  rateLimit: "sign_in",
  account: (body) => normalEmail(body.email),
  before: (services, { body }) => checkPassword(services, body),
  async handle(ctx, { body }, { prepared, reply, facts }) {
    const opened = await signIn(ctx, {
      email: body.email,
      right: prepared,
      device: { userAgent: facts.userAgent, ip: facts.ip },
      earlierToken: facts.sessionToken,
    });
    const answer = sessionOut(opened.session, opened.session.id);
    if (body.bearer) return { ...answer, token: opened.token };
    reply.setCookie(SESSION_COOKIE, opened.token, { maxAgeSeconds: SESSION_LIFE_MS / 1000 });
    return answer;
  },
});

const listSessions = route({
  method: "GET",
  path: "/v1/sessions",
  operationId: "listSessions",
  summary: "Your signed-in devices, the latest used first",
  entry: "self",
  response: Type.Object({ items: Type.Array(Session), next: Type.Null() }),
  async handle(ctx) {
    const currentId = ctx.actor.kind === "user" ? ctx.actor.sessionId : null;
    return { items: (await ownSessions(ctx)).map((session) => sessionOut(session, currentId)), next: null };
  },
});

const signOutRoute = route({
  method: "DELETE",
  path: "/v1/sessions/current",
  operationId: "signOut",
  summary: "Sign out",
  entry: "self",
  status: 204,
  response: Type.Null(),
  async handle(ctx, _input, { reply }) {
    await signOut(ctx);
    reply.clearCookie(SESSION_COOKIE);
    return null;
  },
});

const revoke = route({
  method: "DELETE",
  path: "/v1/sessions/{sessionId}",
  operationId: "revokeSession",
  summary: "Sign another device out",
  entry: "self",
  params: SessionParams,
  status: 204,
  response: Type.Null(),
  async handle(ctx, { params }) {
    await revokeSession(ctx, params.sessionId);
    return null;
  },
});

const me = route({
  method: "GET",
  path: "/v1/me",
  operationId: "getMe",
  summary: "You",
  entry: "self",
  response: User,
  async handle(ctx) {
    const user = ctx.actor.kind === "user" ? await findUser(ctx, ctx.actor.userId) : null;
    if (!user) throw notFound();
    return userOut(user);
  },
});

const updateMe = route({
  method: "PATCH",
  path: "/v1/me",
  operationId: "updateMe",
  summary: "Change your profile",
  entry: "self",
  body: UpdateProfile,
  response: User,
  async handle(ctx, { body }) {
    return userOut(await updateProfile(ctx, body));
  },
});

export const sessionRoutes: readonly Route[] = [signInRoute, listSessions, signOutRoute, revoke, me, updateMe];
