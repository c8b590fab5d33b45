import Type from "typebox";
import type { CommunityContext } from "../platform/context.ts";
import { notFound } from "../platform/errors.ts";
import { type Route, route } from "../platform/route.ts";
import { optional } from "./optional.ts";
import { reprocessWebhook } from "./reprocess-webhook.ts";
import { resolveUnmatched } from "./resolve-unmatched.ts";
import { CommunityParams, Id, listOf, newestFirst, Page } from "./route-parts.ts";
import {
  ResolveUnmatched,
  UnmatchedMoney,
  WebhookEvent,
  WebhookEventWithBody,
  WebhookStatusSchema,
} from "./schemas.ts";
import { WEBHOOK_BODY } from "./seals.ts";
import { findUnmatched, listUnmatched } from "./unmatched-queries.ts";
import { findEvent, listEvents } from "./webhook-queries.ts";
import { unmatchedOut, webhookEventOut } from "./wire.ts";

const BASE = "/v1/communities/{communityId}";
const EventParams = Type.Object({ communityId: Id, webhookEventId: Id });

const events = route({
  method: "GET",
  path: `${BASE}/webhook-events`,
  operationId: "listWebhookEvents",
  summary: "What providers sent, newest first: taken, failed, and rejected for its signature",
  entry: "member",
  permission: "payments.view",
  params: CommunityParams,
  query: Type.Object({ ...Page, status: Type.Optional(WebhookStatusSchema), providerId: Type.Optional(Id) }),
  response: listOf(WebhookEvent),
  handle(ctx, { query }) {
    const { status, providerId } = query;
    return newestFirst(
      query,
      (page) => listEvents(ctx, { ...page, ...optional({ status, providerId }) }),
      webhookEventOut,
    );
  },
});

const event = route({
  method: "GET",
  path: `${BASE}/webhook-events/{webhookEventId}`,
  operationId: "getWebhookEvent",
  summary: "One event with the raw body as it came",
  description: "The body names people: it is for those who may act on it.",
  entry: "member",
  permission: "payments.reprocess",
  params: EventParams,
  response: WebhookEventWithBody,
  async handle(ctx: CommunityContext, { params }) {
    const row = await findEvent(ctx, params.webhookEventId);
    if (!row) throw notFound();
    return { ...webhookEventOut(row), ...bodyOf(ctx.keys.open(row.body, WEBHOOK_BODY)) };
  },
});

function bodyOf(base64: string): { body: string; bodyEncoding: "utf8" | "base64" } {
  const bytes = Buffer.from(base64, "base64");
  const text = bytes.toString("utf8");
  return Buffer.from(text, "utf8").equals(bytes)
    ? { body: text, bodyEncoding: "utf8" }
    : { body: base64, bodyEncoding: "base64" };
}

const reprocess = route({
  method: "POST",
  path: `${BASE}/webhook-events/{webhookEventId}/processing`,
  operationId: "reprocessWebhookEvent",
  summary: "Act on an event again",
  description: "What it moved before it does not move twice. An event without a valid signature is never acted on.",
  entry: "member",
  permission: "payments.reprocess",
  params: EventParams,
  status: 202,
  response: WebhookEvent,
  async handle(ctx, { params }) {
    return webhookEventOut(await reprocessWebhook(ctx, params.webhookEventId));
  },
});

const UnmatchedParams = Type.Object({ communityId: Id, unmatchedId: Id });

const unmatched = route({
  method: "GET",
  path: `${BASE}/unmatched-money`,
  operationId: "listUnmatchedMoney",
  summary: "Money without a home, newest first",
  entry: "member",
  permission: "payments.view",
  params: CommunityParams,
  query: Type.Object({
    ...Page,
    status: Type.Optional(Type.Enum(["open", "resolved"])),
    reason: Type.Optional(Type.String({ maxLength: 40 })),
  }),
  response: listOf(UnmatchedMoney),
  handle(ctx, { query }) {
    const { status, reason } = query;
    return newestFirst(query, (page) => listUnmatched(ctx, { ...page, ...optional({ status, reason }) }), unmatchedOut);
  },
});

const oneUnmatched = route({
  method: "GET",
  path: `${BASE}/unmatched-money/{unmatchedId}`,
  operationId: "getUnmatchedMoney",
  summary: "One movement without a home",
  entry: "member",
  permission: "payments.view",
  params: UnmatchedParams,
  response: UnmatchedMoney,
  async handle(ctx, { params }) {
    const row = await findUnmatched(ctx, params.unmatchedId);
    if (!row) throw notFound();
    return unmatchedOut(row);
  },
});

const resolve = route({
  method: "POST",
  path: `${BASE}/unmatched-money/{unmatchedId}/resolution`,
  operationId: "resolveUnmatchedMoney",
  summary: "Say what became of money without a home",
  description:
    "`returned` and `recovered`: it was sent back, or came back, at the provider's own pages. `written_off`: it stays, or is lost. `closed`: it never was in our books. Each books what `choices` of the row tells.",
  entry: "member",
  permission: "payments.resolve",
  params: UnmatchedParams,
  body: ResolveUnmatched,
  idempotent: true,
  response: UnmatchedMoney,
  async handle(ctx, { params, body }) {
    return unmatchedOut(await resolveUnmatched(ctx, { ...body, unmatchedId: params.unmatchedId }));
  },
});

export const webhookRoutes: readonly Route[] = [events, event, reprocess, unmatched, oneUnmatched, resolve];
