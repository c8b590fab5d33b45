import { expect } from "vitest";
import { isRecord } from "../../src/platform/is-record.ts";
import type { TestServer } from "./server.ts";

/**
 * A page of the documentation as what it claims: requests with the part of the answer that matters, in their order, and, where it
 * has the tables, every account, all that is posted, and how it stands at the end. Other blocks and words are for people alone.
 */
interface Recipe {
  steps: readonly Step[];
  accounts: readonly string[] | null;
  postings: readonly string[] | null;
  balances: readonly string[] | null;
}

type Step = Exchange | { line: number; days: number };

interface Exchange {
  line: number;
  request: string;
  answer: { kind: AnswerKind; text: string } | null;
}

interface Given {
  status: number;
  text: string;
}

type AnswerKind = "json" | "ndjson" | "text";

/** What `{name}` stands for, in requests and in answers; an answer gives a meaning to a name that has none yet. */
export type Names = Map<string, string>;

/** An `http` block with the block that answers it, if one follows; or a comment that lets time pass. */
const STEPS =
  /^```http\n(?<request>[\s\S]*?)^```\n(?:\n```(?<kind>json|ndjson|text)\n(?<answer>[\s\S]*?)^```\n)?|^<!-- (?<days>\d+) days? later -->\n/gm;
