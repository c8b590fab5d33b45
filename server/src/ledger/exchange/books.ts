import { type Currency, exponentOf } from "../../platform/money.ts";
import { ACCOUNT_TYPES, type AccountType } from "../posting.ts";
import type { TransactionRow } from "../queries.ts";

/** One account of the books, as every format declares it. */
export interface BookAccount {
  code: string;
  type: string;
  currency: Currency;
  name: string | null;
}

export interface BookEntry {
  code: string;
  type: string;
  name: string | null;
  is_debit: boolean;
  amount: bigint;
  currency: Currency;
  label: string;
  /** On the account's normal side. */
  balance_after: bigint;
}

export interface BookTransaction extends TransactionRow {
  entries: readonly BookEntry[];
}

/** What the head of an export tells. */
export interface BookFacts {
  communityId: string;
  at: Date;
  from?: string;
  to?: string;
  currencies: readonly Currency[];
}

/** The accountant's five classes. */
export type AccountClass = "assets" | "liabilities" | "equity" | "revenues" | "expenses";

/**
 * The class of an account: the first part of its name in plain-text accounting, by which a balance sheet and an income
 * statement know what it is. What we hold for somebody is a liability, what a provider or a person owes us is an asset.
 */
const CLASS: Readonly<Record<AccountType, AccountClass>> = {
  CLEARING: "assets",
  RECEIVABLE: "assets",
  USER: "liabilities",
  GOAL: "liabilities",
  ESCROW: "liabilities",
  SUSPENSE: "liabilities",
  REVENUE: "revenues",
  EXPENSE: "expenses",
  ASSET: "assets",
  LIABILITY: "liabilities",
  EQUITY: "equity",
  POSITION: "equity",
};

export function classOf(type: string): AccountClass {
  return isAccountType(type) ? CLASS[type] : "equity";
}

export function isAccountType(type: string): type is AccountType {
  return ACCOUNT_TYPES.some((known) => known === type);
}

/** Minor units with the currency's own number of decimals: 5000 KES is `50.00`, 500 JPY is `500`. */
export function decimalText(amount: bigint, currency: Currency): string {
  const exponent = exponentOf(currency);
  const digits = (amount < 0n ? -amount : amount).toString().padStart(exponent + 1, "0");
  const whole = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  return `${amount < 0n ? "-" : ""}${whole}`;
}

/** Debit positive, credit negative: how plain-text accounting writes an entry. */
export function signedAmount(entry: Pick<BookEntry, "is_debit" | "amount">): bigint {
  return entry.is_debit ? entry.amount : -entry.amount;
}

/** Line breaks and other control characters (the separators of Unicode too) would end a line. */
export function onOneLine(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ");
}
