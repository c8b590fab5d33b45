import Type, { type Static } from "typebox";
import { ACCOUNT_TYPES } from "../posting.ts";
import { Amount, Code, Currency, Id, Metadata } from "../schemas.ts";

const Limit = Type.Union([Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }), Type.Null()], {
  description: "The most that the sum of its debits may be in a local day, or month; null: any",
});

const settings = {
  name: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()])),
  metadata: Type.Optional(Metadata),
  floor: Type.Optional(
    Type.Union([Amount, Type.Null()], {
      description: "The least that may be available; null: none. Not above what is",
    }),
  ),
  dayLimit: Type.Optional(Limit),
  monthLimit: Type.Optional(Limit),
  timeZone: Type.Optional(
    Type.String({
      pattern: "^[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+)*$",
      maxLength: 64,
      description: "By whose days its limits count; default: the community's",
      examples: ["Africa/Nairobi"],
    }),
  ),
};

export const OpenAccountBody = Type.Object(
  {
    code: Code,
    type: Type.Enum([...ACCOUNT_TYPES], { examples: ["ASSET"] }),
    currency: Currency,
    ...settings,
  },
  { $id: "LedgerAccountDraft" },
);

export const ChangeAccountBody = Type.Object(
  {
    version: Type.Integer(),
    ...settings,
    refusesDebit: Type.Optional(Type.Boolean()),
    refusesCredit: Type.Optional(Type.Boolean()),
  },
  { $id: "LedgerAccountChange" },
);

export const LedgerAccountNode = Type.Object(
  {
    code: Type.String(),
    parent: Type.Union([Type.String(), Type.Null()], { description: "The node above; null at the top" }),
    level: Type.Integer({ description: "1 at the top" }),
    subtotals: Type.Array(
      Type.Object({
        currency: Currency,
        balance: Type.Integer({ ...Amount, description: "Debits less credits of all accounts at and below this code" }),
        accounts: Type.Integer({ description: "How many these are" }),
        accountId: Type.Union([Id, Type.Null()], { description: "The account at this very code, if there is one" }),
        accountType: Type.Union([Type.String(), Type.Null()]),
        name: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  },
  { $id: "LedgerAccountNode" },
);

export type LedgerAccountNodeOut = Static<typeof LedgerAccountNode>;
interface AmountsIn {
  floor?: number | null;
  dayLimit?: number | null;
  monthLimit?: number | null;
}

const bigOrNull = (amount: number | null) => (amount === null ? null : BigInt(amount));

/** The same with the wire's numbers as amounts; what was not sent stays away. */
export function withAmounts<B extends AmountsIn>({ floor, dayLimit, monthLimit, ...rest }: B) {
  return {
    ...rest,
    ...(floor === undefined ? {} : { floor: bigOrNull(floor) }),
    ...(dayLimit === undefined ? {} : { dayLimit: bigOrNull(dayLimit) }),
    ...(monthLimit === undefined ? {} : { monthLimit: bigOrNull(monthLimit) }),
  };
}
