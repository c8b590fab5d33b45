import { type Command, Option } from "commander";
import { type Done, flags, pathOf, withDataDir, withJson } from "./common.ts";
import { exportRemote } from "./export-remote.ts";
import { addLedgerAccountChanges } from "./ledger-account-changes.ts";
import { addLedgerAccounts } from "./ledger-accounts.ts";
import { addLedgerExchange } from "./ledger-exchange.ts";
import { addLedgerGeneralLedger } from "./ledger-general-ledger.ts";
import { addLedgerHolds } from "./ledger-holds.ts";
import { addLedgerImport } from "./ledger-import.ts";
import { addLedgerPeriods } from "./ledger-periods.ts";
import { addLedgerProofs } from "./ledger-proofs.ts";
import { addLedgerReports } from "./ledger-reports.ts";
import { addLedgerTransactions } from "./ledger-transactions.ts";
import { runServer } from "./run-server.ts";

const HELP = `
Writes a plain-text journal that hledger (and, with few changes, other plain-text accounting programs) reads: one block for
each transaction, debit positive. \`escrow/goal/7\` becomes \`liabilities:escrow:goal:7\`, so that \`hledger balancesheet\` and
\`hledger incomestatement\` know what is what. With --from or --to it holds movements alone, no opening balances.
--format beancount writes what bean-check and bean-query read; csv and parquet have a row for each entry.

From the database of this machine, as its operator; or with --url from any server, as the member whose token it is.

Examples:
  commonpurse ledger export --community ujenzi | hledger -f - balance
  commonpurse ledger export --community ujenzi --from 2026-01-01 --to 2026-12-31 --output 2026.journal
  commonpurse ledger export --community ujenzi --format parquet --output books.parquet
  COMMONPURSE_TOKEN=… commonpurse ledger export --url https://purse.example.org --community ujenzi`;

const KEEPING = `
verify, seal, check-proof and export are the operator's, on the database of this machine. All others ask a running server as the member whose token it
is; address, token and community may stand in COMMONPURSE_URL, COMMONPURSE_TOKEN and COMMONPURSE_COMMUNITY. Amounts are written as 1500.00.

Examples:
  commonpurse ledger open bank --type ASSET
  commonpurse ledger post --debit bank=1500 --credit wallets/amina=1500 --reference mpesa/QK17ZX
  commonpurse ledger account wallets/amina
  commonpurse ledger freeze wallets/amina --side debit
  commonpurse ledger exchange bank/kes 12935 bank/usd --to-currency USD --rate 1/129.35
  commonpurse ledger trial-balance --effective-on 2026-03-31
  commonpurse ledger general-ledger --from 2026-03-01 --to 2026-03-31
  commonpurse ledger transactions --reference-prefix mpesa/ --json | jq '.items[].id'`;

const FORMATS = ["hledger", "beancount", "csv", "parquet"] as const;
type Format = (typeof FORMATS)[number];

interface ExportFlags {
  dataDir?: string;
  json?: boolean;
  community: string;
  from?: string;
  to?: string;
  format: Format;
  output?: string;
  url?: string;
  token?: string;
}

export function addLedger(program: Command, done: Done): void {
  const ledger = program.command("ledger").summary("the books").description("The books of a community.");
  ledger.addHelpText("after", KEEPING);
  for (const add of [
    addLedgerAccounts,
    addLedgerAccountChanges,
    addLedgerTransactions,
    addLedgerHolds,
    addLedgerExchange,
    addLedgerReports,
    addLedgerGeneralLedger,
    addLedgerPeriods,
    addLedgerImport,
    addLedgerProofs,
  ])
    add(ledger, done);
  withJson(withDataDir(ledger.command("export")))
    .summary("the books as a file: for hledger, beancount, CSV, Parquet")
    .description("Writes the books of a community into a file.")
    .requiredOption("--community <id|name>", "whose books: its id or its short name")
    .option("--from <day>", "only what counts from this day, YYYY-MM-DD")
    .option("--to <day>", "only what counts until this day, it included")
    .addOption(new Option("--format <format>", "what reads it").choices(FORMATS).default("hledger"))
    .option("--output <file>", "into a file (default: standard output)")
    .option("--url <address>", "from the server at this address, through its API")
    .addOption(new Option("--token <token>", "bearer token for --url").env("COMMONPURSE_TOKEN"))
    .addHelpText("after", HELP)
    .action(async (given: ExportFlags, command: Command) => {
      const { dataDir, output, url, token, ...asked } = given;
      const file = output && output !== "-" ? pathOf(output) : undefined;
      if (asked.json && !file)
        return command.error("error: --json needs --output FILE: both would go to standard output");
      if (url && !token) return command.error("error: --url needs a token: set COMMONPURSE_TOKEN");
      if (url && token) return done(await exportRemote({ ...asked, url, token, ...(file ? { output: file } : {}) }));
      const args = ["export-journal", ...flags({ ...asked, output: file })];
      done(
        await runServer("operate.ts", {
          args,
          settings: { ...(dataDir ? { dataDir } : {}) },
          draw: !asked.json && file !== undefined,
        }),
      );
    });
}
