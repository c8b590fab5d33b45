import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RULES } from "./house-rules/all.ts";
import { diskTree, plantedTree } from "./house-rules/tree.ts";

type Files = Record<string, string>;

const line = (count: number): string => "export const x = 1;\n".repeat(count);
const body = (count: number): string => `export function f() {\n${"  void 0;\n".repeat(count - 2)}}\n`;
const sum = (text: string): string => createHash("sha256").update(text).digest("hex");
const texts = (en: object, sw: object = en, id: object = en, he: object = en): Files =>
  Object.fromEntries(
    Object.entries({ en, sw, id, he }).map(([locale, value]) => [
      `web/src/bills/texts/${locale}.json`,
      JSON.stringify(value),
    ]),
  );
const tenant = (table: string): string => `CREATE TABLE ${table} (\n    id uuid,\n    community_id uuid NOT NULL\n);\n`;
const key = (from: string, columns: string, to: string): string =>
  `ALTER TABLE ONLY ${from}\n    ADD CONSTRAINT a_fkey FOREIGN KEY (${columns}) REFERENCES ${to}(id);\n`;
/** A word that this file must not hold in one piece. */
const split = (...parts: string[]): string => parts.join("");

const tables = { "server/src/platform/database.gen.ts": '  "ledger.entry": LedgerEntry;\n  "bills.bill": Bill;\n' };

