import type { Command } from "commander";
import { type Done, flags, pathOf, withDataDir, withJson } from "./common.ts";
import { runServer } from "./run-server.ts";

const VERIFY_HELP = `
Makes the hash of every transaction again from the rows as they are, compares it with the leaf that was kept when it was posted,
and follows the chain of seals over the leaves. Says which transaction was altered, is missing or was inserted, from which seal
on the chain was rewritten, and what is not sealed yet (the last seconds). Changes nothing; the server may go on serving.

Who can write to the database could rewrite rows, leaves and seals together. Publish a seal now and then (\`ledger seal\`) where
they cannot change it, and hold the chain against it with --published.

Examples:
  commonpurse ledger verify
  commonpurse ledger verify --community ujenzi --published 4711:9f86d081884c7d65…
  commonpurse ledger verify --published kept-seals.txt --json

Exit code: 0 the books are as they were posted, 1 they are not (or could not be verified).`;

const SEAL_HELP = `
One line: number and hash, when it was sealed, whose books. Print it in the minutes, mail it to the members, post it anywhere that
the operator of the server cannot change later.

Example:
  commonpurse ledger seal --community ujenzi >> kept-seals.txt`;

const PROOF_HELP = `
The file is the answer of GET …/ledger/closings/{through}/accounts/{accountId}/proof, as it came. It is checked by itself: no server
and no database is asked. With --root it must stand under the root that was published of the closed period.

Exit code: 0 it holds, 1 it does not.`;

interface Flags {
  dataDir?: string;
  json?: boolean;
  community?: string;
  published?: string | undefined;
  root?: string;
}

/** What proves the books: against their seals, and one balance to one person. */
export function addLedgerProofs(ledger: Command, done: Done): void {
  withJson(withDataDir(ledger.command("verify")))
    .summary("did anybody change the past?")
    .description("Proves the books against their leaves and seals.")
    .option("--community <id|name>", "whose books (default: all communities')")
    .option("--published <seal|file>", "a seal that was published, N:HASH, or a file with a line for each")
    .addHelpText("after", VERIFY_HELP)
    .action(async ({ published, ...asked }: Flags) => {
      const seals = published === undefined || isSeal(published) ? published : pathOf(published);
      done(await run("verify-ledger", { ...asked, published: seals }, [], true));
    });
  withJson(withDataDir(ledger.command("seal")))
    .summary("the latest seal in one line, to be published")
    .description("Prints the latest seal over a community's books.")
    .requiredOption("--community <id|name>", "whose books: its id or its short name")
    .addHelpText("after", SEAL_HELP)
    .action(async (asked: Flags) => done(await run("latest-seal", asked)));
  withJson(ledger.command("check-proof <file>"))
    .summary("does the proof of a balance hold?")
    .description("Checks the proof of one account's totals in a closed period.")
    .option("--root <hash>", "the closing's root of balances, as it was published")
    .addHelpText("after", PROOF_HELP)
    .action(async (file: string, asked: Flags) => done(await run("check-proof", asked, [pathOf(file)])));
}

function isSeal(given: string): boolean {
  return /^\d+:[0-9a-f]{64}\b/i.test(given);
}

function run(
  verb: string,
  { dataDir, ...asked }: Flags,
  operands: readonly string[] = [],
  draw = false,
): Promise<number> {
  return runServer("operate.ts", {
    args: [verb, ...flags({ ...asked }), ...operands],
    settings: { ...(dataDir ? { dataDir } : {}) },
    draw: draw && !asked.json,
  });
}
