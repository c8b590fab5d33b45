import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A small file for browsers; its name changes with its content, so that it is kept for ever. */
export interface ClientScript {
  readonly url: string;
  readonly text: string;
}

/** Makes the goal's page quicker to use. */
export const GOAL_SCRIPT = clientScript("goal-page");
/** Looks whether a page that waits has something new to say. */
export const WAIT_SCRIPT = clientScript("wait");

function clientScript(name: string): ClientScript {
  const text = readFileSync(join(import.meta.dirname, `${name}.client.js`), "utf8");
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  return { url: `/assets/${name}-${hash}.js`, text };
}
