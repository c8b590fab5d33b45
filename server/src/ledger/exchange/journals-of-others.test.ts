import { hash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ImportOptions } from "./import/parsed-books.ts";
import { previewOf } from "./import/preview.ts";
import { readFile } from "./import/read-file.ts";
import { importedBalances, reportedBalances, stylesOf } from "./testing/balances.ts";
import { beancountBalances, hasBeancount } from "./testing/beancount.ts";
import { hasHledger, hledgerBalances } from "./testing/hledger.ts";

/** A journal in a public repository, and what the tool that it was made for reports of it. */
interface Journal {
  repository: string;
  commit: string;
  path: string;
  sha256: string;
  format: "hledger" | "beancount";
  options: ImportOptions & { commodities: Record<string, string> };
  balances: Record<string, number>;
}

const ROOT = new URL("../../../../", import.meta.url);
const JOURNALS: Journal[] = JSON.parse(
  readFileSync(new URL("server/test/vectors/journals/reported.json", ROOT), "utf8"),
);

const installed = { hledger: hasHledger(), beancount: hasBeancount() };
const fileOf = ({ repository, path }: Journal) => new URL(`.cache/journals/${repository}/${path}`, ROOT);
const titled = JOURNALS.map((journal) => ({ ...journal, title: `${journal.repository} ${journal.path}` }));
const present = titled.filter((journal) => existsSync(fileOf(journal)));

for (const { title, commit } of titled.filter((journal) => !present.includes(journal)))
  process.stderr.write(`\nNOT RUN: ${title} (${commit}) is not in .cache/journals\n`);

/** None but the one that is meant: at another commit it may say something else. */
function contentOf(journal: Journal): string {
  const content = readFileSync(fileOf(journal), "utf8");
  expect(hash("sha256", content, "hex"), `${journal.path} at ${journal.commit}`).toBe(journal.sha256);
  return content;
}

const expected = ({ balances }: Journal) =>
  Object.fromEntries(Object.entries(balances).map(([key, amount]) => [key, BigInt(amount)]));

describe("journals made by others", () => {
  it("are named with the balances that their tools report", () => {
    expect(JOURNALS.length).toBeGreaterThan(12);
    for (const { balances } of JOURNALS) expect(Object.keys(balances).length).toBeGreaterThan(0);
  });

  it.for(present)("$title comes to the balances that its tool reports", (journal) => {
    const books = readFile({ format: journal.format, content: contentOf(journal), options: journal.options });
    expect(previewOf(books).problems).toEqual([]);
    expect(importedBalances(books)).toEqual(expected(journal));
  });

  it.for(present.filter(({ format }) => installed[format]))("$title is still reported so by its tool", (journal) => {
    const { commodities } = journal.options;
    const content = contentOf(journal);
    const reported =
      journal.format === "hledger" ? hledgerBalances(content, stylesOf(commodities)) : beancountBalances(content);
    expect(reportedBalances(reported, commodities)).toEqual(expected(journal));
  });
});
