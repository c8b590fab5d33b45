// Writes the generated files again, each from its one source: migrations → schema.sql and table types; routes → openapi.json →
// the client's types. `--check` compares and writes nothing.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { dumpSchema, openCatalogue } from "./generate/catalogue.ts";
import { CHECKSUMS, sealMigrations } from "./generate/checksums.ts";
import { operationTypes, wireTypes } from "./generate/client.ts";
import { databaseTypes } from "./generate/database-types.ts";
import { openApiDocument } from "./generate/openapi.ts";

const ROOT = join(import.meta.dirname, "..");
const MIGRATIONS = join(ROOT, "server/migrations");

const HELP = `npm run generate -- [--check] [--seal]
  --check   write nothing; fail and name the files that differ
  --seal    from now on, no migration may change any more; again: accept changed ones that no release has carried out`;

type Files = Record<string, string>;

/** In this order: a later part reads what an earlier one wrote. */
async function* generate(seal: boolean): AsyncGenerator<Files> {
  const checksums = sealMigrations(MIGRATIONS, seal);
  if (checksums) yield { [`server/migrations/${CHECKSUMS}`]: checksums };
  const catalogue = await openCatalogue(MIGRATIONS);
  yield {
    "server/src/platform/database.gen.ts": await databaseTypes(catalogue),
    "server/schema.sql": await dumpSchema(catalogue),
  };
  await catalogue.close();
  const openapi = await openApiDocument();
  yield { "openapi.json": openapi };
  const wire = await wireTypes(openapi);
  yield { "client/src/types.gen.ts": wire, "client/src/operations.gen.ts": operationTypes(openapi, wire) };
}

async function main(): Promise<number> {
  const options = { check: { type: "boolean" }, seal: { type: "boolean" }, help: { type: "boolean" } } as const;
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const stale: string[] = [];
  for await (const files of generate(values.seal ?? false)) {
    for (const [file, text] of Object.entries(files)) {
      const path = join(ROOT, file);
      if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
      stale.push(file);
      if (!values.check) writeFileSync(path, text);
    }
  }
  if (!values.check) console.log(stale.length ? `written: ${stale.join(", ")}` : "all generated files were up to date");
  else if (stale.length) console.error(`not what their sources say: ${stale.join(", ")} (run npm run generate)`);
  return values.check && stale.length ? 1 : 0;
}

try {
  // PGlite keeps handles open: the end is told, not awaited.
  process.exit(await main());
} catch (error) {
  console.error(`generate: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
