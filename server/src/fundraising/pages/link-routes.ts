import type { FastifyInstance, FastifyRequest } from "fastify";
import { receiptPdf } from "../../documents/index.ts";
import type { CommunityContext } from "../../platform/context.ts";
import { notFound, refuse } from "../../platform/errors.ts";
import { isUuid } from "../../platform/ids.ts";
import { sendPage } from "../../platform/page.ts";
import type { Services } from "../../platform/services.ts";
import { castVote } from "../cast-vote.ts";
import { choose } from "../choose.ts";
import { readGiftToken, readVoteToken } from "../links.ts";
import { choicePage } from "./choice-page.ts";
import { findLinkedGift, loadChoice, loadReceipt, loadVote } from "./load-links.ts";
import { mountPayPages } from "./pay-routes.ts";
import { receiptFacts } from "./receipt-facts.ts";
import { receiptPage } from "./receipt-page.ts";
import { type Visit, visitOf } from "./visit.ts";
import { MOST_VOTE_COMMENT, votePage } from "./vote-page.ts";

/** What people without a sign-in open by the signed links in their mails. Nothing of it is kept by a browser or a proxy. */
export function mountLinkPages(app: FastifyInstance, services: Services): void {
  mountPayPages(app, services);
  mountReceipt(app, services);
  mountVote(app, services);
  mountChoice(app, services);
}

const PRIVATE = { private: true };

/** A link that was not signed by us says the same as one that leads nowhere, but for how to mend it. */
const badLink = () => refuse("link_not_valid", { status: 403 });

export function inLinked<T>(
  services: Services,
  visit: Visit,
  communityId: string,
  work: (ctx: CommunityContext) => Promise<T>,
): Promise<T> {
  return services.inCommunity({ as: "system", communityId, actor: visit.actor }, work, visit.requestId);
}

function mountReceipt(app: FastifyInstance, services: Services): void {
  const load = async (request: FastifyRequest) => {
    const visit = await visitOf(services, request);
    const giftId = visit.id("giftId");
    const token = visit.query("t") ?? "";
    const mailed = readGiftToken(services.keys, "receipt", giftId, token);
    const opened = mailed ?? readGiftToken(services.keys, "paid", giftId, token);
    if (!opened) throw badLink();
    const kind = mailed ? "receipt" : "paid";
    const view = await inLinked(services, visit, opened.communityId, (ctx) => loadReceipt(ctx, giftId, kind));
    return { visit, view };
  };

  app.get("/r/:giftId", async (request, reply) => {
    const { visit, view } = await load(request);
    return sendPage(reply, 200, receiptPage({ ...view, here: request.url }, visit.reader(view.timeZone)), PRIVATE);
  });

  app.get("/r/:giftId.pdf", async (request, reply) => {
    const { visit, view } = await load(request);
    const facts = receiptFacts(view, visit.reader(view.timeZone), services.config.publicUrl, visit.query("paper"));
    if (!facts) throw notFound();
    return reply
      .header("content-type", "application/pdf")
      .header("content-disposition", `inline; filename="${facts.number}.pdf"`)
      .header("cache-control", "private, no-store")
      .send(Buffer.from(await receiptPdf(facts)));
  });
}

function mountVote(app: FastifyInstance, services: Services): void {
  const open = async (request: FastifyRequest) => {
    const visit = await visitOf(services, request);
    const proofId = visit.id("proofId");
    const token = visit.query("t") ?? "";
    const opened = readVoteToken(services.keys, proofId, token);
    if (!opened) throw badLink();
    return { visit, proofId, token, ...opened };
  };

  app.get("/vote/:proofId", async (request, reply) => {
    const { visit, proofId, communityId, giverId } = await open(request);
    const view = await inLinked(services, visit, communityId, (ctx) => loadVote(ctx, proofId, giverId, request.url));
    const note = visit.query("note") === "saved" ? "saved" : visit.query("note") === "missing" ? "missing" : null;
    return sendPage(reply, 200, votePage({ ...view, note }, visit.reader(view.timeZone)), PRIVATE);
  });

  app.post("/vote/:proofId", async (request, reply) => {
    const { visit, proofId, token, communityId } = await open(request);
    const choice = visit.sent("choice");
    const comment = visit.sent("comment")?.slice(0, MOST_VOTE_COMMENT) ?? null;
    const isAnswer = choice === "yes" || choice === "no";
    if (isAnswer) {
      await inLinked(services, visit, communityId, (ctx) =>
        castVote(ctx, { proofId, token, isApproved: choice === "yes", comment }),
      );
    }
    const query = new URLSearchParams({ t: token, lang: visit.reader().locale, note: isAnswer ? "saved" : "missing" });
    return reply.redirect(`/vote/${proofId}?${query}`, 303);
  });
}

function mountChoice(app: FastifyInstance, services: Services): void {
  const open = async (request: FastifyRequest) => {
    const visit = await visitOf(services, request);
    const giftId = visit.id("giftId");
    const token = visit.query("t") ?? "";
    const opened = readGiftToken(services.keys, "choice", giftId, token);
    if (!opened) throw badLink();
    return { visit, giftId, token, communityId: opened.communityId };
  };

  app.get("/choice/:giftId", async (request, reply) => {
    const { visit, giftId, communityId } = await open(request);
    const view = await inLinked(services, visit, communityId, (ctx) => loadChoice(ctx, giftId, request.url));
    return sendPage(reply, 200, choicePage(view, visit.reader(view.timeZone)), PRIVATE);
  });

  app.post("/choice/:giftId", async (request, reply) => {
    const { visit, giftId, token, communityId } = await open(request);
    const chosen = visit.sent("choice") ?? "";
    if (chosen !== "refund" && !isUuid(chosen)) throw refuse("choice_missing");
    const choice = chosen === "refund" ? { kind: "refund" as const } : { kind: "move" as const, goalId: chosen };
    const view = await inLinked(services, visit, communityId, async (ctx) => {
      await choose(ctx, { giftId, choice, token });
      const { goal } = await findLinkedGift(ctx, giftId);
      const after = await loadChoice(ctx, giftId, request.url);
      return {
        ...after,
        done: choice.kind === "refund" ? { kind: "refund" as const } : { kind: "move" as const, title: goal.title },
      };
    });
    return sendPage(reply, 200, choicePage({ ...view, here: "" }, visit.reader(view.timeZone)), PRIVATE);
  });
}
