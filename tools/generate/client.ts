import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@hey-api/openapi-ts";

const HEAD = "// Generated from openapi.json by `npm run generate`.\n";
const METHODS = ["get", "post", "put", "patch", "delete"] as const;

interface Operation {
  operationId?: string;
}

type Paths = Record<string, Partial<Record<(typeof METHODS)[number], Operation>>>;

/** The types of everything on the wire. */
export async function wireTypes(openapi: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "commonpurse-client-"));
  try {
    const input = join(folder, "openapi.json");
    writeFileSync(input, openapi);
    await createClient({
      input,
      output: { path: join(folder, "out"), entryFile: false },
      plugins: ["@hey-api/typescript"],
      logs: { level: "silent" },
    });
    const text = readFileSync(join(folder, "out/types.gen.ts"), "utf8");
    return HEAD + text.replace(/^\/\/ This file is auto-generated.*\n+/, "");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every operation by its method and path, with the names of its types: what makes `call("GET /v1/me")` typed. */
export function operationTypes(openapi: string, wire: string): string {
  const { paths }: { paths: Paths } = JSON.parse(openapi);
  const names = new Set<string>();
  const use = (name: string): string => {
    // A stream has no body to type.
    if (!wire.includes(`export type ${name} =`)) return "unknown";
    names.add(name);
    return name;
  };
  const lines = Object.entries(paths).flatMap(([path, operations]) =>
    METHODS.flatMap((method) => {
      const operation = operations[method];
      if (!operation) return [];
      if (!operation.operationId) throw new Error(`${method.toUpperCase()} ${path} has no operationId`);
      const name = operation.operationId.charAt(0).toUpperCase() + operation.operationId.slice(1);
      return [
        `  "${method.toUpperCase()} ${path}": { input: ${use(`${name}Data`)}; answer: ${use(`${name}Response`)} };\n`,
      ];
    }),
  );
  const imports = [...names].sort().map((name) => `  ${name},\n`);
  return `${HEAD}import type {\n${imports.join("")}} from "./types.gen.ts";\n\nexport interface Operations {\n${lines.join("")}}\n`;
}
