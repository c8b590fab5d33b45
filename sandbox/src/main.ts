import { BadOption, HELP, type Options, readOptions } from "./options.ts";
import { startSandbox } from "./sandbox.ts";
import { UnusableStore } from "./store/store.ts";

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === null) {
    process.stdout.write(HELP);
    return;
  }
  await run(options);
}

async function run(options: Options): Promise<void> {
  const sandbox = await startSandbox(options);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    sandbox.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  if (options.stopWithStdin) process.stdin.on("end", stop).on("error", stop).resume();
  process.stdout.write(`${JSON.stringify({ listening: sandbox.url })}\n`);
}

/** What a person can mend is told in one line; anything else is our fault and shows its stack. */
function fail(error: unknown): never {
  process.stderr.write(`sandbox: ${reasonOf(error)}\n`);
  process.exit(1);
}

function reasonOf(error: unknown): string {
  if (error instanceof BadOption || error instanceof UnusableStore) return error.message;
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "EADDRINUSE") return "the port is in use: choose another with --port";
  if ("syscall" in error && error.syscall === "listen") return `cannot listen: ${error.message}`;
  return error.stack ?? error.message;
}

main().catch(fail);
