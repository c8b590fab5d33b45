import type { LedgerAccount, LedgerEntry, OpenLedgerAccountData } from "@commonpurse/client";
import { type Command, Option } from "commander";
import { toDecimal, toMinor } from "./amounts.ts";
import { type Asked, ask, askOnce, type Books, upTo, withKey, withServer } from "./ask-server.ts";
import { count, type Done } from "./common.ts";
import { factsOf, tableOf } from "./table.ts";

type AccountType = OpenLedgerAccountData["body"]["type"];
const TYPES: readonly AccountType[] = [
  "ASSET",
  "LIABILITY",
  "EQUITY",
  "REVENUE",
  "EXPENSE",
  "RECEIVABLE",
  "CLEARING",
  "SUSPENSE",
  "ESCROW",
  "USER",
  "GOAL",
  "POSITION",
];

const ACCOUNTS = "GET /v1/communities/{communityId}/ledger/accounts";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CODE = /^[a-z0-9][a-z0-9/_.-]{0,199}$/;

export function addLedgerAccounts(ledger: Command, done: Done): void {
  withServer(ledger.command("accounts"))
    .description("the chart of accounts with balances")
    .option("--under <code>", "only this code and those below it")
    .option("--account-type <type>", "only of this type, such as ASSET")
    .option("--limit <n>", "so many at the most", count, 200)
    .action(async (asked: Asked & { under?: string; accountType?: string; limit: number }) =>
      done(await ask(asked, (books) => listAccounts(books, asked))),
    );
  withServer(ledger.command("account <account>"))
    .description("one account, by its code or its id, with its last entries")
    .option("--currency <code>", "of the accounts of this code, the one in this currency")
    .option("--limit <n>", "so many entries", count, 10)
    .action(async (name: string, asked: Asked & { currency?: string; limit: number }) =>
      done(await ask(asked, (books) => showAccount(books, name, asked))),
    );
  withKey(ledger.command("open <code>"))
    .description("open an account")
    .addOption(new Option("--type <type>", "what it is").choices(TYPES).makeOptionMandatory())
    .option("--currency <code>", "default: the community's")
    .option("--name <words>", "what people call it")
    .option("--floor <amount>", "the least that may be available, such as 0 (default: none)")
    .addHelpText("after", "\nExample:\n  commonpurse ledger open wallets/amina --type LIABILITY --floor 0")
    .action(async (code: string, asked: Opening) =>
      done(await askOnce(asked, (books, key) => openAccount(books, key, code, asked))),
    );
}

async function listAccounts(
  { call, communityId }: Books,
  asked: { under?: string; accountType?: string; limit: number },
) {
  const { under, accountType, limit } = asked;
  const filter = { ...(under ? { under } : {}), ...(accountType ? { accountType } : {}) };
  const items = await upTo(limit, (page) => call(ACCOUNTS, { path: { communityId }, query: { ...filter, ...page } }));
  const text = tableOf<LedgerAccount>(items, [
    { head: "account", of: ({ code }) => code },
    { head: "type", of: ({ accountType: type }) => type },
    { head: "balance", of: ({ posted, currency }) => toDecimal(posted, currency), isNumber: true },
    { head: "available", of: ({ available, currency }) => toDecimal(available, currency), isNumber: true },
    { head: "currency", of: ({ currency }) => currency },
    { head: "name", of: ({ name, closedAt }) => (closedAt ? `${name ?? ""} (closed)`.trim() : (name ?? "")) },
  ]);
  return { answer: { items }, text };
}

async function showAccount(books: Books, name: string, asked: { currency?: string; limit: number }) {
  const { call, communityId } = books;
  const account = await findAccount(books, name, asked.currency);
  const path = { communityId, accountId: account.id };
  const entries = await upTo(asked.limit, (query) =>
    call("GET /v1/communities/{communityId}/ledger/accounts/{accountId}/entries", { path, query }),
  );
  const amount = (minor: number) => toDecimal(minor, account.currency);
  const statement = tableOf<LedgerEntry>(entries, [
    { head: "effective", of: ({ effectiveDate }) => effectiveDate },
    { head: "label", of: ({ label }) => label },
    { head: "debit", of: (entry) => (entry.entryType === "DEBIT" ? amount(entry.amount) : ""), isNumber: true },
    { head: "credit", of: (entry) => (entry.entryType === "CREDIT" ? amount(entry.amount) : ""), isNumber: true },
    { head: "balance", of: ({ balanceAfter }) => amount(balanceAfter), isNumber: true },
    { head: "transaction", of: ({ transactionId }) => transactionId },
  ]);
  return { answer: { ...account, entries }, text: `${accountText(account)}\n\n${statement}` };
}

export function accountText(account: LedgerAccount): string {
  const amount = (minor: number) => toDecimal(minor, account.currency);
  const limit = (most: number | null, used: number) =>
    most === null ? null : `${amount(most)}, ${amount(used)} of it used`;
  return factsOf({
    account: `${account.code} ${account.currency}`,
    id: account.id,
    name: account.name,
    type: `${account.accountType}, grows by ${account.normalSide.toLowerCase()}s`,
    balance: amount(account.posted),
    held: amount(account.held),
    available: amount(account.available),
    floor: account.floor === null ? null : amount(account.floor),
    "limit a day": limit(account.dayLimit, account.usedToday),
    "limit a month": limit(account.monthLimit, account.usedThisMonth),
    "time zone": account.dayLimit === null && account.monthLimit === null ? null : account.timeZone,
    frozen: frozenSides(account).join(" and ") || null,
    closed: account.closedAt,
  });
}

function frozenSides({ refusesDebit, refusesCredit }: LedgerAccount): string[] {
  return [...(refusesDebit ? ["takes no debits"] : []), ...(refusesCredit ? ["takes no credits"] : [])];
}

type Opening = Asked & { key?: string; type: AccountType; currency?: string; name?: string; floor?: string };

async function openAccount({ call, ...books }: Books, idempotencyKey: string, code: string, asked: Opening) {
  const { type, name, floor, currency = books.currency } = asked;
  const answer = await call("POST /v1/communities/{communityId}/ledger/accounts", {
    path: { communityId: books.communityId },
    idempotencyKey,
    body: {
      code,
      type,
      currency,
      ...(name ? { name } : {}),
      ...(floor === undefined ? {} : { floor: toMinor(floor, currency) }),
    },
  });
  return { answer, text: `opened ${answer.code} ${answer.currency}, ${answer.id}` };
}

/** By its id, or by its code in a currency. */
export async function findAccount(books: Books, name: string, currency = books.currency): Promise<LedgerAccount> {
  const { call, communityId } = books;
  if (UUID.test(name)) {
    return call("GET /v1/communities/{communityId}/ledger/accounts/{accountId}", {
      path: { communityId, accountId: name },
    });
  }
  // The code itself comes first of all that stand under it.
  const { items } = CODE.test(name)
    ? await call(ACCOUNTS, { path: { communityId }, query: { under: name, limit: 200 } })
    : { items: [] };
  const found = items.find((item) => item.code === name && item.currency === currency);
  if (!found) throw new Error(`there is no account ${name} in ${currency}`);
  return found;
}
