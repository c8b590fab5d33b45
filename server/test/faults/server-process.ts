import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const ENTRY = join(import.meta.dirname, "clocked-main.ts");

/** One life of the server. */
export interface ServerProcess {
  readonly pid: number;
  /** Resolves when it says that it is ready; rejects when it ends before that. */
  ready: Promise<void>;
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
  /** Ctrl-C; resolves when it is gone, with the exit code. */
  stop(): Promise<number | null>;
}

/** `onDeath`: it ended and nobody had killed it. */
export function startServer(
  env: Record<string, string>,
  log: string[],
  onDeath: (reason: string) => void,
): ServerProcess {
  const child = spawn(process.execPath, [ENTRY], { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit");
  let meant = false;
  const said: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith("{")) log.push(line);
      else said.push(line);
      if (line.includes("Commonpurse is ready")) resolve();
    });
    createInterface({ input: child.stderr }).on("line", (line) => said.push(line));
    child.once("close", (code, signal) => {
      const reason = `the server ended with ${code ?? signal}: ${said.join("\n")}`;
      if (!meant) onDeath(reason);
      reject(new Error(reason));
    });
  });
  // Whoever waits for it hears of it; nobody may be waiting.
  ready.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    ready,
    async kill() {
      meant = true;
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      meant = true;
      child.kill("SIGTERM");
      await ended;
      return child.exitCode;
    },
  };
}

/** Runs a script of the server's to its end. */
export async function runScript(
  script: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => void output.push(chunk));
  await once(child, "close");
  return { code: child.exitCode, output: Buffer.concat(output).toString("utf8") };
}
