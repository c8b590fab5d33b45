import { finding } from "../import/findings.ts";
import type { ParsedPosting, ParsedTransaction } from "../import/parsed-books.ts";
import type { BeancountLine, BeancountState } from "./beancount-state.ts";
import { ACCOUNT, readUnits, stringsIn, withoutComment } from "./read-parts.ts";

const POSTING = new RegExp(String.raw`^\s+(?:[*!&#?%A-Z]\s+)?(?<account>${ACCOUNT})(?:\s+(?<rest>.*))?$`, "u");
const METADATA = /^\s+(?<key>[a-z][\w-]*):\s*(?<value>.*)$/u;

/** Null: a problem was found, and stands in the state. */
export function readTransaction(
  { line, text }: BeancountLine,
  head: { date: string; flag: string; rest: string },
  body: readonly BeancountLine[],
  state: BeancountState,
): ParsedTransaction | null {
  const postings: ParsedPosting[] = [];
  const metadata: Record<string, string> = { status: head.flag, ...wordsIn(head.rest) };
  const before = state.findings.length;
  for (const each of body) {
    const data = METADATA.exec(each.text)?.groups;
    const last = postings.at(-1);
    if (data) {
      const [key, value] = [data["key"] ?? "", stringsIn(data["value"] ?? "")[0] ?? data["value"] ?? ""];
      if (!last) metadata[key] = value;
      else if (key === "label") postings.splice(-1, 1, { ...last, label: value });
    } else if (!/^\s*[#^]/u.test(each.text)) {
      const posting = readPosting(each, state);
      if (posting) postings.push(posting);
    }
  }
  if (state.findings.length > before) return null;
  const [first = "", second] = stringsIn(head.rest);
  if (second !== undefined && first) metadata["payee"] = first;
  const description = second ?? first;
  return { line, date: head.date, description: description || text.slice(0, 40), metadata, postings };
}

function readPosting({ line, text }: BeancountLine, state: BeancountState): ParsedPosting | null {
  const parts = POSTING.exec(text)?.groups;
  const read = parts ? readUnits(parts["rest"] ?? "", state.options) : "line_not_understood";
  if (!parts || typeof read === "string") {
    const code = typeof read === "string" ? read : "line_not_understood";
    state.findings.push(finding(code, line, { text: text.trim().slice(0, 40) }));
    return null;
  }
  return { line, account: parts["account"] ?? "", kind: "real", label: null, assertion: null, ...read };
}

/** `#tag` and `^link`, behind the strings. */
function wordsIn(rest: string): Record<string, string> {
  const words = withoutComment(rest)
    .replaceAll(/"(?:[^"\\]|\\.)*"/gu, " ")
    .split(/\s+/u);
  const tags = words.filter((word) => word.startsWith("#")).join(" ");
  const links = words.filter((word) => word.startsWith("^")).join(" ");
  return { ...(tags ? { tags } : {}), ...(links ? { links } : {}) };
}
