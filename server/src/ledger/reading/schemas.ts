import Type from "typebox";
import { Amount, Currency, Day, EntryType, Id, Instant, YEARS } from "../schemas.ts";

export const PastInstant = (description: string) =>
  Type.String({ format: "date-time", pattern: YEARS, description, examples: ["2026-04-02T12:00:00Z"] });

export const KnownAt = PastInstant("As the books were at this instant: what was recorded later does not count");
export const EffectiveOn = Day("As effective at the end of this day, whenever it was recorded");

export const Cursor = Type.Union([Type.String(), Type.Null()]);

/** What a page of a list says about the pages beside it. */
export const BothWays = { next: Cursor, previous: Cursor };

export const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 }));
export const AskedCursor = Type.Optional(Type.String({ maxLength: 600 }));
export const Order = Type.Optional(Type.Union([Type.Literal("newest"), Type.Literal("oldest")]));
export const AccountCode = Type.String({ pattern: "^[a-z0-9][a-z0-9/_.-]{0,199}$", examples: ["wallet/amina"] });

const Moment = {
  knownAt: Type.Union([Instant, Type.Null()]),
  effectiveOn: Type.Union([Type.String({ format: "date" }), Type.Null()]),
};

export const LedgerBalance = Type.Object(
  {
    accountId: Id,
    code: Type.String(),
    name: Type.Union([Type.String(), Type.Null()]),
    currency: Currency,
    normalSide: EntryType,
    balance: Type.Integer({ ...Amount, description: "Minor units; grows on the normal side" }),
  },
  { $id: "LedgerBalance" },
);

export const LedgerBalances = Type.Object(
  { ...Moment, items: Type.Array(LedgerBalance) },
  {
    $id: "LedgerBalances",
    examples: [
      {
        knownAt: "2026-04-02T12:00:00.000Z",
        effectiveOn: "2026-03-31",
        items: [
          {
            accountId: "0193e4c4-0000-7000-8000-000000000001",
            code: "wallet/amina",
            name: null,
            currency: "KES",
            normalSide: "CREDIT",
            balance: 150_000,
          },
        ],
      },
    ],
  },
);

export const TrialBalanceLine = Type.Object(
  {
    accountId: Id,
    code: Type.String(),
    accountType: Type.String(),
    name: Type.Union([Type.String(), Type.Null()]),
    currency: Currency,
    debit: Amount,
    credit: Amount,
  },
  { $id: "TrialBalanceLine" },
);

export const TrialBalance = Type.Object(
  {
    at: Type.String({ format: "date-time", description: "When it was made" }),
    ...Moment,
    items: Type.Array(TrialBalanceLine),
    totals: Type.Array(Type.Object({ currency: Currency, debit: Amount, credit: Amount })),
  },
  {
    $id: "TrialBalance",
    examples: [
      {
        at: "2026-04-05T08:00:00.000Z",
        knownAt: null,
        effectiveOn: "2026-03-31",
        items: [
          {
            accountId: "0193e4c4-0000-7000-8000-000000000001",
            code: "bank/main",
            accountType: "ASSET",
            name: null,
            currency: "KES",
            debit: 150_000,
            credit: 0,
          },
          {
            accountId: "0193e4c4-0000-7000-8000-000000000002",
            code: "wallet/amina",
            accountType: "LIABILITY",
            name: null,
            currency: "KES",
            debit: 0,
            credit: 150_000,
          },
        ],
        totals: [{ currency: "KES", debit: 150_000, credit: 150_000 }],
      },
    ],
  },
);

export const GeneralLedgerEntry = Type.Object(
  {
    id: Type.String({ description: "Account and its sequence number: `<accountId>-<seq>`" }),
    transactionId: Id,
    kind: Type.String(),
    description: Type.Union([Type.String(), Type.Null()]),
    reference: Type.Union([Type.String(), Type.Null()]),
    effectiveDate: Type.String({ format: "date" }),
    recordedAt: Instant,
    entryType: EntryType,
    amount: Amount,
    label: Type.String(),
    balance: Type.Integer({ ...Amount, description: "The opening balance and the entries up to this one" }),
  },
  { $id: "GeneralLedgerEntry" },
);

export const GeneralLedgerAccount = Type.Object(
  {
    accountId: Id,
    code: Type.String(),
    name: Type.Union([Type.String(), Type.Null()]),
    currency: Currency,
    normalSide: EntryType,
    opening: Type.Integer({ ...Amount, description: "Effective at the end of the day before `from`" }),
    closing: Type.Integer({ ...Amount, description: "Effective at the end of `to`" }),
    continued: Type.Boolean({ description: "Its first entries stand on the page before" }),
    entries: Type.Array(GeneralLedgerEntry),
  },
  {
    $id: "GeneralLedgerAccount",
    examples: [
      {
        accountId: "0193e4c4-0000-7000-8000-000000000001",
        code: "bank/main",
        name: null,
        currency: "KES",
        normalSide: "DEBIT",
        opening: 100_000,
        closing: 150_000,
        continued: false,
        entries: [
          {
            id: "0193e4c4-0000-7000-8000-000000000001-17",
            transactionId: "0193e4c4-0000-7000-8000-0000000000aa",
            kind: "transfer",
            description: "Rent of March",
            reference: "invoice/2026-0173",
            effectiveDate: "2026-03-02",
            recordedAt: "2026-03-02T09:30:00.000Z",
            entryType: "DEBIT",
            amount: 50_000,
            label: "rent",
            balance: 150_000,
          },
        ],
      },
    ],
  },
);

export const CashFlow = Type.Object(
  {
    from: Type.String({ format: "date" }),
    to: Type.String({ format: "date" }),
    currencies: Type.Array(
      Type.Object({
        currency: Currency,
        links: Type.Array(
          Type.Object({
            from: Type.String({ description: "Code of the credited account, or the first parts of it" }),
            to: Type.String({ description: "Code of the debited account, or the first parts of it" }),
            amount: Amount,
          }),
        ),
        others: Type.Object({
          links: Type.Integer({ description: "How many smaller flows are not shown one by one" }),
          amount: Amount,
        }),
      }),
    ),
  },
  {
    $id: "CashFlow",
    examples: [
      {
        from: "2026-03-01",
        to: "2026-03-31",
        currencies: [
          {
            currency: "KES",
            links: [{ from: "wallet", to: "bank", amount: 50_000 }],
            others: { links: 12, amount: 3_400 },
          },
        ],
      },
    ],
  },
);
