import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./root.mjs";

export interface Command {
  /** A tool of node_modules/.bin, or a file of the project that Node runs. */
  run: readonly [tool: string, ...args: string[]];
  env?: Readonly<Record<string, string>>;
}

/** One thing to be shown right. Its commands run side by side; they are silent unless they fail, or `live`. */
export interface Step {
  name: string;
  commands: readonly Command[];
  live?: boolean;
}

export interface StepResult {
  name: string;
  passed: boolean;
  seconds: number;
}

/** All of them, one after the other, whether or not one fails: a reader wants the whole list. */
export async function runSteps(steps: readonly Step[]): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) {
    const started = performance.now();
    if (step.live) console.log(`· ${step.name}`);
    const outputs = await Promise.all(step.commands.map((command) => runCommand(command, step.live ?? false)));
    const result = {
      name: step.name,
      passed: outputs.every((output) => output === null),
      seconds: (performance.now() - started) / 1000,
    };
    results.push(result);
    console.log(lineOf(result));
    for (const output of outputs) if (output?.trim()) console.log(output.trimEnd().replaceAll(/^/gm, "    "));
  }
  return results;
}

export function lineOf({ name, passed, seconds }: StepResult): string {
  return `${passed ? "✓" : "✗"} ${name} (${seconds.toFixed(1)} s)`;
}

/** Null: it passed. Else what it said. */
function runCommand({ run: [tool, ...args], env }: Command, live: boolean): Promise<string | null> {
  const [file, first] = /\.(?:ts|mjs)$/.test(tool)
    ? [process.execPath, [join(ROOT, tool)]]
    : [join(ROOT, "node_modules/.bin", tool), []];
  const child = spawn(file, [...first, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: live ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => said.push(text));
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(`${tool}: ${error.message}`));
    child.on("close", (code) => resolve(code === 0 ? null : said.join("") || `${tool} ended with ${code}`));
  });
}
