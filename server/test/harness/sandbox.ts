import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const SCRIPT = join(import.meta.dirname, "../../../sandbox/src/main.ts");

/** The sandbox provider as a process of its own; one for a test file, a merchant for each community. */
export interface Sandbox {
  url: string;
  createMerchant(settings: {
    webhookUrl?: string;
    currencies?: string[];
    mode?: "auto" | "manual";
    feeBps?: number;
  }): Promise<Merchant>;
  stop(): Promise<void>;
}

export interface Merchant {
  secretKey: string;
  webhookSecret: string;
  /** Asks the provider, or tells it what to do, as its merchant. */
  call(
    method: "GET" | "POST" | "DELETE",
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  change(settings: Record<string, unknown>): Promise<void>;
  /** All that is due happens and every webhook is delivered. */
  flush(): Promise<void>;
}

export async function startSandbox(): Promise<Sandbox> {
  const data = mkdtempSync(join(tmpdir(), "commonpurse-sandbox-"));
  const child = spawn(process.execPath, [SCRIPT, "--port", "0", "--data", data, "--stop-with-stdin"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const url = await listening(child);
  let count = 0;
  return {
    url,
    async createMerchant(settings) {
      const secretKey = `sk_sandbox_test${process.pid}_${++count}`;
      const webhookSecret = `whsec_test_${count}_0123456789`;
      const change = async (changed: Record<string, unknown>) => {
        const answer = await send(url, "POST", "/merchants", { secretKey, ...changed }, {});
        if (answer.status >= 300) throw new Error(`the sandbox refused the merchant: ${JSON.stringify(answer.body)}`);
      };
      await change({ webhookSecret, mode: "manual", ...settings });
      const call: Merchant["call"] = (method, path, body) =>
        send(url, method, path, body, { authorization: `Bearer ${secretKey}` });
      return {
        secretKey,
        webhookSecret,
        call,
        change,
        flush: async () => void (await call("POST", "/control/flush", { early: true })),
      };
    },
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.stdin?.end();
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the sandbox ended with ${code}`)));
    if (!child.stdout) return reject(new Error("no output"));
    createInterface({ input: child.stdout }).once("line", (line) =>
      resolve((JSON.parse(line) as { listening: string }).listening),
    );
  });
}

async function send(url: string, method: string, path: string, body: unknown, headers: Record<string, string>) {
  const response = await fetch(url + path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
}
