import type { LedgerAccount } from "../lib/wire.ts";

/** As the server has it: a path of small letters and figures. */
export const ACCOUNT_CODE = /^[a-z0-9][a-z0-9/_.-]{0,199}$/;

/** How low an account may go, as one says it. */
export const FLOORS = ["none", "zero", "overdraft", "keep"] as const;
export type FloorKind = (typeof FLOORS)[number];

export interface AccountValues {
  name: string;
  floor: FloorKind;
  /** How far below nothing, or how much must stay; minor units. */
  floorAmount: number | null;
  dayLimit: number | null;
  monthLimit: number | null;
  refusesDebit: boolean;
  refusesCredit: boolean;
}

export const NEW_ACCOUNT: AccountValues = {
  name: "",
  floor: "none",
  floorAmount: null,
  dayLimit: null,
  monthLimit: null,
  refusesDebit: false,
  refusesCredit: false,
};

export function valuesOf(account: LedgerAccount): AccountValues {
  const { name, floor, dayLimit, monthLimit, refusesDebit, refusesCredit } = account;
  return {
    name: name ?? "",
    floor: kindOf(floor),
    floorAmount: floor === null || floor === 0 ? null : Math.abs(floor),
    dayLimit,
    monthLimit,
    refusesDebit,
    refusesCredit,
  };
}

function kindOf(floor: number | null): FloorKind {
  if (floor === null) return "none";
  if (floor === 0) return "zero";
  return floor < 0 ? "overdraft" : "keep";
}

export function floorOf({ floor, floorAmount }: Pick<AccountValues, "floor" | "floorAmount">): number | null {
  if (floor === "none") return null;
  const amount = floor === "zero" ? 0 : (floorAmount ?? 0);
  return floor === "overdraft" && amount !== 0 ? -amount : amount;
}

/** What both, opening and changing, send. */
export function settingsOf(values: AccountValues) {
  const { name, dayLimit, monthLimit } = values;
  return { name: name.trim() || null, floor: floorOf(values), dayLimit, monthLimit };
}
