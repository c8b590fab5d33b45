import { type Clock, systemClock } from "../platform/clock.ts";
import type { Config } from "../platform/config.ts";
import { parseConfig } from "../platform/config.ts";
import { type OpenDatabase, openDatabase, prepareDatabase, requireSafeRole } from "../platform/database.ts";
import { createLog } from "../platform/log.ts";
import { freeLostJobs } from "../platform/lost-jobs.ts";
import { requireFreePort } from "../platform/require-free-port.ts";
import { claimDataDir } from "./claim-data-dir.ts";
import { type App, createApp } from "./create-app.ts";
import { type StartedDemo, startDemo } from "./demo/start-demo.ts";
import { SANDBOX_HOST, type SandboxProcess, startSandboxProcess } from "./sandbox-process.ts";
import { explainStartError } from "./start-errors.ts";

interface Running {
  app?: App;
  database?: OpenDatabase;
  sandbox?: Promise<SandboxProcess>;
  demo?: StartedDemo;
  release?: () => void;
}

interface StartParts {
  /** Another than the system's: for tests of the whole process. */
  clock?: Clock;
}

/** Starts everything, and stops it in order at Ctrl-C. Answers the exit code; a start that cannot be is told in one line. */
export async function start(
  env: Readonly<Record<string, string | undefined>>,
  parts: StartParts = {},
): Promise<number> {
  const running: Running = {};
  const stopAsked = waitForSignal();
  try {
    const config = parseConfig(env);
    running.release = claimDataDir(config.dataDir);
    await bringUp(config, running, parts.clock ?? systemClock);
  } catch (error) {
    process.stderr.write(`commonpurse: ${explainStartError(error)}\n`);
    await bringDown(running, error);
    return 1;
  }
  const signal = await stopAsked;
  process.stdout.write(`\n${signal}: stopping…\n`);
  await bringDown(running);
  process.stdout.write("Stopped. Everything is kept; start again with: npm start\n");
  return 0;
}

async function bringUp(config: Config, running: Running, clock: Clock): Promise<void> {
  await requireFreePort(config.port, config.host, "PORT");
  if (config.sandbox) await requireFreePort(config.sandboxPort, SANDBOX_HOST, "SANDBOX_PORT");
  if (config.sandbox) running.sandbox = startBeside(config);
  const database = await openDatabase(config);
  running.database = database;
  if (config.production) await requireSafeRole(database.app);
  const log = createLog(config.logLevel);
  const applied = await prepareDatabase(database.owner, clock.now());
  if (applied.length > 0) log.info({ applied }, "database migrated");
  const sandbox = await running.sandbox;
  const app = await createApp({ config, databaseUrl: database.app, log, clock });
  running.app = app;
  // On its own database nobody else works: what is held, a killed process held.
  if (database.embedded) await freeLostJobs(app.services.db, 0);
  const demo = config.demo ? sandbox : undefined;
  if (!demo) await app.startWorker();
  await app.api.listen({ host: config.host, port: config.port });
  process.stdout.write(welcome(config, sandbox));
  if (demo) running.demo = startDemo(app, demo.url);
}

/** The provider comes up while the database does: neither needs the other. Its fault is heard when it is waited for. */
function startBeside(config: Config): Promise<SandboxProcess> {
  const starting = startSandboxProcess(config);
  starting.catch(() => undefined);
  return starting;
}

function welcome(config: Config, sandbox: SandboxProcess | undefined): string {
  const lines = [
    "",
    `  Commonpurse is ready:   ${config.publicUrl}`,
    `  API:                    ${config.publicUrl}/docs`,
  ];
  if (!config.production && !config.smtpUrl) lines.push(`  Mails:                  ${config.publicUrl}/dev/mailbox`);
  if (sandbox) lines.push(`  Sandbox provider:       ${sandbox.url}`);
  return `${lines.join("\n")}\n  Stop with Ctrl-C.\n\n`;
}

/** In the reverse order of the start. A database that was running before we came is left alone after a failed start. */
async function bringDown(running: Running, failure?: unknown): Promise<void> {
  const steps = [
    () => running.demo?.stop(),
    () => running.app?.stop(),
    async () => (await running.sandbox?.catch(() => undefined))?.stop(),
    () => (failure && running.database?.adopted ? undefined : running.database?.stop()),
    () => running.release?.(),
  ];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      // After a failed start the reason is told already: what follows from it would only hide it.
      if (!failure) throw error;
    }
  }
}

/** A terminal and npm may both hand the same Ctrl-C on: what comes within a second is the same wish. */
const SAME_WISH_MS = 1_000;

/** The first signal asks to stop; a later second one ends at once. */
function waitForSignal(): Promise<string> {
  return new Promise((resolve) => {
    let askedAt = 0;
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        if (askedAt > 0 && Date.now() - askedAt > SAME_WISH_MS) process.exit(130);
        askedAt ||= Date.now();
        resolve(signal);
      });
    }
  });
}
