import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Config } from "../platform/config.ts";

const SCRIPT = join(import.meta.dirname, "../../../sandbox/src/main.ts");

export interface SandboxProcess {
  url: string;
  stop(): Promise<void>;
}

export class SandboxStartError extends Error {}

/** Starts the sandbox provider beside the server: a process and a store of its own, as a real provider has. */
export async function startSandboxProcess(config: Pick<Config, "dataDir" | "sandboxPort">): Promise<SandboxProcess> {
  const args = [
    SCRIPT,
    "--port",
    String(config.sandboxPort),
    "--data",
    join(config.dataDir, "sandbox"),
    "--stop-with-stdin",
  ];
  const child = spawn(process.execPath, args, {
    stdio: ["pipe", "pipe", "pipe"],
    env: environment(),
    detached: true,
  });
  const faults: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => void faults.push(chunk.toString()));
  const url = await firstLine(child, faults);
  return {
    url,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.stdin.end();
      await ended;
    },
  };
}

/** Nothing of our settings: it is a foreign company. Only where Node finds itself, and what it has compiled before. */
function environment(): Record<string, string> {
  const { PATH = "", NODE_COMPILE_CACHE } = process.env;
  return { PATH, ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}) };
}

function firstLine(child: ChildProcess, faults: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = () =>
      reject(
        new SandboxStartError(`the sandbox provider did not start: ${faults.join("").trim() || "no reason given"}`),
      );
    child.once("error", refuse);
    child.once("exit", refuse);
    if (!child.stdout) return refuse();
    createInterface({ input: child.stdout }).once("line", (line) => {
      child.off("exit", refuse);
      const { listening } = JSON.parse(line) as { listening: string };
      resolve(listening);
    });
  });
}
