/// <reference lib="webworker" />
/**
 * Keeps the shell and what was last read, so that the app opens and can be read without a network. Nothing that changes
 * anything is kept or sent later from here.
 */
const worker = workerOf(globalThis);
const SHELL = "cp-shell-1";
const READ = "cp-read-1";
const SCOPE = "/app/";
const MOST_READ = 300;
/** Long enough for a slow phone, short enough that nobody stares at grey lines. */
const PATIENCE_MS = 4_000;

interface BuiltFile {
  file: string;
  css?: string[];
  assets?: string[];
  imports?: string[];
  isEntry?: boolean;
  src?: string;
}

worker.addEventListener("install", (event) => {
  event.waitUntil(fillShell().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(dropOldCaches().then(() => worker.clients.claim()));
});

worker.addEventListener("message", (event) => {
  const message: unknown = event.data;
  if (typeof message !== "object" || message === null) return;
  if ("forget" in message) event.waitUntil(caches.delete(READ));
  if ("keep" in message && Array.isArray(message.keep)) event.waitUntil(keep(message.keep));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (request.mode === "navigate" && url.pathname.startsWith(SCOPE)) event.respondWith(page(event));
  else if (url.pathname.startsWith(`${SCOPE}assets/`)) event.respondWith(asset(request));
  else if (isReading(request, url)) event.respondWith(lastRead(event));
});

function isReading(request: Request, url: URL): boolean {
  if (!url.pathname.startsWith("/v1/") || url.pathname.endsWith("/events")) return false;
  return (request.headers.get("accept") ?? "").includes("json");
}

async function fillShell(): Promise<void> {
  const cache = await caches.open(SHELL);
  const built: Record<string, BuiltFile> = await (await fetch(`${SCOPE}files.json`, { cache: "no-cache" })).json();
  const entry = Object.values(built).find((one) => one.isEntry && one.src === "index.html");
  const wanted = new Set<string>();
  const add = (one: BuiltFile | undefined): void => {
    if (!one || wanted.has(one.file)) return;
    wanted.add(one.file);
    for (const file of one.css ?? []) wanted.add(file);
    for (const name of one.imports ?? []) add(built[name]);
  };
  add(entry);
  await cache.addAll([SCOPE, ...[...wanted].map((file) => SCOPE + file)]);
}

/** The newest page where there is a network, else the shell: its own router shows the rest. */
async function page(event: FetchEvent): Promise<Response> {
  try {
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(fillShell().catch(() => undefined));
    return response;
  } catch {
    return (await caches.match(SCOPE, { cacheName: SHELL })) ?? Response.error();
  }
}

/** What the page had loaded before we came: its language, its pages. */
async function keep(addresses: readonly unknown[]): Promise<void> {
  const cache = await caches.open(SHELL);
  const wanted = addresses.filter((one) => typeof one === "string" && one.startsWith(`${SCOPE}assets/`));
  await Promise.all(wanted.map(async (one) => (await cache.match(String(one))) ?? cache.add(String(one))));
}

/** Named by their content, so a kept one is always right. */
async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request, { cacheName: SHELL });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await (await caches.open(SHELL)).put(request, response.clone());
  return response;
}

/** From the network; without one (or with a very slow one), what was read last. */
async function lastRead(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const cache = await caches.open(READ);
  const fresh = fetch(request).then((response) => {
    event.waitUntil(tell(event.clientId, true));
    if (response.ok) event.waitUntil(cache.put(request, response.clone()).then(() => trim(cache)));
    else if (response.status === 401) event.waitUntil(caches.delete(READ));
    return response;
  });
  const kept = await cache.match(request);
  if (!kept) return fresh;
  const tired = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  const orKept = fresh.catch(() => {
    event.waitUntil(tell(event.clientId, false));
    return kept;
  });
  return Promise.race([orKept, tired]);
}

/** The page says so when it shows what was kept. */
async function tell(clientId: string, isReached: boolean): Promise<void> {
  (await worker.clients.get(clientId))?.postMessage({ isReached });
}

async function trim(cache: Cache): Promise<void> {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_READ)).map((key) => cache.delete(key)));
}

async function dropOldCaches(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== SHELL && name !== READ).map((name) => caches.delete(name)));
}

/** The types of a page and of a worker do not go together in one file; what it is told is looked at. */
function workerOf(scope: unknown): ServiceWorkerGlobalScope {
  if (!isWorker(scope)) throw new Error("this runs as a service worker alone");
  return scope;
}

function isWorker(scope: unknown): scope is ServiceWorkerGlobalScope {
  return typeof scope === "object" && scope !== null && "skipWaiting" in scope && "clients" in scope;
}
