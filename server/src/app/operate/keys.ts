import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../../platform/config.ts";
import { parseKeyRing } from "../../platform/key-ring.ts";

type KeySettings = Pick<Config, "dataDir" | "encryptionKeys">;

const WORD = "commonpurse";
const PURPOSE = "backup-word";

/** The encryption keys at hand, as text. Looks only: a verb of the operator never makes keys. */
export function readKeys(config: KeySettings): string | null {
  if (config.encryptionKeys) return config.encryptionKeys;
  const file = keysFile(config);
  return existsSync(file) ? readFileSync(file, "utf8").trim() : null;
}

/** Sealed into every backup: who can open it can open the rows. */
export function sealWord(config: KeySettings): string | null {
  const keys = readKeys(config);
  return keys ? parseKeyRing(keys).seal(WORD, PURPOSE) : null;
}

/** Whether the keys at hand are the ones with which the backup's rows were sealed. */
export function fitsKeys(keys: string | null, sealedWord: string | null): boolean {
  if (!keys || !sealedWord) return false;
  try {
    return parseKeyRing(keys).open(sealedWord, PURPOSE) === WORD;
  } catch {
    return false;
  }
}

/** Keys that came with a backup become the server's, where it has none of its own. */
export function keepKeys(config: KeySettings, keys: string): boolean {
  if (readKeys(config)) return false;
  parseKeyRing(keys);
  mkdirSync(config.dataDir, { recursive: true });
  writeFileSync(keysFile(config), `${keys}\n`, { mode: 0o600, flag: "wx" });
  return true;
}

function keysFile(config: KeySettings): string {
  return join(config.dataDir, "encryption-keys");
}
