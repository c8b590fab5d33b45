import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Tools that some tests need and only Debian packages, as command and package. */
const TOOLS: Readonly<Record<string, string>> = {
  hledger: "hledger",
  "bean-check": "beancount",
  // npm has a Chromium for x64 only.
  ...(process.arch === "x64" ? {} : { chromium: "chromium" }),
};

const APT = { DEBIAN_FRONTEND: "noninteractive" };

/** Installs what is missing where that can be done, and answers what is missing still. */
export function installDebianTools(): string[] {
  const missing = Object.keys(TOOLS).filter((command) => !isInstalled(command));
  const isRoot = process.getuid?.() === 0;
  if (missing.length === 0 || !isRoot || !existsSync("/usr/bin/apt-get")) return missing;
  console.log(`· installing ${missing.join(", ")} with apt-get …`);
  apt(["update"]);
  apt(["install", "--yes", "--no-install-recommends", ...missing.map((command) => TOOLS[command] ?? command)]);
  return missing.filter((command) => !isInstalled(command));
}

function isInstalled(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0;
}

function apt(args: readonly string[]): void {
  const { status, stderr } = spawnSync("apt-get", ["--quiet", ...args], {
    env: { ...process.env, ...APT },
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0) console.log(`    apt-get ${args[0]}: ${stderr.trim().split("\n").at(-1)}`);
}
