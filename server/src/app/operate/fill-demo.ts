import type { Config } from "../../platform/config.ts";
import { openDatabase, prepareDatabase } from "../../platform/database.ts";
import { createLog } from "../../platform/log.ts";
import { claimDataDir } from "../claim-data-dir.ts";
import { createApp } from "../create-app.ts";
import { type Demo, loadDemo } from "../demo/load-demo.ts";
import { startSandboxProcess } from "../sandbox-process.ts";
import { OperateError } from "./open-to-operate.ts";
import type { Reporter } from "./reporter.ts";

/** How often the loader's own account of itself is looked at. */
const LOOK_EVERY_MS = 200;

export interface DemoCall {
  config: Config;
  now: Date;
  reporter: Reporter;
  signal: AbortSignal;
}

/**
 * Loads the demo communities and ends. They are made as life makes them, by commands, jobs and the sandbox provider's
 * webhooks, so that a whole server runs meanwhile, on any free port.
 */
export async function fillDemo({ config, now, reporter, signal }: DemoCall): Promise<Demo> {
  if (config.production)
    throw new OperateError("the demo's people have passwords that everybody knows: it is not loaded in production");
  const undo: (() => Promise<void> | void)[] = [];
  try {
    undo.push(claimDataDir(config.dataDir));
    const database = await openDatabase(config);
    undo.push(() => database.stop());
    await prepareDatabase(database.owner, now);
    const sandbox = await startSandboxProcess(config);
    undo.push(() => sandbox.stop());
    const app = await createApp({ config, databaseUrl: database.app, log: createLog(config.logLevel) });
    undo.push(() => app.stop());
    await app.api.listen({ host: config.host, port: 0 });
    const timer = setInterval(() => reporter.step(app.readiness.progress ?? "Loading the demo"), LOOK_EVERY_MS);
    undo.push(() => clearInterval(timer));
    const demo = await loadDemo(app, { sandboxUrl: sandbox.url, signal });
    if (!demo) throw new OperateError("people have begun here without the demo: it goes into an empty database only");
    for (const { title, slug } of demo.pages) reporter.line("good", `${title}: ${config.publicUrl}/g/${slug}`);
    return demo;
  } finally {
    for (const step of undo.reverse()) await step();
  }
}
