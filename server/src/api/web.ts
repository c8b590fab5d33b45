import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { notFound } from "../platform/errors.ts";

const FOLDER = join(import.meta.dirname, "../../../web/dist");
const PAGE = "index.html";

/** The application for the signed-in, built once at install; unknown addresses under it are its own pages. */
export async function mountWeb(app: FastifyInstance): Promise<void> {
  app.get("/", { schema: { hide: true } }, (_request, reply) => reply.redirect("/app/"));
  const hasPages = isBuilt();
  if (hasPages) await mountFolder(app);
  // One for the whole server: Fastify takes no second one.
  app.setNotFoundHandler((request, reply) => {
    const page =
      request.method === "GET" && request.url.startsWith("/app/") && !/\.\w+$/.test(request.url.split("?")[0] ?? "");
    if (hasPages && page) return reply.sendFile(PAGE);
    throw notFound();
  });
}

/** The scripts that stand in the application's page, as the content policy names them: these bytes and no others. */
export function inlineScripts(): string[] {
  if (!isBuilt()) return [];
  const scripts = readFileSync(join(FOLDER, PAGE), "utf8").matchAll(/<script>([\s\S]*?)<\/script>/g);
  return [...scripts].map(([, script = ""]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
}

function isBuilt(): boolean {
  return existsSync(join(FOLDER, PAGE));
}

async function mountFolder(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: FOLDER,
    prefix: "/app/",
    wildcard: true,
    // The build has written each file compressed too, better than there is time for when somebody waits.
    preCompressed: true,
    setHeaders(reply, path) {
      const hashed = path.includes("/assets/");
      reply.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
}
