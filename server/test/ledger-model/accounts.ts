import { expect } from "vitest";
import { type RefAccount, Refused } from "../../src/ledger/testing/reference.ts";
import { type Body, dayFrom, expectRefused, keyOf, NO_ID, type Story, send, type Touched, toldOf } from "./story.ts";
import { TYPES, type Wish } from "./wishes.ts";

type Of<K extends Wish["kind"]> = Extract<Wish, { kind: K }>;

/** The community's, and so that of an account which names none. */
const ZONE = "Africa/Nairobi";
const big = (amount: number | null) => (amount === null ? null : BigInt(amount));

export async function openAccount(story: Story, wish: Of<"open">, key: string): Promise<Touched> {
  const { reference } = story;
  const { account, floor, limits, zone } = wish;
  const body = { ...account, type: TYPES[account.code], floor, ...limits, ...(zone ? { timeZone: zone } : {}) };
  const answer = await send(story, { wish, key, path: "/accounts", body });
  if (floor !== null && floor > 0) return expectRefused(answer, new Refused("floor_above_available", "#/floor"));
  if (reference.accounts.has(keyOf(account))) return expectRefused(answer, new Refused("account_exists", "#/code"));
  expect(toldOf(answer)).toMatchObject({ status: 201 });
  remember(story, answer.body);
  const { dayLimit, monthLimit } = limits;
  reference.open(keyOf(account), TYPES[account.code] ?? "", {
    floor: big(floor),
    zone: zone ?? ZONE,
    dayLimit: big(dayLimit),
    monthLimit: big(monthLimit),
  });
  return "any";
}

export async function changeAccount(story: Story, wish: Of<"change">, key: string): Promise<Touched> {
  const { reference, engine, ids } = story;
  const known = reference.accounts.get(keyOf(wish.account));
  const { floor } = wish.settings;
  const available = known ? reference.balance(known.key) - reference.held(known.key, engine.now()) : 0n;
  const version = (known?.version ?? 1) - (wish.isStale ? 1 : 0);
  const path = `/accounts/${ids.get(keyOf(wish.account)) ?? NO_ID}`;
  const answer = await engine.send("PATCH", path, { version, ...wish.settings }, key);
  if (!known) return expectRefused(answer, new Refused("not_found"));
  if (wish.isStale) return expectRefused(answer, new Refused("stale_version"));
  if (typeof floor === "number" && floor > available)
    return expectRefused(answer, new Refused("floor_above_available", "#/floor"));
  expect(toldOf(answer)).toMatchObject({ status: 200 });
  const amounts = Object.entries(wish.settings).map(([name, value]) => [
    name,
    typeof value === "number" ? BigInt(value) : value,
  ]);
  const counts = known.zone ? {} : { zone: ZONE, countsFrom: reference.posted.length };
  return turn(known, { ...Object.fromEntries(amounts), ...counts });
}

export async function closeAccount(story: Story, wish: Of<"close">, key: string): Promise<Touched> {
  const { reference, engine, ids } = story;
  const known = reference.accounts.get(keyOf(wish.account));
  const path = `/accounts/${ids.get(keyOf(wish.account)) ?? NO_ID}/closure`;
  const isEmpty = known && reference.balance(known.key) === 0n && reference.held(known.key, engine.now()) === 0n;
  const answer = await send(story, { wish, key, path, body: {} });
  if (!known) return expectRefused(answer, new Refused("not_found"));
  if (known.isClosed) return expectRefused(answer, new Refused("account_not_open"));
  if (!isEmpty) return expectRefused(answer, new Refused("account_not_empty"));
  expect(toldOf(answer)).toMatchObject({ status: 200 });
  return turn(known, { isClosed: true });
}

export async function reopenAccount(story: Story, wish: Of<"reopen">, key: string): Promise<Touched> {
  const known = story.reference.accounts.get(keyOf(wish.account));
  const path = `/accounts/${story.ids.get(keyOf(wish.account)) ?? NO_ID}/closure`;
  const answer = await story.engine.send("DELETE", path, undefined, key);
  if (!known?.isClosed) return expectRefused(answer, new Refused("not_found"));
  expect(toldOf(answer)).toMatchObject({ status: 200 });
  return turn(known, { isClosed: false });
}

function turn(account: RefAccount, to: Partial<RefAccount>): Touched {
  Object.assign(account, to, { version: account.version + 1 });
  return "any";
}

export async function closePeriod(story: Story, wish: Of<"closePeriod">, key: string): Promise<Touched> {
  const { reference, engine } = story;
  const through = dayFrom(engine.now(), -wish.daysAgo);
  const answer = await send(story, { wish, key, path: "/closings", body: { through } });
  if (wish.daysAgo < 0) return expectRefused(answer, new Refused("period_not_over", "#/through"));
  if (through <= reference.closedThrough) return expectRefused(answer, new Refused("already_closed", "#/through"));
  expect(toldOf(answer)).toMatchObject({ status: 201 });
  reference.closedThrough = through;
  return "any";
}

/** Every account as it is shown now beside the reference's; from it come the ids of those that are new. */
export async function compareAccounts(story: Story): Promise<void> {
  const { reference, engine } = story;
  const now = engine.now();
  const items = (await engine.get("/accounts?limit=200")).body["items"] as Body[];
  for (const item of items) remember(story, item);
  const seen = items.map((item) => ({
    key: `${item["code"]} ${item["currency"]}`,
    side: String(item["normalSide"]).toLowerCase(),
    ...only(item, ["posted", "held", "available", "floor", "dayLimit", "monthLimit", "usedToday", "usedThisMonth"]),
    ...only(item, ["refusesDebit", "refusesCredit", "version", "timeZone"]),
    isClosed: item["closedAt"] !== null,
  }));
  const expected = [...reference.accounts.values()].map(({ zone, countsFrom: _, ...account }) => {
    const posted = reference.balance(account.key);
    const held = reference.held(account.key, now);
    const { day, month } = reference.used(account.key, now);
    const figures = { posted, held, available: posted - held, usedToday: day, usedThisMonth: month };
    return plain({ ...account, timeZone: zone, ...figures });
  });
  const byKey = (all: { key: unknown }[]) => Object.fromEntries(all.map((one) => [String(one.key), one]));
  expect(byKey(seen)).toEqual(byKey(expected));
}

function remember({ ids, keys }: Story, shown: Body): void {
  const key = `${shown["code"]} ${shown["currency"]}`;
  ids.set(key, String(shown["id"]));
  keys.set(String(shown["id"]), key);
}

function only(item: Body, names: readonly string[]): Body {
  return Object.fromEntries(names.map((name) => [name, item[name]]));
}

/** With the wire's numbers. */
function plain<T extends { key: string }>(account: T): { key: string } & Body {
  const values = Object.entries(account).map(([name, value]) => [
    name,
    typeof value === "bigint" ? Number(value) : value,
  ]);
  return { ...Object.fromEntries(values), key: account.key };
}
