import { expect } from "vitest";
import { type Reference, type RefPosted, Refused } from "../../src/ledger/testing/reference.ts";
import type { Answer } from "../harness/people.ts";
import type { Engine } from "./engine.ts";
import type { Name, Wish } from "./wishes.ts";

export type Body = Record<string, unknown>;

/** One history: what is expected, what is asked, and what was asked before. */
export interface Story {
  readonly reference: Reference;
  readonly engine: Engine;
  /** Ids of the accounts, by code and currency, and the other way round. */
  readonly ids: Map<string, string>;
  readonly keys: Map<string, string>;
  readonly sent: Sent[];
  digests: Record<string, string>;
}

/** What was sent under a key, to be sent again. */
export interface Sent {
  wish: Wish;
  key: string;
  path: string;
  body: unknown;
  told: unknown;
  at: Date;
  way: "batch" | "edge";
  /** Whether the key stands for the answer: it does not where the request was not understood. */
  isKept: boolean;
  again: () => Promise<unknown>;
}

/** The tables that an operation may have changed; a refused one and a reading none. */
export type Touched = "any" | readonly string[];
export const NOTHING: Touched = [];

/** Nobody has this id. */
export const NO_ID = "00000000-0000-4000-8000-000000000000";

export const keyOf = ({ code, currency }: Name) => `${code} ${currency}`;

export function dayFrom(now: Date, days: number): string {
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Of those so far, counted from the last. */
export function recent<T>(all: readonly T[], nth: number): T | undefined {
  return all.at(-1 - (nth % Math.max(all.length, 1)));
}

/** As answers are compared: a refusal by its code and the field to blame, all else whole. */
export function toldOf({ status, body }: Answer): unknown {
  if (status < 400) return { status, body };
  const [error] = (body["errors"] ?? []) as { pointer?: string }[];
  return { status, code: body["code"], at: error?.pointer ?? null };
}

const UNPROCESSABLE = new Set([
  "unknown_account",
  "currency_mismatch",
  "balance_out_of_range",
  "unbalanced",
  "capture_differs",
  "reversal_part_unclear",
  "unknown_entry",
  "exchange_same_currency",
  "exchange_out_of_range",
  "amount_off_rate",
  "period_not_over",
  "expiry_past",
  "idempotency_key_reused",
]);

/** How a refusal is told. `lineAt`: where the lines stand in the body that was sent; null: it has none. */
export function refusal({ code, at }: Refused, lineAt: string | null = null): unknown {
  const status = code === "not_found" ? 404 : UNPROCESSABLE.has(code) ? 422 : 409;
  const place = typeof at === "number" ? lineAt && `${lineAt}/${at}` : at;
  return { status, code, at: place };
}

export interface Request {
  wish: Wish;
  key: string;
  path: string;
  body: object;
  way?: "batch" | "edge";
}

/** Asks, and remembers it so that it can be asked again. */
export async function send(story: Story, request: Request): Promise<Answer> {
  const { engine, sent } = story;
  const { path, body, key, way = "edge" } = request;
  const at = engine.now();
  const ask = () => engine.send("POST", path, body, key);
  const answer = await ask();
  const isKept = answer.status !== 400 && !(way === "batch" && answer.body["code"] === "unbalanced");
  sent.push({ ...request, way, at, isKept, told: toldOf(answer), again: async () => toldOf(await ask()) });
  return answer;
}

/** The answer is the refusal that was expected. */
export function expectRefused(answer: Answer, refused: Refused, lineAt: string | null = null): Touched {
  expect(toldOf(answer)).toEqual(refusal(refused, lineAt));
  return NOTHING;
}

/** A transaction as it is shown, in whichever of its two forms, is the one expected. From it come its id and its time. */
export function expectPosted(story: Story, shown: Body, posted: RefPosted): void {
  const entries = shown["entries"] as Body[];
  const accountOf = (entry: Body) =>
    entry["accountCode"] ? `${entry["accountCode"]} ${entry["currency"]}` : story.keys.get(String(entry["accountId"]));
  const seen = entries.map((entry) => ({
    account: accountOf(entry),
    seq: Number(String(entry["id"]).slice(37)),
    side: String(entry["entryType"]).toLowerCase(),
    currency: entry["currency"],
    amount: entry["amount"],
    balanceAfter: entry["balanceAfter"],
  }));
  const expected = story.reference
    .entriesOf(posted)
    .map((entry) => ({ ...entry, amount: Number(entry.amount), balanceAfter: Number(entry.balanceAfter) }));
  const rank = (a: { account?: string | undefined; seq: number }, b: { account?: string | undefined; seq: number }) =>
    `${a.account}` === `${b.account}` ? a.seq - b.seq : `${a.account}` < `${b.account}` ? -1 : 1;
  expect(seen.toSorted(rank)).toEqual(expected.toSorted(rank));
  const { reference, effectiveDate } = shown;
  expect({ reference, effectiveDate }).toEqual({ reference: posted.reference, effectiveDate: posted.effective });
  posted.id = String(shown["id"]);
  posted.recordedAt = String(shown["recordedAt"]);
}

/** Read again by its id: for answers that do not show it. */
export async function readPosted(story: Story, id: string, posted: RefPosted): Promise<void> {
  expectPosted(story, (await story.engine.get(`/transactions/${id}`)).body, posted);
}

/** A verdict of the reference beside the engine's answer. */
export function expectTransaction(
  story: Story,
  answer: Answer,
  verdict: RefPosted | Refused | undefined,
  lineAt: string | null = null,
): Touched {
  if (!verdict || verdict instanceof Refused) return expectRefused(answer, verdict ?? new Refused("not_found"), lineAt);
  expect(toldOf(answer)).toMatchObject({ status: 201 });
  expectPosted(story, answer.body, verdict);
  return "any";
}
