import { expect } from "vitest";
import { type AccountRef, placeHold, post } from "../../src/ledger/index.ts";
import { type RefDraft, type RefLine, type RefPosted, Refused } from "../../src/ledger/testing/reference.ts";
import { Refusal } from "../../src/platform/errors.ts";
import { newId } from "../../src/platform/ids.ts";
import {
  type Body,
  dayFrom,
  expectRefused,
  expectTransaction,
  keyOf,
  NO_ID,
  NOTHING,
  readPosted,
  refusal,
  type Story,
  send,
  type Touched,
} from "./story.ts";
import { type Bundle, type DraftWish, type Name, TYPES, type Wish } from "./wishes.ts";

type Of<K extends Wish["kind"]> = Extract<Wish, { kind: K }>;

export async function postOne(story: Story, wish: Of<"post">, key: string): Promise<Touched> {
  const now = story.engine.now();
  const { body, draft } = readDraft(story, wish.draft, now);
  const answer = await send(story, { wish, key, path: "/transactions", body, way: "batch" });
  if (wish.draft.isOff) return expectRefused(answer, new Refused("unbalanced", "#/entries"));
  return expectTransaction(story, answer, story.reference.post([draft], now)[0], "#/entries");
}

export async function postLines(story: Story, wish: Of<"bulk">, key: string): Promise<Touched> {
  const { engine, sent } = story;
  const now = engine.now();
  const drafts = wish.drafts.map((draft) => readDraft(story, draft, now));
  const ask = () =>
    engine.sendLines(
      drafts.map(({ body }) => body),
      wish.together,
      key,
    );
  const told = await ask();
  const verdicts = verdictsOn(
    story,
    wish,
    drafts.map(({ draft }) => draft),
    now,
  );
  expect(told.map(lineOf)).toEqual(verdicts.map(lineExpected));
  const posted = verdicts.flatMap((verdict) => (verdict instanceof Refused ? [] : [verdict]));
  const ids = told.flatMap(({ id }) => (id ? [String(id)] : []));
  for (const [index, one] of posted.entries()) await readPosted(story, ids[index] ?? NO_ID, one);
  const offs = wish.drafts.filter(({ isOff }) => isOff).length;
  const isKept = wish.together ? offs === 0 : offs < drafts.length;
  sent.push({ wish, key, path: "", body: null, told, at: now, way: "batch", isKept, again: ask });
  return posted.length > 0 ? "any" : NOTHING;
}

/** Lines that are no transactions are refused before the others are decided; together none is decided then. */
function verdictsOn(story: Story, { drafts: wishes, together }: Of<"bulk">, drafts: RefDraft[], now: Date) {
  const unbalanced = new Refused("unbalanced", "#/entries");
  if (!together)
    return drafts.map((draft, index) =>
      wishes[index]?.isOff ? unbalanced : (story.reference.post([draft], now)[0] ?? unbalanced),
    );
  if (!wishes.some(({ isOff }) => isOff)) return story.reference.post(drafts, now);
  return wishes.map(({ isOff }) => (isOff ? unbalanced : new Refused("linked_refused")));
}

function lineOf({ index: _, detail: __, id: ___, ...line }: Body): Body {
  return line;
}

function lineExpected(verdict: RefPosted | Refused): Body {
  if (!(verdict instanceof Refused)) return { status: "posted" };
  const { code, at } = refusal(verdict, "#/entries") as { code: string; at: string | null };
  return { status: "refused", code, ...(at === null ? {} : { pointer: at }) };
}

/** A product's command: its transactions and its hold stand or fall together, and open the accounts that they name. */
export async function runCommand(story: Story, wish: Of<"command">, key: string): Promise<Touched> {
  const { reference, engine } = story;
  const now = engine.now();
  const holdId = newId();
  const drafts = wish.drafts.map((draft, index) => ({
    ...readDraft(story, { ...draft, byId: false, isOff: false }, now).draft,
    reference: draft.reference === null ? `command ${key} ${index}` : `reference ${draft.reference}`,
    isProducts: true,
  }));
  const told = await engine
    .command(async (ctx) => {
      for (const { lines, effective, reference: name } of drafts) {
        const source = { kind: "test", id: newId() };
        const posted = lines.map((line) => ({
          account: refOf(line.account),
          side: line.side,
          amount: line.amount,
          label: "test",
        }));
        post(ctx, { kind: "test", reference: name, source, effectiveDate: effective, lines: posted });
      }
      if (wish.hold) {
        const { account, amount } = wish.hold;
        placeHold(ctx, { holdId, account: refOf(keyOf(account)), amount: BigInt(amount), source: null });
      }
    })
    .then(() => null)
    .catch(codeOf);
  const verdict = reference.attempt(() => {
    const named = [
      ...drafts.flatMap(({ lines }) => lines.map(({ account }) => account)),
      ...(wish.hold ? [keyOf(wish.hold.account)] : []),
    ];
    for (const name of named) if (!reference.accounts.has(name)) reference.open(name, refOf(name).type);
    const posted = reference.postAll(drafts, now);
    if (wish.hold) reference.place(holdOf(holdId, wish.hold), now);
    return posted;
  });
  expect(told).toBe(verdict instanceof Refused ? verdict.code : null);
  if (verdict instanceof Refused) return NOTHING;
  for (const one of verdict) await readPosted(story, await engine.transactionOf(one.reference ?? ""), one);
  return "any";
}

function codeOf(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  throw error;
}

function holdOf(id: string, { account, amount }: { account: Name; amount: number }) {
  return { id, account: keyOf(account), amount: BigInt(amount), captures: [], expiresAt: null, ended: null };
}

function refOf(key: string): AccountRef {
  const [code = "", currency = ""] = key.split(" ");
  // Else the product would take the account over, and no other way in could post to it.
  return { code, currency, type: TYPES[code] ?? "SUSPENSE", byHand: true };
}

/** A draft as it is sent, and as the reference understands it. */
export function readDraft(story: Story, wish: DraftWish, now: Date): { body: Body; draft: RefDraft } {
  const lines = wish.bundles.flatMap((bundle) => linesOf(bundle, wish.byId));
  const entries = lines.map((line, index) => ({
    ...nameOf(story, line, wish.byId),
    entryType: line.side.toUpperCase(),
    amount: Number(line.amount) + (wish.isOff && index === 0 ? 1 : 0),
    currency: line.currency,
  }));
  const reference = wish.reference === null ? {} : { reference: `reference ${wish.reference}` };
  const day = wish.day === null ? {} : { effectiveDate: dayFrom(now, wish.day) };
  const effective = dayFrom(now, wish.day ?? 0);
  return { body: { entries, ...reference, ...day }, draft: { reference: null, ...reference, effective, lines } };
}

function nameOf({ ids }: Story, { account, currency }: RefLine, byId: boolean): Body {
  if (byId) return { accountId: ids.get(account) ?? NO_ID };
  return { account: account.slice(0, -currency.length - 1) };
}

function linesOf({ currency, one, many, isDebit, isForeign }: Bundle, byId: boolean): RefLine[] {
  const twin = currency === "KES" ? "USD" : "KES";
  const total = many.reduce((sum, { amount }) => sum + amount, 0);
  const line = (code: string, kept: string, amount: number, onDebit: boolean): RefLine => {
    return { account: `${code} ${kept}`, currency, side: onDebit ? "debit" : "credit", amount: BigInt(amount) };
  };
  const others = many.map(({ code, amount }) => line(code, currency, amount, !isDebit));
  return [line(one, isForeign && byId ? twin : currency, total, isDebit), ...others];
}
