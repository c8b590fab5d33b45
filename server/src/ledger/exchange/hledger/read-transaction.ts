import { dayOf } from "../import/days.ts";
import { finding } from "../import/findings.ts";
import type { ParsedPosting, ParsedTransaction } from "../import/parsed-books.ts";
import type { JournalState } from "./journal-state.ts";
import { readAmountPart } from "./read-amount.ts";

export interface JournalLine {
  line: number;
  text: string;
}

const HEAD =
  /^(?:(?<year>\d{4})[-/.])?(?<month>\d{1,2})[-/.](?<day>\d{1,2})(?:=[\d\-/.]+)?(?:\s+(?<status>[*!])|(?=\s|$))\s*(?:\((?<code>[^)]*)\))?\s*(?<rest>.*)$/u;
const POSTING = /^\s+(?:(?<status>[*!])\s*)?(?<account>\S.*?)(?:(?: {2,}|\s*\t\s*)(?<rest>.*))?$/u;
const TAG = /(?:^|[\s,])(?<name>[^\s,:;]+):[ \t]*(?<value>[^,]*)/gu;

/** Null: a problem was found, and stands in the state. */
export function readTransaction(
  head: JournalLine,
  body: readonly JournalLine[],
  state: JournalState,
): ParsedTransaction | null {
  const parts = HEAD.exec(head.text)?.groups;
  const date = parts ? dayOf(parts["year"] ?? state.year ?? "", parts["month"] ?? "", parts["day"] ?? "") : null;
  if (!parts || !date) {
    state.findings.push(finding("date_invalid", head.line, { text: head.text.slice(0, 40) }));
    return null;
  }
  const [description, comment] = splitComment(parts["rest"] ?? "");
  const comments = [comment];
  const postings: ParsedPosting[] = [];
  let isWhole = true;
  for (const each of body) {
    const note = /^\s+;(.*)$/u.exec(each.text);
    if (note) {
      if (postings.length === 0) comments.push(note[1] ?? "");
      continue;
    }
    const posting = readPosting(each, state);
    if (posting) postings.push(posting);
    else isWhole = false;
  }
  if (!isWhole) return null;
  const metadata = {
    ...(parts["status"] ? { status: parts["status"] } : {}),
    ...(parts["code"] ? { code: parts["code"] } : {}),
    ...Object.fromEntries(comments.flatMap(tagsIn)),
  };
  return { line: head.line, date, description: description.trim(), metadata, postings };
}

function readPosting({ line, text }: JournalLine, state: JournalState): ParsedPosting | null {
  const parts = POSTING.exec(text)?.groups;
  const [amountText, comment] = splitComment(parts?.["rest"] ?? "");
  const read = readAmountPart(amountText, state);
  if (!parts || typeof read === "string") {
    const code = typeof read === "string" ? read : "line_not_understood";
    state.findings.push(finding(code, line, { text: amountText.trim().slice(0, 40) }));
    return null;
  }
  const { account, kind } = kindOf((parts["account"] ?? "").trim());
  const label = tagsIn(comment).find(([name]) => name === "label")?.[1] ?? null;
  return { line, account, kind, label, ...read };
}

function kindOf(account: string): Pick<ParsedPosting, "account" | "kind"> {
  if (/^\(.*\)$/u.test(account)) return { account: account.slice(1, -1).trim(), kind: "unbalanced" };
  if (/^\[.*\]$/u.test(account)) return { account: account.slice(1, -1).trim(), kind: "virtual" };
  return { account, kind: "real" };
}

export function splitComment(text: string): [text: string, comment: string] {
  const at = text.indexOf(";");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** `; name: value, other: value` */
export function tagsIn(comment: string): [name: string, value: string][] {
  return [...comment.matchAll(TAG)].map(({ groups }) => [groups?.["name"] ?? "", (groups?.["value"] ?? "").trim()]);
}
