import { createReadStream, type ReadStream } from "node:fs";
import { access, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Files by the hash of their bytes, a folder for each community. What is there already is not written again. */
export async function keepFile(
  dataDir: string,
  communityId: string,
  file: { sha256: string; bytes: Buffer },
  freshId: string,
): Promise<void> {
  const path = pathOf(dataDir, communityId, file.sha256);
  if (await exists(path)) return;
  await mkdir(join(path, ".."), { recursive: true });
  // Whoever reads meanwhile finds the whole file or none.
  const draft = `${path}.${freshId}`;
  await writeFile(draft, file.bytes, { flush: true });
  await rename(draft, path);
}

export async function openFile(dataDir: string, communityId: string, sha256: string): Promise<ReadStream | null> {
  const path = pathOf(dataDir, communityId, sha256);
  return (await exists(path)) ? createReadStream(path) : null;
}

function pathOf(dataDir: string, communityId: string, sha256: string): string {
  return join(dataDir, "media", communityId, sha256.slice(0, 2), sha256);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
