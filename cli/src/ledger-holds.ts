import type { LedgerHold } from "@commonpurse/client";
import { type Command, Option } from "commander";
import { toDecimal, toMinor } from "./amounts.ts";
import { type Asked, ask, askOnce, type Books, upTo, withKey, withServer } from "./ask-server.ts";
import { count, type Done } from "./common.ts";
import { findAccount } from "./ledger-accounts.ts";
import { draftOf, type SaidTransaction, withTransaction } from "./ledger-transactions.ts";
import { tableOf } from "./table.ts";

const HOLDS = "/v1/communities/{communityId}/ledger/holds" as const;
const STATUSES = ["held", "captured", "released", "expired"] as const;

interface Listing {
  account?: string;
  currency?: string;
  status?: (typeof STATUSES)[number];
  limit: number;
}

interface Placing {
  currency?: string;
  expiresAt?: string;
  description?: string;
}

const CAPTURE_HELP = `
Example:
  commonpurse ledger capture 0193e4c4-… --debit wallets/amina=180 --credit revenue/rooms=180 --keeps-rest`;

export function addLedgerHolds(ledger: Command, done: Done): void {
  withServer(ledger.command("holds"))
    .description("what is reserved, newest first")
    .option("--account <account>", "only on this account, by its code or its id")
    .option("--currency <code>", "of the account (default: the community's)")
    .addOption(new Option("--status <status>", "only these").choices(STATUSES))
    .option("--limit <n>", "so many at the most", count, 50)
    .action(async (asked: Asked & Listing) => done(await ask(asked, (books) => list(books, asked))));
  withKey(ledger.command("hold <account> <amount>"))
    .description("reserve a part of what is available")
    .option("--currency <code>", "of the account (default: the community's)")
    .option("--expires-at <instant>", "from then on it counts no more, such as 2026-03-31T12:00:00Z")
    .option("--description <words>", "what for")
    .action(async (account: string, amount: string, asked: Asked & Placing) =>
      done(await askOnce(asked, (books, key) => place(books, key, { account, amount }, asked))),
    );
  withKey(withTransaction(ledger.command("capture <hold>")))
    .description("post what a hold was for")
    .option("--keeps-rest", "what is left stays reserved for another capture")
    .addHelpText("after", CAPTURE_HELP)
    .action(async (holdId: string, asked: Asked & SaidTransaction & { keepsRest?: boolean }) =>
      done(await askOnce(asked, (books, key) => capture(books, key, holdId, asked))),
    );
  withKey(ledger.command("release <hold>"))
    .description("give back what is left of a hold")
    .action(async (holdId: string, asked: Asked) =>
      done(await askOnce(asked, (books, key) => release(books, key, holdId))),
    );
}

function told(holds: readonly LedgerHold[]): string {
  return tableOf<LedgerHold>(holds, [
    { head: "account", of: ({ accountCode }) => accountCode },
    { head: "amount", of: ({ amount, currency }) => toDecimal(amount, currency), isNumber: true },
    { head: "left", of: ({ left, currency }) => toDecimal(left, currency), isNumber: true },
    { head: "currency", of: ({ currency }) => currency },
    { head: "status", of: ({ status }) => status },
    { head: "until", of: ({ expiresAt }) => expiresAt ?? "" },
    { head: "description", of: ({ description }) => description ?? "" },
    { head: "id", of: ({ id }) => id },
  ]);
}

async function list(books: Books, { account, currency, status, limit }: Listing) {
  const { call, communityId } = books;
  const filter = {
    ...(status ? { status } : {}),
    ...(account ? { accountId: (await findAccount(books, account, currency)).id } : {}),
  };
  const items = await upTo(limit, (page) =>
    call(`GET ${HOLDS}`, { path: { communityId }, query: { ...filter, ...page } }),
  );
  return { answer: { items }, text: told(items) };
}

async function place(books: Books, idempotencyKey: string, what: { account: string; amount: string }, asked: Placing) {
  const { call, communityId } = books;
  const { expiresAt, description } = asked;
  const { id: accountId, currency } = await findAccount(books, what.account, asked.currency);
  const answer = await call(`POST ${HOLDS}`, {
    path: { communityId },
    idempotencyKey,
    body: {
      accountId,
      currency,
      amount: toMinor(what.amount, currency),
      ...(expiresAt ? { expiresAt } : {}),
      ...(description ? { description } : {}),
    },
  });
  return { answer, text: told([answer]) };
}

async function capture(
  { call, communityId, currency }: Books,
  idempotencyKey: string,
  holdId: string,
  asked: SaidTransaction & { keepsRest?: boolean },
) {
  const answer = await call(`POST ${HOLDS}/{holdId}/captures`, {
    path: { communityId, holdId },
    idempotencyKey,
    body: { transaction: draftOf(asked, currency), ...(asked.keepsRest ? { keepsRest: true } : {}) },
  });
  return { answer, text: `posted ${answer.transaction.id}\n\n${told([answer.hold])}` };
}

async function release({ call, communityId }: Books, idempotencyKey: string, holdId: string) {
  const path = { communityId, holdId };
  const answer = await call(`POST ${HOLDS}/{holdId}/release`, { path, idempotencyKey, body: {} });
  return { answer, text: told([answer]) };
}
