import { buffer } from "node:stream/consumers";
import type { FastifyInstance } from "fastify";
import QRCode from "qrcode";
import { previewPng } from "../../documents/index.ts";
import { formatMoney } from "../../platform/format.ts";
import type { Services } from "../../platform/services.ts";
import { openFile } from "../media-store.ts";
import { findPublicGoal, loadGoal } from "./load-goal.ts";
import { GOAL_SCRIPT, WAIT_SCRIPT } from "./script.ts";
import { visitOf } from "./visit.ts";

const HOUR = 3_600;
const DAY = 86_400;
const FOR_EVER = "public, max-age=31536000, immutable";
/** A purse, in the house's colour. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0f5c56"/><path d="M10 12a6 6 0 0 1 12 0h2.5a1.5 1.5 0 0 1 1.5 1.7l-1.3 10A2.6 2.6 0 0 1 22.100 26H9.900a2.600 2.600 0 0 1-2.600-2.300l-1.300-10A1.500 1.500 0 0 1 7.500 12Zm2.500 0h7a3.500 3.500 0 0 0-7 0Z" fill="#fff"/></svg>';

/** What pages draw on: the script, the square code, the picture for previews. */
export function mountAssets(app: FastifyInstance, services: Services): void {
  for (const { url, text } of [GOAL_SCRIPT, WAIT_SCRIPT]) {
    app.get(url, (_request, reply) =>
      reply.header("content-type", "text/javascript; charset=utf-8").header("cache-control", FOR_EVER).send(text),
    );
  }

  app.get("/favicon.svg", (_request, reply) =>
    reply.header("content-type", "image/svg+xml").header("cache-control", `public, max-age=${DAY}`).send(ICON),
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
    const goal = await loadGoal(services, await findPublicGoal(services, visit.param("slug")), {
      kind: "guest",
      email: null,
    });
    const reader = visit.reader(goal.timeZone);
    const share = goal.target.amount > 0n ? Number((goal.raised.amount * 1000n) / goal.target.amount) / 1000 : 0;
    const png = await previewPng(
      {
        lang: reader.locale,
        dir: reader.dir,
        community: goal.communityName,
        title: goal.title,
        raised: formatMoney(goal.raised, reader.locale, { short: true }),
        target: reader.t("raised", { target: formatMoney(goal.target, reader.locale, { short: true }) }),
        share: Math.min(1, share),
      },
      goal.photo ? await photoBytes(services, goal.communityId, goal.photo.sha256) : null,
    );
    return reply.header("content-type", "image/png").header("cache-control", "public, max-age=300").send(png);
  });
}

async function photoBytes(services: Services, communityId: string, sha256: string): Promise<Buffer | null> {
  const file = await openFile(services.config.dataDir, communityId, sha256);
  return file ? buffer(file) : null;
}
