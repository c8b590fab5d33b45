import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const CONFIG = ".dependency-cruiser.cjs";
const PARTS = ["server", "web", "cli", "client", "sandbox", "tools"];

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

/** Each breach as rule, importing file and what it imports. */
const PLANTED: readonly (readonly [rule: string, file: string, specifier: string])[] = [
  ["platform-knows-no-business", "server/src/platform/a.ts", "../ledger/index.ts"],
  ["platform-knows-no-business", "server/src/platform/b.ts", "../app/app.ts"],
  ["ledger-stands-on-platform", "server/src/ledger/a.ts", "../payments/index.ts"],
  ["ledger-stands-on-platform", "server/src/ledger/b.ts", "../fundraising/index.ts"],
  ["capabilities-know-no-product", "server/src/payments/a.ts", "../bills/index.ts"],
  ["capabilities-know-no-product", "server/src/identity/a.ts", "../api/serve.ts"],
  ["capabilities-know-no-product", "server/src/audit/a.ts", "../app/app.ts"],
  ["products-are-strangers", "server/src/bills/a.ts", "../fundraising/index.ts"],
  ["products-are-strangers", "server/src/fundraising/a.ts", "../bills/index.ts"],
  ["products-stand-below-the-edges", "server/src/bills/b.ts", "../worker/work.ts"],
  ["products-stand-below-the-edges", "server/src/bills/c.ts", "../app/app.ts"],
  ["edges-know-no-composition", "server/src/api/a.ts", "../app/app.ts"],
  ["edges-know-no-composition", "server/src/worker/a.ts", "../main.ts"],
  ["modules-are-entered-by-their-door", "server/src/bills/d.ts", "../payments/inside.ts"],
  ["modules-are-entered-by-their-door", "server/src/bills/e.ts", "../ledger/inside.ts"],
  ["modules-are-entered-by-their-door", "server/src/payments/b.ts", "../identity/module.ts"],
  ["modules-are-entered-by-their-door", "server/src/api/b.ts", "../payments/inside.ts"],
  ["app-enters-by-a-door", "server/src/app/a.ts", "../bills/inside.ts"],
  ["entries-only-start-the-app", "server/src/other.ts", "./payments/index.ts"],
  ["server-stands-alone", "server/src/app/b.ts", "../../../web/src/ui/button.ts"],
  ["server-stands-alone", "server/checks/a.ts", "@commonpurse/client"],
  ["client-stands-alone", "client/src/a.ts", "../../server/src/platform/ids.ts"],
  ["web-imports-only-client", "web/src/lib/a.ts", "../../../server/src/platform/ids.ts"],
  ["web-imports-only-client", "web/src/lib/b.ts", "../../../cli/src/main.ts"],
  ["cli-imports-only-client", "cli/src/a.ts", "../../server/src/platform/ids.ts"],
  ["cli-imports-only-client", "cli/src/b.ts", "../../web/src/ui/button.ts"],
  ["client-is-entered-by-its-door", "web/src/lib/c.ts", "../../../client/src/inside.ts"],
  ["web-products-are-strangers", "web/src/bills/a.ts", "../fundraising/page.ts"],
  ["web-floors-know-no-product", "web/src/payments/a.ts", "../fundraising/page.ts"],
  ["web-floors-know-no-product", "web/src/ui/a.ts", "../fundraising/page.ts"],
  ["sandbox-imports-nobody", "sandbox/src/a.ts", "../../client/src/index.ts"],
  ["sandbox-imports-nobody", "sandbox/src/b.ts", "../../server/src/platform/ids.ts"],
  ["nobody-imports-sandbox", "server/test/a.ts", "../../sandbox/src/main.ts"],
  ["nobody-imports-sandbox", "tools/a.ts", "../sandbox/src/main.ts"],
  ["no-tests-in-production", "server/src/bills/f.ts", "./pay.test.ts"],
  ["no-tests-in-production", "server/src/bills/g.ts", "../../test/harness.ts"],
  ["no-tests-in-production", "server/src/bills/h.ts", "./testing/fake.ts"],
  ["no-circles", "server/src/bills/circle-a.ts", "./circle-b.ts"],
  ["dependencies-are-declared", "server/src/platform/c.ts", "undeclared"],
  ["dependencies-are-declared", "web/src/lib/d.ts", "declared"],
  ["no-dev-dependencies-in-production", "server/src/platform/d.ts", "devtool"],
  ["imports-resolve", "server/src/platform/e.ts", "./nowhere.ts"],
];

