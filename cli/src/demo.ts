import type { Command } from "commander";
import { type Done, flags, withDataDir, withJson } from "./common.ts";
import { runServer } from "./run-server.ts";

const HELP = `
The same communities that a first start loads, once. Needs a data folder on which no server works, and does not run in
production, since everybody knows the demo's passwords.

Example:
  commonpurse demo --data-dir /tmp/purse-demo && commonpurse start --data-dir /tmp/purse-demo`;

export function addDemo(program: Command, done: Done): void {
  withJson(withDataDir(program.command("demo")))
    .summary("load the demo communities")
    .description("Loads communities with people, money and history to look at.")
    .addHelpText("after", HELP)
    .action(async ({ dataDir, json }: { dataDir?: string; json?: boolean }) => {
      done(
        await runServer("operate.ts", {
          args: ["demo", ...flags({ json })],
          settings: { ...(dataDir ? { dataDir } : {}) },
          draw: !json,
        }),
      );
    });
}
