import { spawn } from "node:child_process";
import { constants } from "node:os";
import { performance } from "node:perf_hooks";
import { RunError } from "./root.mjs";

/** Starts a program in place of this one: same terminal, signals passed on, its exit code becomes ours. */
export function runChild(file, args, options) {
  const child = spawn(file, args, { stdio: "inherit", ...options });
  // At a terminal, Ctrl-C reaches the child by itself: passed on as well it would count as a second one.
  const pass = { SIGINT: !process.stdin.isTTY, SIGHUP: true, SIGTERM: true };
  let last = -Infinity;
  for (const [signal, passedOn] of Object.entries(pass)) {
    process.on(signal, () => {
      // npm passes on what the whole process group got already: within a second it is one and the same.
      if (!passedOn || performance.now() - last < 1000) return;
      last = performance.now();
      child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new RunError(`${file} could not be started: ${error.message}`)));
    child.on("exit", (code, signal) => {
      process.exitCode = signal ? 128 + constants.signals[signal] : code;
      resolve();
    });
  });
}
