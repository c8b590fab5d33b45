import { Worker } from "node:worker_threads";

/** A page to be set: a template of this module's and the text for it. */
export interface RenderRequest {
  template: "receipt" | "preview";
  data: Readonly<Record<string, unknown>>;
  /** Written into the file as its date, so that the same paper has the same bytes. */
  at: Date;
}

interface Waiting {
  resolve: (bytes: Uint8Array) => void;
  reject: (error: Error) => void;
}

export type RenderAnswer = { id: number; bytes: Uint8Array } | { id: number; error: string };

/** With nothing to do for this long the thread ends and gives its memory back. */
const IDLE_MS = 60_000;

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let last = 0;
const waiting = new Map<number, Waiting>();

/** Typst is quick but synchronous: it runs in a thread of its own, so that no other request waits for a paper. */
export function renderPdf(request: RenderRequest): Promise<Uint8Array> {
  return render({ ...request, format: "pdf" });
}

/** The same as a drawing whose letters are outlines: looks the same wherever it is shown. */
export async function renderSvg(request: RenderRequest): Promise<string> {
  return Buffer.from(await render({ ...request, format: "svg" })).toString("utf8");
}

function render(request: RenderRequest & { format: "pdf" | "svg" }): Promise<Uint8Array> {
  clearTimeout(idle);
  worker ??= startWorker();
  last += 1;
  const id = last;
  const { at, ...rest } = request;
  const seconds = Math.floor(at.getTime() / 1000);
  const result = new Promise<Uint8Array>((resolve, reject) => waiting.set(id, { resolve, reject }));
  worker.postMessage({ id, seconds, ...rest });
  return result;
}

function startWorker(): Worker {
  const started = new Worker(new URL("./render-worker.ts", import.meta.url));
  // An idle thread must not keep the process from ending.
  started.unref();
  started.on("message", (answer: RenderAnswer) => {
    const { resolve, reject } = waiting.get(answer.id) ?? {};
    waiting.delete(answer.id);
    if ("error" in answer) reject?.(new Error(answer.error));
    else resolve?.(answer.bytes);
    if (waiting.size === 0) stopWhenIdle(started);
  });
  started.on("error", (error) => fail(started, error instanceof Error ? error : new Error(String(error))));
  started.on("exit", () => fail(started, new Error("the thread that sets papers has ended")));
  return started;
}

function stopWhenIdle(started: Worker): void {
  idle = setTimeout(() => {
    if (worker === started) worker = undefined;
    void started.terminate();
  }, IDLE_MS);
  idle.unref();
}

/** Whoever waits is told; the next request starts a new thread. */
function fail(ended: Worker, error: Error): void {
  if (worker !== ended) return;
  worker = undefined;
  for (const { reject } of waiting.values()) reject(error);
  waiting.clear();
}
