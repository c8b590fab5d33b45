import type { LedgerEntry, LedgerTransaction, PostLedgerTransactionData } from "@commonpurse/client";
import type { Command } from "commander";
import { toDecimal, toMinor } from "./amounts.ts";
import { type Asked, ask, askOnce, type Books, upTo, withKey, withServer } from "./ask-server.ts";
import { collect, count, type Done } from "./common.ts";
import { factsOf, tableOf } from "./table.ts";

export type Draft = PostLedgerTransactionData["body"];

/** A transaction as it is said on the command line. */
export interface SaidTransaction {
  debit?: string[];
  credit?: string[];
  currency?: string;
  kind?: string;
  reference?: string;
  description?: string;
  effectiveDate?: string;
}

interface Search {
  kind?: string;
  reference?: string;
  referencePrefix?: string;
  effectiveFrom?: string;
  effectiveTo?: string;
  limit: number;
}

const TRANSACTIONS = "/v1/communities/{communityId}/ledger/transactions" as const;

const POST_HELP = `
Examples:
  commonpurse ledger post --debit bank=1500 --credit wallets/amina=1500
  commonpurse ledger post --debit bank=971 --debit fees/provider=29 --credit sellers/neema=1000 --reference sale/311`;

export function addLedgerTransactions(ledger: Command, done: Done): void {
  withKey(withTransaction(ledger.command("post")))
    .description("post a transaction")
    .addHelpText("after", POST_HELP)
    .action(async (asked: Asked & SaidTransaction) =>
      done(await askOnce(asked, (books, key) => post(books, key, asked))),
    );
  withServer(ledger.command("transactions"))
    .description("the journal, newest first, or searched")
    .option("--kind <kind>", "only of this kind")
    .option("--reference <text>", "with this reference")
    .option("--reference-prefix <text>", "with a reference that begins so")
    .option("--effective-from <day>", "the first day that counts, YYYY-MM-DD")
    .option("--effective-to <day>", "the last day that counts")
    .option("--limit <n>", "so many at the most", count, 20)
    .action(async (asked: Asked & Search) => done(await ask(asked, (books) => list(books, asked))));
  withServer(ledger.command("transaction <id>"))
    .description("one transaction with its entries")
    .action(async (id: string, asked: Asked) => done(await ask(asked, (books) => show(books, id))));
  withKey(ledger.command("reverse <id>"))
    .description("take a transaction back, whole or in part, by its mirror")
    .option("--amount <amount>", "a part, of a transaction of two entries (default: all that is left)")
    .option("--description <words>", "why")
    .option("--effective-date <day>", "the day that counts (default: today)")
    .action(async (id: string, asked: Asked & Reversal) =>
      done(await askOnce(asked, (books, key) => reverse(books, key, id, asked))),
    );
}

/** What says a transaction, here and where a hold is captured. */
export function withTransaction(command: Command): Command {
  return command
    .option("--debit <account=amount>", "an entry; say it again for another", collect)
    .option("--credit <account=amount>", "an entry on the other side", collect)
    .option("--currency <code>", "of the amounts (default: the community's)")
    .option("--kind <kind>", "the business event (default: transfer)")
    .option("--reference <text>", "posted once for ever")
    .option("--description <words>", "for people")
    .option("--effective-date <day>", "the day that counts (default: today)");
}

export function draftOf(said: SaidTransaction, ownCurrency: string): Draft {
  const { debit = [], credit = [], currency = ownCurrency, kind, reference, description, effectiveDate } = said;
  const entries = [
    ...debit.map((entry) => ({ entryType: "DEBIT", ...entryOf(entry, currency) }) as const),
    ...credit.map((entry) => ({ entryType: "CREDIT", ...entryOf(entry, currency) }) as const),
  ];
  return {
    entries,
    ...(kind ? { kind } : {}),
    ...(reference ? { reference } : {}),
    ...(description ? { description } : {}),
    ...(effectiveDate ? { effectiveDate } : {}),
  };
}

function entryOf(text: string, currency: string) {
  const at = text.lastIndexOf("=");
  if (at < 1) throw new Error(`"${text}" is not an entry: write it as bank=${toDecimal(150_000, currency)}`);
  return { account: text.slice(0, at), amount: toMinor(text.slice(at + 1), currency), currency };
}

