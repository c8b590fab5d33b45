import { bestLocale, t } from "../../../platform/i18n.ts";
import { type Route, route } from "../../../platform/route.ts";
import { CommunityParams } from "../../schemas.ts";
import type { Finding } from "./findings.ts";
import { type ImportView, importBooks, keyOf, previewImport } from "./import-books.ts";
import { ImportBody, Imported, ImportPreview, type ImportPreviewOut } from "./schemas.ts";

const BASE = "/v1/communities/{communityId}/ledger/imports";
const permission = "ledger.import";
/** A file is read whole, and its reader is nobody's loop. */
const IMPORTS_A_MINUTE = 30;
/** A file of another kind has a problem on every line: the first ones tell it. */
const MOST_FINDINGS = 200;

const preview = route({
  method: "POST",
  path: `${BASE}/preview`,
  operationId: "previewLedgerImport",
  summary: "What a file of hledger, beancount or CSV would bring into the books; nothing is written",
  entry: "member",
  permission,
  rateLimit: IMPORTS_A_MINUTE,
  params: CommunityParams,
  body: ImportBody,
  response: ImportPreview,
  async handle(ctx, { body }, { facts }) {
    return previewOut(await previewImport(ctx, body), bestLocale(facts.languages));
  },
});

const imports = route({
  method: "POST",
  path: BASE,
  operationId: "importLedger",
  summary: "Post the transactions of a file of hledger, beancount or CSV, all of them or none",
  description: "Refused while the preview names a problem, and when the same file was imported before.",
  entry: "member",
  permission,
  idempotent: true,
  rateLimit: IMPORTS_A_MINUTE,
  status: 201,
  params: CommunityParams,
  body: ImportBody,
  response: Imported,
  handle: (ctx, { body }) => importBooks(ctx, body),
});

export const importRoutes: readonly Route[] = [preview, imports];

function previewOut({ preview: seen, open, isImported }: ImportView, locale: string): ImportPreviewOut {
  const told = (findings: readonly Finding[]) =>
    findings.slice(0, MOST_FINDINGS).map((each) => findingOut(each, locale));
  return {
    transactions: seen.transactions,
    firstDate: seen.firstDate,
    lastDate: seen.lastDate,
    accounts: seen.accounts.map((account) => ({
      name: account.name,
      code: account.code,
      accountType: account.type,
      currency: account.currency,
      debit: Number(account.debit),
      credit: Number(account.credit),
      isOpen: open.has(keyOf(account)),
    })),
    problems: told(seen.problems),
    notes: told(seen.notes),
    importedBefore: isImported,
  };
}

function findingOut({ code, line, params }: Finding, locale: string): ImportPreviewOut["problems"][number] {
  return { code, line, detail: t(locale, "ledger", `import.${code}`, params) };
}
