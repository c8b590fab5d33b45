import type { Command } from "commander";
import { type Done, flags, withDataDir, withJson } from "./common.ts";
import { runServer } from "./run-server.ts";

const HELP = `
Asks the live data, in one snapshot: does every transaction balance, is every balance the sum of its entries, is every
held amount explained, do the walls between communities stand. Changes nothing; the server may go on serving.

Examples:
  commonpurse check
  commonpurse check --json | jq '.checks[] | select(.whole | not)'

Exit code: 0 all truths hold, 1 one is broken (or could not be asked).`;

export function addCheck(program: Command, done: Done): void {
  withJson(withDataDir(program.command("check")))
    .summary("are the books whole?")
    .description("Proves the truths of the live data and names what breaks them.")
    .addHelpText("after", HELP)
    .action(async ({ dataDir, json }: { dataDir?: string; json?: boolean }) => {
      done(
        await runServer("operate.ts", {
          args: ["check", ...flags({ json })],
          settings: { ...(dataDir ? { dataDir } : {}) },
          draw: !json,
        }),
      );
    });
}
