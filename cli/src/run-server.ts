import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { isMessage, showProgress } from "./show-progress.ts";

const SERVER = join(import.meta.dirname, "../../server/src");

/** Options that stand for settings of the environment. */
export interface Settings {
  dataDir?: string;
  port?: string;
  host?: string;
}

export interface ServerRun {
  args?: readonly string[];
  settings: Settings;
  /** The child tells its progress and we draw it; else it writes plain lines itself. */
  draw?: boolean;
}

/** Runs the server's own code as a process of the same Node, in the same terminal. Its exit code is the answer. */
export function runServer(
  entry: "main.ts" | "operate.ts",
  { args = [], settings, draw = false }: ServerRun,
): Promise<number> {
  const drawn = draw && process.stdout.isTTY;
  const child = spawn(process.execPath, [...heapFlags(entry), join(SERVER, entry), ...args], {
    stdio: drawn ? ["inherit", "inherit", "inherit", "ipc"] : "inherit",
    env: { ...process.env, ...environmentOf(settings) },
  });
  const letGo = passSignals(child);
  const progress = drawn ? showProgress(process.stdout) : null;
  child.on("message", (message) => {
    if (isMessage(message)) progress?.show(message);
  });
  // What the child told last may come after its end.
  const heard = drawn ? new Promise((resolve) => child.once("disconnect", resolve)) : Promise.resolve();
  return new Promise((resolve) => {
    child.once("error", (error) => {
      process.stderr.write(`commonpurse: the server's process could not be started: ${error.message}\n`);
      resolve(1);
    });
    child.once("exit", (code, signal) => {
      letGo();
      void heard.then(() => {
        progress?.end();
        resolve(signal ? 128 + constants.signals[signal] : (code ?? 1));
      });
    });
  });
}

/** The server serves in little memory; NODE_OPTIONS of the operator's come first. */
function heapFlags(entry: string): string[] {
  if (entry !== "main.ts" || process.env["NODE_OPTIONS"]) return [];
  return JSON.parse(readFileSync(join(SERVER, "../node-flags.json"), "utf8"));
}

function environmentOf({ dataDir, port, host }: Settings): Record<string, string> {
  return {
    ...(dataDir ? { DATA_DIR: dataDir } : {}),
    ...(port ? { PORT: port } : {}),
    ...(host ? { HOST: host } : {}),
  };
}

/** At a terminal, Ctrl-C reaches the child by itself: passed on as well it would count as a second one, which ends at once. */
function passSignals(child: ChildProcess): () => void {
  const listeners = (["SIGINT", "SIGTERM", "SIGHUP"] as const).map((signal) => {
    const listener = () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => {
    for (const stop of listeners) stop();
  };
}
