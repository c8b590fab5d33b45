import type { CashFlow, LedgerBalance, TrialBalance } from "@commonpurse/client";
import type { Command } from "commander";
import { toDecimal } from "./amounts.ts";
import { type Asked, ask, type Books, withServer } from "./ask-server.ts";
import { count, type Done, day } from "./common.ts";
import { tableOf } from "./table.ts";

/** The two times of the books: what counts on a day, and what was known at an instant. */
interface Moment {
  effectiveOn?: string;
  knownAt?: string;
}

interface Flow {
  from: string;
  to: string;
  depth?: number;
  account?: string;
  top?: number;
}

const CASH_FLOW_HELP = `
Days that count, both included. From the credited account to the debited one.

Example:
  commonpurse ledger cash-flow --from 2026-03-01 --to 2026-03-31 --depth 1`;

export function addLedgerReports(ledger: Command, done: Done): void {
  withMoment(ledger.command("balances <codes...>"))
    .description("balances of accounts, now or at any time")
    .addHelpText("after", "\nExample:\n  commonpurse ledger balances bank wallets/amina --effective-on 2026-03-31")
    .action(async (codes: string[], asked: Asked & Moment) =>
      done(await ask(asked, (books) => balances(books, codes, asked))),
    );
  withMoment(ledger.command("trial-balance"))
    .description("every account's balance; debits equal credits")
    .action(async (asked: Asked & Moment) => done(await ask(asked, (books) => trialBalance(books, asked))));
  withServer(ledger.command("cash-flow"))
    .description("how much moved from which accounts to which in a period")
    .requiredOption("--from <day>", "the first day, YYYY-MM-DD", day)
    .requiredOption("--to <day>", "the last day", day)
    .option("--account <code>", "only from or to this account; those below it count as it")
    .option("--depth <n>", "by so many parts of the codes: 1 takes wallets/amina as wallets (default: all)", count)
    .option("--top <n>", "the largest one by one, all smaller ones as one (default: 30)", count)
    .addHelpText("after", CASH_FLOW_HELP)
    .action(async (asked: Asked & Flow) => done(await ask(asked, (books) => cashFlow(books, asked))));
}

function withMoment(command: Command): Command {
  return withServer(command)
    .option("--effective-on <day>", "what counts up to this day, YYYY-MM-DD")
    .option("--known-at <instant>", "as the books were then, such as 2026-04-01T00:00:00Z");
}

function momentOf({ effectiveOn, knownAt }: Moment): Moment {
  return { ...(effectiveOn ? { effectiveOn } : {}), ...(knownAt ? { knownAt } : {}) };
}

async function balances({ call, communityId }: Books, codes: string[], asked: Moment) {
  const answer = await call("POST /v1/communities/{communityId}/ledger/balances", {
    path: { communityId },
    body: { codes, ...momentOf(asked) },
  });
  const text = tableOf<LedgerBalance>(answer.items, [
    { head: "account", of: ({ code }) => code },
    { head: "balance", of: ({ balance, currency }) => toDecimal(balance, currency), isNumber: true },
    { head: "currency", of: ({ currency }) => currency },
    { head: "name", of: ({ name }) => name ?? "" },
  ]);
  return { answer, text };
}

async function trialBalance({ call, communityId }: Books, asked: Moment) {
  const answer = await call("GET /v1/communities/{communityId}/ledger/trial-balance", {
    path: { communityId },
    query: momentOf(asked),
  });
  const totals = answer.totals.map((total) => ({ code: "total", accountType: "", name: null, ...total }));
  const text = tableOf<Pick<TrialBalance["items"][number], "code" | "accountType" | "debit" | "credit" | "currency">>(
    [...answer.items, ...totals],
    [
      { head: "account", of: ({ code }) => code },
      { head: "type", of: ({ accountType }) => accountType },
      { head: "debit", of: ({ debit, currency }) => (debit === 0 ? "" : toDecimal(debit, currency)), isNumber: true },
      {
        head: "credit",
        of: ({ credit, currency }) => (credit === 0 ? "" : toDecimal(credit, currency)),
        isNumber: true,
      },
      { head: "currency", of: ({ currency }) => currency },
    ],
  );
  return { answer, text };
}

async function cashFlow({ call, communityId }: Books, { from, to, depth, account, top }: Flow) {
  const answer = await call("GET /v1/communities/{communityId}/ledger/cash-flow", {
    path: { communityId },
    query: { from, to, ...(depth ? { depth } : {}), ...(account ? { account } : {}), ...(top ? { top } : {}) },
  });
  const flows = answer.currencies.flatMap(flowsOf);
  const text = tableOf<(typeof flows)[number]>(flows, [
    { head: "from", of: (flow) => flow.from },
    { head: "to", of: (flow) => flow.to },
    { head: "amount", of: ({ amount, currency }) => toDecimal(amount, currency), isNumber: true },
    { head: "currency", of: ({ currency }) => currency },
  ]);
  return { answer, text };
}

function flowsOf({ currency, links, others }: CashFlow["currencies"][number]) {
  const rest = { from: `${others.links} others`, to: "", amount: others.amount };
  return [...links, ...(others.links > 0 ? [rest] : [])].map((flow) => ({ ...flow, currency }));
}
