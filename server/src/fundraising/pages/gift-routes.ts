import type { FastifyInstance, FastifyReply } from "fastify";
import { waitForCheckout } from "../../payments/index.ts";
import { notFound, refuse } from "../../platform/errors.ts";
import { toDecimal } from "../../platform/format.ts";
import { path } from "../../platform/html.ts";
import { isUuid, newId } from "../../platform/ids.ts";
import { exponentOf } from "../../platform/money.ts";
import { sendPage } from "../../platform/page.ts";
import type { Services } from "../../platform/services.ts";
import { give } from "../give.ts";
import { giftToken } from "../links.ts";
import { confirmPage } from "./confirm-page.ts";
import { type GivingErrors, OWN } from "./giving-form.ts";
import { checkGiving, presetAmount, sentValues } from "./giving-input.ts";
import { showGoal } from "./goal-routes.ts";
import type { GoalView } from "./goal-view.ts";
import { fewAMinute } from "./limits.ts";
import { findPublicGoal, loadGoal } from "./load-goal.ts";
import { once } from "./once.ts";
import { rememberGift } from "./pay-routes.ts";
import { type Visit, visitOf } from "./visit.ts";

/** Giving, in three steps that work without JavaScript: the form, the summary with the fee, the provider's page. */
export function mountGiftPages(app: FastifyInstance, services: Services): void {
  app.post("/g/:slug/confirm", async (request, reply) => {
    const visit = await visitOf(services, request);
    const goal = await loadGoal(services, await findPublicGoal(services, visit.param("slug")), visit.actor);
    return showSummary(reply, visit, goal);
  });

  app.post("/g/:slug/change", async (request, reply) => {
    const visit = await visitOf(services, request);
    const goal = await loadGoal(services, await findPublicGoal(services, visit.param("slug")), visit.actor);
    return showGoal(reply, visit, goal, { values: backInForm(visit, goal), errors: {} });
  });

  app.post("/g/:slug/gifts", fewAMinute(30), async (request, reply) => {
    const visit = await visitOf(services, request);
    const begun = await beginGift(services, visit).catch(wrongForm);
    if (begun instanceof WrongForm) {
      const values = backInForm(visit, begun.goal);
      return showGoal(reply, visit, begun.goal, { values, errors: begun.errors });
    }
    rememberGift(reply, services, begun);
    const payment = await waitForCheckout(services, begun);
    if (payment?.status === "pending" && payment.checkoutUrl) return reply.redirect(payment.checkoutUrl, 303);
    // A repeat of a gift that was paid meanwhile, a provider that refused or is slow: the next page knows.
    const query = new URLSearchParams({ g: begun.giftId, t: begun.token, lang: visit.reader().locale });
    return reply.redirect(`${path`/pay/${begun.paymentId}/checkout`}?${query}`, 303);
  });
}

function showSummary(reply: FastifyReply, visit: Visit, goal: GoalView): FastifyReply {
  const { giving } = goal;
  if (!giving) throw refuse("goal_not_open", { status: 409, params: { state: goal.status } });
  const reader = visit.reader(goal.timeZone);
  const values = sentValues(visit);
  const checked = checkGiving(goal, giving, formIdOf(visit), values, reader);
  if ("errors" in checked) return showGoal(reply, visit, goal, { values, errors: checked.errors });
  const page = confirmPage(goal, checked.draft, checked.quote, reader);
  return sendPage(reply, 200, page, { private: true, leadsToCheckout: true });
}

/** The form as it was, with the amount that the summary had. */
function backInForm(visit: Visit, goal: GoalView) {
  const { currency } = goal.target;
  const amount = presetAmount(visit.sent("amount") ?? "");
  const isPreset = goal.giving?.presets.some((preset) => preset.amount === amount) ?? false;
  const own = amount === null ? "" : toDecimal(amount, exponentOf(currency)).replace(/\.0+$/, "");
  return { ...sentValues(visit), preset: isPreset ? String(amount) : OWN, own: isPreset ? undefined : own };
}

function formIdOf(visit: Visit): string {
  const formId = visit.sent("formId") ?? "";
  return isUuid(formId) ? formId : newId();
}

function wrongForm(error: unknown): WrongForm {
  if (error instanceof WrongForm) return error;
  throw error;
}

/** Leads back to the form, with what is wrong beside its fields. */
class WrongForm extends Error {
  readonly goal: GoalView;
  readonly errors: GivingErrors;
  constructor(goal: GoalView, errors: GivingErrors) {
    super("the form is not right");
    this.goal = goal;
    this.errors = errors;
  }
}

interface Begun {
  communityId: string;
  giftId: string;
  paymentId: string;
  token: string;
}

/** What the summary sends is looked at again: nothing says that it came from our page. */
async function beginGift(services: Services, visit: Visit): Promise<Begun> {
  const { communityId, goalId } = await findPublicGoal(services, visit.param("slug"));
  const goal = await loadGoal(services, { communityId, goalId }, visit.actor);
  if (!goal.giving) throw refuse("goal_not_open", { status: 409, params: { state: goal.status } });
  const reader = visit.reader(goal.timeZone);
  const values = { ...sentValues(visit), preset: visit.sent("amount") ?? "0", own: undefined };
  const checked = checkGiving(goal, goal.giving, formIdOf(visit), values, reader);
  if ("errors" in checked) throw new WrongForm(goal, checked.errors);
  const { draft } = checked;
  const sent = [draft.amount.amount.toString(), draft.email, draft.provider.id];
  const { answer } = await services.inCommunity(
    { as: "system", communityId, actor: visit.actor },
    (ctx) =>
      once(ctx, { scope: `gift ${goalId}`, formId: draft.formId, sent }, async () => {
        const { gift, paymentId } = await give(ctx, {
          goalId,
          amount: draft.amount,
          publicName: draft.name,
          message: draft.message,
          isAnonymous: draft.anonymous,
          locale: reader.locale,
          providerId: draft.provider.id,
          termsDigest: draft.termsDigest,
          ...(draft.email ? { email: draft.email } : {}),
        });
        return { giftId: gift.id, paymentId };
      }),
    visit.requestId,
  );
  const { giftId, paymentId } = answer;
  if (!giftId || !paymentId) throw notFound();
  return { communityId, giftId, paymentId, token: giftToken(services.keys, "paid", communityId, giftId) };
}
