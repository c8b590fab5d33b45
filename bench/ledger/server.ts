import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "../demo-server.ts";
import type { BooksUrls } from "./database.ts";

const ENTRY = join(import.meta.dirname, "../../server/src/main.ts");
/** As `npm start` gives them. */
const NODE_FLAGS: string[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../server/node-flags.json"), "utf8"),
);
/** The most that the settings allow: no caller of the benchmark may meet the guard against floods. */
const NO_LIMIT = "1000000";

/** The process that an operator would run, on the benchmark's database. */
export interface BenchServer {
  pid: number;
  port: number;
  stop(): Promise<void>;
}

export async function startBenchServer(urls: BooksUrls, dataDir: string): Promise<BenchServer> {
  const port = await freePort();
  const child = spawn(process.execPath, [...NODE_FLAGS, ENTRY], {
    env: {
      PATH: process.env["PATH"] ?? "",
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "",
      DATA_DIR: dataDir,
      PORT: String(port),
      DATABASE_URL: urls.app,
      MIGRATION_DATABASE_URL: urls.owner,
      DEMO: "0",
      SANDBOX: "0",
      LOG_LEVEL: "warn",
      REQUESTS_PER_MINUTE: NO_LIMIT,
      SIGN_INS_PER_MINUTE: NO_LIMIT,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.includes("Commonpurse is ready")) resolve();
      // What it logs while it serves is a warning or worse: it belongs in front of whoever measures.
      if (line.startsWith("{")) console.error(line);
      else said.push(line);
    });
    createInterface({ input: child.stderr }).on("line", (line) => console.error(line));
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${said.join("\n")}`)));
  });
  return {
    pid: child.pid ?? 0,
    port,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
