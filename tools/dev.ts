// The server and the web, each starting again or reloading as files change. The web: http://localhost:5173/app/
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./lib/root.mjs";

const children: ChildProcess[] = [
  spawn(process.execPath, ["--watch", "--watch-preserve-output", "server/src/main.ts", ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: "inherit",
  }),
];
if (existsSync(join(ROOT, "web/vite.config.ts"))) {
  const server = `http://127.0.0.1:${process.env["PORT"] || 4400}`;
  children.push(
    spawn(join(ROOT, "node_modules/.bin/vite"), {
      cwd: join(ROOT, "web"),
      env: { COMMONPURSE_URL: server, ...process.env },
      stdio: "inherit",
    }),
  );
}

// Whichever ends first takes the other with it; at a terminal, Ctrl-C reaches both by itself.
for (const child of children) child.on("exit", () => children.forEach((other) => void other.kill("SIGTERM")));
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (signal === "SIGTERM" || !process.stdin.isTTY) for (const child of children) child.kill(signal);
  });
}
