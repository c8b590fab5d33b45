import { createHash, type Hash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { ArchiveError, BLOCK, type HeaderFields, NAMES, padding, parseHeader } from "./archive-format.ts";

export interface Member {
  name: string;
  size: number;
  /** The content in chunks. Whatever is not read is skipped. */
  chunks(): AsyncGenerator<Buffer>;
  /** The content at once, for members that are known to be small. */
  all(most: number): Promise<Buffer>;
}

const CHUNK = 2 ** 20;

/**
 * The members of an archive in order. The last one, the digest over all bytes before it, is compared here: whoever reads to
 * the end without an error has read what was written. `onBytes` hears how far it is.
 */
export async function* readArchive(
  path: string,
  onBytes: (done: number, total: number) => void = () => undefined,
): AsyncGenerator<Member, void> {
  const file = await open(path, "r");
  try {
    const source = await sourceOf(file, onBytes);
    for (;;) {
      const fields = parseHeader(await source.read(BLOCK, "later"));
      if (!fields) throw new ArchiveError("the archive is damaged: it ends without its digest");
      if (fields.name === NAMES.digest) return await requireEnd(source, fields);
      source.keep();
      const member = memberOf(source, fields);
      yield member;
      for await (const _ of member.chunks()) void _;
      if (!isZero(await source.read(padding(fields.size)))) throw damaged("something stands between its members");
    }
  } finally {
    await file.close();
  }
}

interface Source {
  total: number;
  digest: Hash;
  /** The next bytes, exactly so many. "later": they are digested when `keep` is called, for the digest's own header is not. */
  read(length: number, digested?: "later"): Promise<Buffer>;
  keep(): void;
  done(): number;
}

async function sourceOf(file: FileHandle, onBytes: (done: number, total: number) => void): Promise<Source> {
  const { size: total } = await file.stat();
  const digest = createHash("sha256");
  let done = 0;
  let waiting: Buffer | null = null;
  return {
    total,
    digest,
    done: () => done,
    async read(length, digested) {
      if (done + length > total) throw damaged("it ends too early");
      const buffer = Buffer.allocUnsafe(length);
      for (let got = 0; got < length; ) {
        const { bytesRead } = await file.read(buffer, got, length - got, done + got);
        if (bytesRead === 0) throw damaged("it ends too early");
        got += bytesRead;
      }
      done += length;
      if (digested) waiting = buffer;
      else digest.update(buffer);
      onBytes(done, total);
      return buffer;
    },
    keep() {
      if (waiting) digest.update(waiting);
      waiting = null;
    },
  };
}

function memberOf(source: Source, { name, size }: HeaderFields): Member {
  let left = size;
  async function* chunks(): AsyncGenerator<Buffer> {
    while (left > 0) {
      const length = Math.min(left, CHUNK);
      left -= length;
      yield await source.read(length);
    }
  }
  return {
    name,
    size,
    chunks,
    async all(most) {
      if (size > most) throw damaged(`${name} is larger than it can be`);
      left = 0;
      return source.read(size);
    },
  };
}

async function requireEnd(source: Source, { size }: HeaderFields): Promise<void> {
  const found = source.digest.digest("hex");
  if (source.total - source.done() !== size + padding(size) + 2 * BLOCK || size !== found.length + 1)
    throw damaged("its end is not one");
  const end = await source.read(size + padding(size) + 2 * BLOCK, "later");
  if (end.toString("latin1", 0, size) !== `${found}\n`) throw damaged("its content does not match its digest");
  if (!isZero(end.subarray(size))) throw damaged("its end is not one");
}

function isZero(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}

function damaged(how: string): ArchiveError {
  return new ArchiveError(`the archive is damaged: ${how}`);
}
