/**
 * A backup is a plain tar file (ustar), so that a machine with nothing but `tar` and `gunzip` can read it in twenty years:
 *
 *   backup.json                        what this is: format, time, migrations, tables with columns, sequences
 *   tables/ledger.entry/000001.gz      rows in PostgreSQL's COPY text format, in pieces; joined, they are the table
 *   media/<path>                       files of DATA_DIR/media, as they are
 *   keys                               encryption keys, only when asked for
 *   totals.json                        rows and SHA-256 of each table (of the text, not of the pieces)
 *   SHA256                             SHA-256 of every byte of the file before this member
 *
 * Pieces, because tar writes a size before the content and a table's is not known beforehand; gzip, because concatenated
 * gzip files are one. Headers are made by one function of name, size and time: a reader makes them again and compares, so
 * that there is no byte of an archive that could change unnoticed.
 */
export const FORMAT = "commonpurse-backup/1";
export const BLOCK = 512;
/** Bytes of COPY text in a piece: what reader and writer hold in memory at once, some times over. */
export const PIECE = 4 * 2 ** 20;

export const NAMES = {
  manifest: "backup.json",
  totals: "totals.json",
  digest: "SHA256",
  keys: "keys",
  tables: "tables/",
  media: "media/",
};

export class ArchiveError extends Error {}

export interface HeaderFields {
  name: string;
  size: number;
  /** Seconds since 1970. */
  time: number;
}

const NAME_BYTES = 100;
const PREFIX_BYTES = 155;

/** A ustar header: the one and only one for these fields. */
export function tarHeader({ name, size, time }: HeaderFields): Buffer {
  const header = Buffer.alloc(BLOCK);
  const [prefix, rest] = splitName(name);
  header.write(rest, 0);
  header.write("0000600\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  header.write(`${time.toString(8).padStart(11, "0")}\0`, 136);
  header.write("        ", 148);
  header.write("0", 156);
  header.write("ustar\0" + "00", 257);
  header.write(prefix, 345);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/** Null: the two empty blocks of the end have begun. Throws for any header that `tarHeader` would not have made. */
export function parseHeader(header: Buffer): HeaderFields | null {
  if (header.every((byte) => byte === 0)) return null;
  const text = (from: number, length: number) => header.toString("utf8", from, from + length).replace(/\0.*$/s, "");
  const prefix = text(345, PREFIX_BYTES);
  const name = prefix ? `${prefix}/${text(0, NAME_BYTES)}` : text(0, NAME_BYTES);
  const fields = { name, size: Number.parseInt(text(124, 12), 8), time: Number.parseInt(text(136, 12), 8) };
  if (!isName(name) || !(fields.size >= 0) || !(fields.time >= 0) || !tarHeader(fields).equals(header)) {
    throw new ArchiveError("the archive is damaged: a header in it is not one that a backup has");
  }
  return fields;
}

/** Zeros up to the next block. */
export function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

export function pieceName(table: string, piece: number): string {
  return `${NAMES.tables}${table}/${String(piece).padStart(6, "0")}.gz`;
}

/** `ledger.entry`, where the member is a piece of that table. */
export function tableOfPiece(member: string): string | null {
  return /^tables\/([\w.]+)\/\d+\.gz$/.exec(member)?.[1] ?? null;
}

/** A relative path that stays where it is put, in letters that mean the same everywhere. */
export function isName(name: string): boolean {
  return /^[\w.-]+(\/[\w.-]+)*$/.test(name) && !name.split("/").some((part) => part === "." || part === "..");
}

/** Long paths are split between two fields, at a slash. */
function splitName(name: string): [string, string] {
  if (Buffer.byteLength(name) <= NAME_BYTES) return ["", name];
  const slash = name.lastIndexOf("/", PREFIX_BYTES);
  const [prefix, rest] = [name.slice(0, slash), name.slice(slash + 1)];
  if (slash < 1 || rest.length > NAME_BYTES) throw new ArchiveError(`the name ${name} is too long for an archive`);
  return [prefix, rest];
}
