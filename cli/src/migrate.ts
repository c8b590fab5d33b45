import type { Command } from "commander";
import { type Done, flags, withDataDir, withJson } from "./common.ts";
import { runServer } from "./run-server.ts";

const HELP = `
A start does this by itself. By hand it serves where the server's own account may not change tables, and before a rolling
upgrade. It is safe to run twice, and from two places at once.

Examples:
  commonpurse migrate
  commonpurse migrate --print-roles | psql postgres://admin@db.example.org/postgres
  MIGRATION_DATABASE_URL=postgres://cp_owner:…@db/commonpurse DATABASE_URL=… commonpurse migrate`;

export function addMigrate(program: Command, done: Done): void {
  withJson(withDataDir(program.command("migrate")))
    .summary("bring the database up to date")
    .description("Applies the migrations that the database does not have yet.")
    .option(
      "--print-roles",
      "print the SQL that makes both roles and the database on a server of your own; changes nothing",
    )
    .addHelpText("after", HELP)
    .action(async ({ dataDir, json, printRoles }: { dataDir?: string; json?: boolean; printRoles?: boolean }) => {
      const args = ["migrate", ...flags({ json, "print-roles": printRoles })];
      done(
        await runServer("operate.ts", {
          args,
          settings: { ...(dataDir ? { dataDir } : {}) },
          draw: !json && !printRoles,
        }),
      );
    });
}
