import Type, { type Static } from "typebox";
import { ACCOUNT_TYPES } from "../../posting.ts";
import { Amount, Currency } from "../../schemas.ts";
import { IMPORT_FORMATS } from "./read-file.ts";

/** What the edge takes as a body, less the room for escapes and options: about 1,500 transactions. Longer books come in years. */
const MOST_CONTENT = 200_000;

const Column = Type.String({ minLength: 1, maxLength: 100 });
const Mark = Type.Enum([".", ","]);
const Day = Type.Union([Type.String({ format: "date" }), Type.Null()]);

const Source = Type.Union([
  Type.Object({ column: Column }, { additionalProperties: false }),
  Type.Object({ value: Type.String({ minLength: 1, maxLength: 200 }) }, { additionalProperties: false }),
]);

const CsvColumns = Type.Object(
  {
    delimiter: Type.Optional(Type.Enum([",", ";", "\t", "|"])),
    date: Column,
    dateFormat: Type.Optional(Type.String({ pattern: "^[YMD./ -]{6,12}$", examples: ["DD.MM.YYYY"] })),
    description: Type.Optional(Column),
    reference: Type.Optional(Column),
    transaction: Type.Optional(
      Type.String({ maxLength: 100, description: "Rows with the same value here are the lines of one transaction" }),
    ),
    account: Source,
    counterAccount: Type.Optional(Source),
    accountType: Type.Optional(Column),
    accountName: Type.Optional(Column),
    amount: Type.Union([
      Type.Object(
        { column: Column, side: Type.Optional(Column), isCreditPositive: Type.Optional(Type.Boolean()) },
        { additionalProperties: false },
      ),
      Type.Object({ debit: Column, credit: Column }, { additionalProperties: false }),
    ]),
    currency: Source,
    label: Type.Optional(Column),
    decimalMark: Type.Optional(Mark),
    isGuarded: Type.Optional(
      Type.Boolean({ description: "An apostrophe before a text is a guard against formulas, as in our own export" }),
    ),
  },
  { description: "Which column means what, by their headings. Left out: the file is our own export" },
);

export const ImportBody = Type.Object({
  format: Type.Enum([...IMPORT_FORMATS]),
  content: Type.String({ minLength: 1, maxLength: MOST_CONTENT, description: "The file's text" }),
  options: Type.Optional(
    Type.Object({
      commodities: Type.Optional(
        Type.Record(Type.String({ maxLength: 30 }), Currency, {
          description:
            "Commodities that are not ISO 4217 codes, and the currency that each is; the empty name is that of bare numbers",
          examples: [{ $: "USD" }],
        }),
      ),
      types: Type.Optional(
        Type.Record(Type.String({ maxLength: 200 }), Type.Enum([...ACCOUNT_TYPES]), {
          description: "Account name, or its beginning up to a colon, and its type",
          examples: [{ Aktiva: "ASSET" }],
        }),
      ),
      codes: Type.Optional(
        Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 200 }), {
          description: "Account name and its code, where the name's own would be another's too",
        }),
      ),
      decimalMark: Type.Optional(Mark),
      csv: Type.Optional(CsvColumns),
    }),
  ),
});

const ImportFinding = Type.Object(
  {
    code: Type.String(),
    line: Type.Integer({ minimum: 1 }),
    detail: Type.String({ description: "What is the matter and how to mend it, in the reader's language" }),
  },
  { $id: "ImportFinding" },
);

export const ImportPreview = Type.Object(
  {
    transactions: Type.Integer(),
    firstDate: Day,
    lastDate: Day,
    accounts: Type.Array(
      Type.Object({
        name: Type.String({ description: "As the file calls it" }),
        code: Type.String(),
        accountType: Type.String(),
        currency: Currency,
        debit: Amount,
        credit: Amount,
        isOpen: Type.Boolean({ description: "It stands in the books already, and keeps the type that it has there" }),
      }),
    ),
    problems: Type.Array(ImportFinding, { description: "Any of these keeps the file out of the books" }),
    notes: Type.Array(ImportFinding),
    importedBefore: Type.Boolean(),
  },
  { $id: "ImportPreview" },
);

export const Imported = Type.Object({
  importId: Type.String({ format: "uuid", description: "Names the import as the source of its transactions" }),
  transactions: Type.Integer(),
});

export type ImportPreviewOut = Static<typeof ImportPreview>;
