import { resolve } from "node:path";
import { type Command, Option } from "commander";

/** What every verb takes. */
export function withDataDir(command: Command): Command {
  return command.addOption(new Option("--data-dir <folder>", "folder with database, files and keys (DATA_DIR)"));
}

export function withJson(command: Command): Command {
  return command.option("--json", "write one JSON document and nothing else, for scripts");
}

/** Under npm we run in the project's folder; a person means the one in which they typed. */
export function pathOf(file: string): string {
  return resolve(process.env["INIT_CWD"] ?? process.cwd(), file);
}

/** `--name value` for each that was given. */
export function flags(options: Readonly<Record<string, string | boolean | undefined>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    return value === true ? [`--${name}`] : [`--${name}=${value}`];
  });
}

export type Done = (code: number) => void;
