import { ACCOUNT_TYPES, type AccountType } from "./account-types.ts";

export const IMPORT_FORMATS = ["hledger", "beancount", "csv"] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** As much as one file may hold; longer books come in parts. */
export const MOST_CONTENT = 200_000;

export interface ImportValues {
  format: ImportFormat;
  content: string;
  /** A line each: `Aktiva = ASSET`. */
  types: string;
  /** A line each: `$ = USD`. */
  commodities: string;
  date: string;
  dateFormat: string;
  description: string;
  amount: string;
  account: string;
  counterAccount: string;
  currency: string;
}

export const NO_FILE: ImportValues = {
  format: "hledger",
  content: "",
  types: "",
  commodities: "",
  date: "",
  dateFormat: "",
  description: "",
  amount: "",
  account: "",
  counterAccount: "",
  currency: "",
};

/** By what a file is called. */
export function formatOf(fileName: string): ImportFormat | null {
  const ending = fileName.split(".").at(-1)?.toLowerCase();
  if (ending === "csv" || ending === "tsv") return "csv";
  if (ending === "beancount" || ending === "bean") return "beancount";
  return ending === "journal" || ending === "hledger" || ending === "ledger" || ending === "j" ? "hledger" : null;
}

const BYTE_ORDERS = { "\xff\xfe": "utf-16le", "\xfe\xff": "utf-16be" } as const;

/** What a file says; null where it is no text, or one whose letters nobody can tell: they would stand wrong in the books for ever. */
export function textOf(bytes: Uint8Array<ArrayBuffer>): string | null {
  const mark = Object.entries(BYTE_ORDERS).find(([sign]) =>
    [...sign].every((one, at) => one.charCodeAt(0) === bytes[at]),
  );
  try {
    const text = new TextDecoder(mark?.[1] ?? "utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

const DELIMITERS = [",", ";", "\t", "|"] as const;

/** The sign that parts the headings of a table, and the headings. */
export function headingsOf(content: string): { delimiter: (typeof DELIMITERS)[number]; headings: string[] } {
  const line = content.replace(/^\ufeff/, "").split(/\r?\n/, 1)[0] ?? "";
  const count = (sign: string) => line.split(sign).length;
  const delimiter = DELIMITERS.reduce((best, sign) => (count(sign) > count(best) ? sign : best));
  const headings = line.split(delimiter).map((head) =>
    head
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .replaceAll('""', '"'),
  );
  return { delimiter, headings: headings.filter((head) => head !== "") };
}

const OURS = ["transaction_id", "account_code", "side"];

/** Whether a table was written by us, and so needs no words about its columns. */
export function isOurTable(content: string): boolean {
  const { headings } = headingsOf(content);
  return OURS.every((head) => headings.includes(head));
}

/** Lines of the form `name = value`; a line without a sign of equality says nothing. */
export function pairsOf(text: string): [string, string][] {
  return text.split("\n").flatMap((line): [string, string][] => {
    const at = line.lastIndexOf("=");
    return at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
  });
}

function typesOf(text: string): [string, AccountType][] {
  return pairsOf(text).flatMap(([name, value]): [string, AccountType][] => {
    const type = ACCOUNT_TYPES.find((one) => one === value.toUpperCase());
    return type ? [[name, type]] : [];
  });
}

export function importBody(values: ImportValues) {
  const { format, content } = values;
  const types = typesOf(values.types);
  const commodities = pairsOf(values.commodities).map(([name, value]) => [name, value.toUpperCase()]);
  const csv = format === "csv" && !isOurTable(content) ? { csv: columnsOf(values) } : {};
  const options = {
    ...(types.length > 0 ? { types: Object.fromEntries(types) as Record<string, AccountType> } : {}),
    ...(commodities.length > 0 ? { commodities: Object.fromEntries(commodities) as Record<string, string> } : {}),
    ...csv,
  };
  return { format, content, ...(Object.keys(options).length > 0 ? { options } : {}) };
}

function columnsOf(values: ImportValues) {
  const { delimiter, headings } = headingsOf(values.content);
  /** A heading of the table, or what is the same in every row. */
  const source = (text: string) => (headings.includes(text.trim()) ? { column: text.trim() } : { value: text.trim() });
  const { date, dateFormat, description, counterAccount } = values;
  return {
    delimiter,
    date: date.trim(),
    ...(dateFormat.trim() ? { dateFormat: dateFormat.trim() } : {}),
    ...(description.trim() ? { description: description.trim() } : {}),
    account: source(values.account),
    ...(counterAccount.trim() ? { counterAccount: source(counterAccount) } : {}),
    amount: { column: values.amount.trim() },
    currency: source(values.currency),
  };
}
