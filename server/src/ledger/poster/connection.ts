import pg from "pg";
import type { Ask } from "../../platform/ask.ts";
import { databaseTypes } from "../../platform/db.ts";

/** A lane's own connection: statements are sent without waiting for the answers before them, and kept prepared. */
export interface Connection {
  ask: Ask;
  /** What is asked meanwhile leaves in one packet. */
  together<T>(ask: () => T): T;
  /** The command tag, such as `COMMIT`. */
  run(text: string): Promise<string>;
  isOpen(): boolean;
  close(): Promise<void>;
}

export async function connect(url: string): Promise<Connection> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "commonpurse-poster",
    types: databaseTypes,
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 5_000,
    lock_timeout: 2_000,
    // A database that does not even say that a statement took too long has stopped or is out of reach: the connection is given up.
    query_timeout: 10_000,
    idle_in_transaction_session_timeout: 10_000,
  });
  let open = true;
  // A connection that breaks fails what is under way on it; the lane opens another one for the next batch.
  client.on("error", () => {
    open = false;
  });
  client.on("end", () => {
    open = false;
  });
  await client.connect();
  return {
    ask: async ({ name, text, values }) => (await client.query({ name, text, values: [...values] })).rows,
    run: async (text) => (await client.query(text)).command,
    together(ask) {
      const { stream } = client.connection;
      stream.cork();
      try {
        return ask();
      } finally {
        stream.uncork();
      }
    },
    isOpen: () => open,
    async close() {
      open = false;
      await client.end().catch(() => undefined);
    },
  };
}
