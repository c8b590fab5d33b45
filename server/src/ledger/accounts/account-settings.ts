import { refuse } from "../../platform/errors.ts";
import type { AccountRow } from "../queries.ts";

/** What may be changed of an account. Null: none. */
export interface AccountSettings {
  name: string | null;
  metadata: Readonly<Record<string, unknown>>;
  /** The least that may be available. */
  floor: bigint | null;
  /** By whose days the limits count. */
  timeZone: string | null;
  /** Of the sum of its debits in a local day, and in a local month. */
  dayLimit: bigint | null;
  monthLimit: bigint | null;
  refusesDebit: boolean;
  refusesCredit: boolean;
}

export function settingsOf(row: AccountRow): AccountSettings {
  return {
    name: row.name,
    metadata: row.metadata,
    floor: row.floor,
    timeZone: row.time_zone,
    dayLimit: row.day_limit,
    monthLimit: row.month_limit,
    refusesDebit: row.refuses_debit,
    refusesCredit: row.refuses_credit,
  };
}

/** A floor above what is available would be broken from the start, and the account could do nothing but grow. */
export function requireReachable(floor: bigint | null, available: bigint): void {
  if (floor !== null && floor > available) throw refuse("floor_above_available", { status: 409, pointer: "#/floor" });
}

/** What a product opened is the product's to freeze, to limit and to close. */
export function requireBookkeeping(row: AccountRow): void {
  if (row.by_product) throw refuse("account_is_products", { status: 409 });
}
