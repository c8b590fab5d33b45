import { describe, expect, it } from "vitest";
import { ConfigError, parseConfig } from "./config.ts";

describe("parseConfig", () => {
  it("needs nothing in development", () => {
    const config = parseConfig({});
    expect(config).toMatchObject({
      production: false,
      port: 4400,
      databaseUrl: null,
      demo: true,
      sandbox: true,
      sandboxPort: 4410,
    });
    expect(config.publicUrl).toBe("http://127.0.0.1:4400");
  });

  it("names every wrong setting at once, and never repeats an address that may hold a password", () => {
    const wrong = { PORT: "80x", DEMO: "maybe", LOG_LEVEL: "loud", DATABASE_URL: "mysql://root:hunter2@db/x" };
    expect(() => parseConfig(wrong)).toThrow(ConfigError);
    try {
      parseConfig(wrong);
    } catch (error) {
      const text = String(error);
      for (const name of Object.keys(wrong)) expect(text).toContain(name);
      expect(text).not.toContain("hunter2");
    }
  });

  it("gives the sandbox a port of its own", () => {
    expect(parseConfig({ PORT: "65535" }).sandboxPort).toBe(65_525);
    expect(() => parseConfig({ PORT: "4400", SANDBOX_PORT: "4400" })).toThrow(/SANDBOX_PORT must be another/);
    expect(parseConfig({ PORT: "4400", SANDBOX_PORT: "4400", SANDBOX: "0" }).port).toBe(4400);
  });

  it("asks for keys and an address in production", () => {
    expect(() => parseConfig({ NODE_ENV: "production" })).toThrow(/ENCRYPTION_KEYS.*PUBLIC_URL/);
    const config = parseConfig({
      NODE_ENV: "production",
      ENCRYPTION_KEYS: "k1:x",
      PUBLIC_URL: "https://purse.example.org/",
    });
    expect(config).toMatchObject({ demo: false, sandbox: false, publicUrl: "https://purse.example.org" });
  });
});
