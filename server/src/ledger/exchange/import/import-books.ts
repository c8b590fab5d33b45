import { hash } from "node:crypto";
import type { CommunityContext } from "../../../platform/context.ts";
import { refuse } from "../../../platform/errors.ts";
import { post } from "../../collect.ts";
import type { TransactionDraft } from "../../posting.ts";
import type { ImportedTransaction } from "./assemble-books.ts";
import { isPosted, productAccounts } from "./import-queries.ts";
import { type Preview, previewOf } from "./preview.ts";
import { type ImportFile, readFile } from "./read-file.ts";

const MOST_NAME = 200;

export interface ImportResult {
  importId: string;
  transactions: number;
}

/** Posts a file's transactions, all of them or none. The same file is taken once for ever. */
export async function importBooks(ctx: CommunityContext, file: ImportFile): Promise<ImportResult> {
  const books = readFile(file);
  const { problems, accounts } = previewOf(books);
  const [first] = problems;
  if (first) throw refuse("import_has_problems", { pointer: "#/content", params: { line: first.line } });
  if (books.transactions.length === 0) throw refuse("import_is_empty", { pointer: "#/content" });
  if (await isImported(ctx, file)) throw refuse("import_done_before", { status: 409 });
  const [taken] = await productAccounts(ctx, [...new Set(accounts.map(({ code }) => code))]);
  if (taken !== undefined) throw refuse("import_account_taken", { status: 409, params: { account: taken } });
  const importId = ctx.newId();
  for (const [index, transaction] of books.transactions.entries())
    post(ctx, draftOf(transaction, referenceOf(file, index + 1), importId));
  return { importId, transactions: books.transactions.length };
}

/** What a file would bring, and whether it was brought already. */
export async function previewImport(
  ctx: CommunityContext,
  file: ImportFile,
): Promise<{ preview: Preview; isImported: boolean }> {
  return { preview: previewOf(readFile(file)), isImported: await isImported(ctx, file) };
}

function isImported(ctx: CommunityContext, file: ImportFile): Promise<boolean> {
  return isPosted(ctx, referenceOf(file, 1));
}

/** By the text alone: the same file read with other options is still the same file. */
function referenceOf({ content }: ImportFile, number: number): string {
  return `import/${hash("sha256", content, "hex")}/${number}`;
}

function draftOf(transaction: ImportedTransaction, reference: string, importId: string): TransactionDraft {
  const { line, date, description, metadata, lines } = transaction;
  return {
    kind: "import",
    reference,
    source: { kind: "import", id: importId },
    effectiveDate: date,
    metadata: { ...metadata, line },
    lines: lines.map(({ account: { code, type, name }, currency, ...rest }) => ({
      ...rest,
      account: { code, type, currency, name: name.slice(0, MOST_NAME) },
    })),
    ...(description ? { description } : {}),
  };
}
