import type { Module } from "../platform/module.ts";
import type { Names } from "../platform/names.ts";

/** What every module can name, for whoever shows the entities of others; the modules know nothing of each other. */
export function createNames(modules: readonly Module[]): Names {
  const parts = modules.flatMap((module) => module.names ?? []);
  return async (ctx, entities) => {
    const found = new Map<string, string>();
    if (entities.length === 0) return found;
    // One after another: a transaction has one connection.
    for (const names of parts) for (const [key, name] of await names(ctx, entities)) found.set(key, name);
    return found;
  };
}
