import type { GeneralLedgerAccount, GeneralLedgerEntry } from "@commonpurse/client";
import type { Command } from "commander";
import { toDecimal } from "./amounts.ts";
import { type Asked, ask, type Books, withServer } from "./ask-server.ts";
import { count, type Done, day } from "./common.ts";
import { factsOf, tableOf } from "./table.ts";

interface Period {
  from: string;
  to: string;
  under?: string;
  limit: number;
}

const HELP = `
Days that count, both included. An account that stood at nothing and did not move is left out.

Example:
  commonpurse ledger general-ledger --from 2026-03-01 --to 2026-03-31 --under bank`;

export function addLedgerGeneralLedger(ledger: Command, done: Done): void {
  withServer(ledger.command("general-ledger"))
    .description("every account of a period: its opening balance, its entries, its closing balance")
    .requiredOption("--from <day>", "the first day, YYYY-MM-DD", day)
    .requiredOption("--to <day>", "the last day", day)
    .option("--under <code>", "only this code and those below it")
    .option("--limit <n>", "so many entries at the most", count, 1000)
    .addHelpText("after", HELP)
    .action(async (asked: Asked & Period) => done(await ask(asked, (books) => generalLedger(books, asked))));
}

async function generalLedger(books: Books, asked: Period) {
  const answer = await accountsOf(books, asked);
  const sections = answer.items.length === 0 ? ["nothing"] : answer.items.map(accountText);
  // A report that was cut off and does not say so would be taken for whole.
  const more = answer.next ? [`There is more: take a higher --limit (${asked.limit} now), or fewer days.`] : [];
  return { answer, text: [...sections, ...more].join("\n\n") };
}

/** Page after page, an account that goes on over several pages as one. */
async function accountsOf({ call, communityId }: Books, { from, to, under, limit: most }: Period) {
  const items: GeneralLedgerAccount[] = [];
  let next: string | null = null;
  let left = most;
  do {
    const page: { items: GeneralLedgerAccount[]; next: string | null } = await call(
      "GET /v1/communities/{communityId}/ledger/general-ledger",
      {
        path: { communityId },
        query: { from, to, limit: Math.min(left, 200), ...(under ? { under } : {}), ...(next ? { after: next } : {}) },
      },
    );
    for (const account of page.items) {
      if (account.continued) items.at(-1)?.entries.push(...account.entries);
      else items.push(account);
      left -= account.entries.length;
    }
    next = page.next;
  } while (next && left > 0);
  return { items, next };
}

type Line = Pick<GeneralLedgerEntry, "effectiveDate" | "label" | "reference" | "transactionId" | "balance"> &
  Partial<Pick<GeneralLedgerEntry, "entryType" | "amount">>;

function accountText({ code, currency, name, opening, closing, entries }: GeneralLedgerAccount): string {
  const balance = (label: string, minor: number): Line => {
    return { effectiveDate: "", label, reference: null, transactionId: "", balance: minor };
  };
  const amount = ({ entryType, amount: minor = 0 }: Line, side: GeneralLedgerEntry["entryType"]) =>
    entryType === side ? toDecimal(minor, currency) : "";
  const lines = tableOf<Line>(
    [balance("opening", opening), ...entries, balance("closing", closing)],
    [
      { head: "effective", of: ({ effectiveDate }) => effectiveDate },
      { head: "label", of: ({ label }) => label },
      { head: "debit", of: (line) => amount(line, "DEBIT"), isNumber: true },
      { head: "credit", of: (line) => amount(line, "CREDIT"), isNumber: true },
      { head: "balance", of: (line) => toDecimal(line.balance, currency), isNumber: true },
      { head: "reference", of: ({ reference }) => reference ?? "" },
      { head: "transaction", of: ({ transactionId }) => transactionId },
    ],
  );
  return `${factsOf({ account: `${code} ${currency}`, name })}\n${lines}`;
}
