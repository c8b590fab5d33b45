import { randomBytes } from "node:crypto";
import { prepareDatabase, rolesSql } from "../../platform/database.ts";
import type { Reporter } from "./reporter.ts";

export interface MigrateResult {
  applied: string[];
}

export async function migrateDatabase(ownerUrl: string, now: Date, reporter: Reporter): Promise<MigrateResult> {
  const applied = await prepareDatabase(ownerUrl, now, (name) => reporter.step(`Applying ${name}`));
  for (const name of applied) reporter.line("good", name);
  if (applied.length === 0) reporter.line("good", "the database was up to date");
  return { applied };
}

/** What a managed server's administrator runs once, as text for `psql`; the passwords are new at every call. */
export function printRoles(): { sql: string; ownerPassword: string; appPassword: string } {
  const [ownerPassword, appPassword] = [randomBytes(24).toString("hex"), randomBytes(24).toString("hex")];
  const sql = [
    "-- Run once as the administrator of the PostgreSQL server; for example: commonpurse migrate --print-roles | psql ADMIN_URL",
    ...forManagedServers(rolesSql(ownerPassword, appPassword).split("\n")),
    "-- Then start Commonpurse with these (HOST is the address of the PostgreSQL server):",
    `--   MIGRATION_DATABASE_URL=postgres://cp_owner:${ownerPassword}@HOST:5432/commonpurse`,
    `--   DATABASE_URL=postgres://cp_app:${appPassword}@HOST:5432/commonpurse`,
    "",
  ].join("\n");
  return { sql, ownerPassword, appPassword };
}

/** An administrator who is no superuser may give a database to a role only as its member; afterwards that is taken back. */
function forManagedServers(statements: readonly string[]): string[] {
  const roles = statements.filter((statement) => statement.startsWith("create role"));
  const others = statements.filter((statement) => !roles.includes(statement));
  return [...roles, "grant cp_owner to current_user;", ...others, "revoke cp_owner from current_user;"];
}