/** What the house allows, all of it: none of these may be reported. */
const ALLOWED: readonly (readonly [file: string, ...specifiers: string[]])[] = [
  ["server/src/platform/ids.ts", "declared"],
  ["server/src/ledger/inside.ts", "../platform/ids.ts"],
  ["server/src/ledger/index.ts", "./inside.ts"],
  ["server/src/identity/index.ts", "../platform/ids.ts"],
  ["server/src/identity/module.ts", "./index.ts"],
  ["server/src/payments/inside.ts", "../ledger/index.ts", "../identity/index.ts", "../platform/ids.ts"],
  ["server/src/payments/index.ts", "./inside.ts"],
  ["server/src/bills/inside.ts", "../payments/index.ts", "../ledger/index.ts", "../platform/ids.ts"],
  ["server/src/bills/index.ts", "./inside.ts"],
  ["server/src/bills/pay.test.ts", "./inside.ts", "../../test/harness.ts", "./testing/fake.ts", "devtool"],
  ["server/src/bills/testing/fake.ts"],
  ["server/src/fundraising/index.ts", "../payments/index.ts"],
  ["server/src/api/serve.ts", "../ledger/index.ts", "../platform/ids.ts"],
  ["server/src/worker/work.ts", "../platform/ids.ts"],
  [
    "server/src/app/app.ts",
    "../api/serve.ts",
    "../worker/work.ts",
    "../identity/module.ts",
    "../bills/index.ts",
    "../platform/ids.ts",
  ],
  ["server/src/main.ts", "./app/app.ts"],
  ["server/test/harness.ts", "../src/app/app.ts", "../src/bills/inside.ts", "devtool"],
  ["client/src/inside.ts"],
  ["client/src/index.ts", "./inside.ts"],
  ["web/src/ui/button.ts", "@commonpurse/client"],
  ["web/src/fundraising/page.ts", "../ui/button.ts"],
  ["cli/src/main.ts", "@commonpurse/client"],
  ["sandbox/src/main.ts", "node:http"],
  ["tools/see.ts", "../server/src/platform/ids.ts"],
];

let tree = "";

beforeAll(() => {
  tree = realpathSync(mkdtempSync(join(tmpdir(), "commonpurse-layers-")));
  for (const file of [CONFIG, "tools/lib/layers.cjs"]) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    copyFileSync(join(ROOT, file), join(tree, file));
  }
  plantPackages(tree);
  for (const [file, ...specifiers] of ALLOWED) plant(file, specifiers);
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe("who may import whom", () => {
  it("allows what the architecture allows", () => {
    expect(violations(tree)).toEqual([]);
  });

  it("catches a breach of every rule", () => {
    for (const [, file, specifier] of PLANTED) plant(file, [specifier]);
    plant("server/src/bills/circle-b.ts", ["./circle-a.ts"]);
    const caught = violations(tree);
    const missed = PLANTED.filter(
      ([rule, file]) => !caught.some((found) => found.rule.name === rule && found.from === file),
    );
    expect(missed).toEqual([]);
    expect(rulesOfConfig().filter((name) => !PLANTED.some(([rule]) => rule === name))).toEqual([]);
  });

  it("is kept by the whole project", () => {
    expect(violations(ROOT).map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });
});

function plant(file: string, specifiers: readonly string[]): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  const lines = specifiers.map(
    (specifier, at) => `import { x as x${at} } from "${specifier}";\nexport const y${at} = x${at};\n`,
  );
  writeFileSync(join(tree, file), `${lines.join("")}export const x = 1;\n`);
}

function plantPackages(root: string): void {
  const write = (file: string, content: object): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), JSON.stringify(content));
  };
  write("package.json", { name: "root", type: "module", devDependencies: { devtool: "1.0.0" } });
  write("server/package.json", {
    name: "server",
    type: "module",
    dependencies: { declared: "1.0.0" },
    devDependencies: { devtool: "1.0.0" },
  });
  write("client/package.json", { name: "@commonpurse/client", type: "module", exports: { ".": "./src/index.ts" } });
  for (const part of ["web", "cli"])
    write(`${part}/package.json`, { name: part, type: "module", dependencies: { "@commonpurse/client": "1.0.0" } });
  for (const name of ["declared", "undeclared", "devtool"]) {
    write(`node_modules/${name}/package.json`, { name, version: "1.0.0", main: "index.js" });
    writeFileSync(join(root, `node_modules/${name}/index.js`), "exports.x = 1;\n");
  }
  mkdirSync(join(root, "node_modules/@commonpurse"));
  symlinkSync("../../client", join(root, "node_modules/@commonpurse/client"));
}

function violations(root: string): Violation[] {
  const args = [join(ROOT, "node_modules/.bin/depcruise"), "--config", CONFIG, "--output-type", "json", ...PARTS];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 28 });
  if (!stdout) throw new Error(stderr);
  const report: { summary: { violations: Violation[] } } = JSON.parse(stdout);
  return report.summary.violations;
}

function rulesOfConfig(): string[] {
  const config: { forbidden: { name: string }[] } = createRequire(import.meta.url)(join(ROOT, CONFIG));
  return config.forbidden.map((rule) => rule.name);
}
