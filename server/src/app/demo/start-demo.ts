import type { App } from "../create-app.ts";
import { loadDemo } from "./load-demo.ts";
import { demoWelcome } from "./welcome.ts";

export interface StartedDemo {
  /** Stops the loading at its next step; the next start goes on from there. */
  stop(): Promise<void>;
}

/**
 * Loads the demo behind readiness: the pages are there, and say how far it is. Jobs begin only afterwards, since those of the
 * demo's past are due by a clock of their own.
 */
export function startDemo(app: App, sandboxUrl: string): StartedDemo {
  const stopping = new AbortController();
  const ended = load(app, sandboxUrl, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

async function load(app: App, sandboxUrl: string, signal: AbortSignal): Promise<void> {
  try {
    const demo = await loadDemo(app, { sandboxUrl, signal });
    if (demo) process.stdout.write(demoWelcome(app.services.config.publicUrl, demo));
  } catch (error) {
    if (!signal.aborted)
      app.services.log.error({ err: error }, "the demo data could not be loaded; the next start goes on with them");
  }
  app.readiness.progress = null;
  if (!signal.aborted) await app.startWorker();
}
