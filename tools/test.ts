// All tests: `npm test`. With arguments, only the tests they choose: `npm test -- server/src/ledger`.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CHECK_STEPS } from "./lib/check-steps.ts";
import { installDebianTools } from "./lib/debian-tools.ts";
import { ROOT } from "./lib/root.mjs";
import { lineOf, runSteps, type Step } from "./lib/steps.ts";

const RESULTS = ".cache/test-results.json";
const SOMETHING_NOT_RUN = 3;

function testStep(chosen: readonly string[], env: Readonly<Record<string, string>>): Step {
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile=${RESULTS}`, ...chosen];
  return { name: "tests", live: true, commands: [{ run: ["vitest", ...args], env }] };
}

function counts(): { passed: number; failed: number; skipped: number } | null {
  const file = join(ROOT, RESULTS);
  if (!existsSync(file)) return null;
  const found: {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  } = JSON.parse(readFileSync(file, "utf8"));
  // A file that could not even be read has no test that failed, and counts as one.
  const unread = found.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  ).length;
  return { passed: found.numPassedTests, failed: found.numFailedTests + unread, skipped: found.numPendingTests };
}

async function main(chosen: readonly string[]): Promise<number> {
  const missing = installDebianTools();
  mkdirSync(join(ROOT, ".cache"), { recursive: true });
  rmSync(join(ROOT, RESULTS), { force: true });
  const env = {
    CP_MISSING: missing.join(" "),
    ...(process.arch === "x64" ? {} : { CP_CHROMIUM: "/usr/bin/chromium" }),
  };
  const before: Step[] = [
    { name: "generated files are what their sources say", commands: [{ run: ["tools/generate.ts", "--check"] }] },
    ...CHECK_STEPS,
    { name: "the web builds", commands: [{ run: ["tools/run.mjs", "build"] }] },
  ];
  const results = await runSteps([...(chosen.length ? [] : before), testStep(chosen, env)]);

  console.log(`\n${results.map(lineOf).join("\n")}`);
  for (const tool of missing)
    console.log(`! not run: what needs ${tool}, which is not installed (as root: apt-get install ${tool})`);
  const found = counts();
  const failedSteps = results.filter(({ passed }) => !passed).length;
  console.log(
    found
      ? `${found.passed} passed, ${found.failed} failed${found.skipped ? `, ${found.skipped} skipped` : ""}`
      : "no test was run",
  );
  if (failedSteps) return 1;
  return missing.length ? SOMETHING_NOT_RUN : 0;
}

process.exitCode = await main(process.argv.slice(2));
