import { finding } from "../import/findings.ts";
import type { ImportOptions, ParsedBooks, ParsedTransaction } from "../import/parsed-books.ts";
import { beginJournal, type JournalState } from "./journal-state.ts";
import { readDirective } from "./read-directive.ts";
import { type JournalLine, readTransaction } from "./read-transaction.ts";
import { resolveAssertions } from "./resolve-assertions.ts";

interface Block {
  head: JournalLine;
  body: JournalLine[];
}

/** A journal of hledger. Files that it includes are not there: each is imported by itself, or all as one. */
export function readJournal(text: string, options: ImportOptions): ParsedBooks {
  const state = beginJournal(options);
  const read: ParsedTransaction[] = [];
  for (const { head, body } of blocksOf(text, state)) {
    if (/^\d/.test(head.text)) {
      const transaction = readTransaction(head, body, state);
      if (transaction) read.push(transaction);
    } else readDirective(head, body, state);
  }
  const { transactions, findings } = resolveAssertions(read);
  return { accounts: state.accounts, transactions, findings: [...state.findings, ...findings] };
}

/** A line at the margin with the indented ones below it; comments between them fall away. */
function blocksOf(text: string, state: JournalState): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  let isComment = false;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n/)
    .entries()) {
    const line = { line: index + 1, text: raw.trimEnd() };
    if (isComment) isComment = !/^end comment\b/u.test(raw);
    else if (/^comment\b/u.test(raw)) {
      isComment = true;
      open = null;
    } else if (line.text === "") open = null;
    else if (/^[;#*%|]/u.test(raw)) continue;
    else if (!/^\s/u.test(raw)) {
      open = { head: line, body: [] };
      blocks.push(open);
    } else if (open) open.body.push(line);
    else if (!/^\s+;/u.test(raw))
      state.findings.push(finding("line_not_understood", line.line, { text: raw.trim().slice(0, 40) }));
  }
  return blocks;
}
