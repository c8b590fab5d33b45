import { expect } from "vitest";
import { Refused } from "../../src/ledger/testing/reference.ts";
import { type Body, dayFrom, expectRefused, NOTHING, recent, type Story, type Touched, toldOf } from "./story.ts";
import type { Wish } from "./wishes.ts";

type Of<K extends Wish["kind"]> = Extract<Wish, { kind: K }>;

/** As known when a transaction was recorded, as effective on a day, both or neither. */
function momentOf({ reference, engine }: Story, { nth, day }: { nth: number | null; day: number | null }) {
  const known = nth === null ? undefined : recent(reference.posted, nth);
  return {
    ...(known ? { knownAt: known.recordedAt } : {}),
    ...(day === null ? {} : { effectiveOn: dayFrom(engine.now(), day) }),
  };
}

export async function readBalances(story: Story, wish: Of<"read">, key: string): Promise<Touched> {
  const { reference, engine } = story;
  const moment = momentOf(story, wish);
  const answer = await engine.send("POST", "/balances", { codes: wish.codes, ...moment }, key);
  const accounts = [...reference.accounts.keys()];
  const missing = wish.codes.findIndex((code) => !accounts.some((account) => account.startsWith(`${code} `)));
  if (missing >= 0) return expectRefused(answer, new Refused("unknown_account", `#/codes/${missing}`));
  const asked = accounts.filter((account) => wish.codes.some((code) => account.startsWith(`${code} `)));
  const seen = (answer.body["items"] as Body[]).map((item) => [`${item["code"]} ${item["currency"]}`, item["balance"]]);
  const expected = asked.map((account) => [account, Number(reference.balance(account, moment))]);
  expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(expected));
  return NOTHING;
}

export async function readTrialBalance(story: Story, wish: Of<"trial">): Promise<Touched> {
  const { reference, engine } = story;
  const moment = momentOf(story, wish);
  const answer = await engine.get(`/trial-balance?${new URLSearchParams(moment)}`);
  expect(toldOf(answer)).toMatchObject({ status: 200 });
  const seen = (answer.body["items"] as Body[]).map(({ code, currency, debit, credit }) => [
    `${code} ${currency}`,
    { debit, credit },
  ]);
  const expected = [...reference.accounts.values()].map((account) => {
    const balance = Number(reference.balance(account.key, moment));
    const onDebit = account.side === "debit" ? balance : -balance;
    return [account.key, { debit: Math.max(onDebit, 0), credit: Math.max(-onDebit, 0) }];
  });
  expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(expected));
  return NOTHING;
}
