import Type, { type Static } from "typebox";

const MAX = Number.MAX_SAFE_INTEGER;
export const Id = Type.String({ format: "uuid" });
export const Amount = Type.Integer({ minimum: -MAX, maximum: MAX, description: "Minor units" });
export const Currency = Type.String({ pattern: "^[A-Z]{3}$", examples: ["KES"] });
export const Instant = Type.String({ format: "date-time" });
/** Years of four digits that a calendar of the database has. */
export const YEARS = "^[12][0-9]{3}-";
export const Day = (description: string) =>
  Type.String({ format: "date", pattern: YEARS, description, examples: ["2026-03-31"] });
export const EntryType = Type.Enum(["DEBIT", "CREDIT"]);

export const LedgerAccount = Type.Object(
  {
    id: Id,
    code: Type.String({ examples: ["escrow/goal/0193…"] }),
    accountType: Type.String({
      description:
        "USER, GOAL, ESCROW, REVENUE, EXPENSE, CLEARING, SUSPENSE, RECEIVABLE, ASSET, LIABILITY, EQUITY or POSITION",
    }),
    entityKind: Type.Union([Type.String(), Type.Null()]),
    entityId: Type.Union([Id, Type.Null()]),
    byProduct: Type.Boolean({ description: "A product's: moved by its rules alone, and by nobody by hand" }),
    name: Type.Union([
      Type.String({
        description:
          "What it belongs to, as people call it: a goal's title, a provider's name, a giver's where you may know it",
      }),
      Type.Null(),
    ]),
    currency: Currency,
    normalSide: EntryType,
    posted: Amount,
    held: Type.Integer({ ...Amount, description: "By holds whose time is not over" }),
    available: Type.Integer({ ...Amount, description: "posted − held" }),
    floor: Type.Union([Amount, Type.Null()], { description: "The least that may be available; null: none" }),
    refusesDebit: Type.Boolean(),
    refusesCredit: Type.Boolean(),
    timeZone: Type.Union([Type.String(), Type.Null()], { description: "By whose days its limits count" }),
    dayLimit: Type.Union([Amount, Type.Null()], { description: "Of the sum of its debits in a day; null: none" }),
    monthLimit: Type.Union([Amount, Type.Null()]),
    usedToday: Amount,
    usedThisMonth: Amount,
    metadata: Type.Record(Type.String(), Type.Unknown()),
    version: Type.Integer(),
    createdAt: Instant,
    closedAt: Type.Union([Instant, Type.Null()]),
  },
  { $id: "LedgerAccount" },
);

export const LedgerEntry = Type.Object(
  {
    id: Type.String({ description: "Account and its sequence number: `<accountId>-<seq>`" }),
    accountId: Id,
    accountCode: Type.String(),
    accountName: Type.Union([Type.String(), Type.Null()]),
    transactionId: Id,
    entryType: EntryType,
    amount: Amount,
    currency: Currency,
    label: Type.String(),
    description: Type.Union([Type.String(), Type.Null()]),
    metadata: Type.Record(Type.String(), Type.Unknown()),
    balanceAfter: Amount,
    effectiveDate: Type.String({ format: "date", description: "The day that counts: its transaction's" }),
    createdAt: Type.String({ format: "date-time", description: "When it was recorded" }),
  },
  { $id: "LedgerEntry" },
);

export const LedgerTransaction = Type.Object(
  {
    id: Id,
    kind: Type.String(),
    reference: Type.Union([Type.String(), Type.Null()]),
    sourceKind: Type.Union([Type.String(), Type.Null()]),
    sourceId: Type.Union([Id, Type.Null()]),
    effectiveDate: Type.String({ format: "date" }),
    recordedAt: Instant,
    actorId: Type.Union([Id, Type.Null()]),
    description: Type.Union([Type.String(), Type.Null()]),
    metadata: Type.Record(Type.String(), Type.Unknown()),
    reverses: Type.Union([Id, Type.Null()]),
    reversedBy: Type.Array(Id, { description: "The transactions that take it back, oldest first" }),
    reversedAmounts: Type.Array(Type.Object({ entryId: Type.String(), amount: Amount }), {
      description: "How much of its entries that is; those of which nothing was taken back are left out",
    }),
    entries: Type.Array(LedgerEntry),
  },
  { $id: "LedgerTransaction" },
);

