import layers from "../lib/layers.cjs";
import type { Rule } from "./tree.ts";

const SCHEMA = "server/schema.sql";
/** Lower floors first; products share the highest. */
const FLOORS = ["platform", "ledger", ...layers.CAPABILITIES];

export const keysPointDown: Rule = {
  name: "foreign keys carry the community and point down",
  why: "A key upwards or between products ties together what can be taken apart; one without the community leaves its tenant.",
  check: (tree) => {
    if (!tree.files.includes(SCHEMA)) return [];
    const schema = tree.read(SCHEMA);
    const tenants = tenantTables(schema);
    return keysIn(schema).flatMap(({ from, columns, to }) => {
      const line = `${SCHEMA}: ${from} (${columns.join(", ")}) → ${to}`;
      const faults = pointsDown(moduleOf(from), moduleOf(to)) ? [] : [`${line}: not down the layers`];
      const leavesTenant = tenants.has(from) && tenants.has(to) && columns[0] !== "community_id";
      return leavesTenant ? [...faults, `${line}: does not begin with community_id`] : faults;
    });
  },
};

const moduleOf = (table: string): string => table.split(".")[0] ?? "";
const plain = (name: string): string => name.replaceAll('"', "");

function pointsDown(from: string, to: string): boolean {
  if (from === to) return true;
  const floor = FLOORS.indexOf(to);
  return floor !== -1 && (!FLOORS.includes(from) || floor < FLOORS.indexOf(from));
}

function tenantTables(schema: string): Set<string> {
  const tables = schema.matchAll(/^CREATE TABLE (\S+) \(\n([\s\S]*?)^\)/gm);
  return new Set(
    [...tables].flatMap(([, name = "", body = ""]) => (/^ +community_id /m.test(body) ? [plain(name)] : [])),
  );
}

function keysIn(schema: string): { from: string; columns: string[]; to: string }[] {
  const keys = schema.matchAll(
    /^ALTER TABLE (?:ONLY )?(\S+)\s+ADD CONSTRAINT \S+ FOREIGN KEY \(([^)]+)\) REFERENCES (\S+?)\(/gm,
  );
  return [...keys].map(([, from = "", columns = "", to = ""]) => ({
    from: plain(from),
    columns: columns.split(", "),
    to: plain(to),
  }));
}
