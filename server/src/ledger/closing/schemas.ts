import Type, { type Static } from "typebox";

const Id = Type.String({ format: "uuid" });
const Day = Type.String({ format: "date", pattern: "^(19|20)" });
const Instant = Type.String({ format: "date-time" });
const Hash = Type.String({ pattern: "^[0-9a-f]{64}$", description: "SHA-256, hexadecimal" });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);

export const ClosingParams = Type.Object({ communityId: Id, through: Day, accountId: Id });

export const ClosingBody = Type.Object(
  { through: Type.String({ format: "date", pattern: "^(19|20)", description: "The last day that is closed" }) },
  { $id: "LedgerClosingDraft" },
);

export const Closing = Type.Object(
  {
    through: Day,
    openedAfter: orNull(Type.String({ format: "date", description: "The last day of the period before" })),
    closedAt: Instant,
    closedBy: orNull(Id),
    provenAt: orNull(
      Type.String({ format: "date-time", description: "When its roots were made; soon after it was closed" }),
    ),
    transactions: orNull(Type.Integer({ description: "Effective in the period" })),
    transactionsRoot: orNull(Hash),
    accounts: orNull(Type.Integer({ description: "With an entry up to the last day" })),
    balancesRoot: orNull(Hash),
  },
  { $id: "LedgerClosing" },
);

export const BalanceProofOut = Type.Object(
  {
    leaf: Type.String({ description: "The account's totals as canonical JSON (RFC 8785)" }),
    salt: Hash,
    index: Type.Integer(),
    size: Type.Integer({ description: "Leaves of the tree" }),
    path: Type.Array(Hash),
    root: Hash,
  },
  { $id: "LedgerBalanceProof" },
);

export type ClosingOut = Static<typeof Closing>;
