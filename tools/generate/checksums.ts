import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const CHECKSUMS = "checksums.txt";

/** A sealed migration has run at somebody's place: it is never changed again. */
export class ChangedMigration extends Error {}

/**
 * One line a migration, as `sha256sum` writes them; undefined until the first seal. New migrations are added; a changed one is
 * refused, unless `seal` says that no release has carried it out yet.
 */
export function sealMigrations(folder: string, seal = false): string | undefined {
  if (!seal && !existsSync(join(folder, CHECKSUMS))) return undefined;
  const sealed = seal ? new Map<string, string>() : readChecksums(folder);
  const present = migrationChecksums(folder);
  for (const [name, checksum] of sealed) {
    const found = present.get(name);
    if (found !== checksum)
      throw new ChangedMigration(
        `${name} was ${found ? "changed" : "removed"} after it was sealed: write a new migration`,
      );
  }
  return [...present].map(([name, checksum]) => `${checksum}  ${name}\n`).join("");
}

export function readChecksums(folder: string): Map<string, string> {
  const file = join(folder, CHECKSUMS);
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

export function migrationChecksums(folder: string): Map<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return new Map(
    names.sort().map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(folder, name)))
        .digest("hex"),
    ]),
  );
}
