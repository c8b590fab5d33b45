import { expect } from "vitest";
import { type RefHold, Refused } from "../../src/ledger/testing/reference.ts";
import {
  type Body,
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

/** A hold ends between two hours, so that no time that the test waits for is ever its own. */
const HALF_HOUR = 1_800_000;

/** Every other time one that nobody has ended. */
function chosen(holds: readonly RefHold[], nth: number): RefHold | undefined {
  const open = holds.filter(({ ended }) => ended === null);
  return recent(nth % 2 === 0 && open.length > 0 ? open : holds, nth);
}

export async function placeHold(story: Story, wish: Of<"hold">, key: string): Promise<Touched> {
  const { reference, engine } = story;
  const now = engine.now();
  const { account, amount, hours } = wish;
  const expiresAt = hours === null ? null : new Date(now.getTime() + hours * 2 * HALF_HOUR + HALF_HOUR);
  const body = {
    account: account.code,
    currency: account.currency,
    amount,
    ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
  };
  const answer = await send(story, { wish, key, path: "/holds", body });
  if (expiresAt && expiresAt <= now) return expectRefused(answer, new Refused("expiry_past", "#/expiresAt"));
  if (!reference.accounts.has(keyOf(account)))
    return expectRefused(answer, new Refused("unknown_account", "#/account"));
  const hold = { id: "", account: keyOf(account), amount: BigInt(amount), captures: [], expiresAt, ended: null };
  const placed = reference.attempt(() => reference.place(hold, now));
  if (placed instanceof Refused) return expectRefused(answer, placed);
  expect(answer.status).toBe(201);
  placed.id = String(answer.body["id"]);
  expectHold(story, answer.body, placed);
  return "any";
}

function expectHold({ reference, engine }: Story, shown: Body, hold: RefHold): void {
  const now = engine.now();
  const { id, amount, captures } = hold;
  expect(shown).toMatchObject({
    id,
    amount: Number(amount),
    captured: Number(captures.reduce((sum, taken) => sum + taken, 0n)),
    left: Number(reference.leftOf(hold, now)),
    status: reference.statusOf(hold, now),
  });
}

export async function captureHold(story: Story, wish: Of<"capture">, key: string): Promise<Touched> {
  const { reference, engine } = story;
  const now = engine.now();
  const hold = chosen(reference.holds, wish.nth);
  const amount = BigInt(wish.amount ?? 0) || (hold && reference.leftOf(hold, now)) || 1n;
  const { body, draft } = paymentFrom(story, hold?.account ?? "shop KES", wish, amount);
  const answer = await send(story, { wish, key, path: `/holds/${hold?.id ?? NO_ID}/captures`, body });
  if (!hold) return expectRefused(answer, new Refused("not_found"));
  if (reference.statusOf(hold, now) !== "held") return expectRefused(answer, new Refused("hold_ended"));
  const ask = { amount: wish.off === null ? null : amount + BigInt(wish.off), keepsRest: wish.keepsRest };
  const captured = reference.attempt(() => reference.capture(hold, draft, now, ask));
  if (captured instanceof Refused) return expectRefused(answer, captured, "#/transaction/entries");
  expect(toldOf(answer)).toMatchObject({ status: 201 });
  expectHold(story, answer.body["hold"] as Body, hold);
  for (const posted of captured) expectPosted(story, answer.body["transaction"] as Body, posted);
  return "any";
}

/** From the account of the hold to another one. */
function paymentFrom({ reference, engine }: Story, account: string, wish: Of<"capture">, amount: bigint) {
  const [code = "", currency = ""] = account.split(" ");
  const grows = reference.accounts.get(account)?.side ?? "credit";
  const shrinks = grows === "debit" ? ("credit" as const) : ("debit" as const);
  const entry = (named: string, side: string) => ({
    account: named,
    entryType: side.toUpperCase(),
    amount: Number(amount),
    currency,
  });
  const { off, keepsRest, to, day } = wish;
  const line = { currency, amount };
  return {
    body: {
      transaction: {
        entries: [entry(code, shrinks), entry(to, grows)],
        ...(day === null ? {} : { effectiveDate: dayFrom(engine.now(), day) }),
      },
      keepsRest,
      ...(off === null ? {} : { amount: Number(amount) + off }),
    },
    draft: {
      reference: null,
      effective: dayFrom(engine.now(), day ?? 0),
      lines: [
        { ...line, account, side: shrinks },
        { ...line, account: `${to} ${currency}`, side: grows },
      ],
    },
  };
}

export async function releaseHold(story: Story, wish: Of<"release">, key: string): Promise<Touched> {
  const { reference, engine } = story;
  const now = engine.now();
  const hold = chosen(reference.holds, wish.nth);
  const answer = await send(story, { wish, key, path: `/holds/${hold?.id ?? NO_ID}/release`, body: {} });
  if (!hold) return expectRefused(answer, new Refused("not_found"));
  const status = reference.statusOf(hold, now);
  if (status !== "held" && status !== "released") return expectRefused(answer, new Refused("hold_ended"));
  hold.ended = "released";
  expect(answer.status).toBe(200);
  expectHold(story, answer.body, hold);
  return status === "released" ? [] : "any";
}
