import { describe, expect, it } from "vitest";
import type { LedgerAccount } from "../lib/wire.ts";
import { FLOORS, floorOf, NEW_ACCOUNT, settingsOf, valuesOf } from "./account-values.ts";

const account = (floor: number | null) => ({ name: "Till", floor }) as LedgerAccount;

describe("how low an account may go", () => {
  it.each([null, 0, -50_000, 20_000])("is the same floor after the form: %s", (floor) => {
    expect(floorOf(valuesOf(account(floor)))).toBe(floor);
  });

  it("is nothing below zero where no overdraft is written", () => {
    for (const floor of FLOORS) expect(Object.is(floorOf({ floor, floorAmount: null }), -0)).toBe(false);
    expect(floorOf({ floor: "overdraft", floorAmount: null })).toBe(0);
    expect(floorOf({ floor: "overdraft", floorAmount: 700 })).toBe(-700);
    expect(floorOf({ floor: "keep", floorAmount: 700 })).toBe(700);
  });
});

describe("an account without a name", () => {
  it("is sent without one", () => {
    expect(settingsOf({ ...NEW_ACCOUNT, name: "  " }).name).toBeNull();
    expect(settingsOf({ ...NEW_ACCOUNT, name: " Till " }).name).toBe("Till");
  });
});
