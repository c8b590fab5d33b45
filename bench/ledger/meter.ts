import { cpuOf, cpuOfFamily, cpuOfMachine, memoryOf } from "./processes.ts";

const SAMPLE_MS = 200;

/** What a part cost: cores that were busy on average, and the most memory that the server had. */
export interface Cost {
  server: number;
  database: number;
  client: number;
  /** Whatever else the machine did: the kernel for all of them, and strangers. Much of it, and the figures are not of us. */
  others: number;
  serverMb: number;
}

export interface Meter {
  /** The server that is looked at from now on; null: none runs. */
  watch(serverPid: number | null): void;
  /** Begins to count; the function that comes back ends it. `client` answers the CPU seconds of whoever makes the load. */
  start(client: () => number): () => Cost;
  /** The most memory of all. */
  readonly peakMb: number;
  stop(): void;
}

export function createMeter(postmasterPid: number): Meter {
  let serverPid: number | null = null;
  let [peak, peakMb] = [0, 0];
  const sample = () => {
    if (serverPid === null) return;
    peak = Math.max(peak, memoryOf(serverPid));
    peakMb = Math.max(peakMb, peak);
  };
  const timer = setInterval(sample, SAMPLE_MS);
  const takePeak = () => {
    const taken = peak;
    peak = 0;
    sample();
    return taken;
  };
  return {
    watch(pid) {
      serverPid = pid;
    },
    start(client) {
      const read = () => [
        performance.now() / 1_000,
        serverPid ? cpuOf(serverPid) : 0,
        cpuOfFamily(postmasterPid),
        client(),
        cpuOfMachine(),
      ];
      const before = read();
      takePeak();
      return () => {
        const [seconds = 0, ...used] = read().map((value, index) => value - (before[index] ?? 0));
        const [server = 0, database = 0, own = 0, machine = 0] = used.map((cpu) => cpu / seconds);
        sample();
        const others = Math.max(0, machine - server - database - own);
        return { server, database, client: own, others, serverMb: takePeak() };
      };
    },
    get peakMb() {
      return peakMb;
    },
    stop: () => clearInterval(timer),
  };
}
