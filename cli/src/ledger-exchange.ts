import type { LedgerRevaluation } from "@commonpurse/client";
import type { Command } from "commander";
import { toDecimal, toMinor } from "./amounts.ts";
import { type Asked, ask, askOnce, type Books, withKey, withServer } from "./ask-server.ts";
import { collect, type Done, day } from "./common.ts";
import { findAccount } from "./ledger-accounts.ts";
import { transactionText } from "./ledger-transactions.ts";
import { rateText, toRate } from "./rates.ts";
import { tableOf } from "./table.ts";

const EXCHANGE_HELP = `
The rate is exact: whole units of the second currency for one of the first. Where a dollar is at 129.35 shillings, dollars into shillings
are --rate 129.35, and shillings into dollars --rate 1/129.35.

Examples:
  commonpurse ledger exchange bank/kes 12935 bank/usd --to-currency USD --rate 1/129.35
  commonpurse ledger exchange bank/kes 1000 bank/usd --to-currency USD --rate 1/129.35 --to-amount 7.75
  commonpurse ledger exchange bank/usd 100 bank/kes --currency USD --rate 131`;

const REVALUATION_HELP = `
Posts nothing. A rate says what one whole unit is worth in the report's currency.

Example:
  commonpurse ledger revaluation --rate USD=131 --rate EUR=140.20 --effective-on 2026-03-31`;

interface Exchange {
  currency?: string;
  toCurrency?: string;
  toAmount?: string;
  rate: string;
  reference?: string;
  description?: string;
  effectiveDate?: string;
}

interface Revaluing {
  rate?: string[];
  currency?: string;
  effectiveOn?: string;
}

export function addLedgerExchange(ledger: Command, done: Done): void {
  withKey(ledger.command("exchange <from> <amount> <to>"))
    .description("exchange an amount into an account of another currency")
    .requiredOption("--rate <rate>", "of the second currency for one of the first: 129.35, or 1/129.35")
    .option("--currency <code>", "of the first account (default: the community's)")
    .option("--to-currency <code>", "of the second account (default: the community's)")
    .option("--to-amount <amount>", "what was agreed to be given for it (default: what the rate makes)")
    .option("--reference <text>", "posted once for ever")
    .option("--description <words>", "for people")
    .option("--effective-date <day>", "the day that counts (default: today)", day)
    .addHelpText("after", EXCHANGE_HELP)
    .action(async (from: string, amount: string, to: string, asked: Asked & Exchange) =>
      done(await askOnce(asked, (books, key) => exchange(books, key, { from, amount, to }, asked))),
    );
  withServer(ledger.command("revaluation"))
    .description("what the currencies are worth that exchanges have left, and the gain or loss in it")
    .option("--rate <currency=rate>", "such as USD=129.35; say it again for another", collect)
    .option("--currency <code>", "of the report (default: the community's)")
    .option("--effective-on <day>", "what counts up to this day, YYYY-MM-DD", day)
    .addHelpText("after", REVALUATION_HELP)
    .action(async (asked: Asked & Revaluing) => done(await ask(asked, (books) => revaluation(books, asked))));
}

async function exchange(
  books: Books,
  idempotencyKey: string,
  what: { from: string; amount: string; to: string },
  asked: Exchange,
) {
  const { toAmount, reference, description, effectiveDate } = asked;
  const rate = toRate(asked.rate);
  const from = await findAccount(books, what.from, asked.currency);
  const to = await findAccount(books, what.to, asked.toCurrency);
  const answer = await books.call("POST /v1/communities/{communityId}/ledger/exchanges", {
    path: { communityId: books.communityId },
    idempotencyKey,
    body: {
      from: { accountId: from.id, currency: from.currency, amount: toMinor(what.amount, from.currency) },
      to: {
        accountId: to.id,
        currency: to.currency,
        ...(toAmount === undefined ? {} : { amount: toMinor(toAmount, to.currency) }),
      },
      rate,
      ...(reference ? { reference } : {}),
      ...(description ? { description } : {}),
      ...(effectiveDate ? { effectiveDate } : {}),
    },
  });
  return { answer, text: transactionText(answer) };
}

async function revaluation({ call, communityId, ...books }: Books, asked: Revaluing) {
  const { rate = [], currency = books.currency, effectiveOn } = asked;
  const answer = await call("POST /v1/communities/{communityId}/ledger/revaluations", {
    path: { communityId },
    body: { currency, rates: rate.map(rateOf), ...(effectiveOn ? { effectiveOn } : {}) },
  });
  return { answer, text: revaluationText(answer) };
}

function rateOf(text: string) {
  const [, currency, rate] = /^([A-Z]{3})=(.*)$/.exec(text) ?? [];
  if (!currency || !rate) throw new Error(`"${text}" is not a currency with its rate: write it as USD=129.35`);
  return { currency, rate: toRate(rate) };
}

function revaluationText({ currency, lines, gain }: LedgerRevaluation): string {
  const rows = lines.map((line) => ({
    currency: line.currency,
    position: toDecimal(line.position, line.currency),
    rate: rateText(line.rate),
    value: line.value,
  }));
  const total = { currency: gain < 0 ? "loss" : "gain", position: "", rate: "", value: gain };
  return tableOf<(typeof rows)[number]>(
    [...rows, total],
    [
      { head: "currency", of: (row) => row.currency },
      { head: "position", of: ({ position }) => position, isNumber: true },
      { head: "rate", of: ({ rate }) => rate, isNumber: true },
      { head: `in ${currency}`, of: ({ value }) => toDecimal(value, currency), isNumber: true },
    ],
  );
}