export const LedgerTransactionWithSeal = Type.Object(
  {
    ...LedgerTransaction.properties,
    seal: Type.Union([Type.Object({ n: Type.Integer(), sealedAt: Instant }), Type.Null()], {
      description: "The seal that covers it; null: not sealed yet, which takes some seconds",
    }),
  },
  { $id: "LedgerTransactionWithSeal" },
);

export const Metadata = Type.Record(
  Type.String({ minLength: 1, maxLength: 60 }),
  Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean(), Type.Null()]),
  { maxProperties: 50, description: "Of your own: shown and searched, never interpreted" },
);
export const Code = Type.String({ pattern: "^[a-z0-9][a-z0-9/_.-]{0,199}$", examples: ["wallet/amina"] });

/** A code of the chart of accounts, with what stands below it: codes are paths. */
export const Under = Type.String({
  ...Code,
  description: "This code and those below it: `bank` has `bank/a`, not `bankers`",
});

/** What one entry may carry. */
export const PostingAmount = Type.Integer({ minimum: 1, maximum: 1e13, description: "Minor units" });

/** One side of a transaction to be posted: the account by its id or by its code. */
export const EntryDraft = Type.Object(
  {
    accountId: Type.Optional(Id),
    account: Type.Optional(Code),
    entryType: EntryType,
    amount: PostingAmount,
    currency: Currency,
    label: Type.Optional(
      Type.String({ pattern: "^[a-z0-9_.-]{1,60}$", description: "What the entry is; default: the kind" }),
    ),
  },
  { $id: "EntryDraft" },
);

export const TransactionDraftBody = Type.Object(
  {
    entries: Type.Array(EntryDraft, { minItems: 2, maxItems: 100 }),
    kind: Type.Optional(
      Type.String({ pattern: "^[a-z0-9_.-]{1,60}$", description: "The business event; default: `transfer`" }),
    ),
    reference: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: "Yours: posted once for ever in this community" }),
    ),
    description: Type.Optional(Type.String({ maxLength: 500 })),
    effectiveDate: Type.Optional(Day("The day that counts; default: today in UTC. Refused in a closed period")),
    metadata: Type.Optional(Metadata),
  },
  { $id: "LedgerTransactionDraft" },
);

export const PostedEntry = Type.Object(
  {
    id: Type.String({ description: "Account and its sequence number: `<accountId>-<seq>`" }),
    accountId: Id,
    entryType: EntryType,
    amount: Amount,
    currency: Currency,
    label: Type.String(),
    balanceAfter: Amount,
  },
  { $id: "PostedEntry" },
);

export const PostedTransaction = Type.Object(
  {
    id: Id,
    kind: Type.String(),
    reference: Type.Union([Type.String(), Type.Null()]),
    effectiveDate: Type.String({ format: "date" }),
    recordedAt: Instant,
    entries: Type.Array(PostedEntry),
  },
  { $id: "PostedTransaction" },
);

export const CommunityParams = Type.Object({ communityId: Id });
export const AccountParams = Type.Object({ communityId: Id, accountId: Id });
export const TransactionParams = Type.Object({ communityId: Id, transactionId: Id });

export const Page = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  after: Type.Optional(Type.String({ maxLength: 400 })),
};

export type TransactionDraftIn = Static<typeof TransactionDraftBody>;
export type PostedTransactionOut = Static<typeof PostedTransaction>;
export type LedgerAccountOut = Static<typeof LedgerAccount>;
export type LedgerEntryOut = Static<typeof LedgerEntry>;
export type LedgerTransactionOut = Static<typeof LedgerTransaction>;
