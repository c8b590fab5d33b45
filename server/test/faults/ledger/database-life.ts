import { readFileSync } from "node:fs";
import { startEmbeddedPostgres, withUser } from "../../../src/platform/embedded-postgres.ts";
import { childrenOf, killPostgres, postmasterOf, signal } from "../processes.ts";

/** A durable PostgreSQL that is killed and started again on the same folder, each time on another port. */
export interface DatabaseLife {
  /** The superuser's address of a database; of the postmaster that runs now. */
  superuserUrl(database?: string): string;
  /** `kill -9` of all its processes or of the postmaster alone, and a start that recovers. Answers the new port. */
  crash(whole: boolean): Promise<number>;
  /** Every process of it stands still until `thaw`. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

export async function startDatabase(dataDir: string): Promise<DatabaseLife> {
  let postgres = await startEmbeddedPostgres({ dataDir });
  const family = (): number[] => {
    const postmaster = postmasterOf(dataDir);
    return postmaster ? [postmaster.pid, ...childrenOf(postmaster.pid)] : [];
  };
  const thaw = (): void => {
    for (const pid of family()) signal(pid, "SIGCONT");
  };
  return {
    superuserUrl: (database = "postgres") => {
      const password = readFileSync(`${dataDir}/postgres-password`, "utf8").trim();
      return withUser(postgres.superuserUrl, "postgres", password, database);
    },
    async crash(whole) {
      await killPostgres(dataDir, whole);
      postgres = await startEmbeddedPostgres({ dataDir });
      return Number(new URL(postgres.superuserUrl).port);
    },
    freeze() {
      for (const pid of family()) signal(pid, "SIGSTOP");
    },
    thaw,
    async stop() {
      thaw();
      await postgres.stop();
    },
  };
}
