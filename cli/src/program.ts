import { Command, CommanderError } from "commander";
import { addBackup } from "./backup.ts";
import { addCheck } from "./check.ts";
import { addDemo } from "./demo.ts";
import { addLedger } from "./ledger.ts";
import { addMigrate } from "./migrate.ts";
import { addRestore } from "./restore.ts";
import { addStart } from "./start.ts";

export const WRONG_USE = 2;

const EXAMPLES = `
Examples:
  commonpurse start                                  with a database of its own and demo data
  commonpurse check                                  are the books whole?
  commonpurse backup /backups/purse-$(date +%F).cpb  while it serves
  commonpurse ledger export --community ujenzi --output books.journal

Settings come from the environment (.env.example lists them); those asked for most are options too.
Exit code: 0 done and whole, 1 failed or something is broken, 2 not understood.`;

/** Answers the exit code. */
export async function runCli(args: readonly string[]): Promise<number> {
  let code = 0;
  const program = new Command("commonpurse")
    .description("One server for the money that people hold in common.")
    .addHelpText("after", EXAMPLES)
    .helpCommand("help [command]", "what a command does, with examples")
    .showHelpAfterError("(commonpurse help COMMAND teaches a command)")
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "commonpurse: ")) })
    .exitOverride();
  const done = (result: number) => {
    code = result;
  };
  for (const add of [addStart, addMigrate, addDemo, addCheck, addBackup, addRestore, addLedger]) add(program, done);
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help that was asked for is an answer; help that was not is a mistake.
    return error.exitCode === 0 ? 0 : WRONG_USE;
  }
}
