import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { prepareDatabase, rolesSql } from "../../src/platform/database.ts";
import { startEmbeddedPostgres, withUser } from "../../src/platform/embedded-postgres.ts";

const PASSWORD = "test";
const TEMPLATE = "cp_template";

declare module "vitest" {
  interface ProvidedContext {
    superuserUrl: string;
  }
}

interface Project {
  provide(key: "superuserUrl", value: string): void;
}

/** One throw-away PostgreSQL for the run, with a migrated template that every test file clones. */
export default async function setup(project: Project): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(roomInMemory() ?? tmpdir(), "commonpurse-test-"));
  // Root runs the database as another user, who must reach the folder: else it would be made elsewhere, and stay.
  chmodSync(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir, throwaway: true });
  const admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
  for (const statement of rolesSql(PASSWORD, PASSWORD).replaceAll("commonpurse", TEMPLATE).split("\n"))
    await admin.query(statement);
  await admin.end();
  await prepareDatabase(withUser(server.superuserUrl, "cp_owner", PASSWORD, TEMPLATE), new Date());
  project.provide("superuserUrl", server.superuserUrl);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

const MEMORY = "/dev/shm";
const ENOUGH = 2 * 2 ** 30;

/**
 * Linux's folder in memory, where there is room in it (containers often give it 64 MB): each clone makes and removes a thousand
 * files, which a disk does in half a second when it is busy.
 */
function roomInMemory(): string | null {
  if (!existsSync(MEMORY)) return null;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > ENOUGH ? MEMORY : null;
}
