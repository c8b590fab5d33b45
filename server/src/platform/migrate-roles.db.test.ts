import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { migrate } from "./migrate.ts";

test("a database without the server's role is told what makes it, before anything is written", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "commonpurse-roles-"));
  const postgres = await startEmbeddedPostgres({ dataDir, throwaway: true });
  try {
    await expect(migrate(postgres.superuserUrl)).rejects.toThrow("commonpurse migrate --print-roles");
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
