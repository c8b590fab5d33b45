import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";

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

/** A number of things, as an option says it. */
export function count(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1 || n > 10_000) throw new InvalidArgumentError("It is a number from 1 to 10000.");
  return n;
}

/** A day, as an option or an operand says it. */
export function day(text: string): string {
  const instant = /^[12]\d{3}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  // 30 February would be read as 2 March.
  if (!instant || Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(text))
    throw new InvalidArgumentError("It is a day, such as 2026-03-31.");
  return text;
}

/** Of an option that may be said again: all that was said. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

export type Done = (code: number) => void;
