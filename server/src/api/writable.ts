import { refuse } from "../platform/errors.ts";

/** Text that the database cannot hold: a NUL character, or half of a character. */
export function requireWritable(value: unknown, pointer = "#"): void {
  if (typeof value === "string") {
    if (!value.isWellFormed() || value.includes("\0")) throw refuse("invalid_input", { status: 400, pointer });
  } else if (typeof value === "object" && value !== null) {
    for (const [name, part] of Object.entries(value)) requireWritable(part, `${pointer}/${name}`);
  }
}
