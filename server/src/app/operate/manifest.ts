import Type, { type Static } from "typebox";
import { Value } from "typebox/value";
import { readMigrations } from "../../platform/migrate.ts";
import { ArchiveError, FORMAT, NAMES } from "./archive-format.ts";
import { readArchive } from "./archive-reader.ts";
import { OperateError } from "./open-to-operate.ts";

const Count = Type.Integer({ minimum: 0 });

/** The first member: everything that was known before the first row was read. */
const ManifestSchema = Type.Object({
  format: Type.Literal(FORMAT),
  createdAt: Type.String(),
  postgres: Type.String(),
  migrations: Type.Array(Type.Object({ name: Type.String(), checksum: Type.String() })),
  /** The last migration of the job queue's own tables. */
  queueMigration: Count,
  tables: Type.Array(Type.Object({ name: Type.String(), columns: Type.Array(Type.String()) })),
  /** Months and days of the partitions that there were (once: first days alone): they are made again before the rows come. */
  partitionDays: Type.Array(Type.String({ pattern: "^\\d{4}-\\d{2}(-\\d{2})?$" })),
  /** A word sealed with the server's keys, to tell at restore whether the keys at hand open what is sealed in the rows. */
  sealedWord: Type.Union([Type.String(), Type.Null()]),
});

/** The last member but one: what was counted on the way. */
const TotalsSchema = Type.Object({
  tables: Type.Record(Type.String(), Type.Object({ rows: Count, bytes: Count, sha256: Type.String() })),
  /** Last values of identity columns, read after the rows. */
  sequences: Type.Record(Type.String(), Type.String({ pattern: "^-?\\d{1,19}$" })),
  media: Type.Object({ files: Count, bytes: Count }),
});

export type Manifest = Static<typeof ManifestSchema>;
export type Totals = Static<typeof TotalsSchema>;

/** Larger than any list of tables, small enough to hold. */
const MOST_JSON = 16 * 2 ** 20;

/** Reads the archive from end to end, its digest too, before anything is touched; answers what it says of itself. */
export async function readManifest(
  file: string,
  onBytes: (done: number, total: number) => void,
): Promise<{ manifest: Manifest; totals: Totals }> {
  let manifest: unknown;
  let totals: unknown;
  for await (const member of readArchive(file, onBytes)) {
    if (manifest === undefined && member.name !== NAMES.manifest)
      throw new ArchiveError(`${file} is not a backup of Commonpurse`);
    if (member.name === NAMES.manifest) manifest = parse(await member.all(MOST_JSON));
    if (member.name === NAMES.totals) totals = parse(await member.all(MOST_JSON));
  }
  if (Value.Check(ManifestSchema, manifest) && Value.Check(TotalsSchema, totals)) return { manifest, totals };
  const format = Value.Check(Type.Object({ format: Type.String() }), manifest) ? manifest.format : "none";
  throw new ArchiveError(`the archive's format is ${format}, and this version reads ${FORMAT}`);
}

function parse(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString("utf8"));
  } catch {
    throw new ArchiveError("the archive is damaged: a list in it cannot be read");
  }
}

/** The migrations of the archive, as this version has them. One that it does not have, or has otherwise, cannot be restored here. */
export function migrationsOf(manifest: Manifest): ReturnType<typeof readMigrations> {
  const ours = new Map(readMigrations().map((migration) => [migration.name, migration]));
  return manifest.migrations.map(({ name, checksum }) => {
    const migration = ours.get(name);
    if (!migration)
      throw new OperateError(
        `the backup was made by a newer version (migration ${name}): restore it with that version`,
      );
    if (migration.checksum !== checksum)
      throw new OperateError(`migration ${name} is not the one that the backup was made with`);
    return migration;
  });
}
