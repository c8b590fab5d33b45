import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const ENTRY = join(import.meta.dirname, "../server/src/main.ts");
const PAGE = /\/g\/(\S+)/;
const PASSWORD = /password (\S+):$/;

/** The server as a newcomer starts it, demo and all, in a folder and at a port of its own. */
export interface DemoServer {
  url: string;
  /** The demo's public goals, as the welcome lists them. */
  goals: string[];
  /** Everybody in the demo signs in with it. */
  password: string;
  stop(): Promise<void>;
}

export async function startDemoServer(): Promise<DemoServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "commonpurse-bench-"));
  const url = `http://127.0.0.1:${await freePort()}`;
  const env = { PATH: process.env["PATH"] ?? "", DATA_DIR: dataDir, PORT: new URL(url).port, PUBLIC_URL: url };
  const child = spawn(process.execPath, [ENTRY], {
    env: { ...env, LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    rmSync(dataDir, { recursive: true, force: true });
  };
  const said: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => said.push(line));
  const goals: string[] = [];
  let password = "";
  try {
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stdout }).on("line", (line) => {
        said.push(line);
        password = PASSWORD.exec(line)?.[1] ?? password;
        const slug = PAGE.exec(line)?.[1];
        if (slug) goals.push(slug);
        // The welcome is written at once; the goals are its last lines.
        if (slug) setImmediate(resolve);
      });
      child.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${said.join("\n")}`)));
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, goals, password, stop };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return address && typeof address === "object" ? address.port : 0;
}
