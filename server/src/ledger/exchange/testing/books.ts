import fc from "fast-check";
import { type BookAccount, type BookEntry, type BookTransaction, decimalText, signedAmount } from "../books.ts";
import type { BooksWriter, Part } from "../books-writer.ts";

/** Decimals of the currencies in which made-up books are kept. */
export const EXPONENT: Record<string, number> = { KES: 2, JPY: 0, KWD: 3 };

const TYPES = ["USER", "GOAL", "ESCROW", "REVENUE", "EXPENSE", "CLEARING", "SUSPENSE", "RECEIVABLE", "ASSET", "EQUITY"];

const code = fc.stringMatching(/^[a-z0-9][a-z0-9/_.-]{0,20}$/);

/** Text as people and machines write it, with what the formats give a meaning to. */
export const wildText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.constantFrom(
    "a;b",
    "(x) | y",
    "date:2026-02-31",
    "[2026-13-99]",
    "x\r\ny",
    "  ",
    "=2026-01-01",
    "\u2028",
    "type:Z",
    '"quoted" \\ and more',
    "'=1+1",
    "@sum",
  ),
);

export const arbitraryTransaction: fc.Arbitrary<Partial<BookTransaction>> = fc
  .record({
    kind: fc.constantFrom("gift", "refund", "provider_fee"),
    description: fc.option(wildText),
    reference: fc.option(wildText.filter((value) => value.length > 0)),
    metadata: fc.dictionary(wildText, fc.oneof(wildText, fc.integer(), fc.boolean())),
    label: wildText,
    from: code,
    to: code,
    currency: fc.constantFrom(...Object.keys(EXPONENT)),
    amounts: fc.array(fc.bigInt(1n, 1_000_000_000_000n), { minLength: 1, maxLength: 4 }),
  })
  .map(({ from, to, currency, amounts, label, ...rest }) => {
    const line = (account: string, is_debit: boolean, amount: bigint): BookEntry => ({
      code: account,
      type: typeOf(account),
      is_debit,
      amount,
      currency,
      label,
      name: label.length > 2 ? label : null,
      balance_after: is_debit ? amount : -amount,
    });
    const total = amounts.reduce((sum, amount) => sum + amount, 0n);
    return { ...rest, entries: [...amounts.map((amount) => line(to, true, amount)), line(from, false, total)] };
  });

/** A code has one type for ever, as in the books. */
function typeOf(account: string): string {
  return TYPES[account.length % TYPES.length] ?? "GOAL";
}

export const arbitraryBooks = fc
  .array(arbitraryTransaction, { minLength: 1, maxLength: 12 })
  .map((drafts) => drafts.map((draft, index) => bookTransaction({ ...draft, id: idOf(index) })));

export function idOf(index: number): string {
  return `0193e4c4-0000-7000-8000-${String(index).padStart(12, "0")}`;
}

export function bookTransaction(facts: Partial<BookTransaction> = {}): BookTransaction {
  const entry = { amount: 5_000n, currency: "KES", label: "gift", name: null, balance_after: 5_000n };
  return {
    id: idOf(1),
    kind: "gift",
    reference: "gift/1",
    source_kind: "gift",
    source_id: idOf(2),
    effective_date: "2026-11-03",
    recorded_at: new Date("2026-11-03T10:00:00.123Z"),
    actor_id: null,
    description: null,
    metadata: {},
    reverses: null,
    entries: [
      { ...entry, code: "clearing/p", type: "CLEARING", is_debit: true },
      { ...entry, code: "escrow/goal/7", type: "ESCROW", is_debit: false },
    ],
    ...facts,
  };
}

/** A whole export of the transactions, as the stream writes it. */
export function exported(writer: BooksWriter, transactions: readonly BookTransaction[]): Buffer {
  const accounts = new Map<string, BookAccount>();
  for (const { code, type, currency, name } of transactions.flatMap(({ entries }) => entries))
    accounts.set(`${code} ${currency}`, { code, type, currency, name });
  const parts = [
    writer.head({ communityId: idOf(0), at: new Date(0), currencies: Object.keys(EXPONENT) }),
    writer.accounts([...accounts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, account]) => account)),
    writer.transactions(transactions),
    writer.end(transactions.length),
  ];
  return Buffer.concat(parts.map(bytesOf));
}

function bytesOf(part: Part): Uint8Array {
  return typeof part === "string" ? Buffer.from(part) : part;
}

/** `name CUR` → `50.00 CUR`, debit positive; no zeros. */
export function balancesOf(
  entries: readonly BookEntry[],
  nameOf: (entry: BookEntry) => string,
): Record<string, string> {
  const sums = new Map<string, bigint>();
  for (const entry of entries) {
    const key = `${nameOf(entry)} ${entry.currency}`;
    sums.set(key, (sums.get(key) ?? 0n) + signedAmount(entry));
  }
  const standing = [...sums].filter(([, sum]) => sum !== 0n);
  return Object.fromEntries(standing.map(([key, sum]) => [key, `${decimalText(sum, key.slice(-3))} ${key.slice(-3)}`]));
}
