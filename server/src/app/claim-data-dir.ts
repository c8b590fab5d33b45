import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export class DataDirInUse extends Error {}

/** One server at a time works on a data folder; a claim left by a killed one is taken over. Answers the way to let go. */
export function claimDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "server.pid");
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, `${process.pid}\n`, { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      const pid = Number(readFileSync(file, "utf8"));
      if (pid !== process.pid && isServer(pid)) {
        throw new DataDirInUse(`Commonpurse runs already with the data folder ${dataDir} (process ${pid})`);
      }
      rmSync(file, { force: true });
    }
  }
  throw new DataDirInUse(`the data folder ${dataDir} was claimed by another process just now`);
}

/** A pid may have been given to somebody else since: its command line tells. */
function isServer(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").match(/(?:main|operate)\.ts/) !== null;
  } catch {
    return false;
  }
}
