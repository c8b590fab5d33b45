import type { Command } from "commander";
import { type Done, flags, pathOf, withDataDir, withJson } from "./common.ts";
import { runServer } from "./run-server.ts";

const HELP = `
All tables in one snapshot, the pending jobs and the files, with checksums, in one file that \`tar\` and \`gunzip\` can read too.
The server may go on serving. FILE appears only when it is whole and on the disk; one that exists is never written over.

The encryption keys are left out unless asked for: keep ENCRYPTION_KEYS (or DATA_DIR/encryption-keys) in another place.

Examples:
  commonpurse backup /backups/purse-$(date +%F).cpb
  commonpurse backup --with-keys /media/stick/all.cpb
  commonpurse backup --json today.cpb | jq -r .sha256`;

export function addBackup(program: Command, done: Done): void {
  withJson(withDataDir(program.command("backup")))
    .summary("save everything into one file")
    .description("Saves everything that there is into one file.")
    .argument("<file>", "where to: a new file, such as purse.cpb")
    .option("--with-keys", "put the encryption keys into it: who has the file can then read everything")
    .addHelpText("after", HELP)
    .action(
      async (file: string, { dataDir, json, withKeys }: { dataDir?: string; json?: boolean; withKeys?: boolean }) => {
        const args = ["backup", ...flags({ json, "with-keys": withKeys }), "--", pathOf(file)];
        done(await runServer("operate.ts", { args, settings: { ...(dataDir ? { dataDir } : {}) }, draw: !json }));
      },
    );
}
