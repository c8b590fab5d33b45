import type { FastifyInstance } from "fastify";
import QRCode from "qrcode";
import { formatMoney } from "../../platform/format.ts";
import { dir } from "../../platform/i18n.ts";
import type { Services } from "../../platform/services.ts";
import { previewPng } from "../../documents/index.ts";
import { findPublicGoal, loadGoal } from "./load-goal.ts";
import { SCRIPT, SCRIPT_URL } from "./script.ts";
import { visitOf } from "./visit.ts";

const HOUR = 3_600;

/** What pages draw on: the script, the square code, the picture for previews. */
export function mountAssets(app: FastifyInstance, services: Services): void {
  app.get(SCRIPT_URL, (_request, reply) =>
    reply
      .header("content-type", "text/javascript; charset=utf-8")
      .header("cache-control", "public, max-age=31536000, immutable")
      .send(SCRIPT),
  );

  app.get("/g/:slug/qr.svg", async (request, reply) => {
    const visit = await visitOf(services, request);
    const slug = visit.param("slug");
    await findPublicGoal(services, slug);
    const url = `${services.config.publicUrl}/g/${encodeURIComponent(slug)}`;
    const svg = await QRCode.toString(url, { type: "svg", margin: 2, errorCorrectionLevel: "M" });
    return reply.header("content-type", "image/svg+xml").header("cache-control", `public, max-age=${HOUR}`).send(svg);
  });

  app.get("/g/:slug/preview.png", async (request, reply) => {
    const visit = await visitOf(services, request);
    const goal = await loadGoal(services, await findPublicGoal(services, visit.param("slug")), { kind: "guest", email: null });
    const reader = visit.reader(goal.timeZone);
    const share = goal.target.amount > 0n ? Number((goal.raised.amount * 1000n) / goal.target.amount) / 1000 : 0;
    const png = await previewPng({
      lang: reader.locale,
      dir: dir(reader.locale),
      community: goal.communityName,
      title: goal.title,
      raised: formatMoney(goal.raised, reader.locale, { short: true }),
      target: reader.t("raised", { target: formatMoney(goal.target, reader.locale, { short: true }) }),
      share: Math.min(1, share),
    });
    return reply.header("content-type", "image/png").header("cache-control", "public, max-age=300").send(png);
  });
}
