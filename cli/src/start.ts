import type { Command } from "commander";
import { type Done, withDataDir } from "./common.ts";
import { runServer, type Settings } from "./run-server.ts";

const HELP = `
Without DATABASE_URL it starts a PostgreSQL of its own in the data folder; outside of production it loads demo
communities and starts a sandbox payment provider. Ctrl-C stops everything; the next start finds the data again.

Examples:
  commonpurse start
  commonpurse start --port 8080 --data-dir /var/lib/commonpurse
  NODE_ENV=production DATABASE_URL=… ENCRYPTION_KEYS=… PUBLIC_URL=https://purse.example.org commonpurse start`;

export function addStart(program: Command, done: Done): void {
  withDataDir(program.command("start"))
    .summary("start the server")
    .description("Brings the database up to date and serves: web, API, jobs.")
    .option("--port <number>", "where it listens (PORT, 4400)")
    .option("--host <address>", "on which address (HOST, 127.0.0.1)")
    .addHelpText("after", HELP)
    .action(async (settings: Settings) => done(await runServer("main.ts", { settings })));
}
