import { parseArgs } from "node:util";
import { type Config, parseConfig } from "../../platform/config.ts";
import { explainStartError } from "../start-errors.ts";
import { ArchiveError } from "./archive-format.ts";
import { OperateError } from "./open-to-operate.ts";
import { plainReporter, type Reporter, sendingReporter, silentReporter } from "./reporter.ts";
import { isVerb, OPTIONS, type Outcome, type Values, VERBS } from "./verbs.ts";

export const DONE = 0;
export const FAILED = 1;
export const WRONG_USE = 2;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The operator's verbs, run by the command line as a process of the server's own code. Standard output is for the result
 * (with --json one document and nothing else), progress goes to the one who started us, and a failure is one line.
 */
export async function operate(args: readonly string[], env: Environment): Promise<number> {
  const asked = parse(args);
  if (typeof asked === "string") return fail(asked, false, WRONG_USE);
  const { verb, values, operands } = asked;
  const json = values.json === true;
  const stop = stopAtSignal();
  try {
    const config: Config = parseConfig(env);
    const reporter = reporterFor(json, verb === "export-journal");
    const outcome: Outcome = await VERBS[verb]({ config, values, operands, reporter, signal: stop, now: new Date() });
    if (json) process.stdout.write(`${JSON.stringify(outcome.result)}\n`);
    else if (outcome.text) process.stdout.write(outcome.text);
    return outcome.whole ? DONE : FAILED;
  } catch (error) {
    return fail(stop.aborted ? "stopped before the end; nothing was kept" : explain(error), json, FAILED);
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
  if (error instanceof Error && "code" in error && error.code === "ENOENT" && path) return `there is no file ${path}`;
  return explainStartError(error).split("\n")[0] ?? "";
}

function fail(message: string, json: boolean, code: number): number {
  if (json) process.stdout.write(`${JSON.stringify({ error: message })}\n`);
  process.stderr.write(`commonpurse: ${message}\n`);
  return code;
}
