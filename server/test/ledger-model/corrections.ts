import { expect } from "vitest";
import { type RefLine, type RefPart, type RefPosted, Refused } from "../../src/ledger/testing/reference.ts";
import {
  dayFrom,
  expectPosted,
  expectRefused,
  keyOf,
  NO_ID,
  recent,
  type Story,
  send,
  type Touched,
  toldOf,
} from "./story.ts";
import type { Wish } from "./wishes.ts";

type Of<K extends Wish["kind"]> = Extract<Wish, { kind: K }>;

export async function reverse(story: Story, wish: Of<"reverse">, key: string): Promise<Touched> {
  const { reference, engine } = story;
  const now = engine.now();
  const of = recent(reference.posted, wish.nth);
  const { asked, part } = partOf(story, wish, of);
  const body = { ...part, ...(wish.day === null ? {} : { effectiveDate: dayFrom(now, wish.day) }) };
  const answer = await send(story, { wish, key, path: `/transactions/${of?.id ?? NO_ID}/reversal`, body });
  if (!of) return expectRefused(answer, new Refused("not_found"));
  const reversed = reference.attempt(() => reference.reverse(of, asked, dayFrom(now, wish.day ?? 0), now));
  if (reversed instanceof Refused) return expectRefused(answer, reversed);
  expect(toldOf(answer)).toMatchObject({ status: 201, body: { reverses: of.id } });
  for (const posted of reversed) expectPosted(story, answer.body, posted);
  await expectTakenBack(story, of);
  return "any";
}

function partOf({ reference, ids }: Story, { part }: Of<"reverse">, of: RefPosted | undefined) {
  if (part === "all") return { asked: "all" as const, part: {} };
  if (!("line" in part)) return { asked: BigInt(part.amount), part };
  const entries = of ? reference.entriesOf(of) : [];
  const asked: RefPart[] = [0, part.line].map((line) => ({ line, amount: BigInt(part.amount) }));
  const named = asked.map(({ line }) => {
    const entry = entries[line];
    return { id: entry ? `${ids.get(entry.account)}-${entry.seq}` : `${NO_ID}-1`, amount: part.amount };
  });
  return { asked, part: { entries: named } };
}

/** The original shows what was taken back of it, and by which transactions. */
async function expectTakenBack({ reference, engine, ids }: Story, of: RefPosted): Promise<void> {
  const { body } = await engine.get(`/transactions/${of.id}`);
  const amounts = reference.entriesOf(of).map(({ account, seq }, line) => ({
    entryId: `${ids.get(account)}-${seq}`,
    amount: Number(reference.takenBack(of, line)),
  }));
  const byId = (all: { entryId: string }[]) => Object.fromEntries(all.map((one) => [one.entryId, one]));
  expect(byId(body["reversedAmounts"] as { entryId: string }[])).toEqual(
    byId(amounts.filter(({ amount }) => amount > 0)),
  );
  const mirrors = reference.posted.filter(({ reverses }) => reverses?.of === of).map(({ id }) => id);
  expect(body["reversedBy"]).toEqual(mirrors);
}

const EXPONENT: Readonly<Record<string, number>> = { KES: 2, USD: 2, JPY: 0 };

export async function exchange(story: Story, wish: Of<"exchange">, key: string): Promise<Touched> {
  const { reference, engine } = story;
  const now = engine.now();
  const { from, to, amount, rate, off, day } = wish;
  const atRate = rounded(wish);
  const agreed = off === null ? {} : { amount: Math.max(Number(atRate) + off, 1) };
  const named = {
    from: { account: from.code, currency: from.currency, amount },
    to: { account: to.code, currency: to.currency, ...agreed },
  };
  const body = { ...named, rate, ...(day === null ? {} : { effectiveDate: dayFrom(now, day) }) };
  const answer = await send(story, { wish, key, path: "/exchanges", body });
  const given = BigInt(agreed.amount ?? atRate);
  const exchanged = reference.attempt(() => {
    for (const [place, name] of Object.entries({ from, to }))
      if (!reference.accounts.has(keyOf(name))) throw new Refused("unknown_account", `#/${place}/account`);
    if (from.currency === to.currency) throw new Refused("exchange_same_currency", "#/to/currency");
    if (atRate < 1n) throw new Refused("exchange_out_of_range", "#/from/amount");
    const off = given > atRate ? given - atRate : atRate - given;
    if (off >= 10n ** BigInt(EXPONENT[to.currency] ?? 0)) throw new Refused("amount_off_rate", "#/to/amount");
    const lines = exchangeLines(story, wish, atRate, given);
    return reference.postAll([{ reference: null, effective: dayFrom(now, day ?? 0), lines }], now);
  });
  if (exchanged instanceof Refused) return expectRefused(answer, exchanged);
  expect(toldOf(answer)).toMatchObject({ status: 201 });
  for (const posted of exchanged) expectPosted(story, answer.body, posted);
  return "any";
}

/** Minor units of the other currency, rounded to the nearest, of halves to the even one. */
function rounded({ from, to, amount, rate }: Of<"exchange">): bigint {
  const exact = BigInt(amount) * BigInt(rate.numerator) * 10n ** BigInt(EXPONENT[to.currency] ?? 0);
  const parts = BigInt(rate.denominator) * 10n ** BigInt(EXPONENT[from.currency] ?? 0);
  const below = exact / parts;
  const rest = 2n * (exact - below * parts);
  return rest > parts || (rest === parts && below % 2n === 1n) ? below + 1n : below;
}

/** `from` becomes less, `to` stands on the other side; each currency balances over its position, a difference in `exchange/rounding`. */
function exchangeLines(
  { reference }: Story,
  { from, to, amount }: Of<"exchange">,
  atRate: bigint,
  given: bigint,
): RefLine[] {
  const grows = reference.accounts.get(keyOf(from))?.side ?? "debit";
  const leaves = grows === "debit" ? ("credit" as const) : ("debit" as const);
  const opened = (code: string, currency: string, type: string) => {
    const key = `${code} ${currency}`;
    if (!reference.accounts.has(key)) reference.open(key, type);
    return { account: key, currency };
  };
  const position = (currency: string) => opened(`position/${currency.toLowerCase()}`, currency, "POSITION");
  const lines: RefLine[] = [
    { account: keyOf(from), currency: from.currency, side: leaves, amount: BigInt(amount) },
    { ...position(from.currency), side: grows, amount: BigInt(amount) },
    { ...position(to.currency), side: leaves, amount: atRate },
    { account: keyOf(to), currency: to.currency, side: grows, amount: given },
  ];
  if (given === atRate) return lines;
  const isMore = given > atRate;
  const difference = isMore ? given - atRate : atRate - given;
  return [
    ...lines,
    { ...opened("exchange/rounding", to.currency, "REVENUE"), side: isMore ? leaves : grows, amount: difference },
  ];
}
