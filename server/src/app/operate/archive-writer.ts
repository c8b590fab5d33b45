import { createHash } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { ArchiveError, BLOCK, isName, NAMES, padding, tarHeader } from "./archive-format.ts";

export interface ArchiveWriter {
  add(name: string, content: Buffer): Promise<void>;
  /** A member that is read from elsewhere; it must have the size that it was said to have. */
  addStream(name: string, size: number, content: AsyncIterable<Buffer>): Promise<void>;
  /** Writes the digest, makes sure that all is on the disk, and gives the file its name. Answers what `sha256sum` will say. */
  finish(): Promise<{ bytes: number; sha256: string }>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

/** Writes `path.part`, which becomes `path` when it is whole: a backup that was cut off never looks like one. */
export async function createArchive(path: string, time: Date): Promise<ArchiveWriter> {
  const part = `${path}.part`;
  const file = await open(part, "w", 0o600);
  const digest = createHash("sha256");
  const seconds = Math.floor(time.getTime() / 1000);
  let bytes = 0;
  const write = async (data: Buffer) => {
    digest.update(data);
    bytes += data.length;
    await writeAll(file, data);
  };
  const addStream = async (name: string, size: number, content: AsyncIterable<Buffer> | readonly Buffer[]) => {
    if (!isName(name)) throw new ArchiveError(`"${name}" cannot be a name in an archive`);
    await write(tarHeader({ name, size, time: seconds }));
    let written = 0;
    for await (const chunk of content) {
      written += chunk.length;
      await write(chunk);
    }
    if (written !== size) throw new ArchiveError(`${name} changed while it was read`);
    await write(Buffer.alloc(padding(size)));
  };
  return {
    add: (name, content) => addStream(name, content.length, [content]),
    addStream,
    async finish() {
      const whole = digest.copy();
      const line = Buffer.from(`${digest.digest("hex")}\n`);
      const end = [
        tarHeader({ name: NAMES.digest, size: line.length, time: 0 }),
        line,
        Buffer.alloc(padding(line.length) + 2 * BLOCK),
      ];
      const last = Buffer.concat(end);
      await writeAll(file, last);
      await file.sync();
      await file.close();
      await rename(part, path);
      await syncFolder(dirname(path));
      return { bytes: bytes + last.length, sha256: whole.update(last).digest("hex") };
    },
    async abandon() {
      await file.close().catch(() => undefined);
      await rm(part, { force: true });
    },
  };
}

async function writeAll(file: FileHandle, data: Buffer): Promise<void> {
  for (let done = 0; done < data.length; ) {
    const { bytesWritten } = await file.write(data, done, data.length - done);
    done += bytesWritten;
  }
}

/** The new name is on the disk when the folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
