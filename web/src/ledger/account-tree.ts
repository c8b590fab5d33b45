import type { LedgerAccount } from "../lib/wire.ts";

/** A branch of the chart: `escrow/goal/…` hangs under `escrow`. Balances are the ledger's own, never added up here. */
export interface Branch {
  name: string;
  accounts: LedgerAccount[];
}

/** The accounts by the first word of their codes, in the order of the codes. */
export function branchesOf(accounts: readonly LedgerAccount[]): Branch[] {
  const branches = new Map<string, Branch>();
  for (const account of accounts) {
    const name = account.code.split("/")[0] ?? account.code;
    const branch = branches.get(name) ?? { name, accounts: [] };
    branch.accounts.push(account);
    branches.set(name, branch);
  }
  return [...branches.values()];
}
