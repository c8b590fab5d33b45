import "@fastify/multipart";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { notFound, refuse } from "../platform/errors.ts";
import type { Services } from "../platform/services.ts";
import { exportGifts } from "./export-gifts.ts";
import { entryOf, idIn } from "./file-caller.ts";
import { cleanFile, MAX_UPLOAD_BYTES } from "./media.ts";
import { keepFile, openFile } from "./media-store.ts";
import { requireUser } from "./policy.ts";
import { findMedia, insertMedia } from "./queries/media.ts";
import { FILE_OPERATIONS } from "./schemas/files.ts";
import { mediaUrl } from "./schemas/goal.ts";

const MEDIA = "/v1/communities/:communityId/media";
const UPLOADS_A_MINUTE = 30;

/** What is not JSON: photos and papers in and out, and a goal's gifts as a table. */
export function mountFiles(app: FastifyInstance, services: Services): void {
  void app.register((scope, _options, done) => {
    const limited = { config: { rateLimit: { max: UPLOADS_A_MINUTE, timeWindow: "1 minute" } } };
    scope.post(MEDIA, { ...FILE_OPERATIONS.upload, ...limited }, (request, reply) => upload(services, request, reply));
    scope.get(`${MEDIA}/:mediaId`, FILE_OPERATIONS.download, (request, reply) => download(services, request, reply));
    scope.get("/v1/communities/:communityId/goals/:goalId/gifts.csv", FILE_OPERATIONS.giftTable, (request, reply) =>
      exportGifts(services, request, reply),
    );
    done();
  });
}

/** Only a member may; the bytes are read, cleaned and kept outside of any transaction, then a row says that they are there. */
async function upload(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const entry = await entryOf(services, request, "member");
  // Before anything is read: who is no member shall not make us draw pictures.
  await services.inCommunity(entry, async (ctx) => requireUser(ctx), request.id);
  const bytes = await readFile(request);
  const file = await cleanFile(bytes);
  const id = services.newId();
  await keepFile(services.config.dataDir, entry.communityId, file, id);
  const { sha256, contentType, width, height } = file;
  await services.inCommunity(
    entry,
    async (ctx) => {
      const uploadedBy = requireUser(ctx);
      await insertMedia(ctx, { id, sha256, contentType, width, height, byteCount: file.bytes.length, uploadedBy });
    },
    request.id,
  );
  reply.status(201);
  return { id, url: mediaUrl(entry.communityId, id), contentType, width, height, byteCount: file.bytes.length };
}

async function readFile(request: FastifyRequest): Promise<Buffer> {
  if (!request.isMultipart()) throw refuse("unsupported_media_type", { status: 415 });
  const part = await request.file({ limits: { fileSize: MAX_UPLOAD_BYTES, files: 1 } });
  if (!part) throw refuse("media_empty", { pointer: "#/file" });
  return part.toBuffer();
}

async function download(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const entry = await entryOf(services, request, "visitor");
  const media = await services.inCommunity(entry, (ctx) => findMedia(ctx, idIn(request, "mediaId")), request.id);
  const stream = media && (await openFile(services.config.dataDir, entry.communityId, media.sha256));
  if (!media || !stream) throw notFound();
  const isPdf = media.contentType === "application/pdf";
  reply.headers({
    "content-type": media.contentType,
    "content-length": media.byteCount,
    "cache-control": media.publishedAt ? "public, max-age=31536000, immutable" : "private, no-store",
    "x-content-type-options": "nosniff",
    // What somebody uploaded never runs as a part of our site.
    "content-security-policy": "sandbox; default-src 'none'",
    ...(isPdf ? { "content-disposition": `attachment; filename="${media.id}.pdf"` } : {}),
  });
  return reply.send(stream);
}