/** For each rule: trees that break it, and trees that do not. */
const CASES: Record<string, { bad: Files[]; good: Files[] }> = {
  "files are short": {
    bad: [{ "server/src/a.ts": line(301) }, { "server/src/a.test.ts": line(601) }, { "tools/a.mjs": line(301) }],
    good: [{ "server/src/a.ts": line(300), "server/src/b.test.ts": line(600), "server/src/c.gen.ts": line(900) }],
  },
  "functions are short": {
    bad: [{ "a.ts": body(61) }, { "a.ts": `export const f = () => ({\n${"  a: 1,\n".repeat(60)}});\n` }],
    good: [{ "a.ts": body(60) }, { "a.test.ts": `describe("x", () => {\n${"  it();\n".repeat(100)}});\n` }],
  },
  "no any": {
    bad: [{ "a.ts": "export const x: any = 1;" }, { "a.ts": "export const x = y as any;" }],
    good: [{ "a.ts": 'export const any = "any"; // any' }],
  },
  "no forced cast": {
    bad: [
      { "a.ts": "export const x = y as unknown as string;" },
      { "a.ts": "export const x = (y as unknown) as string;" },
    ],
    good: [{ "a.ts": "export const x = (y ?? z) as const;" }],
  },
  "no silenced type error": {
    bad: [
      { "a.ts": split("// @ts", "-ignore") },
      { "a.ts": split("// @ts", "-expect-error") },
      { "a.test.ts": split("// @ts", "-nocheck") },
    ],
    good: [{ "a.test.ts": split("// @ts", "-expect-error") }],
  },
  "no marks for later": {
    bad: [{ "a.ts": split("// TO", "DO: later") }, { "a.sql": split("-- FIX", "ME") }],
    good: [{ "a.ts": "// to do well; mastodon" }],
  },
  "files are named in kebab-case": {
    bad: [{ "server/src/releaseFunds.ts": "" }, { "web/src/Button.tsx": "" }, { "server/src/release_funds.ts": "" }],
    good: [
      {
        "server/src/release-funds.test.ts": "",
        "vite.config.ts": "",
        ".dependency-cruiser.cjs": "",
        "web/src/ui/sheet.module.css": "",
      },
    ],
  },
  "no path of one machine, no registry": {
    bad: [
      { "README.md": split("cd /wo", "rk/main") },
      { "a.ts": split('const x = "/ho', 'me/ada/x";') },
      { "package-lock.json": split('"resolved": "https://registry.np', 'mjs.org/a.tgz"') },
      { ".npmrc": split("regis", "try=https://packages.example") },
    ],
    good: [{ "README.md": "see ./work/plan.md and https://commonpurse.test/work/1", "a.ts": 'get("/home")' }],
  },
  "no test sleeps": {
    bad: [
      { "a.test.ts": "await new Promise((go) => setTimeout(go, 50));" },
      { "server/test/a.ts": 'import { setTimeout as pause } from "node:timers/promises";\nawait pause(50);' },
      { "a.test.ts": "await page.waitForTimeout(100);" },
      { "a.test.ts": 'import * as timers from "node:timers/promises";\nawait timers.setTimeout(50);' },
      { "a.test.ts": 'import timers from "node:timers/promises";\nawait timers.setTimeout(50);' },
      { "a.test.ts": "await promisify(setTimeout)(50);" },
      { "a.test.ts": "Atomics.wait(cell, 0, 0, 50);" },
      { "a.test.ts": "await sleep(5);" },
      { "a.test.ts": "// delay on purpose\nawait sleep(5);" },
      { "a.test.ts": "for (const x of y) { z(() => new Promise((go) => setTimeout(go, 50))); }" },
    ],
    good: [
      { "a.test.ts": 'import { setTimeout as pause } from "node:timers/promises";\nfor (;;) await pause(50);' },
      { "a.test.ts": "while (!(await isDone())) await new Promise((go) => setTimeout(go, 20));" },
      {
        "a.test.ts":
          "// A delay on purpose: the blow falls at any moment.\nawait new Promise((go) => setTimeout(go, 50));",
      },
      { "a.ts": "await new Promise((go) => setTimeout(go, 50));" },
      { "a.test.ts": "await Promise.race([done, new Promise((_, no) => setTimeout(no, 5000))]);" },
    ],
  },
  "no test calls a host of the internet": {
    bad: [
      { "a.test.ts": 'await fetch("https://api.paystack.co/transaction");' },
      { "a.test.ts": "await page.goto(`https://commonpurse.org`);" },
    ],
    good: [
      {
        "a.test.ts":
          'await fetch("http://127.0.0.1:4400/"); await fetch(`${base}/x`); await fetch("https://bank.example/"); expect(link).toBe("https://paystack.com/pay/x");',
      },
    ],
  },
  "every folder of server/src has its floor": {
    bad: [{ "server/src/stranger/index.ts": "" }],
    good: [{ "server/src/bills/index.ts": "", "server/src/platform/ids.ts": "", "server/src/main.ts": "" }],
  },
  "a module has a README and a door": {
    bad: [{ "server/src/bills/index.ts": "" }, { "server/src/bills/README.md": "" }],
    good: [{ "server/src/bills/README.md": "", "server/src/bills/module.ts": "", "server/src/api/serve.ts": "" }],
  },
  "a door only passes on": {
    bad: [
      { "server/src/bills/index.ts": "export const x = 1;" },
      { "client/src/index.ts": 'import { x } from "./x.ts";\nexport { x };' },
    ],
    good: [
      {
        "server/src/bills/index.ts": 'export { x } from "./x.ts";\nexport type * from "./y.ts";',
        "server/src/bills/pages/index.ts": "export const x = 1;",
      },
    ],
  },
  "no circle of modules": {
    bad: [
      {
        "server/src/bills/a.ts": 'import { x } from "../payments/index.ts";',
        "server/src/payments/pages/a.ts": 'import { x } from "../../bills/index.ts";',
      },
    ],
    good: [
      {
        "server/src/bills/a.ts": 'import { x } from "../payments/index.ts";',
        "server/src/payments/a.test.ts": 'import { x } from "../bills/index.ts";',
      },
    ],
  },
  "a module reads its own tables only": {
    bad: [
      { ...tables, "server/src/bills/queries.ts": 'tx.selectFrom("ledger.entry as e")' },
      { ...tables, "server/src/bills/queries.ts": "sql`select 1 from ledger.entry`" },
    ],
    good: [
      {
        ...tables,
        "server/src/bills/queries.ts":
          'tx.selectFrom("bills.bill"); emit("ledger.closed"); sql`select ledger.write(1)`',
        "server/src/bills/checks.ts": "sql`from ledger.entry`",
      },
    ],
  },
  "migrations are numbered without gaps and named for a module": {
    bad: [
      { "server/migrations/0002_ledger_books.sql": "" },
      { "server/migrations/0001_nobody_books.sql": "" },
      { "server/migrations/first.sql": "" },
    ],
    good: [
      {
        "server/migrations/0001_platform_core.sql": "",
        "server/migrations/0002_ledger_books.sql": "",
        "server/migrations/checksums.txt": "",
      },
    ],
  },
  "a sealed migration never changes": {
    bad: [
      {
        "server/migrations/0001_ledger_a.sql": "changed",
        "server/migrations/checksums.txt": `${sum("select 1")}  0001_ledger_a.sql\n`,
      },
      { "server/migrations/checksums.txt": `${sum("select 1")}  0001_ledger_a.sql\n` },
      { "server/migrations/0001_ledger_a.sql": "new", "server/migrations/checksums.txt": "" },
    ],
    good: [
      {
        "server/migrations/0001_ledger_a.sql": "select 1",
        "server/migrations/checksums.txt": `${sum("select 1")}  0001_ledger_a.sql\n`,
      },
    ],
  },
  "foreign keys carry the community and point down": {
    bad: [
      { "server/schema.sql": key("bills.bill", "community_id, goal_id", "fundraising.goal") },
      { "server/schema.sql": key("payments.payment", "community_id, bill_id", "bills.bill") },
      { "server/schema.sql": key("ledger.account", "community_id", "communities.community") },
      { "server/schema.sql": tenant("bills.bill") + tenant("bills.line") + key("bills.line", "bill_id", "bills.bill") },
    ],
    good: [
      {
        "server/schema.sql":
          tenant("bills.bill") +
          tenant("bills.line") +
          key("bills.line", "community_id, bill_id", "bills.bill") +
          key("bills.bill", "community_id", "communities.community") +
          key("identity.session", "user_id", 'identity."user"'),
      },
    ],
  },
  "no module asks the clock or chance": {
    bad: [
      { "server/src/bills/bill.ts": "export const now = new Date();" },
      { "server/src/payments/pages/a.ts": "export const now = Date.now();" },
      { "server/src/ledger/a.ts": "export const id = crypto.randomUUID();" },
      { "server/src/bills/bill.ts": "export const luck = Math.random();" },
    ],
    good: [
      {
        "server/src/bills/bill.ts":
          "export const then = new Date(ctx.now.getTime() + 1); export const id = ctx.newId();",
        "server/src/bills/checks.ts": "export const now = new Date();",
        "server/src/bills/bill.test.ts": "export const now = new Date();",
        "server/src/platform/clock.ts": "export const now = new Date();",
      },
    ],
  },
  "a refusal has its sentence": {
    bad: [
      { "server/src/bills/pay.ts": 'throw refuse("bill_paid", { status: 409 });' },
      {
        "server/src/bills/pay.ts": 'throw new Refusal("bill_paid");',
        "server/src/bills/texts/en.json": '{ "problem": { "bill_open": "This bill is open." } }',
      },
    ],
    good: [
      {
        "server/src/bills/pay.ts": 'throw refuse("bill_paid"); throw refuse("too_many"); throw refuse(code);',
        "server/src/bills/pages/a.ts": 'throw refuse("link_not_valid", { status: 403 });',
        "server/src/bills/texts/en.json":
          '{ "problem": { "bill_paid": "This bill is paid.", "too_many_one": "One.", "too_many_other": "{{count}}." } }',
      },
    ],
  },
  "every setting stands in .env.example": {
    bad: [
      { "server/src/platform/config.ts": 'read.text("HOST", "x")', ".env.example": "" },
      { "server/src/platform/config.ts": 'env["HOST"]', ".env.example": "#HOST=\n#GHOST=\n" },
    ],
    good: [
      { "server/src/platform/config.ts": 'read.integer("PORT", 1); env["HOST"]', ".env.example": "#PORT=1\nHOST=x\n" },
    ],
  },
  "texts are complete in every language": {
    bad: [
      { "web/src/bills/texts/en.json": "{}", "web/src/bills/texts/sw.json": "{}", "web/src/bills/texts/id.json": "{}" },
      texts({ a: "A", b: { c: "C" } }, { a: "A" }),
      texts({ a: "A" }, { a: "A", z: "Z" }),
      texts({ a: "A" }, { a: " " }),
      texts({ a: "Hi {{name}}" }, { a: "Hujambo" }),
      texts({ a: "Hi {{name}}" }, { a: "Hujambo {{nani}}" }),
      texts(
        { a_one: "one", a_other: "{{count}}" },
        undefined,
        { a_other: "{{count}}" },
        { a_one: "1", a_other: "{{count}}" },
      ),
    ],
    good: [
      texts({ a: "A" }),
      texts(
        { a_one: "one gift", a_other: "{{count}} gifts" },
        undefined,
        { a_other: "{{count}}" },
        { a_one: "1", a_two: "2", a_other: "{{count}}" },
      ),
      texts({ a: "Invited {{name}}" }, undefined, undefined, { a: "{{name}}", a_female: "{{name}}" }),
    ],
  },
  "no text in markup": {
    bad: [
      { "web/src/a.tsx": "export const A = () => <p>Hello there</p>;" },
      { "web/src/a.tsx": 'export const A = () => <B label="Amount" />;' },
      { "web/src/a.tsx": 'export const A = () => <p>{"Hello"}</p>;' },
      { "web/src/a.tsx": "export const A = () => <p>{`Hello`}</p>;" },
      { "web/src/a.tsx": 'export const A = () => <B title={"Hello"} />;' },
      { "server/src/bills/pages/a.ts": "html`<p>Hello ${name}</p>`" },
    ],
    good: [
      {
        "web/src/a.tsx":
          'export const A = () => <p className="big" key="row">{t("hello")} · Commonpurse <B label={t("amount")} /></p>;',
        "server/src/bills/pages/a.ts":
          'html`<style>a { top: 0 }</style><p class="big ${x}">${t("hello")}&nbsp;· Commonpurse</p>`',
      },
    ],
  },
  "no colour and no size outside the tokens": {
    bad: [
      { "web/src/a.css": "a { color: #fff; }" },
      { "web/src/a.css": "a { margin: 4px; }" },
      { "server/src/platform/a.css": "a { color: rgb(0 0 0); }" },
      { "web/src/a.tsx": 'const x = <p style={{ color: "#0f5c56" }} />;' },
      { "web/src/a.ts": "const x = `${n}px`;\nconst y = `12px ${n}`;" },
    ],
    good: [
      {
        "web/src/ui/tokens.css": ":root { --ink: #000; --gap: 4px }",
        "web/src/a.css": "@media (min-width: 640px) { a { color: var(--ink); } }",
        "web/src/a.ts": 'const x = "#main"; class A { #abc = 1; }',
        "server/src/platform/a.css": "a { border: 1px solid var(--line); }",
      },
    ],
  },
};

describe("the house rules", () => {
  it.each(RULES)("catch each planted breach: $name", (rule) => {
    const cases = CASES[rule.name];
    expect(cases, "a rule without a planted breach").toBeDefined();
    for (const files of cases?.bad ?? [])
      expect(rule.check(plantedTree(files)), JSON.stringify(files).slice(0, 200)).not.toEqual([]);
    for (const files of cases?.good ?? []) expect(rule.check(plantedTree(files))).toEqual([]);
  });

  const tree = diskTree(join(import.meta.dirname, ".."));

  it.each(RULES)("are kept by the whole project: $name", (rule) => {
    expect(rule.check(tree), rule.why).toEqual([]);
  });
});
