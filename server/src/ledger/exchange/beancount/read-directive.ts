import type { AccountType } from "../../posting.ts";
import { isAccountType } from "../books.ts";
import { dayOf } from "../import/days.ts";
import { finding } from "../import/findings.ts";
import type { BeancountLine, BeancountState } from "./beancount-state.ts";
import { ACCOUNT, readClaim, stringsIn } from "./read-parts.ts";
import { readTransaction } from "./read-transaction.ts";

const DATED =
  /^(?<year>\d{4})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})\s+(?<word>txn\b|[a-z]+|[*!&#?%A-Z](?=\s|"|$))\s*(?<rest>.*)$/u;
const PAD = new RegExp(String.raw`^(?<account>${ACCOUNT})\s+(?<source>${ACCOUNT})$`, "u");

/** They move nothing. */
const HARMLESS = new Set(["close", "commodity", "note", "event", "query", "price", "document", "custom"]);

const ROOTS: ReadonlyMap<string, AccountType> = new Map([
  ["name_assets", "ASSET"],
  ["name_liabilities", "LIABILITY"],
  ["name_equity", "EQUITY"],
  ["name_income", "REVENUE"],
  ["name_expenses", "EXPENSE"],
]);

export function readDated(head: BeancountLine, body: readonly BeancountLine[], state: BeancountState): void {
  const { line, text } = head;
  const parts = DATED.exec(text)?.groups;
  const date = parts ? dayOf(parts["year"] ?? "", parts["month"] ?? "", parts["day"] ?? "") : null;
  if (!parts || !date) {
    const code = parts ? "date_invalid" : "line_not_understood";
    state.findings.push(finding(code, line, { text: text.slice(0, 40) }));
    return;
  }
  const { word = "", rest = "" } = parts;
  if (word === "open") readOpen(line, rest, body, state);
  else if (word === "balance") readBalance(line, date, rest, state);
  else if (word === "pad") readPad(line, date, rest, state);
  else if (word === "txn" || !/^[a-z]/u.test(word)) {
    const transaction = readTransaction(head, { date, flag: word, rest }, body, state);
    if (transaction) state.transactions.push(transaction);
  } else if (!HARMLESS.has(word)) state.findings.push(finding("directive_not_supported", line, { text: word }));
}

export function readUndated({ line, text }: BeancountLine, state: BeancountState): void {
  const [word = ""] = text.split(/\s+/u);
  const [name = "", value = ""] = stringsIn(text);
  if (word === "include") state.findings.push(finding("include_refused", line, { file: name }));
  else if (word === "plugin") state.findings.push(finding("directive_ignored", line, { text: `plugin ${name}` }));
  else if (word === "option") {
    const type = ROOTS.get(name);
    if (type) state.accounts.set(value, { line, type });
  } else if (!/^(?:push|pop)(?:tag|meta)$/u.test(word))
    state.findings.push(finding("line_not_understood", line, { text: text.slice(0, 40) }));
}

/** The metadata `code` and `type` are our own export's: by them an account has its code again. */
function readOpen(line: number, rest: string, body: readonly BeancountLine[], state: BeancountState): void {
  const account = rest.split(/\s+/u)[0] ?? "";
  const data = new Map(
    body.map(({ text }) => [/^\s+([a-z][\w-]*):/u.exec(text)?.[1] ?? "", stringsIn(text)[0] ?? ""] as const),
  );
  const type = data.get("type") ?? "";
  const code = data.get("code");
  if (!isAccountType(type) || code === undefined) {
    state.accounts.set(account, { line });
    return;
  }
  const name = data.get("name");
  state.accounts.set(account, { line, type, code, ...(name ? { name } : {}) });
}

function readBalance(line: number, date: string, rest: string, state: BeancountState): void {
  const claim = readClaim(rest, state.options);
  if (claim) state.balances.push({ line, date, ...claim });
  else state.findings.push(finding("line_not_understood", line, { text: rest.slice(0, 40) }));
}

function readPad(line: number, date: string, rest: string, state: BeancountState): void {
  const { account, source } = PAD.exec(rest)?.groups ?? {};
  if (account && source) state.pads.push({ line, date, account, source });
  else state.findings.push(finding("line_not_understood", line, { text: rest.slice(0, 40) }));
}
