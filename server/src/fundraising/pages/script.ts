import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The small file that makes the goal's page quicker to use; its name changes with its content, so it is kept for ever. */
export const SCRIPT = readFileSync(join(import.meta.dirname, "goal-page.client.js"), "utf8");
const HASH = createHash("sha256").update(SCRIPT).digest("hex").slice(0, 12);
export const SCRIPT_URL = `/assets/goal-${HASH}.js`;
