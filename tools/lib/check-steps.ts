import type { Step } from "./steps.ts";

const PROJECTS = [".", "server", "client", "web", "cli", "sandbox", "bench", "bench/ledger", "bench/ledger-reading"];
const LAYERED = ["server", "sandbox", "client", "web", "cli", "tools"];

/** What can be said of the code without running it. */
export const CHECK_STEPS: readonly Step[] = [
  { name: "types", commands: PROJECTS.map((project) => ({ run: ["tsc", "--project", project] })) },
  { name: "lint and format", commands: [{ run: ["biome", "check", "--error-on-warnings", "--max-diagnostics=50"] }] },
  { name: "layers", commands: [{ run: ["depcruise", "--config", ".dependency-cruiser.cjs", ...LAYERED] }] },
  { name: "house rules", commands: [{ run: ["tools/house-rules.ts"] }] },
  { name: "nothing unused", commands: [{ run: ["knip", "--no-progress", "--no-config-hints"] }] },
];
