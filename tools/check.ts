// The fast part of the tests, for between two edits: types, lint, layers, house rules, nothing unused.
import { CHECK_STEPS } from "./lib/check-steps.ts";
import { runSteps } from "./lib/steps.ts";

const results = await runSteps(CHECK_STEPS);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
