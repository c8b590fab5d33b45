import Type, { type Static } from "typebox";
import { Amount, Code, Currency, Day, Id, Metadata, PostingAmount } from "../schemas.ts";
import type { Fraction } from "./fraction.ts";

const Part = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** Exact, as a bank quotes it: 129.35 is 12935 / 100. */
export const Rate = Type.Object(
  { numerator: Part, denominator: Part },
  {
    $id: "ExchangeRate",
    description: "Whole units of the second currency for one whole unit of the first: 129.35 is 12935 / 100",
    examples: [{ numerator: 12_935, denominator: 100 }],
  },
);

const name = { accountId: Type.Optional(Id), account: Type.Optional(Code), currency: Currency };

export const ExchangeBody = Type.Object(
  {
    from: Type.Object({ ...name, amount: PostingAmount }),
    to: Type.Object({
      ...name,
      amount: Type.Optional(
        Type.Integer({
          ...PostingAmount,
          description:
            "What was agreed; default: what the rate makes. A difference of less than a whole unit goes to `exchange/rounding`",
        }),
      ),
    }),
    rate: Rate,
    reference: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: "Yours: posted once for ever in this community" }),
    ),
    description: Type.Optional(Type.String({ maxLength: 500 })),
    effectiveDate: Type.Optional(Day("The day that counts; default: today in UTC")),
    metadata: Type.Optional(Metadata),
  },
  { $id: "LedgerExchange" },
);

export const RevaluationBody = Type.Object(
  {
    currency: Type.String({ ...Currency, description: "In which the positions are valued" }),
    effectiveOn: Type.Optional(Day("Positions at the end of this day; default: now")),
    rates: Type.Array(
      Type.Object(
        { currency: Currency, rate: Rate },
        { description: "Whole units of the report's currency for one of this" },
      ),
      { maxItems: 200 },
    ),
  },
  { $id: "LedgerRevaluationDraft" },
);

export const Revaluation = Type.Object(
  {
    currency: Currency,
    effectiveOn: Type.Union([Type.String({ format: "date" }), Type.Null()]),
    lines: Type.Array(
      Type.Object({
        currency: Currency,
        position: Type.Integer({ ...Amount, description: "What is had of it more than is owed" }),
        rate: Rate,
        value: Type.Integer({ ...Amount, description: "Rounded once, to the nearest; of halves to the even" }),
        rounding: Type.String({
          description: "What rounding has added to the value, in minor units",
          examples: ["-1/3"],
        }),
      }),
    ),
    gain: Type.Integer({
      ...Amount,
      description: "The sum of the values: unrealised, and a loss where it is less than nothing",
    }),
  },
  { $id: "LedgerRevaluation" },
);

export function fractionIn({ numerator, denominator }: Static<typeof Rate>): Fraction {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}
