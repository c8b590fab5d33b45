import fc from "fast-check";

/** What somebody may ask of the books. Plain, so that it shrinks and reads well in a counterexample. */
export type Wish =
  | { kind: "open"; account: Name; floor: number | null; limits: Limits; zone: string | null }
  | { kind: "change"; account: Name; settings: Settings; isStale: boolean }
  | { kind: "close"; account: Name }
  | { kind: "reopen"; account: Name }
  | { kind: "post"; draft: DraftWish }
  | { kind: "bulk"; drafts: readonly DraftWish[]; together: boolean }
  | { kind: "batch"; items: readonly Groups[] }
  | { kind: "command"; drafts: readonly DraftWish[]; hold: { account: Name; amount: number } | null }
  | { kind: "hold"; account: Name; amount: number; hours: number | null }
  | {
      kind: "capture";
      nth: number;
      to: string;
      amount: number | null;
      off: number | null;
      keepsRest: boolean;
      day: number | null;
    }
  | { kind: "release"; nth: number }
  | { kind: "reverse"; nth: number; part: PartWish; day: number | null }
  | { kind: "exchange"; from: Name; to: Name; amount: number; rate: Rate; off: number | null; day: number | null }
  | { kind: "closePeriod"; daysAgo: number }
  | { kind: "wait"; hours: number }
  | { kind: "keep"; what: "seal" | "rollUp" | "expire" | "jobs" }
  | { kind: "again"; nth: number; isOther: boolean }
  | { kind: "read"; codes: readonly string[]; nth: number | null; day: number | null }
  | { kind: "trial"; nth: number | null; day: number | null };

export interface Name {
  code: string;
  currency: string;
}
export interface Limits {
  dayLimit: number | null;
  monthLimit: number | null;
}
export type Settings = Partial<Limits & { floor: number | null; refusesDebit: boolean; refusesCredit: boolean }>;
export interface Rate {
  numerator: number;
  denominator: number;
}

/** One account against one to four others, in one currency. `isForeign`: the one is named by the id of its twin in another. */
export interface Bundle {
  currency: string;
  one: string;
  many: readonly { code: string; amount: number }[];
  isDebit: boolean;
  isForeign: boolean;
}

/** `day`: so many days from today. `isOff`: by one, and so not balanced. */
export interface DraftWish {
  bundles: readonly Bundle[];
  byId: boolean;
  reference: number | null;
  day: number | null;
  isOff: boolean;
}

/** What one caller asks of the poster; those of a group stand or fall together. */
export type Groups = readonly (readonly DraftWish[])[];

/** All that is left, an amount, or an amount of the first line and of another one. */
export type PartWish = "all" | { amount: number } | { amount: number; line: number };

export const TYPES: Readonly<Record<string, "ASSET" | "LIABILITY" | "REVENUE" | "RECEIVABLE">> = {
  bank: "ASSET",
  shop: "LIABILITY",
  "wallet/a": "LIABILITY",
  "wallet/b": "LIABILITY",
  fees: "REVENUE",
  dues: "RECEIVABLE",
};

/** Mostly the wallets, on which something can go wrong. */
const code = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom("wallet/a", "wallet/b") },
  { weight: 1, arbitrary: fc.constantFrom(...Object.keys(TYPES)) },
);
const currency = fc.oneof(
  { weight: 12, arbitrary: fc.constant("KES") },
  { weight: 4, arbitrary: fc.constant("USD") },
  { weight: 1, arbitrary: fc.constant("JPY") },
);
const name: fc.Arbitrary<Name> = fc.record({ code, currency });
/** Most exchanges are of what one has most of. */
const otherCurrency = fc.oneof({ weight: 3, arbitrary: fc.constant("USD") }, { weight: 1, arbitrary: currency });
const amount = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 450 }));
const nth = fc.nat(12);
const rarely = fc.integer({ min: 0, max: 24 }).map((n) => n === 24);
const perhaps = <T>(arbitrary: fc.Arbitrary<T>, freq = 3) => fc.option(arbitrary, { nil: null, freq });
const day = perhaps(fc.oneof(fc.integer({ min: -3, max: 1 }), fc.integer({ min: -70, max: 40 })), 2);
const limits = fc.record({ dayLimit: perhaps(fc.nat(500)), monthLimit: perhaps(fc.nat(1_200)) });
const floor = perhaps(fc.integer({ min: -100, max: 20 }));

