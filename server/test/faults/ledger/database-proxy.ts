import { createServer, connect as dial, type Socket } from "node:net";

/** Where a connection is cut: the COMMIT never reaches the database, or it does and its answer never comes back. */
export type Cut = "before" | "after";

/** Stands between servers and their PostgreSQL, and pulls the plug in the middle of a COMMIT. */
export interface DatabaseProxy {
  readonly port: number;
  /** Connections that were cut. */
  readonly cuts: Readonly<Record<Cut, number>>;
  /** Where the database listens from now on: it comes back on another port. */
  aim(port: number): void;
  /** Asked at each COMMIT that passes; null lets it pass. */
  cutAt(choose: () => Cut | null): void;
  stop(): Promise<void>;
}

export async function startDatabaseProxy(databasePort: number): Promise<DatabaseProxy> {
  let aim = databasePort;
  let choose: () => Cut | null = () => null;
  const cuts = { before: 0, after: 0 };
  const open = new Set<Socket>();
  const cutNow = (): Cut | null => {
    const cut = choose();
    if (cut) cuts[cut] += 1;
    return cut;
  };
  const server = createServer((client) => {
    const database = dial({ host: "127.0.0.1", port: aim, noDelay: true });
    for (const socket of [client, database]) {
      open.add(socket);
      // Whoever loses the other side is told by the end of its own.
      socket.on("error", () => undefined);
      socket.once("close", () => open.delete(socket));
    }
    join(client, database, cutNow);
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(address && typeof address === "object" ? address.port : 0);
    });
  });
  return {
    port,
    cuts,
    aim(next) {
      aim = next;
    },
    cutAt(next) {
      choose = next;
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function join(client: Socket, database: Socket, cutNow: () => Cut | null): void {
  let rest = Buffer.alloc(0);
  let hasStarted = false;
  client.setNoDelay(true);
  client.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    let end = 0;
    for (let next = lengthAt(rest, end, hasStarted); next !== null; next = lengthAt(rest, end, hasStarted)) {
      const cut = hasStarted && isCommit(rest.subarray(end, end + next)) ? cutNow() : null;
      if (cut) {
        // What stands before it arrives either way. A database that is spoken to no more rolls back, or has committed.
        database.end(rest.subarray(0, cut === "after" ? end + next : end));
        database.resume();
        client.destroy();
        return;
      }
      hasStarted = true;
      end += next;
    }
    database.write(rest.subarray(0, end));
    rest = rest.subarray(end);
  });
  database.on("data", (chunk: Buffer) => void (client.destroyed || client.write(chunk)));
  client.once("close", () => void (database.writableEnded || database.destroy()));
  database.once("close", () => client.destroy());
}

/** The length of the message that begins there; null while it is not whole. The first of a connection has no letter. */
function lengthAt(bytes: Buffer, at: number, hasStarted: boolean): number | null {
  const letter = hasStarted ? 1 : 0;
  if (bytes.length < at + letter + 4) return null;
  const length = letter + bytes.readInt32BE(at + letter);
  return bytes.length >= at + length ? length : null;
}

const SIMPLE_QUERY = "Q".charCodeAt(0);

function isCommit(message: Buffer): boolean {
  return message[0] === SIMPLE_QUERY && message.toString("latin1", 5, message.length - 1).toLowerCase() === "commit";
}
