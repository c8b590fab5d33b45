import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { parseConfig } from "../../platform/config.ts";
import { explainStartError } from "../start-errors.ts";
import { ArchiveError } from "./archive-format.ts";
import { OperateError } from "./open-to-operate.ts";
import { plainReporter, type Reporter, sendingReporter, silentReporter } from "./reporter.ts";
import { isVerb, OPTIONS, type Outcome, type Values, VERBS } from "./verbs.ts";

const DONE = 0;
const FAILED = 1;
const WRONG_USE = 2;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The operator's verbs, run by the command line as a process of the server's own code. Standard output is for the result
 * (with --json one document and nothing else), progress goes to the one who started us, and a failure is one line.
 */
export async function operate(args: readonly string[], env: Environment): Promise<number> {
  const asked = parse(args);
  if (typeof asked === "string") {
    silentReporter.fault(asked);
    return WRONG_USE;
  }
  const { verb, values, operands } = asked;
  const json = values.json === true;
  const reporter = reporterFor(json, verb === "export-journal");
  const signal = stopAtSignal();
  try {
    const outcome: Outcome = await VERBS[verb]({
      config: parseConfig(env),
      values,
      operands,
      reporter,
      signal,
      now: new Date(),
    });
    if (json) process.stdout.write(`${JSON.stringify(outcome.result)}\n`);
    else if (outcome.text) reporter.say(outcome.text);
    return outcome.whole ? DONE : FAILED;
  } catch (error) {
    const message = signal.aborted ? "stopped before the end; nothing was kept" : explain(error);
    if (json) process.stdout.write(`${JSON.stringify({ error: message })}\n`);
    reporter.fault(message);
    return FAILED;
  }
}

interface Asked {
  verb: keyof typeof VERBS;
  values: Values;
  operands: string[];
}

function parse(args: readonly string[]): Asked | string {
  const [verb = "", ...rest] = args;
  if (!isVerb(verb)) return `there is no verb "${verb}"`;
  try {
    const { values, positionals } = parseArgs({ args: rest, options: OPTIONS, allowPositionals: true });
    return { verb, values, operands: positionals };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The first signal cuts what is under way, so that all is put back; a second one ends at once. */
function stopAtSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort();
    });
  }
  return controller.signal;
}

/** A journal may go to standard output: then nothing else does. */
function reporterFor(json: boolean, toError: boolean): Reporter {
  if (json) return silentReporter;
  if (process.send) {
    // The callback takes what goes wrong in sending: whoever listened may be gone.
    return sendingReporter(
      (message) => void (process.connected && process.send?.(message, undefined, undefined, () => undefined)),
    );
  }
  const stream = toError ? process.stderr : process.stdout;
  return plainReporter((text) => void stream.write(text));
}

function explain(error: unknown): string {
  if (error instanceof OperateError || error instanceof ArchiveError) return error.message;
  const path = error instanceof Error && "path" in error ? String(error.path) : null;
  if (error instanceof Error && "code" in error && error.code === "ENOENT" && path) {
    const folder = dirname(path);
    return existsSync(folder) ? `there is no file ${path}` : `there is no folder ${folder}`;
  }
  return explainStartError(error).split("\n")[0] ?? "";
}
