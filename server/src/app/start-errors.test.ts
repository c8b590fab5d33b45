import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { takePort } from "../../test/operate-processes.ts";
import { startSandboxProcess } from "./sandbox-process.ts";
import { explainStartError } from "./start-errors.ts";

const dataDir = mkdtempSync(join(tmpdir(), "commonpurse-start-"));
afterAll(() => rmSync(dataDir, { recursive: true }));

describe("a fault at the start", () => {
  it("is one line, however many its message has", () => {
    const error = new Error("it broke\n    at one (file.ts:1)\n\n    at two\n");
    expect(explainStartError(error)).toBe("it broke at one (file.ts:1) at two");
  });

  it("of the sandbox names its port, by the server's own setting", async () => {
    const { port, free } = await takePort();
    const fault: unknown = await startSandboxProcess({ dataDir, sandboxPort: port }).catch((error: unknown) => error);
    await free();
    expect(explainStartError(fault)).toBe(
      `the sandbox provider did not start on port ${port}: the port is in use: choose another with SANDBOX_PORT=…`,
    );
  });
});