async function post({ call, communityId, currency }: Books, idempotencyKey: string, said: SaidTransaction) {
  const body = draftOf(said, currency);
  const answer = await call(`POST ${TRANSACTIONS}`, { path: { communityId }, idempotencyKey, body });
  return { answer, text: `posted ${answer.id}, effective ${answer.effectiveDate}` };
}

async function list({ call, communityId }: Books, asked: Search) {
  const { limit, kind, reference, referencePrefix, effectiveFrom, effectiveTo } = asked;
  const filter = {
    ...(kind ? { kind } : {}),
    ...(reference ? { reference } : {}),
    ...(referencePrefix ? { referencePrefix } : {}),
    ...(effectiveFrom ? { effectiveFrom } : {}),
    ...(effectiveTo ? { effectiveTo } : {}),
  };
  const items = await upTo(limit, (page) =>
    call(`GET ${TRANSACTIONS}`, { path: { communityId }, query: { ...filter, ...page } }),
  );
  const text = tableOf<LedgerTransaction>(items, [
    { head: "effective", of: ({ effectiveDate }) => effectiveDate },
    { head: "kind", of: ({ kind: of }) => of },
    { head: "moved", of: movedIn, isNumber: true },
    { head: "from", of: (item) => accountsOn(item, "CREDIT") },
    { head: "to", of: (item) => accountsOn(item, "DEBIT") },
    { head: "reference", of: (item) => item.reference ?? "" },
    { head: "id", of: ({ id }) => id },
  ]);
  return { answer: { items }, text };
}

/** By currency: `1500.00 KES`. */
function movedIn({ entries }: LedgerTransaction): string {
  const sums = new Map<string, number>();
  for (const { entryType, amount, currency } of entries)
    if (entryType === "DEBIT") sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, sum]) => `${toDecimal(sum, currency)} ${currency}`).join(" + ");
}

function accountsOn({ entries }: LedgerTransaction, side: LedgerEntry["entryType"]): string {
  return [...new Set(entries.filter(({ entryType }) => entryType === side).map(({ accountCode }) => accountCode))].join(
    ", ",
  );
}

async function show({ call, communityId }: Books, transactionId: string) {
  const answer = await call(`GET ${TRANSACTIONS}/{transactionId}`, { path: { communityId, transactionId } });
  return { answer, text: transactionText(answer) };
}

export function transactionText(transaction: LedgerTransaction): string {
  const facts = factsOf({
    transaction: transaction.id,
    kind: transaction.kind,
    effective: transaction.effectiveDate,
    recorded: transaction.recordedAt,
    reference: transaction.reference,
    description: transaction.description,
    reverses: transaction.reverses,
    "reversed by": transaction.reversedBy.join(", ") || null,
  });
  const amount = (entry: LedgerEntry, side: LedgerEntry["entryType"]) =>
    entry.entryType === side ? toDecimal(entry.amount, entry.currency) : "";
  const entries = tableOf<LedgerEntry>(transaction.entries, [
    { head: "account", of: ({ accountCode }) => accountCode },
    { head: "debit", of: (entry) => amount(entry, "DEBIT"), isNumber: true },
    { head: "credit", of: (entry) => amount(entry, "CREDIT"), isNumber: true },
    { head: "currency", of: ({ currency }) => currency },
    { head: "label", of: ({ label }) => label },
    { head: "balance", of: ({ balanceAfter, currency }) => toDecimal(balanceAfter, currency), isNumber: true },
  ]);
  return `${facts}\n\n${entries}`;
}

interface Reversal {
  amount?: string;
  description?: string;
  effectiveDate?: string;
}

async function reverse({ call, communityId }: Books, idempotencyKey: string, transactionId: string, asked: Reversal) {
  const { amount, description, effectiveDate } = asked;
  const path = { communityId, transactionId };
  const part =
    amount === undefined
      ? {}
      : { amount: await inItsCurrency(amount, () => call(`GET ${TRANSACTIONS}/{transactionId}`, { path })) };
  const answer = await call(`POST ${TRANSACTIONS}/{transactionId}/reversal`, {
    path,
    idempotencyKey,
    body: { ...part, ...(description ? { description } : {}), ...(effectiveDate ? { effectiveDate } : {}) },
  });
  return { answer, text: transactionText(answer) };
}

/** A part is of a transaction of two entries, so in one currency. */
async function inItsCurrency(amount: string, read: () => Promise<LedgerTransaction>): Promise<number> {
  const [first] = (await read()).entries;
  if (!first) throw new Error("the transaction shows no entries");
  return toMinor(amount, first.currency);
}
