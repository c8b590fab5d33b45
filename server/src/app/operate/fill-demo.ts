import type { Config } from "../../platform/config.ts";
import { openDatabase, prepareDatabase } from "../../platform/database.ts";
import { createLog } from "../../platform/log.ts";
import { claimDataDir } from "../claim-data-dir.ts";
import { createApp } from "../create-app.ts";
import { demoWelcome, loadDemo } from "../demo/load-demo.ts";
import { startSandboxProcess } from "../sandbox-process.ts";
import { OperateError } from "./open-to-operate.ts";
import type { Reporter } from "./reporter.ts";

const LOOK_EVERY_MS = 200;

export interface DemoResult {
  welcome: string;
}

/**
 * Loads the demo communities and ends. They are made as life makes them, by requests, jobs and the sandbox provider's
 * webhooks, so that a whole server runs meanwhile.
 */
export async function fillDemo(config: Config, now: Date, reporter: Reporter): Promise<DemoResult> {
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
    await app.startWorker();
    await app.api.listen({ host: config.host, port: config.port });
    const timer = setInterval(() => reporter.step(app.readiness.progress ?? "Loading the demo"), LOOK_EVERY_MS);
    undo.push(() => clearInterval(timer));
    reporter.step("Loading the demo");
    await loadDemo(app, sandbox.url);
    reporter.line("good", "the demo is loaded; commonpurse start shows it");
    return { welcome: demoWelcome(config.publicUrl) };
  } finally {
    for (const step of undo.reverse()) await step();
  }
}
