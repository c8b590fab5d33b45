import type { FastifyInstance, FastifyReply } from "fastify";
import { newId } from "../../platform/ids.ts";
import { sendPage } from "../../platform/page.ts";
import type { Services } from "../../platform/services.ts";
import { reportComment } from "../moderate-comment.ts";
import { postComment } from "../post-comment.ts";
import type { GivingErrors, GivingValues } from "./giving-form.ts";
import { readAmount } from "./giving-input.ts";
import { goalPage, goalPath } from "./goal-page.ts";
import { type CommentNote, MOST_COMMENT } from "./goal-parts.ts";
import type { GoalView } from "./goal-view.ts";
import { fewAMinute } from "./limits.ts";
import { findPublicGoal, loadGoal, loadTerms } from "./load-goal.ts";
import { once } from "./once.ts";
import { type Visit, visitOf } from "./visit.ts";

const NOTES: readonly CommentNote[] = ["held", "shown", "reported", "missing", "tooLong"];

export function mountGoalPages(app: FastifyInstance, services: Services): void {
  app.get("/g/:slug", async (request, reply) => {
    const visit = await visitOf(services, request);
    const goal = await loadGoal(services, await findPublicGoal(services, visit.param("slug")), visit.actor);
    return showGoal(reply, visit, goal);
  });

  app.get("/g/:slug/quote", async (request, reply) => {
    const visit = await visitOf(services, request);
    const goal = await loadTerms(services, await findPublicGoal(services, visit.param("slug")), visit.actor);
    const reader = visit.reader();
    const read = readAmount(goal, { preset: visit.query("preset"), own: visit.query("own") }, reader);
    const { currency } = goal.target;
    const text =
      "error" in read
        ? null
        : reader.t("give.live", {
            total: reader.amount({ amount: read.quote.gross, currency }),
            fees: reader.amount({ amount: read.quote.platformFee + read.quote.providerFee, currency }),
          });
    return reply.header("cache-control", "no-store").send({ text });
  });

  app.post("/g/:slug/comments", fewAMinute(10), async (request, reply) => {
    const visit = await visitOf(services, request);
    const note = await takeComment(services, visit);
    return backTo(reply, visit, note);
  });

  app.post("/g/:slug/comments/:commentId/reports", fewAMinute(10), async (request, reply) => {
    const visit = await visitOf(services, request);
    const { communityId, goalId } = await findPublicGoal(services, visit.param("slug"));
    const report = {
      goalId,
      commentId: visit.id("commentId"),
      reason: visit.sent("reason") ?? "reported on the page",
      reporter: request.ip,
    };
    await services.inCommunity(
      { as: "system", communityId, actor: visit.actor },
      (ctx) => reportComment(ctx, report),
      visit.requestId,
    );
    return backTo(reply, visit, "reported");
  });
}

/** The goal's page; with what was wrong in a form, if something was. */
export function showGoal(
  reply: FastifyReply,
  visit: Visit,
  goal: GoalView,
  form: { values: GivingValues; errors: GivingErrors } | null = null,
): FastifyReply {
  const asked = visit.query("comment");
  const page = goalPage(goal, visit.reader(goal.timeZone), {
    here: visit.here,
    commentFormId: newId(),
    commentNote: NOTES.find((note) => note === asked) ?? null,
    ...(form ?? {}),
  });
  const hasErrors = form !== null && Object.keys(form.errors).length > 0;
  return sendPage(reply, hasErrors ? 422 : 200, page, { leadsToCheckout: true });
}

async function takeComment(services: Services, visit: Visit): Promise<CommentNote> {
  const { communityId, goalId } = await findPublicGoal(services, visit.param("slug"));
  const [author, text] = [visit.sent("author"), visit.sent("text")];
  const isGuest = visit.actor.kind !== "user";
  if (!text || (isGuest && !author)) return "missing";
  if (text.length > MOST_COMMENT || (author?.length ?? 0) > 80) return "tooLong";
  const form = { scope: `comment ${goalId}`, formId: visit.sent("formId") ?? newId(), sent: [author ?? null, text] };
  const { answer } = await services.inCommunity(
    { as: "system", communityId, actor: visit.actor },
    (ctx) =>
      once(ctx, form, async () => {
        const comment = await postComment(ctx, {
          goalId,
          body: text,
          publicName: author ?? null,
        });
        return { status: comment.status };
      }),
    visit.requestId,
  );
  return answer.status === "shown" ? "shown" : "held";
}

/** A form that was taken leads back to its page, so that a reload sends nothing again. */
function backTo(reply: FastifyReply, visit: Visit, note: CommentNote): FastifyReply {
  const query = new URLSearchParams({ comment: note, lang: visit.reader().locale });
  return reply.redirect(`${goalPath(visit.param("slug"))}?${query}#comments`, 303);
}
