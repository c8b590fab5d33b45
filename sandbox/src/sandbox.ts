import type { AddressInfo } from "node:net";
import { Courier } from "./events/courier.ts";
import { makeServer } from "./http/server.ts";
import { Locks } from "./locks.ts";
import { ROUTES } from "./routes/index.ts";
import { openStore } from "./store/store.ts";
import { Runner } from "./tasks/runner.ts";
import type { World } from "./world.ts";

export interface SandboxOptions {
  data: string;
  port: number;
  host: string;
  publicUrl?: string;
  now?: () => number;
  webhookTimeoutMs?: number;
  lockWaitMs?: number;
}

export interface Sandbox {
  url: string;
  close: () => Promise<void>;
}

/** Opens the store, listens, and starts doing what is due. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const store = openStore(options.data, options.lockWaitMs ?? 5_000);
  const now = options.now ?? Date.now;
  const closing = new AbortController();
  const courier = new Courier({ store, now, timeoutMs: options.webhookTimeoutMs ?? 10_000 });
  const world: World = {
    store,
    now,
    courier,
    locks: new Locks(),
    wake: () => runner.wake(),
    publicUrl: "",
    closing: closing.signal,
  };
  const runner = new Runner(world);
  const server = makeServer(world, ROUTES);
  const close = async () => {
    closing.abort();
    const stopped = new Promise((resolve) => server.close(resolve));
    await courier.close();
    await runner.stop();
    server.closeAllConnections();
    await stopped;
    store.close();
  };
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(options.port, options.host, resolve);
    });
  } catch (error) {
    store.close();
    throw error;
  }
  const url = addressOf(server.address());
  world.publicUrl = options.publicUrl ?? url;
  runner.wake();
  return { url, close };
}

function addressOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
