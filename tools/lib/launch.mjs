import { spawn } from "node:child_process";
import { constants } from "node:os";
import { RunError } from "./root.mjs";

/** Starts a program in place of this one: same terminal, signals passed on, its exit code becomes ours. */
export function runChild(file, args, options) {
  const child = spawn(file, args, { stdio: "inherit", ...options });
  // At a terminal, Ctrl-C reaches the child by itself: passed on as well it would count as a second one.
  const pass = { SIGINT: !process.stdin.isTTY, SIGHUP: true, SIGTERM: true };
  for (const [signal, passedOn] of Object.entries(pass)) {
    process.on(signal, () => {
      if (passedOn) child.kill(signal);
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
