import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Tests stand beside what they test; `server/test` holds those of several modules. */
const project = (name: string, more: object = {}) => ({
  test: {
    name,
    include: [`${name}/{src,test,checks}/**/*.test.{ts,tsx}`],
    testTimeout: 15_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    ...more,
  },
});

export default defineConfig({
  test: {
    reporters: ["default"],
    // Half of a test is waiting for the database or a browser: on two cores, two at once are faster than Vitest's usual one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      project("server", { globalSetup: ["server/test/harness/global-setup.ts"], testTimeout: 30_000 }),
      project("sandbox"),
      project("cli"),
      project("client"),
      project("web"),
      project("tools", { include: ["tools/**/*.test.ts", "bench/**/*.test.ts"], testTimeout: 60_000 }),
    ],
  },
});
