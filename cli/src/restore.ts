import type { Command } from "commander";
import { type Done, flags, pathOf, withDataDir, withJson } from "./common.ts";
import { runServer } from "./run-server.ts";

const HELP = `
Into an empty database only: a new data folder, or a new database named by DATABASE_URL and MIGRATION_DATABASE_URL. The file
is read from end to end first, and everything happens in one transaction: a damaged file leaves nothing. Then the database
is brought up to date, and \`commonpurse check\` has the last word.

Examples:
  commonpurse restore /backups/purse-2026-11-03.cpb --data-dir /var/lib/commonpurse-new
  DATABASE_URL=… MIGRATION_DATABASE_URL=… ENCRYPTION_KEYS=… commonpurse restore purse.cpb`;

export function addRestore(program: Command, done: Done): void {
  withJson(withDataDir(program.command("restore")))
    .summary("bring a backup back")
    .description("Brings a backup back into an empty database.")
    .argument("<file>", "what `commonpurse backup` wrote")
    .addHelpText("after", HELP)
    .action(async (file: string, { dataDir, json }: { dataDir?: string; json?: boolean }) => {
      const args = ["restore", ...flags({ json }), "--", pathOf(file)];
      done(await runServer("operate.ts", { args, settings: { ...(dataDir ? { dataDir } : {}) }, draw: !json }));
    });
}
