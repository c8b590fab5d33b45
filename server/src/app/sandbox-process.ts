import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Config } from "../platform/config.ts";

const SCRIPT = join(import.meta.dirname, "../../../sandbox/src/main.ts");

/** It is for this machine alone. */
export const SANDBOX_HOST = "127.0.0.1";

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
    "--host",
    SANDBOX_HOST,
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
  const url = await firstLine(child, () => faultOf(config.sandboxPort, faults.join("")));
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

/** Its own words, in which the setting is the server's: a port may be taken in the moment after it was found free. */
function faultOf(port: number, told: string): SandboxStartError {
  const lines = told.split("\n").filter((line) => line.trim() !== "");
  const said = lines.find((line) => line.startsWith("sandbox: ")) ?? lines[0] ?? "no reason given";
  const reason = said.replace("sandbox: ", "").replace("--port", "SANDBOX_PORT=…").trim();
  return new SandboxStartError(`the sandbox provider did not start on port ${port}: ${reason}`);
}

function firstLine(child: ChildProcess, fault: () => SandboxStartError): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = () => reject(fault());
    child.once("error", refuse);
    // Not at its exit: what it said last may still be on its way then.
    child.once("close", refuse);
    if (!child.stdout) return refuse();
    createInterface({ input: child.stdout }).once("line", (line) => {
      child.off("close", refuse);
      const { listening } = JSON.parse(line) as { listening: string };
      resolve(listening);
    });
  });
}
