import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { COMPILE_CACHE } from "./harness/compile-cache.ts";

const ROOT = join(import.meta.dirname, "../..");

/** A program of ours as a process of its own; what it writes is waited for, never a time. */
export interface Running {
  pid: number;
  /** The first line so far, or the next one, that has this; rejected when the process ends without it. */
  saw(text: string): Promise<string>;
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
  signal(name: NodeJS.Signals): void;
}

const running = new Set<ChildProcess>();

export function run(
  script: "server/src/main.ts" | "server/src/operate.ts" | "cli/src/main.ts",
  args: readonly string[],
  env: Record<string, string>,
): Running {
  const child = spawn(process.execPath, [join(ROOT, script), ...args], {
    env: { PATH: process.env["PATH"] ?? "", ...COMPILE_CACHE, LOG_LEVEL: "warn", DEMO: "0", SANDBOX: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let stdout = "";
  let stderr = "";
  const waiting = new Set<() => void>();
  const heard = () => {
    for (const look of waiting) look();
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    heard();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    heard();
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once("close", (code) => {
      running.delete(child);
      resolve({ code, stdout, stderr });
    });
  });
  return {
    pid: child.pid ?? 0,
    ended,
    signal: (name) => void child.kill(name),
    saw: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const line = `${stdout}\n${stderr}`.split("\n").find((each) => each.includes(text));
          if (line === undefined) return;
          waiting.delete(look);
          resolve(line);
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`it ended without "${text}": ${stdout}${stderr}`)));
      }),
  };
}

/** For the end of a test file: whatever a failed test left. */
export async function killAll(): Promise<void> {
  for (const child of running) child.kill("SIGKILL");
}

/** Live processes whose command line has this text, such as the path of a data folder. */
export function processesOf(text: string): { pid: number; command: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        return command.includes(text) ? [{ pid: Number(name), command }] : [];
      } catch {
        return [];
      }
    });
}

/** A port that somebody has. */
export async function takePort(): Promise<{ port: number; server: Server; free(): Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  return { port: address.port, server, free: () => new Promise((resolve) => server.close(() => resolve())) };
}

export async function freePort(): Promise<number> {
  const { port, free } = await takePort();
  await free();
  return port;
}
