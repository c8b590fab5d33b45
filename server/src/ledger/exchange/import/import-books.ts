import { hash } from "node:crypto";
import type { CommunityContext } from "../../../platform/context.ts";
import { refuse } from "../../../platform/errors.ts";
import { namesThing } from "../../account-code.ts";
import { post } from "../../collect.ts";
import type { TransactionDraft } from "../../posting.ts";
import type { ImportedBooks, ImportedTransaction } from "./assemble-books.ts";
import { finding } from "./findings.ts";
import { isPosted, standingAccounts } from "./import-queries.ts";
import { type Preview, previewOf } from "./preview.ts";
import { type ImportFile, readFile } from "./read-file.ts";

const MOST_NAME = 200;

export interface ImportResult {
  importId: string;
  transactions: number;
}

/** What a file would bring, beside what stands in the books already. */
export interface ImportView {
  preview: Preview;
  /** Accounts of the preview that are open already, as `code CUR`. */
  open: ReadonlySet<string>;
  isImported: boolean;
}

/** Posts a file's transactions, all of them or none. The same file is taken once for ever. */
export async function importBooks(ctx: CommunityContext, file: ImportFile): Promise<ImportResult> {
  const books = readFile(file);
  const { preview, isImported } = await viewOf(ctx, file, books);
  if (isImported) throw refuse("import_done_before", { status: 409 });
  const [first] = preview.problems;
  if (first) throw refuse("import_has_problems", { pointer: "#/content", params: { line: first.line } });
  if (books.transactions.length === 0) throw refuse("import_is_empty", { pointer: "#/content" });
  const importId = ctx.newId();
  for (const [index, transaction] of books.transactions.entries())
    post(ctx, draftOf(transaction, referenceOf(file, index + 1), importId));
  return { importId, transactions: books.transactions.length };
}

export function previewImport(ctx: CommunityContext, file: ImportFile): Promise<ImportView> {
  return viewOf(ctx, file, readFile(file));
}

async function viewOf(ctx: CommunityContext, file: ImportFile, books: ImportedBooks): Promise<ImportView> {
  const preview = previewOf(books);
  const standing = await standingAccounts(ctx, [...new Set(preview.accounts.map(({ code }) => code))]);
  const products = new Set(standing.filter(({ isProducts }) => isProducts).map(keyOf));
  const taken = preview.accounts.filter((account) => products.has(keyOf(account)) || namesThing(account.code));
  const problems = taken.map(({ name, code, line }) => finding("account_taken", line, { account: name, code }));
  return {
    preview: { ...preview, problems: [...preview.problems, ...problems] },
    open: new Set(standing.map(keyOf)),
    isImported: await isPosted(ctx, referenceOf(file, 1)),
  };
}

export function keyOf({ code, currency }: { code: string; currency: string }): string {
  return `${code} ${currency}`;
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
      account: { code, type, currency, name: name.slice(0, MOST_NAME), byHand: true },
    })),
    ...(description ? { description } : {}),
  };
}
