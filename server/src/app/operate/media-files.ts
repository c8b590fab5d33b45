import { createWriteStream, existsSync } from "node:fs";
import { mkdir, open, opendir, rename, rm } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isName, NAMES } from "./archive-format.ts";
import type { Member } from "./archive-reader.ts";
import type { ArchiveWriter } from "./archive-writer.ts";
import { OperateError } from "./open-to-operate.ts";

/** What is still being written is called by its hash and an id; its row comes later. */
const DRAFT = /\.[0-9a-f]{8}-[0-9a-f-]{27}$/;

/**
 * The files that rows name: photos and papers. They are written before their row and never changed, so that taken after the
 * rows' snapshot all that it names are there.
 */
export async function addMedia(archive: ArchiveWriter, dataDir: string): Promise<{ files: number; bytes: number }> {
  const folder = join(dataDir, "media");
  let files = 0;
  let bytes = 0;
  for await (const path of filesUnder(folder)) {
    const name = NAMES.media + relative(folder, path).split(sep).join("/");
    if (!isName(name) || DRAFT.test(name)) continue;
    const size = await addFile(archive, name, path);
    if (size === null) continue;
    files++;
    bytes += size;
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
  if (!existsSync(folder)) return;
  for await (const entry of await opendir(folder, { recursive: true }))
    if (entry.isFile()) yield join(entry.parentPath, entry.name);
}

/** Null: erased meanwhile, as a person may ask. Once open, it stays readable. */
async function addFile(archive: ArchiveWriter, name: string, path: string): Promise<number | null> {
  const file = await open(path).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  if (!file) return null;
  try {
    const { size } = await file.stat();
    const content = size === 0 ? Readable.from([]) : file.createReadStream({ end: size - 1, autoClose: false });
    await archive.addStream(name, size, content);
    return size;
  } finally {
    await file.close();
  }
}
