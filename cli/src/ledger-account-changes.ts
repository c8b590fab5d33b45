import type { ChangeLedgerAccountData } from "@commonpurse/client";
import { type Command, Option } from "commander";
import { toMinor } from "./amounts.ts";
import { type Asked, ask, askOnce, type Books, withKey, withServer } from "./ask-server.ts";
import type { Done } from "./common.ts";
import { accountText, findAccount } from "./ledger-accounts.ts";

type Changes = Omit<ChangeLedgerAccountData["body"], "version">;

const ACCOUNT = "/v1/communities/{communityId}/ledger/accounts/{accountId}" as const;
const SIDES = ["debit", "credit"] as const;

interface Changing {
  currency?: string;
  name?: string;
  floor?: string;
  dayLimit?: string;
  monthLimit?: string;
  timeZone?: string;
}

interface Freezing {
  currency?: string;
  side?: (typeof SIDES)[number];
}

const CHANGE_HELP = `
Examples:
  commonpurse ledger change wallets/amina --name "Amina W." --day-limit 5000
  commonpurse ledger change wallets/amina --floor none --day-limit none`;

const FREEZE_HELP = `
What is frozen is refused until \`unfreeze\` allows it again; what stands in the books stays.

Examples:
  commonpurse ledger freeze wallets/amina
  commonpurse ledger freeze wallets/amina --side debit`;

/** What is done with an account that is there. */
export function addLedgerAccountChanges(ledger: Command, done: Done): void {
  ofAccount(withServer(ledger.command("change <account>")))
    .description("change an account's name, floor and limits; what is not named stays")
    .option("--name <words>", 'what people call it; "" for no name')
    .option("--floor <amount|none>", "the least that may be available")
    .option("--day-limit <amount|none>", "the most that its debits may be in a day")
    .option("--month-limit <amount|none>", "the most that its debits may be in a month")
    .option("--time-zone <zone>", "by whose days its limits count, such as Africa/Nairobi")
    .addHelpText("after", CHANGE_HELP)
    .action(async (name: string, asked: Asked & Changing, command: Command) => {
      const { name: newName, floor, dayLimit, monthLimit, timeZone } = asked;
      if ([newName, floor, dayLimit, monthLimit, timeZone].every((value) => value === undefined))
        return command.error("error: say what to change: --name, --floor, --day-limit, --month-limit or --time-zone");
      done(await ask(asked, (books) => change(books, name, asked, (currency) => changesOf(asked, currency))));
    });
  withSide(ledger.command("freeze <account>"))
    .description("refuse an account's debits and credits, or one of them")
    .addHelpText("after", FREEZE_HELP)
    .action(async (name: string, asked: Asked & Freezing) =>
      done(await ask(asked, (books) => change(books, name, asked, () => frozen(true, asked)))),
    );
  withSide(ledger.command("unfreeze <account>"))
    .description("allow an account's debits and credits again, or one of them")
    .action(async (name: string, asked: Asked & Freezing) =>
      done(await ask(asked, (books) => change(books, name, asked, () => frozen(false, asked)))),
    );
  ofAccount(withKey(ledger.command("close-account <account>")))
    .description("close an account on which nothing stands and nothing is held")
    .action(async (name: string, asked: Asked & { currency?: string }) =>
      done(await askOnce(asked, (books, key) => close(books, key, name, asked.currency))),
    );
  ofAccount(withServer(ledger.command("reopen-account <account>")))
    .description("open a closed account again")
    .action(async (name: string, asked: Asked & { currency?: string }) =>
      done(await ask(asked, (books) => reopen(books, name, asked.currency))),
    );
}

function ofAccount(command: Command): Command {
  return command.option("--currency <code>", "of the account (default: the community's)");
}

function withSide(command: Command): Command {
  return ofAccount(withServer(command)).addOption(
    new Option("--side <side>", "only this one (default: both)").choices(SIDES),
  );
}

function frozen(isFrozen: boolean, { side }: Freezing): Changes {
  return {
    ...(side === "credit" ? {} : { refusesDebit: isFrozen }),
    ...(side === "debit" ? {} : { refusesCredit: isFrozen }),
  };
}

function changesOf({ name, floor, dayLimit, monthLimit, timeZone }: Changing, currency: string): Changes {
  const amount = (text: string) => (text === "none" ? null : toMinor(text, currency));
  return {
    ...(name === undefined ? {} : { name: name === "" ? null : name }),
    ...(floor === undefined ? {} : { floor: amount(floor) }),
    ...(dayLimit === undefined ? {} : { dayLimit: amount(dayLimit) }),
    ...(monthLimit === undefined ? {} : { monthLimit: amount(monthLimit) }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

/** On the account as it was just read: what somebody else changed in between is refused. */
async function change(
  books: Books,
  name: string,
  asked: { currency?: string },
  changesIn: (currency: string) => Changes,
) {
  const { id: accountId, currency, version } = await findAccount(books, name, asked.currency);
  const answer = await books.call(`PATCH ${ACCOUNT}`, {
    path: { communityId: books.communityId, accountId },
    body: { version, ...changesIn(currency) },
  });
  return { answer, text: accountText(answer) };
}

async function close(books: Books, idempotencyKey: string, name: string, currency?: string) {
  const { id: accountId } = await findAccount(books, name, currency);
  const path = { communityId: books.communityId, accountId };
  const answer = await books.call(`POST ${ACCOUNT}/closure`, { path, idempotencyKey, body: {} });
  return { answer, text: accountText(answer) };
}

async function reopen(books: Books, name: string, currency?: string) {
  const account = await findAccount(books, name, currency);
  if (!account.closedAt) throw new Error(`${account.code} in ${account.currency} is not closed`);
  const path = { communityId: books.communityId, accountId: account.id };
  const answer = await books.call(`DELETE ${ACCOUNT}/closure`, { path });
  return { answer, text: accountText(answer) };
}