const BLOCKS = /^(```(http|json|ndjson|text)|<!-- .*)$/gm;
const NAME = /\{(\w+)\}/g;
const DAY_MS = 86_400_000;

export function readRecipe(page: string): Recipe {
  const steps = [...page.matchAll(STEPS)].map((found): Step => {
    const line = page.slice(0, found.index).split("\n").length;
    const { request: asked = "", kind, answer = "", days } = found.groups ?? {};
    if (days) return { line, days: Number(days) };
    return { line, request: asked, answer: isAnswerKind(kind) ? { kind, text: answer } : null };
  });
  const carriedOut = steps.reduce((sum, step) => sum + ("answer" in step && step.answer ? 2 : 1), 0);
  if (carriedOut !== [...page.matchAll(BLOCKS)].length) throw new Error("a block of the page would not be carried out");
  return {
    steps,
    accounts: tableUnder(page, "Accounts")?.map((row) => row.split(" | ").slice(0, 2).join(" | ")) ?? null,
    postings: postingsIn(tableUnder(page, "Postings")),
    balances: tableUnder(page, "At the end"),
  };
}

/** The days that pages speak of: a page cannot know on which one it is read. */
export function namesOfDays(now: Date): [string, string][] {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const at = now.getTime();
  return [
    ["yesterday", day(at - DAY_MS)],
    ["today", day(at)],
    ["tomorrow", day(at + DAY_MS)],
    ["lastOfMonth", day(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 0))],
  ];
}

/** Carries the page out against a running server; the first answer that is another one than it says fails the test. */
export async function runRecipe(server: TestServer, page: string, names: Names): Promise<void> {
  const { steps, accounts, postings, balances } = readRecipe(page);
  for (const step of steps) {
    if ("days" in step) server.clock.advance({ days: step.days });
    else checkAnswer(step, await ask(server, step, names), names);
    // What a running server does by itself, every few seconds.
    await server.runJobs();
    await server.app.keeper.seal();
  }
  if (postings) expect(await postedIn(server, names)).toEqual(postings.toSorted());
  const listedAccounts = await listed<ListedAccount>(server, "accounts", names);
  if (accounts) expect(listedAccounts.map(typeText).toSorted()).toEqual(accounts.toSorted());
  if (balances) expect(listedAccounts.map(balanceText).toSorted()).toEqual(balances.toSorted());
}

async function ask(server: TestServer, step: Exchange, names: Names): Promise<Given> {
  const [head = "", ...rest] = step.request.split("\n\n");
  const [first = "", ...headerLines] = head.trim().split("\n");
  const [method = "", url = ""] = fill(first, names).split(" ");
  if (!isMethod(method)) throw new Error(`line ${step.line}: ${method} is no method`);
  const payload = fill(rest.join("\n\n"), names).trim();
  const own = Object.fromEntries(headerLines.map((line) => headerOf(fill(line, names))));
  const headers = {
    ...usualHeaders(method, names),
    ...(payload ? { "content-type": "application/json" } : {}),
    ...own,
  };
  const response = await server.app.api.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: response.statusCode, text: response.body };
}

function headerOf(line: string): [string, string] {
  const [name = "", value = ""] = line.split(": ");
  return [name.toLowerCase(), value];
}

/** What the pages leave out, because every request carries it. */
function usualHeaders(method: string, names: Names): Record<string, string> {
  const token = names.get("token");
  return {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(token && method === "POST" ? { "idempotency-key": crypto.randomUUID() } : {}),
  };
}

function checkAnswer(step: Exchange, given: Given, names: Names): void {
  const where = `line ${step.line}: ${step.request.split("\n")[0]}\n${given.status} ${given.text}`;
  if (!step.answer) {
    expect(given.status, where).toBeLessThan(300);
    return;
  }
  const { kind, text } = step.answer;
  if (kind === "text") {
    for (const line of fill(text, names).trim().split("\n")) expect(given.text, where).toContain(line);
    return;
  }
  const read = (json: string): unknown => JSON.parse(kind === "json" ? json : `[${json.trim().split("\n").join(",")}]`);
  const actual = read(given.text);
  expect({ answer: actual }, where).toMatchObject({ answer: bind(read(text), actual, names) });
}

/** The expected answer with its names filled in; those that meant nothing yet mean what the answer has in their place. */
function bind(expected: unknown, actual: unknown, names: Names): unknown {
  if (typeof expected === "string") return bindText(expected, actual, names);
  if (Array.isArray(expected))
    return expected.map((each, index) => bind(each, Array.isArray(actual) ? actual[index] : undefined, names));
  if (!isRecord(expected)) return expected;
  const at = (key: string) => (isRecord(actual) ? actual[key] : undefined);
  return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, bind(value, at(key), names)]));
}

function bindText(expected: string, actual: unknown, names: Names): string {
  const unknown = [...expected.matchAll(NAME)].map(([, name = ""]) => name).filter((name) => !names.has(name));
  if (unknown.length === 0 || typeof actual !== "string") return fill(expected, names);
  const pattern = expected
    .split(/(\{\w+\})/)
    .map((part) => {
      const name = part.slice(1, -1);
      return unknown.includes(name) && part === `{${name}}` ? "(.+)" : RegExp.escape(fill(part, names));
    })
    .join("");
  const [, ...values] = new RegExp(`^${pattern}$`).exec(actual) ?? [];
  for (const [index, name] of unknown.entries()) if (values[index] !== undefined) names.set(name, values[index]);
  return fill(expected, names);
}

function fill(text: string, names: Names): string {
  return text.replace(NAME, (whole, name: string) => names.get(name) ?? whole);
}

/** The rows of the first table under a heading, without its head; a cell's code marks are for the eye. */
function tableUnder(page: string, heading: string): string[] | null {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  const rows = section?.split("\n").filter((line) => line.startsWith("|"));
  return rows?.slice(2).map((row) => cellsOf(row).join(" | ")) ?? null;
}

function cellsOf(row: string): string[] {
  return row
    .replaceAll("`", "")
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** `payment: bank DEBIT 1,000.00, seller CREDIT 1,000.00`: a transaction a line; a row without a kind goes on with the one above. */
function postingsIn(rows: readonly string[] | null): string[] | null {
  if (!rows) return null;
  const transactions: { kind: string; entries: string[] }[] = [];
  for (const row of rows) {
    const [kind = "", account, debit, credit] = row.split(" | ");
    if (kind) transactions.push({ kind, entries: [] });
    transactions.at(-1)?.entries.push(`${account} ${debit ? "DEBIT" : "CREDIT"} ${debit || credit}`);
  }
  return transactions.map(transactionText);
}

function transactionText({ kind, entries }: { kind: string; entries: readonly string[] }): string {
  return `${kind}: ${entries.toSorted().join(", ")}`;
}

interface ListedEntry {
  accountCode: string;
  entryType: string;
  amount: number;
}

async function postedIn(server: TestServer, names: Names): Promise<string[]> {
  const items = await listed<{ kind: string; entries: ListedEntry[] }>(server, "transactions", names);
  const entryText = (entry: ListedEntry) => `${entry.accountCode} ${entry.entryType} ${decimal(entry.amount)}`;
  return items.map(({ kind, entries }) => transactionText({ kind, entries: entries.map(entryText) })).toSorted();
}

interface ListedAccount {
  code: string;
  accountType: string;
  currency: string;
  posted: number;
  available: number;
}

function typeText({ code, accountType }: ListedAccount): string {
  return `${code} | ${accountType}`;
}

function balanceText({ code, currency, posted, available }: ListedAccount): string {
  return `${code} | ${currency} | ${decimal(posted)} | ${decimal(available)}`;
}

async function listed<T>(server: TestServer, what: string, names: Names): Promise<T[]> {
  const asked = `GET /v1/communities/{communityId}/ledger/${what}?limit=200`;
  const { text } = await ask(server, { line: 0, request: asked, answer: null }, names);
  return (JSON.parse(text) as { items: T[] }).items;
}

/** As the tables write amounts: `-1,000.00`. Every currency of the recipes has two decimals. */
function decimal(amount: number): string {
  const text = (BigInt(amount) < 0n ? -BigInt(amount) : BigInt(amount)).toString().padStart(3, "0");
  const whole = text.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${amount < 0 ? "-" : ""}${whole}.${text.slice(-2)}`;
}

function isMethod(text: string): text is "GET" | "POST" | "PATCH" | "DELETE" {
  return ["GET", "POST", "PATCH", "DELETE"].includes(text);
}

function isAnswerKind(kind: string | undefined): kind is AnswerKind {
  return kind === "json" || kind === "ndjson" || kind === "text";
}
