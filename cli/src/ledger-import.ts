import { readFile } from "node:fs/promises";
import type { ImportFinding, ImportPreview } from "@commonpurse/client";
import { type Command, Option } from "commander";
import { toDecimal } from "./amounts.ts";
import { type Asked, ask, askOnce, type Books, withKey } from "./ask-server.ts";
import { type Done, pathOf } from "./common.ts";
import { tableOf } from "./table.ts";

const FORMATS = ["hledger", "beancount", "csv"] as const;
const IMPORTS = "/v1/communities/{communityId}/ledger/imports" as const;

const HELP = `
Shows what the file would bring, and writes nothing. With --confirm it is posted, all of it or none, and the same file once for ever. A CSV file is
one of our own export; the API reads others by their columns.

Examples:
  commonpurse ledger import 2025.journal
  commonpurse ledger import 2025.journal --confirm
  commonpurse ledger import books.bean --format beancount`;

interface File {
  format: (typeof FORMATS)[number];
  content: string;
}

type Importing = Asked & { key?: string; format: File["format"]; confirm?: boolean };

export function addLedgerImport(ledger: Command, done: Done): void {
  withKey(ledger.command("import <file>"))
    .description("books kept elsewhere: hledger, beancount, CSV")
    .addOption(new Option("--format <format>", "what wrote it").choices(FORMATS).default("hledger"))
    .option("--confirm", "post it; without, it is only looked at")
    .addHelpText("after", HELP)
    .action(async (file: string, asked: Importing) => {
      const read = async () => ({ format: asked.format, content: await contentOf(pathOf(file)) });
      done(
        asked.confirm
          ? await askOnce(asked, async (books, key) => post(books, key, await read()))
          : await ask(asked, async (books) => preview(books, await read())),
      );
    });
}

async function preview({ call, communityId }: Books, body: File) {
  const answer = await call(`POST ${IMPORTS}/preview`, { path: { communityId }, body });
  return { answer, text: previewText(answer) };
}

async function post({ call, communityId }: Books, idempotencyKey: string, body: File) {
  const answer = await call(`POST ${IMPORTS}`, { path: { communityId }, idempotencyKey, body });
  return { answer, text: `imported ${answer.transactions} transactions as ${answer.importId}` };
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new Error(`${file} cannot be read`, { cause: error });
  }
}

function previewText(seen: ImportPreview): string {
  const accounts = tableOf<ImportPreview["accounts"][number]>(seen.accounts, [
    { head: "account", of: ({ name }) => name },
    { head: "code here", of: ({ code }) => code },
    { head: "type", of: ({ accountType }) => accountType },
    { head: "debit", of: ({ debit, currency }) => toDecimal(debit, currency), isNumber: true },
    { head: "credit", of: ({ credit, currency }) => toDecimal(credit, currency), isNumber: true },
    { head: "currency", of: ({ currency }) => currency },
    { head: "", of: ({ isOpen }) => (isOpen ? "" : "new") },
  ]);
  const findings = [...seen.problems.map(findingText("problem")), ...seen.notes.map(findingText("note"))];
  return [accounts, ...(findings.length > 0 ? [findings.join("\n")] : []), verdictOf(seen)].join("\n\n");
}

function findingText(what: string) {
  return ({ line, detail }: ImportFinding): string => `${what}, line ${line}: ${detail}`;
}

function verdictOf({ transactions, firstDate, lastDate, problems, importedBefore }: ImportPreview): string {
  if (importedBefore) return "This file was imported before.";
  if (problems.length > 0) return "Nothing can be imported until the problems are mended.";
  return `${transactions} transactions from ${firstDate} to ${lastDate}. Nothing is written yet: say it again with --confirm.`;
}