const bundle: fc.Arbitrary<Bundle> = fc.record({
  currency,
  one: code,
  many: fc.oneof(
    { weight: 3, arbitrary: fc.array(fc.record({ code, amount }), { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(fc.record({ code, amount }), { minLength: 1, maxLength: 4 }) },
  ),
  isDebit: fc.boolean(),
  isForeign: rarely,
});

const draft: fc.Arbitrary<DraftWish> = fc.record({
  bundles: fc.oneof(
    { weight: 4, arbitrary: fc.array(bundle, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(bundle, { minLength: 2, maxLength: 2 }) },
  ),
  byId: fc.boolean(),
  reference: perhaps(fc.nat(9), 2),
  day,
  isOff: rarely,
});

const whole = draft.map((one): DraftWish => ({ ...one, isOff: false }));
const group = fc.array(whole, { minLength: 1, maxLength: 3 });
const groups: fc.Arbitrary<Groups> = fc.array(group, { minLength: 1, maxLength: 2 });

const kind = <K extends Wish["kind"]>(value: K) => fc.constant(value);
const part: fc.Arbitrary<PartWish> = fc.oneof(
  fc.constant("all" as const),
  fc.record({ amount }),
  fc.record({ amount, line: fc.nat(4) }),
);
const settings: fc.Arbitrary<Settings> = fc.oneof(
  fc.record({ floor }),
  limits,
  fc.record({ refusesDebit: fc.boolean() }),
  fc.record({ refusesCredit: fc.boolean() }),
);
const rate = fc.constantFrom(
  { numerator: 12_935, denominator: 100 },
  { numerator: 1, denominator: 3 },
  { numerator: 7, denominator: 2 },
);
const zone = perhaps(fc.constantFrom("Africa/Nairobi", "Asia/Jakarta", "America/Los_Angeles", "UTC"));
const reading = { nth: perhaps(nth, 2), day };

const WISHES: readonly { weight: number; arbitrary: fc.Arbitrary<Wish> }[] = [
  { weight: 12, arbitrary: fc.record({ kind: kind("post"), draft }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: kind("bulk"),
      drafts: fc.array(draft, { minLength: 1, maxLength: 4 }),
      together: fc.boolean(),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: kind("batch"), items: fc.array(groups, { minLength: 1, maxLength: 3 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kind("command"),
      drafts: fc.array(draft, { minLength: 1, maxLength: 3 }),
      hold: perhaps(fc.record({ account: name, amount })),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: kind("hold"),
      account: name,
      amount,
      hours: perhaps(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: -1, max: 30 }))),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: kind("capture"),
      nth,
      to: code,
      amount: perhaps(amount),
      off: fc.constantFrom(null, null, null, 0, 0, 1),
      keepsRest: fc.boolean(),
      day,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind("release"), nth }) },
  { weight: 6, arbitrary: fc.record({ kind: kind("reverse"), nth, part, day }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kind("exchange"),
      from: name,
      to: fc.record({ code, currency: otherCurrency }),
      amount,
      rate,
      off: perhaps(fc.integer({ min: -2, max: 2 })),
      day,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind("open"), account: name, floor, limits, zone }) },
  { weight: 3, arbitrary: fc.record({ kind: kind("change"), account: name, settings, isStale: rarely }) },
  { weight: 2, arbitrary: fc.record({ kind: kind("close"), account: name }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("reopen"), account: name }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind("closePeriod"),
      daysAgo: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: -1, max: 70 })),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: kind("wait"),
      hours: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 50 })),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: kind("keep"), what: fc.constantFrom("seal", "rollUp", "expire", "jobs") }),
  },
  { weight: 5, arbitrary: fc.record({ kind: kind("again"), nth, isOther: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kind("read"),
      codes: fc.uniqueArray(code, { minLength: 1, maxLength: 3 }),
      ...reading,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: kind("trial"), ...reading }) },
];

export const wish: fc.Arbitrary<Wish> = fc.oneof(...WISHES);

/** Every history begins with some accounts, and a little on two of them, so that most of what follows finds something to do. */
export const BEGINNING: readonly Wish[] = [
  open("bank", "KES"),
  open("shop", "KES"),
  open("fees", "KES"),
  open("dues", "KES"),
  open("wallet/a", "KES", { floor: 0, limits: { dayLimit: 400, monthLimit: 900 }, zone: "Africa/Nairobi" }),
  open("wallet/b", "KES", { floor: 0 }),
  open("wallet/b", "USD", { floor: -100, limits: { dayLimit: null, monthLimit: 500 }, zone: "Asia/Jakarta" }),
  open("bank", "USD"),
  open("shop", "USD"),
  open("wallet/a", "USD", { floor: -50, limits: { dayLimit: 300, monthLimit: null }, zone: "America/Los_Angeles" }),
  {
    kind: "post",
    draft: {
      bundles: [
        { currency: "KES", one: "bank", many: [payTo("wallet/a"), payTo("wallet/b")], isDebit: true, isForeign: false },
      ],
      byId: false,
      reference: null,
      day: null,
      isOff: false,
    },
  },
];

function payTo(account: string) {
  return { code: account, amount: 600 };
}

function open(opened: string, kept: string, more: Partial<Extract<Wish, { kind: "open" }>> = {}): Wish {
  const free = { floor: null, limits: { dayLimit: null, monthLimit: null }, zone: null };
  return { kind: "open", account: { code: opened, currency: kept }, ...free, ...more };
}

/** A wish in a line: a draft as an accountant would write it. */
export function textOf(wish: Wish): string {
  return JSON.stringify(wish, (_, value) => (isDraft(value) ? draftText(value) : value));
}

function isDraft(value: unknown): value is DraftWish {
  return typeof value === "object" && value !== null && "bundles" in value;
}

function draftText({ bundles, ...more }: DraftWish): string {
  const lines = bundles.map(({ currency, one, many, isDebit, isForeign }) => {
    const others = many.map(({ code, amount }) => `${amount} ${code}`).join(" + ");
    return `${currency} ${isDebit ? "debit" : "credit"} ${one}${isForeign ? " (of another currency)" : ""}, the other side ${others}`;
  });
  const said = Object.entries(more).filter(([, value]) => value !== null && value !== false);
  return [...lines, ...said.map(([name, value]) => `${name} ${value}`)].join("; ");
}
