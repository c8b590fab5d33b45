import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** For tests: whether Debian's beancount is on this machine. Where it is not, that is said aloud, for the tests are then skipped. */
export function hasBeancount(): boolean {
  if (runTool("bean-check", ["--version"]).status === 0) return true;
  process.stderr.write(
    "\nNOT RUN: beancount is not installed, so the exported books were not read by it (apt-get install beancount)\n\n",
  );
  return false;
}

/** What `bean-check` has to say about the file: nothing, when it is whole. */
export function beanCheck(text: string): string {
  return withFile(text, (file) => {
    const { stdout, stderr } = runTool("bean-check", ["--no-cache", file]);
    return (stdout + stderr).trim();
  });
}

/** The balance of each account and currency as beancount makes it of the file: `Name CUR` → `50.00 CUR`; no zeros. */
export function beancountBalances(text: string): Record<string, string> {
  // As text: a number is shown with the decimals that its currency has most often.
  const query = "select account, currency, str(sum(number)) as total group by account, currency";
  const { status, stdout, stderr } = withFile(text, (file) =>
    runTool("bean-query", ["--no-errors", "--format", "csv", file, query]),
  );
  if (status !== 0) throw new Error(`bean-query refuses the file: ${stderr}`);
  const rows = stdout
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) =>
      line
        .replace(/Decimal\('(.*)'\)/, "$1")
        .split(",")
        .map((cell) => cell.trim()),
    );
  return Object.fromEntries(
    rows
      .filter(([, , amount]) => Number(amount) !== 0)
      .map(([account, currency, amount]) => [`${account} ${currency}`, `${amount} ${currency}`]),
  );
}

function withFile<T>(text: string, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "cp-beancount-"));
  try {
    const file = join(folder, "books.beancount");
    writeFileSync(file, text);
    return use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runTool(tool: string, args: readonly string[]): SpawnSyncReturns<string> {
  const env = { ...process.env, LANG: "C.UTF-8", LC_ALL: "C.UTF-8" };
  return spawnSync(tool, args, { encoding: "utf8", env, maxBuffer: 2 ** 28 });
}
