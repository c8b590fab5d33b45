import { describe, expect, it } from "vitest";
import { KINDS, localSandbox, mayCall } from "./gateways.ts";

describe("where calls may go", () => {
  it.each([
    ["paystack", "live", "https://api.paystack.co", true, true],
    ["paystack", "live", "http://127.0.0.1:4010", false, false],
    ["paystack", "live", "https://api.paystack.co.example.org", true, false],
    ["paystack", "test", "http://127.0.0.1:4010", false, true],
    ["paystack", "test", "http://169.254.169.254", true, false],
    ["sandbox", "test", "http://127.0.0.1:4010", false, true],
    ["sandbox", "test", "http://127.0.0.1:4010", true, false],
    ["sandbox", "test", "file:///etc/passwd", false, false],
    ["sandbox", "test", "http://user:pass@127.0.0.1", false, false],
  ] as const)("%s %s %s, production %s: %s", (kind, mode, baseUrl, production, expected) => {
    expect(mayCall(kind, mode, baseUrl, { production, sandbox: false, sandboxPort: 4010 })).toBe(expected);
  });
  it("in production the sandbox is met where the settings put it, if they ask for it", () => {
    const settings = { production: true, sandbox: true, sandboxPort: 4010 };
    expect(mayCall("sandbox", "test", "http://127.0.0.1:4010", settings)).toBe(true);
    expect(mayCall("sandbox", "test", "http://127.0.0.1:5432", settings)).toBe(false);
    expect(mayCall("paystack", "test", "http://127.0.0.1:4010", settings)).toBe(false);
  });
  it("the sandbox beside the server has an address where it was started, on a port that is known", () => {
    const settings = { production: false, sandbox: true, sandboxPort: 4010 };
    expect(localSandbox(settings)).toBe("http://127.0.0.1:4010");
    expect(localSandbox({ ...settings, sandbox: false })).toBe(null);
    expect(localSandbox({ ...settings, sandboxPort: 0 })).toBe(null);
  });
});

describe("keys name their mode", () => {
  it.each([
    ["paystack", "sk_live_abc", "live"],
    ["paystack", "sk_test_abc", "test"],
    ["paystack", "pk_test_abc", null],
    ["paystack", "", null],
    ["sandbox", "sk_sandbox_abcdef", "test"],
    ["sandbox", "sk_live_abc", null],
  ] as const)("%s %s is %s", (kind, key, mode) => {
    expect(KINDS[kind].modeOf(key)).toBe(mode);
  });
});
