import "@fastify/cookie";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { paymentOf } from "../../payments/index.ts";
import { sendPage } from "../../platform/page.ts";
import type { Services } from "../../platform/services.ts";
import type { GiftState } from "../gift.ts";
import { readGiftToken, receiptLink } from "../links.ts";
import { findLinkedGift } from "./load-links.ts";
import { type PayView, payPage, preparingPage, strangerPage } from "./pay-page.ts";
import { type Visit, visitOf } from "./visit.ts";

/** The way to the provider's page and back. */
export function mountPayPages(app: FastifyInstance, services: Services): void {
  app.get("/pay/:paymentId", async (request, reply) => {
    const { visit, found } = await findPayment(services, request);
    // The address comes back from a provider without our signature, or by a stranger's hand: it shows nothing of anybody.
    if (!found) return sendPage(reply, 200, strangerPage(visit.here ?? "", visit.reader()), { private: true });
    const view: PayView = {
      communityName: found.communityName,
      slug: found.slug,
      state: stateOf(found.giftStatus, found.paymentStatus),
      receiptUrl: found.receiptUrl,
      here: request.url,
    };
    return sendPage(reply, 200, payPage(view, visit.reader(found.timeZone)), { private: true });
  });

  app.get("/pay/:paymentId/checkout", async (request, reply) => {
    const { visit, found } = await findPayment(services, request);
    if (!found) return sendPage(reply, 200, strangerPage(visit.here ?? "", visit.reader()), { private: true });
    if (found.paymentStatus === "pending" && found.checkoutUrl) return reply.redirect(found.checkoutUrl, 303);
    if (found.paymentStatus === "succeeded" || found.paymentStatus === "reversed")
      return reply.redirect(found.receiptUrl, 303);
    const view = {
      communityName: found.communityName,
      slug: found.slug,
      here: request.url,
      failed: found.paymentStatus !== "preparing" && found.paymentStatus !== "pending",
    };
    return sendPage(reply, 200, preparingPage(view, visit.reader(found.timeZone)), { private: true });
  });
}

const COOKIE = "cp_gift";
const DAY_SECONDS = 86_400;

/**
 * Some providers lead back to an address without what we had put behind it. The browser that began the payment keeps its
 * signed name for a day, for this one address.
 */
export function rememberGift(
  reply: FastifyReply,
  services: Services,
  begun: { paymentId: string; giftId: string; token: string },
): void {
  void reply.setCookie(COOKIE, `${begun.giftId}.${begun.token}`, {
    path: `/pay/${begun.paymentId}`,
    httpOnly: true,
    sameSite: "lax",
    secure: services.config.publicUrl.startsWith("https:"),
    maxAge: DAY_SECONDS,
  });
}

/** The gift's id and its token, from the address or from the browser that began the payment. */
function signedName(visit: Visit, request: FastifyRequest): { giftId: string; token: string } {
  const [giftId = "", ...token] = (request.cookies[COOKIE] ?? "").split(".");
  return { giftId: visit.query("g") ?? giftId, token: visit.query("t") ?? token.join(".") };
}

/** The payment of the gift whose signed name was shown; null without one. */
async function findPayment(services: Services, request: FastifyRequest) {
  const visit: Visit = await visitOf(services, request);
  const paymentId = visit.id("paymentId");
  const { giftId, token } = signedName(visit, request);
  const opened = readGiftToken(services.keys, "paid", giftId, token);
  if (!opened) return { visit, found: null };
  const { communityId } = opened;
  const found = await services.inCommunity({ as: "system", communityId, actor: visit.actor }, async (ctx) => {
    const payment = await paymentOf(ctx, paymentId);
    if (payment?.purposeId !== giftId) return null;
    const { gift, goal, communityName, timeZone } = await findLinkedGift(ctx, giftId);
    return {
      communityName,
      timeZone,
      slug: goal.slug,
      giftStatus: gift.status,
      paymentStatus: payment.status,
      checkoutUrl: payment.checkoutUrl,
      receiptUrl: receiptLink(ctx.keys, communityId, giftId, "paid"),
    };
  });
  return { visit, found };
}

type PaymentStatus = NonNullable<Awaited<ReturnType<typeof findPayment>>["found"]>["paymentStatus"];

/** The gift's own state decides: the books, not the way back from the provider. */
export function stateOf(gift: GiftState, payment: PaymentStatus): PayView["state"] {
  if (gift === "pending") return payment === "failed" || payment === "expired" ? "failed" : "pending";
  if (gift === "failed") return "failed";
  return gift === "refunding" || gift === "refunded" || gift === "unclaimed" ? "late" : "succeeded";
}
