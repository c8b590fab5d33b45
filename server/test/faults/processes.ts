import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "./until.ts";

/** The embedded PostgreSQL of a data folder, seen from outside. */
export interface Postmaster {
  pid: number;
  port: number;
}

export function postmasterOf(dataDir: string): Postmaster | null {
  const file = join(dataDir, "postgres", "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 && isAlive(pid) ? { pid, port } : null;
}

/** A zombie has no command line any more: it is as good as gone. */
export function isAlive(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8") !== "";
  } catch {
    return false;
  }
}

/** `kill -9` of the database: its postmaster and, unless it alone is meant, every process that it made. */
export async function killPostgres(dataDir: string, whole: boolean): Promise<void> {
  const postmaster = postmasterOf(dataDir);
  if (!postmaster) return;
  const children = childrenOf(postmaster.pid);
  for (const pid of [postmaster.pid, ...(whole ? children : [])]) kill(pid);
  // What is left of it ends by itself when it sees that its postmaster is gone.
  await until("the end of PostgreSQL", () => !isAlive(postmaster.pid) && (!whole || !children.some(isAlive)));
}

export function kill(pid: number): void {
  signal(pid, "SIGKILL");
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}

export function childrenOf(parent: number): number[] {
  const pids = readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0);
  return pids.filter((pid) => {
    try {
      // After the name, which may hold blanks and brackets: state, then the parent.
      return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]) === parent;
    } catch {
      return false;
    }
  });
}
