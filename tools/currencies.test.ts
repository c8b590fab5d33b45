import { describe, expect, it } from "vitest";

interface Digits {
  exponentOf(currency: string): number;
  currencies(): readonly string[];
}

/** By its address alone: the three are compiled for different places, and share no code. */
async function load(path: string): Promise<Digits> {
  return import(new URL(`../${path}`, import.meta.url).href);
}

describe("the digits of the currencies", () => {
  it("are the same on the server, on the web and on the command line", async () => {
    const server = await load("server/src/platform/money.ts");
    const web = await load("web/src/lib/money.ts");
    const cli = await load("cli/src/amounts.ts");
    expect([...web.currencies()]).toEqual([...server.currencies()]);
    for (const currency of server.currencies()) {
      const digits = server.exponentOf(currency);
      expect([web.exponentOf(currency), cli.exponentOf(currency)], currency).toEqual([digits, digits]);
    }
  });
});
