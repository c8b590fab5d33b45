import { readdirSync, readFileSync } from "node:fs";

/** The unit of CPU times in /proc: Linux tells them in hundredths of a second on every machine. */
const TICKS_PER_SECOND = 100;
/** Position of the fields of /proc/<pid>/stat behind the name, which may hold blanks and brackets. */
const [PARENT, USER, SYSTEM, REAPED_USER, REAPED_SYSTEM] = [1, 11, 12, 13, 14] as const;

/** CPU seconds that the process itself used, in all its threads. */
export function cpuOf(pid: number): number {
  const fields = statOf(pid);
  return seconds(fields, USER, SYSTEM);
}

/** CPU seconds of the process's children that have ended. */
export function cpuOfEnded(pid: number): number {
  return seconds(statOf(pid), REAPED_USER, REAPED_SYSTEM);
}

/** CPU seconds of PostgreSQL: the postmaster, the processes that it has, and those that it had. */
export function cpuOfFamily(pid: number): number {
  const children = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === pid);
  const own = children.reduce((sum, child) => sum + cpuOf(Number(child)), 0);
  return own + cpuOf(pid) + cpuOfEnded(pid);
}

/** CPU seconds that all of the machine's cores were busy since it was started. */
export function cpuOfMachine(): number {
  const [user, nice, system, , , interrupts, softInterrupts, stolen] = read("/proc/stat")
    .split(/\s+/, 9)
    .slice(1)
    .map(Number);
  const busy = [user, nice, system, interrupts, softInterrupts, stolen];
  return busy.reduce<number>((sum, ticks) => sum + (ticks ?? 0), 0) / TICKS_PER_SECOND;
}

/** Resident memory in MB. */
export function memoryOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

function parentOf(pid: number): number {
  return Number(statOf(pid)[PARENT]);
}

function seconds(fields: readonly string[], ...at: number[]): number {
  return at.reduce((sum, index) => sum + Number(fields[index] ?? 0), 0) / TICKS_PER_SECOND;
}

function statOf(pid: number): string[] {
  return read(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];
}

/** Empty for a process that is gone. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
