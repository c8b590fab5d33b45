import { readFileSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { start } from "../../src/app/start.ts";
import type { Clock } from "../../src/platform/clock.ts";

/**
 * The server as `src/main.ts` starts it, but for its clock: so many milliseconds ahead as the file `CLOCK_FILE` says. So
 * that a vote of hours can end within a test although the server is a process of its own.
 */
const file = process.env["CLOCK_FILE"] ?? "";
const clock: Clock = { now: () => new Date(Date.now() + Number(readFileSync(file, "utf8"))) };

// Written when a process ends in order, which this one seldom does.
flushCompileCache();
process.exitCode = await start(process.env, { clock });
