import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { ArchiveError, NAMES, PIECE, tableOfPiece } from "./archive-format.ts";
import { type Member, readArchive } from "./archive-reader.ts";
import { countLines, plainName } from "./back-up.ts";
import type { Table } from "./catalogue.ts";
import type { Totals } from "./manifest.ts";
import type { MediaRestore } from "./media-files.ts";

const unzip = promisify(gunzip);
const MOST_KEYS = 64 * 1024;
/** What does not shrink grows a little. */
const MOST_PIECE = PIECE + 64 * 1024;

interface Plan {
  file: string;
  tables: readonly Table[];
  totals: Totals;
  media: MediaRestore;
  onBytes: (done: number, total: number) => void;
}

/**
 * Every member to its place, in one pass. Returns when the archive's own digest was compared too; answers the keys that
 * came with it. Whatever is not as it was written throws, and the caller's transaction undoes it.
 */
export async function restoreMembers(client: pg.Client, plan: Plan): Promise<string | null> {
  const members = readArchive(plan.file, plan.onBytes);
  try {
    return await placeMembers(client, plan, members);
  } finally {
    // Read by hand and not by a loop, it must be told to close its file.
    await members.return(undefined);
  }
}

type Members = AsyncGenerator<Member, void>;

async function placeMembers(client: pg.Client, plan: Plan, members: Members): Promise<string | null> {
  const tables = new Map(plan.tables.map((table) => [plainName(table.name), table]));
  const left = new Set(Object.keys(plan.totals.tables).filter((name) => (plan.totals.tables[name]?.rows ?? 0) > 0));
  let keys: string | null = null;
  let next = await members.next();
  while (!next.done) {
    const member = next.value;
    const name = tableOfPiece(member.name);
    if (name !== null) {
      const table = tables.get(name);
      if (!table || !left.delete(table.name))
        throw new ArchiveError(`the archive has rows of ${name} where none are expected`);
      next = await restoreTable(client, { table, members, first: member, expected: plan.totals.tables[table.name] });
      continue;
    }
    if (member.name.startsWith(NAMES.media)) await plan.media.put(member);
    if (member.name === NAMES.keys) keys = (await member.all(MOST_KEYS)).toString("utf8").trim();
    next = await members.next();
  }
  if (left.size > 0) throw new ArchiveError(`the archive has no rows of ${[...left].join(", ")}`);
  return keys;
}

interface TablePlan {
  table: Table;
  members: Members;
  first: Member;
  expected: Totals["tables"][string] | undefined;
}

/** All pieces of one table into one COPY. Answers the member that follows them. */
async function restoreTable(
  client: pg.Client,
  { table, members, first, expected }: TablePlan,
): Promise<IteratorResult<Member, void>> {
  const digest = createHash("sha256");
  let rows = 0;
  let next: IteratorResult<Member, void> = { done: false, value: first };
  async function* text(): AsyncGenerator<Buffer> {
    while (!next.done && tableOfPiece(next.value.name) === plainName(table.name)) {
      const piece = await unpack(next.value);
      digest.update(piece);
      rows += countLines(piece);
      yield piece;
      next = await members.next();
    }
  }
  const copy = client.query(copyFrom(`copy ${table.name} (${table.columns.join(", ")}) from stdin`));
  await pipeline(text, copy);
  const same = expected && rows === expected.rows && copy.rowCount === rows && digest.digest("hex") === expected.sha256;
  if (!same) throw new ArchiveError(`the archive is damaged: ${table.name} is not as it was saved`);
  return next;
}

async function unpack(member: Member): Promise<Buffer> {
  try {
    return await unzip(await member.all(MOST_PIECE), { maxOutputLength: PIECE });
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError(`the archive is damaged: ${member.name} cannot be unpacked`);
  }
}
