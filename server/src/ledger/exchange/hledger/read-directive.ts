import type { AccountType } from "../../posting.ts";
import { isAccountType } from "../books.ts";
import { finding } from "../import/findings.ts";
import type { ParsedAccount } from "../import/parsed-books.ts";
import type { DecimalMark } from "../import/read-number.ts";
import type { JournalState } from "./journal-state.ts";
import { unquoted } from "./read-amount.ts";
import { type JournalLine, splitComment, tagsIn } from "./read-transaction.ts";

/** hledger's letters for the types of accounts, and its words for them. */
const TYPES: ReadonlyMap<string, AccountType> = new Map([
  ["a", "ASSET"],
  ["asset", "ASSET"],
  ["c", "ASSET"],
  ["cash", "ASSET"],
  ["l", "LIABILITY"],
  ["liability", "LIABILITY"],
  ["e", "EQUITY"],
  ["equity", "EQUITY"],
  ["v", "EQUITY"],
  ["conversion", "EQUITY"],
  ["r", "REVENUE"],
  ["revenue", "REVENUE"],
  ["x", "EXPENSE"],
  ["expense", "EXPENSE"],
]);

/** They change no balance. */
const HARMLESS = new Set(["P", "payee", "tag", "N", "end", "apply tag", "C", "bucket", "A"]);

/** A line that begins at the margin and with no day. */
export function readDirective(head: JournalLine, body: readonly JournalLine[], state: JournalState): void {
  const { line, text } = head;
  const word = /^(?:apply \w+|[!@]?[a-zA-Z-]+|[=~])/u.exec(text)?.[0] ?? "";
  const rest = text.slice(word.length).trim();
  const plain = word.replace(/^[!@]/, "");
  if (plain === "include") state.findings.push(finding("include_refused", line, { file: rest }));
  else if (plain === "account") state.accounts.set(...readAccount(line, rest, body));
  else if (plain === "commodity") learnStyle([rest, ...formatsIn(body)], state);
  else if (plain === "D") state.defaultCommodity = learnStyle([rest], state) ?? state.defaultCommodity;
  else if (plain === "decimal-mark") state.decimalMark = rest.startsWith(",") ? "," : ".";
  else if (/^(?:Y|year|apply year)$/u.test(plain)) state.year = /\d{4}/.exec(rest)?.[0] ?? state.year;
  else if (/^Y\d{4}$/u.test(text)) state.year = text.slice(1);
  else if (word === "=" || word === "~")
    state.findings.push(finding("rule_skipped", line, { rule: text.slice(0, 60) }));
  else if (!HARMLESS.has(plain)) {
    const code = plain === "" ? "line_not_understood" : "directive_not_supported";
    state.findings.push(finding(code, line, { text: text.slice(0, 40) }));
  }
}

/** `account assets:bank  ; type: A`; our own export says `kind: ESCROW`, and by that we know that the name holds a code. */
function readAccount(line: number, text: string, body: readonly JournalLine[]): [string, ParsedAccount] {
  const [name, comment] = splitComment(text);
  const account = name.trim();
  const tags = new Map([comment, ...body.map((each) => each.text.replace(/^\s*;/u, ""))].flatMap(tagsIn));
  const kind = tags.get("kind") ?? "";
  const [, ...path] = account.split(":");
  if (isAccountType(kind)) {
    const told = tags.get("name");
    return [account, { line, code: path.join("/"), type: kind, ...(told ? { name: told } : {}) }];
  }
  const type = TYPES.get((tags.get("type") ?? "").toLowerCase());
  return [account, { line, ...(type ? { type } : {}) }];
}

function formatsIn(body: readonly JournalLine[]): string[] {
  return body.flatMap(({ text }) => /^\s+format\s+(.*)$/u.exec(text)?.[1] ?? []);
}

/** `commodity 1.000,00 EUR` says by its marks how EUR is written. Answers the commodity. */
function learnStyle(formats: readonly string[], state: JournalState): string | undefined {
  let commodity: string | undefined;
  for (const format of formats) {
    const [style] = splitComment(format);
    commodity = unquoted(style.replaceAll(/[\d.,+-]|\s(?=\d)/g, "").trim());
    const mark = /([.,])\d*(?=\D*$)/u.exec(style)?.[1];
    if (mark && /\d/.test(style)) state.marks.set(commodity, decimalMarkOf(style, mark));
  }
  return commodity;
}

/** In such a format the last mark is the decimal one, though nothing may follow it: `1,000.`. */
function decimalMarkOf(style: string, last: string): DecimalMark {
  const isRepeated = style.split(last).length > 2;
  return (last === ",") !== isRepeated ? "," : ".";
}
