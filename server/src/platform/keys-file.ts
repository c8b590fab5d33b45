import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { type KeyRing, makeKeyRing, parseKeyRing } from "./key-ring.ts";

/** The key ring of the settings or, in development, one made once and kept in the data folder. */
export function openKeyRing(config: Pick<Config, "encryptionKeys" | "dataDir">): KeyRing {
  if (config.encryptionKeys) return parseKeyRing(config.encryptionKeys);
  const file = join(config.dataDir, "encryption-keys");
  mkdirSync(config.dataDir, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, `${makeKeyRing()}\n`, { mode: 0o600 });
  return parseKeyRing(readFileSync(file, "utf8").trim());
}
