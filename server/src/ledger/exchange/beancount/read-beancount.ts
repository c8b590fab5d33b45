import { finding } from "../import/findings.ts";
import type { ImportOptions, ParsedBooks } from "../import/parsed-books.ts";
import type { BeancountLine, BeancountState } from "./beancount-state.ts";
import { readDated, readUndated } from "./read-directive.ts";
import { withoutComment } from "./read-parts.ts";
import { resolveBalances } from "./resolve-balances.ts";

interface Block {
  head: BeancountLine;
  body: BeancountLine[];
}

/** A file of beancount 2. What it includes is not there, and its plugins are programs: neither is carried out. */
export function readBeancount(text: string, options: ImportOptions): ParsedBooks {
  const state: BeancountState = {
    options,
    accounts: new Map(),
    transactions: [],
    balances: [],
    pads: [],
    findings: [],
  };
  for (const { head, body } of blocksOf(text, state)) {
    if (/^\d/u.test(head.text)) readDated(head, body, state);
    else readUndated(head, state);
  }
  const { transactions, findings } = resolveBalances(state.transactions, state.balances, state.pads);
  return { accounts: state.accounts, transactions, findings: [...state.findings, ...findings] };
}

/** A line at the margin with the indented ones below it. What begins with a mark (`* Heading`) is a title for people. */
function blocksOf(text: string, state: BeancountState): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n/)
    .entries()) {
    const line = { line: index + 1, text: withoutComment(raw) };
    if (raw.trim() === "") open = null;
    else if (line.text === "") continue;
    else if (/^[^\s\p{L}\d]/u.test(raw)) open = null;
    else if (!/^\s/u.test(raw)) {
      open = { head: line, body: [] };
      blocks.push(open);
    } else if (open) open.body.push(line);
    else state.findings.push(finding("line_not_understood", line.line, { text: raw.trim().slice(0, 40) }));
  }
  return blocks;
}
