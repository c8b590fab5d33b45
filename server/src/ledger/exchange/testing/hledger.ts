import { spawnSync } from "node:child_process";

/** For tests: whether Debian's hledger is on this machine. Where it is not, that is said aloud, for the tests are then skipped. */
export function hasHledger(): boolean {
  const { status } = spawnSync("hledger", ["--version"]);
  if (status === 0) return true;
  process.stderr.write(
    "\nNOT RUN: hledger is not installed, so the exported journal was not read by it (apt-get install hledger)\n\n",
  );
  return false;
}

/**
 * The balance of each account and currency as hledger makes it of the journal: `name CUR` → `50.00 CUR`; no zeros. It rounds what
 * it shows to the decimals of the journal, unless a style (`1.000 KWD`) asks for more.
 */
export function hledgerBalances(journal: string, styles: readonly string[] = []): Record<string, string> {
  const shown = styles.map((style) => `--commodity-style=${style}`);
  const args = ["-f", "-", "balance", "--flat", "--no-total", "--layout=bare", "--output-format=csv", ...shown];
  const { status, stdout, stderr } = spawnSync("hledger", args, {
    input: journal,
    encoding: "utf8",
    env: { ...process.env, LANG: "C.UTF-8", LC_ALL: "C.UTF-8" },
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`hledger refuses the journal: ${stderr}`);
  const rows = stdout
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.slice(1, -1).split('","'));
  return Object.fromEntries(
    rows
      .filter(([, , amount]) => Number(amount) !== 0)
      .map(([account, currency, amount]) => [`${account} ${currency}`, `${amount} ${currency}`]),
  );
}
