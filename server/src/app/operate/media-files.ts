import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, opendir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isName, NAMES } from "./archive-format.ts";
import type { Member } from "./archive-reader.ts";
import type { ArchiveWriter } from "./archive-writer.ts";
import { OperateError } from "./open-to-operate.ts";
import type { Reporter } from "./reporter.ts";

/**
 * The files that rows name: photos and papers. They are written before their row and never changed, so that taken after the
 * rows' snapshot all that it names are there.
 */
export async function addMedia(
  archive: ArchiveWriter,
  dataDir: string,
  reporter: Reporter,
): Promise<{ files: number; bytes: number }> {
  const folder = join(dataDir, "media");
  let files = 0;
  let bytes = 0;
  for await (const path of filesUnder(folder)) {
    const name = NAMES.media + relative(folder, path).split(sep).join("/");
    // What is still being written has a name that no row has.
    if (!isName(name) || name.endsWith(".part")) continue;
    const size = await sizeOf(path);
    if (size === null) continue;
    await archive.addStream(name, size, size === 0 ? Readable.from([]) : createReadStream(path, { end: size - 1 }));
    files++;
    bytes += size;
    reporter.progress(files, files + 1);
  }
  return { files, bytes };
}

export interface MediaRestore {
  put(member: Member): Promise<void>;
  /** Gives the folder its name. */
  keep(): Promise<void>;
  undo(): Promise<void>;
}

/** Files of an archive, beside the place where they belong until all is known to be whole. */
export async function restoreMedia(dataDir: string): Promise<MediaRestore> {
  const folder = join(dataDir, "media");
  for await (const path of filesUnder(folder))
    throw new OperateError(
      `there are files under ${folder} already, such as ${path}: restore into an empty data folder`,
    );
  const waiting = join(dataDir, "media.restoring");
  await rm(waiting, { recursive: true, force: true });
  let place = waiting;
  return {
    async put(member) {
      const path = join(waiting, member.name.slice(NAMES.media.length));
      await mkdir(dirname(path), { recursive: true });
      await pipeline(member.chunks(), createWriteStream(path, { mode: 0o600, flush: true }));
    },
    async keep() {
      await mkdir(waiting, { recursive: true });
      await rm(folder, { recursive: true, force: true });
      await rename(waiting, folder);
      place = folder;
    },
    undo: () => rm(place, { recursive: true, force: true }),
  };
}

async function* filesUnder(folder: string): AsyncGenerator<string> {
  try {
    for await (const entry of await opendir(folder, { recursive: true }))
      if (entry.isFile()) yield join(entry.parentPath, entry.name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    // Erased meanwhile, as a person may ask.
    return null;
  }
}
